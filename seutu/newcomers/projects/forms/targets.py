from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.forms.rows import RowForm
from seutu.newcomers.projects.models import Target
from seutu.newcomers.projects.queries.choices import indicator_choices, partner_organizations
from seutu.newcomers.projects.rules.quarters import quarters_of


class TargetForm(RowForm):
    """A target of one indicator: of a municipality or of all together, in the whole project or in a quarter."""

    MODEL = Target
    FIELDS = ("indicator", "organization", "quarter", "number")
    PERIODS = ()

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Figure"),
            choices=indicator_choices(),
            initial=getattr(self.row, "indicator", None),
            help_text=_("What is counted, and in which unit, is told on the page of definitions."),
        )
        organization: Any = self.fields["organization"]
        organization.queryset = partner_organizations(self.project) if self.project else organization.queryset.none()
        organization.empty_label = _now("All municipalities together")
        self.fields["quarter"] = forms.TypedChoiceField(
            label=_("Quarter of the project"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=self._quarters(),
            initial=getattr(self.row, "quarter", None),
        )

    def _quarters(self) -> list[tuple[str, str]]:
        if self.project is None:
            return []
        quarters = quarters_of(self.project.starts_on, self.project.ends_on)
        words = _now("%(n)s, ends %(month)s")
        named = [(str(each.number), words % {"n": each.number, "month": each.named}) for each in quarters]
        return [("", _now("The whole project")), *named]
