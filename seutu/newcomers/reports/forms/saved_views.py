"""The name of a saved view, and where it is shared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.reports.queries.saved_views import organizations_to_share_in
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization


class _OrganizationField(forms.ModelChoiceField[Organization]):
    def label_from_instance(self, obj: Organization) -> str:
        return _("all who read figures: %(name)s") % {"name": obj.name}


class SavedViewForm(forms.Form):
    """What a view is called, and who else sees it."""

    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        max_length=120,
        help_text=gettext_lazy("For example: Topics of Ilomantsi's residents. Do not write names of clients."),
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )
    shared_in = _OrganizationField(
        Organization.objects.none(),
        label=gettext_lazy("Who sees it"),
        required=False,
        empty_label=gettext_lazy("only you"),
        help_text=gettext_lazy("A shared view shows everybody the figures that they may read themselves."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared_in"].queryset = organizations_to_share_in(user)  # type: ignore[attr-defined]
