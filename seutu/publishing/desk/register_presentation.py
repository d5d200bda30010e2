"""The registers of the desk in the words of their pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.publishing.decisions.models import (
    AgendaItem,
    Initiative,
    InitiativeState,
    Notice,
    Notification,
    NotificationWay,
    OfficerDecision,
    RecordState,
)
from seutu.publishing.decisions.rules.notified import PartyRemedy, remedies_of_party
from seutu.publishing.decisions.rules.refusals import Refusal, RefusalReason
from seutu.publishing.decisions.rules.takeover import Takeover, TakeoverState
from seutu.publishing.desk.forms.typed import Sheet
from seutu.publishing.desk.presentation import Difference, RefusalLine, differences
from seutu.publishing.desk.queries.editors import last_change
from seutu.shared.core import clock
from seutu.shared.ui.components import Link, Status, Tone
from seutu.shared.ui.dates import day as day_in_words

Record = OfficerDecision | Notice | Initiative


def record_state(state: str) -> Status:
    """How far a record that is published alone has come."""
    words = {
        RecordState.DRAFT: Status(_("Draft"), icon="edit"),
        RecordState.PUBLISHED: Status(pgettext("record", "Published"), tone="settled"),
        RecordState.WITHDRAWN: Status(pgettext("record", "Withdrawn"), tone="late"),
    }
    return words[RecordState(state)]


def notice_state(notice: Notice, on: dt.date) -> Status:
    """Whether a notice is seen on a day, will be, or was."""
    if notice.state != RecordState.PUBLISHED:
        return record_state(notice.state)
    if notice.displayed_on > on:
        return Status(_("From %(day)s") % {"day": day_in_words(notice.displayed_on)}, tone="soon")
    if notice.ends_on < on:
        return Status(_("Off the site"), tone="firm")
    return Status(_("On display"), tone="settled")


def notice_goes_off(notice: Notice) -> dt.date:
    """The first day on which a notice is no longer seen."""
    return notice.ends_on + clock.ONE_DAY


def initiative_state(initiative: Initiative) -> Status:
    """How far an initiative has come with the municipality."""
    tones: dict[InitiativeState, Tone] = {
        InitiativeState.SUBMITTED: "soon",
        InitiativeState.IN_PREPARATION: "told",
        InitiativeState.ANSWERED: "settled",
        InitiativeState.CLOSED: "firm",
    }
    return Status(capfirst(initiative.get_state_display()), tone=tones[InitiativeState(initiative.state)])


def takeover_words(takeover: Takeover) -> str:
    """In a sentence, who can still take a decision over, or why nobody can."""
    name = takeover.body.name if takeover.body else ""
    last = day_in_words(takeover.ends_on) if takeover.ends_on else ""
    taken = day_in_words(takeover.taken_over_on) if takeover.taken_over_on else ""
    words = {
        TakeoverState.NONE: _("No body was named that could take it over."),
        TakeoverState.EXCLUDED: _("It cannot be taken over: %(provision)s."),
        TakeoverState.UNKNOWN: _("%(body)s can take it over. The last day is known when it is published."),
        TakeoverState.OPEN: _("%(body)s can take it over until %(day)s."),
        TakeoverState.LAPSED: _("The time for taking it over is past. The last day was %(day)s."),
        TakeoverState.TAKEN_OVER: _("%(body)s took it over on %(taken)s."),
    }
    return words[takeover.state] % {"body": name, "day": last, "taken": taken, "provision": takeover.exclusion}


@dataclass(frozen=True)
class TakeoverRow:
    """A decision in the list of those that a body can take over."""

    decision: OfficerDecision
    ends_on: dt.date
    days_left: int
    status: Status


def takeover_row(decision: OfficerDecision, takeover: Takeover, on: dt.date) -> TakeoverRow:
    ends_on = takeover.ends_on or on
    left = (ends_on - on).days
    return TakeoverRow(
        decision,
        ends_on,
        left,
        Status(_("Until %(day)s") % {"day": day_in_words(ends_on)}, tone="soon" if left <= 3 else "told"),
    )


@dataclass(frozen=True)
class NotifiedParty:
    """One party of a decision: when deemed notified, by which provision, and its own last day of each remedy."""

    notification: Notification
    remedies: tuple[PartyRemedy, ...]
    status: Status

    @property
    def waits_for_proof(self) -> bool:
        return self.notification.way == NotificationWay.PROOF_OF_DELIVERY and not self.notification.delivered_on


def notified_party(notification: Notification, remedies: Iterable[str], on: dt.date) -> NotifiedParty:
    deemed = notification.notified_on
    if deemed is None:
        status = Status(_("Waits for the proof"), tone="soon")
    elif deemed > on:
        status = Status(_("Deemed notified on %(day)s") % {"day": day_in_words(deemed)}, tone="told")
    else:
        status = Status(_("Notified"), tone="settled")
    return NotifiedParty(notification, remedies_of_party(remedies, deemed), status)


def decision_named(decision: AgendaItem | OfficerDecision) -> str:
    """A decision as a list names it: where it was made, and its number."""
    if isinstance(decision, AgendaItem):
        day = decision.meeting.day
        return f"{decision.meeting.body.name} {day_in_words(day)} § {decision.section_number or decision.position}"
    return f"{decision.office.name} {series(decision)}".strip()


def series(decision: OfficerDecision) -> str:
    """The number in the series of the office, § 12/2026, or "" before it has one."""
    return f"§ {decision.number}/{decision.year}" if decision.number else ""


def refusal_lines(
    form_class: type[forms.Form], refusals: Iterable[Refusal], *, page: str, record: Record
) -> list[RefusalLine]:
    """Each refusal in words, leading to its field on ``page``."""
    return [_line(form_class, refusal, page, record) for refusal in refusals]


def _line(form_class: type[forms.Form], refusal: Refusal, page: str, record: Record) -> RefusalLine:
    kind, _sign, number = refusal.place.partition(":")
    if kind == "attachment" and not isinstance(record, Initiative):
        attached = next((each for each in record.attachments.all() if str(each.position) == number), None)
        return RefusalLine(
            where=attached.title if attached else _("Attachment"), why=why(refusal), url=f"{page}#attachment-{number}"
        )
    field = form_class.base_fields.get(refusal.place)
    return RefusalLine(
        where=str(field.label) if field else str(record), why=why(refusal), url=f"{page}#id_{refusal.place}"
    )


def why(refusal: Refusal) -> str:
    """Why a record is not published, and what to do about it."""
    words = {
        RefusalReason.WITHHELD_WITHOUT_TITLE: _(
            "The title does not tell what the matter is. Describe it without what is secret."
        ),
        RefusalReason.WITHHELD_WITHOUT_GROUND: _(
            "The ground for secrecy is missing. Write the provision, for example JulkL 24 § 1 mom. 25 k."
        ),
        RefusalReason.IDENTITY_CODE: _("There is a personal identity code. Remove it and you can publish."),
        RefusalReason.UNREAD_ATTACHMENT: _("The file has not been read yet. Wait a moment and try again."),
        RefusalReason.UNREADABLE_ATTACHMENT: _(
            "No machine can read the file. Look at it, and confirm that it holds nothing secret."
        ),
        RefusalReason.INFECTED_FILE: _("A virus was found in the file. Remove the file."),
        RefusalReason.REMEDY_MISSING: _("Review and appeal are missing. Choose a remedy, or that there is none."),
        RefusalReason.BAN_WITHOUT_PROVISION: _("Write the provision that denies appeal, for example KuntaL 136 §."),
        RefusalReason.OFFICER_MISSING: _("Write who decided."),
        RefusalReason.TEXT_MISSING: _("There is no text."),
        RefusalReason.DECIDED_LATER: _("The day of the decision has not come yet."),
        RefusalReason.PROVISION_MISSING: _(
            "Write the provision that orders the notice, for example alueidenkäyttölaki 65 §."
        ),
        RefusalReason.WHERE_MISSING: _("Write where the documents can be seen."),
        RefusalReason.LENGTH_REASON_MISSING: _("Write why the notice is on display for another time than 14 days."),
        RefusalReason.STARTS_IN_PAST: _("The first day has passed. Write today or a day to come."),
    }
    return words[refusal.reason]


@dataclass(frozen=True)
class TwoVersions:
    """What somebody else saved meanwhile, beside what was typed."""

    editor: str
    changed_at: dt.datetime
    differences: list[Difference]


def two_versions(typed: forms.Form, stored: forms.Form, record: Record) -> TwoVersions:
    """What differs between a form that was sent and the record as it is now."""
    told = last_change(record)
    return TwoVersions(
        told[0] if told else "",
        told[1] if told else record.updated_at,
        differences(Sheet(typed), Sheet(stored)),
    )


REGISTERS: dict[str, Any] = {
    "officer_decisions": lambda: _("Office holders' decisions"),
    "notices": lambda: pgettext("desk", "Notices"),
    "people": lambda: _("People and offices"),
    "initiatives": lambda: _("Initiatives"),
    "notifications": lambda: _("Notifications"),
    "remedy_instructions": lambda: _("Instructions for review and appeal"),
}


def way_to(register: str, *more: Link) -> list[Link]:
    """The way to a page of a register; the last is the page itself."""
    label = REGISTERS[register]()
    return [Link(label, reverse(f"desk:{register}")), *more] if more else [Link(label)]
