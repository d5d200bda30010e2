"""A notice: what it tells, by which law, and from when to when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions.notices import NoticeText
from seutu.publishing.decisions.models import Notice, NoticeKind
from seutu.publishing.decisions.rules.record_refusals import has_other_length
from seutu.publishing.desk.forms.fields import LANGUAGES
from seutu.publishing.desk.forms.items import RichTextField
from seutu.publishing.desk.forms.owned import TITLE_ERRORS, OwnedForm
from seutu.shared.core import clock
from seutu.shared.law.days import notice_ends_on
from seutu.shared.law.rules import NoRuleInForce
from seutu.shared.ui.fields import DayField


class NoticeForm(OwnedForm):
    kind = forms.ChoiceField(
        label=_("Kind of notice"),
        choices=(
            (NoticeKind.MUNICIPAL.value, _("municipal announcement (KuntaL 108 §)")),
            (NoticeKind.PUBLIC.value, _("public notice that a law orders (HL 62 a §)")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which kind of notice it is.")},
    )
    title = forms.CharField(label=_("Title"), max_length=500, error_messages=TITLE_ERRORS)
    html = RichTextField(
        label=_("Text"), help_text=_("Only what is needed to tell about the matter. No needless names.")
    )
    provision = forms.CharField(
        label=_("Provision that orders the notice"),
        required=False,
        max_length=200,
        help_text=_("A public notice must have one. For example alueidenkäyttölaki 65 §."),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )
    where_available = forms.CharField(
        label=_("Where the documents can be seen"),
        required=False,
        max_length=400,
        help_text=_("A public notice must tell it."),
    )
    displayed_on = DayField(label=_("On display from"), help_text=_("Today or a day to come."))
    ends_on = DayField(
        label=_("On display until"),
        required=False,
        help_text=_("Leave empty for 14 days. The day after, the notice goes off the site by itself."),
    )
    length_reason = forms.CharField(
        label=_("Why another time than 14 days"),
        required=False,
        max_length=300,
        help_text=_("For example: until the time for objections ends."),
    )
    case_number = forms.CharField(
        label=_("Case number"), required=False, max_length=80, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    language = forms.ChoiceField(
        label=_("Language of the text"), choices=LANGUAGES, widget=forms.RadioSelect, initial="fi"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["displayed_on"].initial = clock.today

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("displayed_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day is before the first."))
        elif first and last and given.get("kind") and not given.get("length_reason"):
            self._ask_for_reason(given)
        return given

    def _ask_for_reason(self, given: dict[str, Any]) -> None:
        try:
            usual = notice_ends_on(given["kind"], given["displayed_on"]).day
        except NoRuleInForce:
            return
        if given["ends_on"] != usual:
            self.add_error("length_reason", _("Write why the notice is on display for another time than 14 days."))

    def text(self) -> NoticeText:
        """What the form says, for the action."""
        return NoticeText(**{name: value for name, value in self.cleaned_data.items() if name != "organization"})


def notice_values(notice: Notice) -> dict[str, Any]:
    """What the form of a notice is filled with."""
    names = ("kind", "title", "html", "provision", "where_available", "displayed_on")
    values = {name: getattr(notice, name) for name in (*names, "length_reason", "language")}
    # Left empty when it is the law's own, so that it follows the first day.
    values["ends_on"] = notice.ends_on if has_other_length(notice) else None
    return values | {"case_number": notice.case.number if notice.case else ""}
