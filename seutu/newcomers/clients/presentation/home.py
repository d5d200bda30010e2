"""What waits for a worker, in lines: names are short, and stand on the page's body only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.newcomers.clients.contact_presentation import client_named
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Contact, GrantLevel, InterpreterBooking, OwnDataRequest, Transfer
from seutu.newcomers.clients.presentation.path_words import duty_status, duty_when, duty_words
from seutu.newcomers.clients.queries.home import Waiting, short_names
from seutu.newcomers.clients.rules.duties import Duty
from seutu.newcomers.clients.rules.home import Part, part_of_day, part_of_duty
from seutu.shared.core import clock
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import clock_time, day, helsinki_time, weekday_day

NO_TIME = dt.time.max
State = InterpreterBooking.State


@dataclass(frozen=True)
class HomeLine:
    """Something that waits: what or who it is, what is to be done, how near it is. ``is_name`` for a person's name."""

    title: str
    url: str
    text: str
    status: Status | None = None
    time: str = ""
    is_name: bool = False
    order: tuple[dt.date, dt.time] = field(default=(dt.date.max, NO_TIME))


@dataclass(frozen=True)
class AskedLine:
    """Something that others ask of the worker."""

    what: str
    text: str
    url: str
    button: str


Lines = dict[Part, list[HomeLine]]


def home_lines(waiting: Waiting) -> Lines:
    """What is late, what is of today, and what comes within a week, each in the order in which it is due."""
    clients = {each.client_id for each in waiting.duties}
    clients |= {each.client_id for each in waiting.follow_ups if each.client_id}
    clients |= {each.client_id for each in waiting.bookings if each.client_id}
    names = short_names(waiting.worker, clients) if clients else {}
    found: Lines = {part: [] for part in Part}
    for part, line in _lines(waiting, names):
        if part is not None:
            found[part].append(line)
    return {part: sorted(lines, key=lambda line: line.order) for part, lines in found.items()}


def _lines(waiting: Waiting, names: Mapping[int, str]) -> Iterator[tuple[Part | None, HomeLine]]:
    today = waiting.today
    for duty in waiting.duties:
        yield part_of_duty(duty, today), _duty_line(duty, names, today)
    for contact in waiting.follow_ups:
        if contact.follow_up_on:
            yield part_of_day(contact.follow_up_on, today), _follow_up_line(contact, contact.follow_up_on, names, today)
    for booking in waiting.bookings:
        yield part_of_day(clock.day_of(booking.starts_at), today), booking_line(booking, names, today)
    for request in waiting.data_requests:
        yield part_of_day(request.due_on, today), _request_line(request, today)


def days_status(due_on: dt.date, today: dt.date) -> Status:
    """How many days late, or left."""
    left = (due_on - today).days
    if left < 0:
        return Status(ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}, "late")
    if left == 0:
        return Status(_("today"), "soon")
    return Status(ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}, "soon")


def _duty_line(duty: Duty, names: Mapping[int, str], today: dt.date) -> HomeLine:
    name = names.get(duty.client_id, "")
    return HomeLine(
        title=name or client_named(duty.reference),
        url=reverse("clients:client", args=[duty.reference]),
        text=f"{duty_words(duty)}. {duty_when(duty, today)}.",
        status=duty_status(duty, today),
        is_name=bool(name),
        order=(duty.due_on or duty.since, NO_TIME),
    )


def _follow_up_line(contact: Contact, due_on: dt.date, names: Mapping[int, str], today: dt.date) -> HomeLine:
    name = names.get(contact.client_id or 0, "")
    topics = ", ".join(topic.name for topic in contact.topics.all())
    about = _("Contact of %(day)s") if contact.client_id else _("Anonymous contact of %(day)s")
    parts = [about % {"day": weekday_day(contact.occurred_on)}, topics]
    return HomeLine(
        title=_("Follow up: %(name)s") % {"name": name} if name else _("Follow up what was agreed"),
        url=reverse("clients:contact", args=[contact.pk]),
        text=", ".join(part for part in parts if part),
        status=days_status(due_on, today),
        is_name=bool(name),
        order=(due_on, NO_TIME),
    )


def booking_status(booking: InterpreterBooking) -> Status:
    """How far the booking has come."""
    known = {
        State.REQUESTED: Status(_("Interpreter missing"), "soon"),
        State.CONFIRMED: Status(_("Interpreter confirmed"), "settled"),
        State.USED: Status(capfirst(str(State.USED.label)), "firm"),
        State.UNUSED: Status(capfirst(str(State.UNUSED.label)), "told"),
        State.CANCELLED: Status(capfirst(str(State.CANCELLED.label)), "told"),
    }
    return known[State(booking.state)]


def booking_line(booking: InterpreterBooking, names: Mapping[int, str], today: dt.date) -> HomeLine:
    """A booked interpreter: of today with its time, of later with its day."""
    starts_on = clock.day_of(booking.starts_at)
    name = names.get(booking.client_id or 0, "")
    language = _("interpreter: %(language)s") % {"language": language_name(booking.language)}
    when = "" if starts_on == today else f"{weekday_day(starts_on)} {clock_time(booking.starts_at)}"
    return HomeLine(
        title=str(capfirst(booking.get_mode_display())),
        url=reverse("clients:interpreter_booking", args=[booking.pk]),
        text=", ".join(part for part in (when, name, language) if part),
        status=booking_status(booking),
        time=clock_time(booking.starts_at) if starts_on == today else "",
        order=(starts_on, helsinki_time(booking.starts_at)),
    )


def _request_line(request: OwnDataRequest, today: dt.date) -> HomeLine:
    words = _("Answer the request for own data, received on %(day)s. By %(due)s.")
    return HomeLine(
        title=client_named(request.client.reference),
        url=reverse("clients:own_data_request", args=[request.pk]),
        text=words % {"day": day(request.received_on), "due": day(request.due_on)},
        status=days_status(request.due_on, today),
        order=(request.due_on, NO_TIME),
    )


def asked_lines(waiting: Waiting) -> list[AskedLine]:
    """What others ask: to see a client, to take one over. Whom, stands on the page behind."""
    return [*_grant_lines(waiting), *_transfer_lines(waiting.transfers)]


def _grant_lines(waiting: Waiting) -> Iterator[AskedLine]:
    for request in waiting.grant_requests:
        organization = waiting.askers.get(request.asked_by_id)
        words = (
            _("%(who)s asks to read and write the data of one of your clients.")
            if request.level == GrantLevel.WRITE
            else _("%(who)s asks to read the data of one of your clients.")
        )
        yield AskedLine(
            what=words % {"who": organization.name if organization else _("Another unit")},
            text=_("Answer by %(day)s.") % {"day": day(request.expires_on)},
            url=reverse("clients:grant_request", args=[request.pk]),
            button=_("Open the request"),
        )


def _transfer_lines(transfers: Iterable[Transfer]) -> Iterator[AskedLine]:
    for transfer in transfers:
        words = _("%(from)s (%(municipality)s) offers a client to %(to)s.")
        about = {
            "from": transfer.from_unit.name,
            "municipality": transfer.from_unit.organization.name,
            "to": transfer.to_unit.name,
        }
        yield AskedLine(
            what=words % about,
            text=_("Answer by %(day)s.") % {"day": day(transfer.expires_on)},
            url=reverse("clients:transfer", args=[transfer.pk]),
            button=_("Open the offer"),
        )
