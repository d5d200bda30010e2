"""Contacts and drafts of them, in the words of lists and pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.conf import settings
from django.forms import BoundField, Form
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from seutu.newcomers.clients.kept_forms import FORMS, form_of
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import (
    Channel,
    Contact,
    GroupSession,
    Interpreting,
    MunicipalityKind,
    OtherWork,
    Reach,
    RegisterDraft,
)
from seutu.newcomers.clients.models.codes import Code
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.work_places import municipalities
from seutu.shared.core import clock
from seutu.shared.ui.components import Link, Status
from seutu.shared.ui.dates import HARD, day, day_and_month, day_and_time, weekday_day

NO_NAMES: Mapping[int, str] = MappingProxyType({})


def minutes_in_words(minutes: int) -> str:
    """15 min."""
    return f"{minutes}{HARD}min"


def place_in_words(contact: Contact) -> str:
    """Where the client lives."""
    if contact.client_municipality:
        return contact.client_municipality.name
    return str(capfirst(MunicipalityKind(contact.client_municipality_kind).label))


def of_whom(contact: Contact, names: Mapping[int, str] = NO_NAMES) -> str:
    """Anonymous, or the client: by the short name that ``names`` has, and by the reference; never by the whole name."""
    if contact.client is None:
        return _("Anonymous")
    named = client_named(contact.client.reference)
    return f"{names[contact.client.pk]}, {named}" if names.get(contact.client.pk) else named


def client_named(reference: str) -> str:
    """Client 7K3F 2222, as it is read aloud."""
    return _("Client %(reference)s") % {"reference": f"{reference[:4]}{HARD}{reference[4:]}"}


@dataclass(frozen=True)
class ContactLine:
    """A contact in a list."""

    contact: Contact
    title: str
    about: str
    statuses: Sequence[Status]


def contact_line(contact: Contact, names: Mapping[int, str] = NO_NAMES) -> ContactLine:
    """A contact for a list: when and how, of whom, about what, and what is out of the ordinary.

    ``names`` are the short names of the clients whose data the reader may see.
    """
    channel = str(capfirst(contact.get_channel_display()))
    title = f"{weekday_day(contact.occurred_on)}, {channel.lower() if channel != 'Teams' else channel}"
    topics = ", ".join(topic.name for topic in contact.topics.all())
    parts = [
        of_whom(contact, names),
        place_in_words(contact),
        language_name(contact.service_language),
        minutes_in_words(contact.minutes),
        topics,
    ]
    return ContactLine(contact, title, " · ".join(part for part in parts if part), _statuses(contact))


def _statuses(contact: Contact) -> list[Status]:
    found = []
    if contact.reach != Reach.REACHED:
        found.append(Status(capfirst(contact.get_reach_display()), tone="told"))
    if contact.interpreter_unused:
        found.append(Status(_("Interpreter not used"), tone="soon"))
    if late := logged_late(contact):
        found.append(Status(_("Logged %(day)s") % {"day": late}, icon="clock"))
    return found


def logged_late(work: Work) -> str:
    """On which day it was written down, when that was another than the day of the work."""
    logged_on = clock.day_of(work.logged_at)
    return day_and_month(logged_on) if logged_on != work.occurred_on else ""


def follow_up_line(contact: Contact) -> ContactLine:
    """A contact that waits for a follow-up."""
    line = contact_line(contact)
    if contact.follow_up_on is None:
        return line
    days = (clock.today() - contact.follow_up_on).days
    agreed = _("Agreed for %(day)s") % {"day": day(contact.follow_up_on)}
    late = ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}
    status = Status(late, tone="late") if days > 0 else Status(_("Today"), tone="soon")
    return ContactLine(contact, line.title, f"{agreed}. {line.about}", [status])


@dataclass(frozen=True)
class WorkLine:
    """A group session or other work in a list."""

    key: int
    title: str
    about: str
    statuses: Sequence[Status]


def group_session_line(session: GroupSession) -> WorkLine:
    """A group session for a list."""
    heads = ngettext("%(n)s participant", "%(n)s participants", session.participants) % {"n": session.participants}
    topics = ", ".join(topic.name for topic in session.topics.all())
    language = language_name(session.service_language)
    about = [
        session.unit.name,
        heads,
        language,
        minutes_in_words(session.minutes),
        topics,
        session.logged_by.display_name,
    ]
    return _work_line(session, session.title, about)


def other_work_line(work: OtherWork) -> WorkLine:
    """Other work for a list."""
    kind = str(capfirst(work.get_kind_display()))
    about = [work.title, work.unit.name, minutes_in_words(work.minutes), work.logged_by.display_name]
    return _work_line(work, kind, about)


def _work_line(work: Work, name: str, about: Sequence[str]) -> WorkLine:
    late = logged_late(work)
    statuses = [Status(_("Logged %(day)s") % {"day": late}, icon="clock")] if late else []
    title = f"{weekday_day(work.occurred_on)}, {name}"
    return WorkLine(work.pk, title, " · ".join(part for part in about if part), statuses)


def interpreting_in_words(contact: Contact) -> str:
    """How a contact was interpreted, in which language and how long; whether the interpreter was used."""
    parts = [str(capfirst(Interpreting(contact.interpreting).label))]
    if contact.interpreter_language:
        parts.append(language_name(contact.interpreter_language))
    if contact.interpreter_minutes is not None:
        parts.append(minutes_in_words(contact.interpreter_minutes))
    if contact.interpreter_unused:
        parts.append(_("booked and not used"))
    return ", ".join(parts)


@dataclass(frozen=True)
class DraftLine:
    """Something that was begun and not saved: which form, what of it was typed, until when it is kept."""

    form: str
    about: str
    kept: str
    url: str


def draft_lines(drafts: Iterable[RegisterDraft]) -> list[DraftLine]:
    """Each draft whose form is known, for a list; nothing in it names anybody."""
    known = [draft for draft in drafts if draft.target.partition(":")[0] in FORMS]
    places = {str(place.pk): place.name for place in municipalities()} if known else {}
    return [_draft_line(draft, places) for draft in known]


def _draft_line(draft: RegisterDraft, places: Mapping[str, str]) -> DraftLine:
    form, key = form_of(draft.target)
    words = {"time": day_and_time(draft.saved_at), "day": day(draft.expires_at)}
    return DraftLine(
        form=str(form.label),
        about=client_named(key) if form.is_of_client else _typed_in_words(draft, places),
        kept=_("Draft of %(time)s, kept until %(day)s") % words,
        url=f"{form.address(key)}?luonnos={draft.pk}",
    )


def _typed_in_words(draft: RegisterDraft, places: Mapping[str, str]) -> str:
    if not isinstance(draft.fields, dict):
        return _("cannot be opened")
    typed = {name: str(values[0]) for name, values in draft.fields.items() if values}
    channels = dict(Channel.choices)
    parts = [str(channels.get(typed.get("channel", ""), "")), places.get(typed.get("municipality", ""), "")]
    if typed.get("minutes", "").isdigit():
        parts.append(minutes_in_words(int(typed["minutes"][:4])))
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Difference:
    """A field of which two versions say different things."""

    label: str
    mine: str
    theirs: str


def differences(mine: Form, theirs: Form) -> list[Difference]:
    """Where what was typed differs from what has been saved meanwhile."""
    pairs = ((mine[name], theirs[name]) for name in mine.fields if name in theirs.fields)
    said = [(one.label, in_words(one), in_words(other)) for one, other in pairs if not one.is_hidden]
    return [Difference(str(label), one, other) for label, one, other in said if one != other]


def in_words(bound: BoundField) -> str:
    """The value of a field as a reader would say it."""
    value = bound.value()
    offered = getattr(bound.field, "choices", None)
    if offered is not None:
        chosen = {str(each) for each in value} if isinstance(value, (list, tuple)) else {str(value)}
        return ", ".join(str(label) for key, label in offered if str(key) in chosen and str(key))
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    return "" if value is None else str(value)


def code_state(code: Code, today: dt.date) -> Status:
    """Whether a code can be chosen today."""
    if code.ends_on is not None and code.ends_on < today:
        return Status(_("Closed %(day)s") % {"day": day(code.ends_on)}, tone="firm", icon="lock")
    if code.starts_on > today:
        return Status(_("From %(day)s on") % {"day": day(code.starts_on)}, icon="clock")
    if code.ends_on is not None:
        return Status(_("In use until %(day)s") % {"day": day(code.ends_on)}, tone="soon")
    return Status(_("In use"), tone="settled")


def page_of_today() -> str:
    """The worker's first page."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def way_to(*below: Link) -> list[Link]:
    """The breadcrumb of a page of contacts."""
    return [
        Link(_("Today"), page_of_today()),
        Link(_("Contacts"), reverse("clients:contacts") if below else ""),
        *below,
    ]
