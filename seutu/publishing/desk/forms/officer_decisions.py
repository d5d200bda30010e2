"""An office holder's decision: its text, its remedy, and who can take it over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.officer_decisions import OfficerDecisionText
from seutu.publishing.decisions.models import OfficerDecision, Remedy
from seutu.publishing.decisions.queries.of_registers import bodies_for, offices_for
from seutu.publishing.decisions.rules.refusals import describes_matter, is_provision
from seutu.publishing.desk.forms.fields import LANGUAGES, choices_with_none
from seutu.publishing.desk.forms.items import RichTextField
from seutu.publishing.desk.forms.owned import TITLE_ERRORS, OwnedChoiceField, offer_owned
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.core.rich_text import to_text
from seutu.shared.organizations.models import Body
from seutu.shared.ui.fields import DayField


class OfficerDecisionForm(forms.Form):
    office = OwnedChoiceField(label=_("Office"), queryset=None, empty_label=_("Choose an office"))
    officer_name = forms.CharField(
        label=_("Name of the office holder"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    decided_on = DayField(label=_("Decided on"))
    title = forms.CharField(
        label=_("Title"),
        max_length=500,
        help_text=_(
            "Tell what the matter is, without anybody's name. The title of a secret decision is public too: "
            "describe the matter without what is secret."
        ),
        error_messages=TITLE_ERRORS,
    )
    case_number = forms.CharField(
        label=_("Case number"), required=False, max_length=80, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGES, widget=forms.RadioSelect, initial="fi"
    )
    background_html = RichTextField(label=_("Background"))
    decision_html = RichTextField(label=_("Decision"))
    remedy = forms.ChoiceField(
        label=_("Review and appeal"),
        required=False,
        choices=choices_with_none(_("Not chosen yet"), Remedy.choices),
        help_text=_("Of preparation or implementation only there is no right of appeal."),
    )
    remedy_provision = forms.CharField(
        label=_("Provision that denies appeal"),
        required=False,
        max_length=200,
        help_text=_("For example KuntaL 136 §"),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    takeover_body = OwnedChoiceField(
        label=_("Body that can take it over"),
        required=False,
        queryset=None,
        empty_label=_("No body"),
        help_text=_("The board or committee under which the office is (KuntaL 92 §)."),
    )
    is_takeover_excluded = forms.BooleanField(label=_("A provision excludes taking it over"), required=False)
    takeover_exclusion = forms.CharField(
        label=_("Provision that excludes taking over"),
        required=False,
        max_length=200,
        help_text=_("For example KuntaL 92 § 5 mom."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    is_withheld = forms.BooleanField(
        label=_("The decision is secret by law"),
        required=False,
        help_text=_(
            "Of a secret decision only the public title and the ground are kept here. Keep the text elsewhere."
        ),
    )
    secrecy_ground = forms.CharField(
        label=_("Ground for secrecy"),
        required=False,
        max_length=200,
        help_text=_("For example JulkL 24 § 1 mom. 25 k."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # KuntaL 92 § gives the right to the board, and regulations may give it to committees: never to the council.
        bodies = bodies_for(user).exclude(kind=Body.Kind.COUNCIL)
        offer_owned(self, {"office": offices_for(user), "takeover_body": bodies}, user=user)
        self.fields["decided_on"].initial = clock.today

    def clean_decided_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._clean_takeover(given)
        if given.get("remedy") == Remedy.BAN and not is_provision(given.get("remedy_provision", "")):
            self.add_error("remedy_provision", _("Write the provision, for example KuntaL 136 §."))
        if given.get("is_withheld"):
            self._clean_secret(given)
        return given

    def _clean_takeover(self, given: dict[str, Any]) -> None:
        office, body = given.get("office"), given.get("takeover_body")
        if office and body and office.organization_id != body.organization_id:
            self.add_error("takeover_body", _("Choose a body of the same organization as the office."))
        if given.get("is_takeover_excluded") and not is_provision(given.get("takeover_exclusion", "")):
            self.add_error("takeover_exclusion", _("Write the provision, for example KuntaL 92 § 5 mom."))

    def _clean_secret(self, given: dict[str, Any]) -> None:
        if not is_provision(given.get("secrecy_ground", "")):
            self.add_error("secrecy_ground", _("Write the provision, for example JulkL 24 § 1 mom. 25 k."))
        if given.get("title") and not describes_matter(given["title"]):
            self.add_error("title", _("Describe the matter: “Secret item” does not tell what it is about."))
        for name in ("background_html", "decision_html"):
            if to_text(given.get(name) or ""):
                self.add_error(name, _("Take this text out: the decision is secret, and no text of it is kept here."))

    def text(self) -> OfficerDecisionText:
        """What the form says, for the action."""
        return OfficerDecisionText(**self.cleaned_data)


def decision_values(decision: OfficerDecision) -> dict[str, Any]:
    """What the form of a decision is filled with."""
    names = [name for name in OfficerDecisionForm.base_fields if name != "case_number"]
    return {name: getattr(decision, name) for name in names} | {
        "case_number": decision.case.number if decision.case else ""
    }


class TakeoverForm(forms.Form):
    """On which day a body took a decision over."""

    on = DayField(label=_("Taken over on"), help_text=_("The day on which the body, or its chair, decided so."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today
