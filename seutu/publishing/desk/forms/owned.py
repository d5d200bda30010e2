"""Fields of the registers: whose record it is, and rows of an organization to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.queries.of_registers import owners_for
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Organization

TITLE_ERRORS = {"required": _("Write a title."), "max_length": _("Shorten the title to 500 characters.")}


class OwnedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    """Rows of the organizations of a clerk; of which one each is stands behind its name when there are several."""

    shows_owner = False

    def label_from_instance(self, obj: Model) -> str:
        name = str(getattr(obj, "name", obj))
        return f"{name}, {obj.organization.name}" if self.shows_owner else name  # type: ignore[attr-defined]


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let the field ``name`` of ``form`` choose among ``rows``."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]


def offer_owned(form: forms.Form, rows: Mapping[str, QuerySet[Any]], *, user: User) -> None:
    """Let fields choose among rows of the organizations of a clerk, and say of which when there are several."""
    has_several = owners_for(user).count() > 1
    for name, offered in rows.items():
        offer(form, name, offered)
        form.fields[name].shows_owner = has_several  # type: ignore[attr-defined]


class OwnedForm(forms.Form):
    """A form of a record of an ``owner``; a new one asks whose it is when the clerk works for several."""

    organization = forms.ModelChoiceField(
        label=_("Organization"), queryset=Organization.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: User, owner: Organization | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        if owner is not None:
            # What has an owner never gets another.
            del self.fields["organization"]
            return
        offer(self, "organization", owners_for(user))
        owners, field = list(owners_for(user)), self.fields["organization"]
        field.initial = owners[0] if owners else None
        if len(owners) == 1:
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self.owner = self.owner or given.get("organization")
        return given


class ReasonForm(forms.Form):
    """Why something public is taken offline."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason is kept here. The public sees that the record was taken offline, and when."),
        error_messages={"required": _("Write why it is taken offline.")},
    )
