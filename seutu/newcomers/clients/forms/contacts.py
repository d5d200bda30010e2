"""The form of a contact: what a phone call needs first, the rest in a part that opens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.actions.contacts import ContactEntry
from seutu.newcomers.clients.forms.days import TimeField
from seutu.newcomers.clients.forms.entries import (
    CHOOSE,
    MinutesField,
    WorkForm,
    chooser,
    languages_offered,
    radios,
    sentence_case,
    service_language_field,
    topics_field,
)
from seutu.newcomers.clients.models import (
    AgeBand,
    BasisGroup,
    Channel,
    CitizenshipGroup,
    Client,
    Contact,
    Gender,
    Interpreting,
    MunicipalityKind,
    OnBehalf,
    Outcome,
    Reach,
    VisitKind,
    YearsBand,
)
from seutu.newcomers.clients.queries.contacts import client_to_log
from seutu.newcomers.clients.queries.work_places import municipalities
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.fields import DayField

ANONYMOUS, KNOWN = "anonymous", "client"
LONGEST_NOTE = 2000
NOT_KNOWN = ("", _("not asked"))

# What each choice of the form means in the record.
CODES: dict[str, Any] = {
    "channel": Channel,
    "outcome": Outcome,
    "reach": Reach,
    "on_behalf": OnBehalf,
    "visit_kind": VisitKind,
    "interpreting": Interpreting,
    "gender": Gender,
    "age_band": AgeBand,
    "citizenship_group": CitizenshipGroup,
    "years_band": YearsBand,
    "basis_group": BasisGroup,
}
ABOUT_PERSON = ("gender", "age_band", "language", "citizenship_group", "years_band", "basis_group")
RARE = (
    *("started_at", "visit_kind", "reach", "on_behalf", "referred_to", "follow_up_on"),
    *("interpreting", "interpreter_language", "interpreter_minutes", "interpreter_unused"),
)


class ContactForm(WorkForm):
    """A contact. Who serves nobody by name has no choice of a client."""

    present: Contact | None

    who = radios(
        [(ANONYMOUS, pgettext_lazy("who", "Anonymous")), (KNOWN, pgettext_lazy("who", "Client"))],
        label=_("Who was in touch?"),
        initial=ANONYMOUS,
    )
    client_search = forms.CharField(label=_("Client's name or reference"), max_length=100, required=False)
    client = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    channel = radios(
        [], label=pgettext_lazy("contact", "Channel"), error_messages={"required": _("Choose how the contact went.")}
    )
    municipality = chooser(
        [],
        label=_("Client's municipality of residence"),
        error_messages={"required": _("Choose where the client lives, or that it is not known.")},
    )
    service_language = service_language_field()
    topics = topics_field()
    outcome = radios([], label=pgettext_lazy("contact", "Outcome"), initial=Outcome.ADVISED)

    started_at = TimeField(label=_("Time of day"), required=False)
    visit_kind = radios([], label=_("First time or returning"), initial=VisitKind.NOT_ASKED)
    reach = radios([], label=_("Was the person reached?"), initial=Reach.REACHED)
    on_behalf = radios([], label=_("On whose behalf"), initial=OnBehalf.CLIENT)
    referred_to = forms.CharField(
        label=_("Referred where"),
        help_text=_("The name of a service or an organization, never of a person."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Shorten the name to 120 characters.")},
    )
    follow_up_on = DayField(is_near=True, label=_("Day of the follow-up"), required=False)
    interpreting = radios([], label=_("Interpreter"), initial=Interpreting.NONE)
    interpreter_language = chooser([], label=_("Language of the interpreter"), required=False)
    interpreter_minutes = MinutesField(label=_("Interpreted minutes"), required=False)
    interpreter_unused = forms.BooleanField(label=_("The interpreter was booked and not used"), required=False)
    gender = radios([], label=_("Gender"), initial=Gender.NOT_ASKED)
    age_band = radios([], label=_("Age"), initial=AgeBand.NOT_ASKED)
    language = chooser([], label=_("Own language"), required=False)
    citizenship_group = chooser([], label=_("Citizenship"), initial=CitizenshipGroup.NOT_ASKED)
    years_band = radios([], label=_("Years in Finland"), initial=YearsBand.NOT_ASKED)
    basis_group = chooser([], label=_("Basis of residence"), initial=BasisGroup.NOT_ASKED)
    note = forms.CharField(
        label=pgettext_lazy("contact", "Note"),
        help_text=_("Short, and about this contact only. No personal identity codes, nothing of health."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Shorten the note to 2,000 characters.")},
    )

    def __init__(self, *args: Any, present: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, present=present, **kwargs)
        for name, codes in CODES.items():
            self.fields[name].choices = sentence_case(codes.choices)  # type: ignore[attr-defined]
        if present is None or present.channel != Channel.GROUP:
            # A group session has a form of its own, where only heads are counted.
            without = [pair for pair in sentence_case(Channel.choices) if pair[0] != Channel.GROUP]
            self.fields["channel"].choices = without  # type: ignore[attr-defined]
        for name, empty in {"service_language": CHOOSE, "interpreter_language": CHOOSE, "language": NOT_KNOWN}.items():
            self.fields[name].choices = languages_offered(empty)  # type: ignore[attr-defined]
        self._offer_municipalities()
        self._ask_of_whom()

    def _offer_municipalities(self) -> None:
        self.places: dict[str, Organization] = {str(each.pk): each for each in municipalities()}
        named = [(key, each.name) for key, each in self.places.items()]
        kinds = [pair for pair in MunicipalityKind.choices if pair[0] != MunicipalityKind.NAMED]
        offered = [("", str(CHOOSE[1])), *named, *sentence_case(kinds)]
        self.fields["municipality"].choices = offered  # type: ignore[attr-defined]

    def _ask_of_whom(self) -> None:
        if not self.worker.serves and (self.present is None or self.present.is_anonymous):
            for name in ("who", "client_search", "client", "note"):
                del self.fields[name]
        self.is_of_client = "who" in self.fields and self._value("who") == KNOWN
        # A known client's place is told by the record.
        self.fields["municipality"].required = not self.is_of_client
        self.fields["topics"].required = self._value("reach") not in {Reach.NOT_REACHED, Reach.NO_SHOW}

    def _value(self, name: str) -> Any:
        return self.data.get(name) if self.is_bound else self.initial.get(name, "")

    @property
    def chosen_client(self) -> Client | None:
        """The client whose reference the form holds, if this worker may log a contact of them."""
        reference = str(self._value("client") or "")
        return client_to_log(self.worker, reference) if self.is_of_client and reference else None

    def rare_fields(self) -> list[BoundField]:
        """What is seldom asked, of whomever the contact is."""
        return [self[name] for name in RARE]

    def person_fields(self) -> list[BoundField]:
        """What an anonymous person may tell of themselves."""
        return [self[name] for name in ABOUT_PERSON]

    def is_unfolded(self) -> bool:
        """Whether the rare part holds something, or something wrong."""
        return any(each.errors or str(each.value() or "") != str(each.field.initial or "") for each in self._folded())

    def _folded(self) -> list[BoundField]:
        return [*self.rare_fields(), *self.person_fields()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.is_of_client:
            given["found_client"] = self.chosen_client
            if given["found_client"] is None:
                self.add_error("client_search", _("Search for the client, and choose one of those found."))
        return given

    def entry(self) -> ContactEntry:
        """What was said, for the action."""
        given = dict(self.cleaned_data)
        place = self.places.get(given.pop("municipality", ""))
        kind = MunicipalityKind.NAMED if place else self.cleaned_data.get("municipality") or MunicipalityKind.UNKNOWN
        client = given.pop("found_client", None)
        for name in ("who", "client_search", "client"):
            given.pop(name, None)
        coded = {name: codes(given.pop(name)) for name, codes in CODES.items()}
        return ContactEntry(
            **given, **coded, client=client, municipality=place, municipality_kind=MunicipalityKind(kind)
        )


def contact_values(contact: Contact) -> dict[str, Any]:
    """The fields of a contact as the form shows them."""
    names = (*CODES, "minutes", "occurred_on", "service_language", "started_at", "referred_to", "follow_up_on")
    more = ("interpreter_language", "interpreter_minutes", "interpreter_unused", "language", "note")
    return {name: getattr(contact, name) for name in (*names, *more)} | {
        "who": ANONYMOUS if contact.is_anonymous else KNOWN,
        "client": contact.client.reference if contact.client else "",
        "municipality": place_chosen(contact),
        "funding_code": contact.funding_code_id,
        "unit": contact.unit_id,
        "topics": [topic.pk for topic in contact.topics.all()],
    }


def first_values(latest: Contact | None, latest_anonymous: Contact | None) -> dict[str, Any]:
    """What a new contact begins with: the choices of the one before it, and nothing of whose it was.

    Where a known client lives is theirs, and the next person is another: the municipality is that of the latest
    anonymous contact.
    """
    if latest is None:
        return {}
    place = {"municipality": place_chosen(latest_anonymous)} if latest_anonymous else {}
    return place | {
        "channel": latest.channel,
        "service_language": latest.service_language,
        "funding_code": latest.funding_code_id,
        "unit": latest.unit_id,
    }


def place_chosen(contact: Contact) -> str:
    """The choice of municipality that says what ``contact`` says."""
    return str(contact.client_municipality_id or contact.client_municipality_kind)
