"""The form of the project itself."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.forms.rows import RowForm
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.queries.choices import funding_code_choices
from seutu.newcomers.projects.queries.visible import organizations_leading, projects_visible_to
from seutu.shared.accounts.models import User


class ProjectForm(RowForm):
    """A new project, or the one in ``row``, whose lead stays."""

    MODEL = Project
    FIELDS = (
        "name_fi",
        "name_sv",
        "name_en",
        "lead",
        "summary",
        "starts_on",
        "ends_on",
        "continues",
        "funder",
        "funder_reference",
        "funding_codes",
        "state_percent",
        "state_percent_of",
        "target_basis",
    )
    HINTS: ClassVar[dict[str, Any]] = {
        "continues": _("The project whose work this one goes on with."),
        "funder_reference": _("The number of the decision on the grant."),
        "state_percent": _("For example 70."),
        "target_basis": _("When targets are set by municipality."),
    }

    def __init__(self, data: Any = None, *, user: User, row: Project | None = None) -> None:
        super().__init__(data, row=row)
        self._choose_projects(user, row)
        chosen = row.funding_codes if row else []
        codes = funding_code_choices(chosen)
        self.fields["funding_codes"] = forms.MultipleChoiceField(
            label=_("Funding codes"),
            help_text=_("What is logged under these codes counts toward the project."),
            choices=codes,
            initial=chosen,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not codes:
            del self.fields["funding_codes"]

    def _choose_projects(self, user: User, row: Project | None) -> None:
        leading = organizations_leading(user)
        if row:
            del self.fields["lead"]
        else:
            self.fields["lead"].queryset = leading  # type: ignore[attr-defined]
            self.fields["lead"].initial = leading.first() if leading.count() == 1 else None
        others = projects_visible_to(user)
        continues: Any = self.fields["continues"]
        continues.queryset = others.exclude(pk=row.pk) if row else others
        continues.empty_label = gettext("None: the work is new")
        continues.label_from_instance = lambda project: project.name

    def clean_state_percent(self) -> Any:
        percent = self.cleaned_data["state_percent"]
        if percent is not None and not 0 <= percent <= 100:
            raise forms.ValidationError(gettext("Write a number from 0 to 100."))
        return percent

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.FIELDS}
