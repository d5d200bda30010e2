"""Records that are published alone, as the values that the components of `shared/ui` take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.models.kinds import InitiativeKind, InitiativeState, NoticeKind
from seutu.publishing.decisions.rules import (
    ShownInitiative,
    ShownNotice,
    ShownOfficerDecision,
    ShownSeat,
    TakeoverState,
)
from seutu.shared.ui import dates, typesetting
from seutu.shared.ui.components import Item, Status, TimelineEntry

# How far each state brings an initiative: solid is settled, dashed goes on.
INITIATIVE_STATUSES = {
    InitiativeState.SUBMITTED: Status(pgettext_lazy("initiative status", "Submitted")),
    InitiativeState.IN_PREPARATION: Status(pgettext_lazy("initiative status", "In preparation")),
    InitiativeState.ANSWERED: Status(pgettext_lazy("initiative status", "Answered"), "settled"),
    InitiativeState.CLOSED: Status(pgettext_lazy("initiative status", "Closed"), "firm", "check"),
}
# Lists speak of what is in them: one of several kinds begins with a capital.
NOTICE_KINDS = {
    NoticeKind.PUBLIC: gettext_lazy("Public notice"),
    NoticeKind.MUNICIPAL: gettext_lazy("Municipal announcement"),
}
INITIATIVE_KINDS = {
    InitiativeKind.COUNCIL: gettext_lazy("Council initiative"),
    InitiativeKind.RESIDENTS: gettext_lazy("Residents' initiative"),
}


def officer_decision_statuses(shown: ShownOfficerDecision) -> list[Status]:
    """Every state of a decision worth a mark."""
    marks = []
    if shown.is_withheld:
        marks.append(Status(gettext_lazy("Secret by law"), "firm", "lock"))
    if shown.takeover.state is TakeoverState.TAKEN_OVER:
        marks.append(Status(gettext_lazy("Taken over"), "", "returned"))
    if not shown.is_public:
        marks.append(presentation.draft_status())
    return marks


def officer_decision_row(shown: ShownOfficerDecision) -> Item:
    """A decision in the list of a municipality."""
    section = typesetting.section_sign(shown.series)
    return Item(
        title=shown.title,
        url=shown.url,
        about=f"{shown.office.name} {dates.day(shown.decided_on)} {section}".strip(),
        statuses=officer_decision_statuses(shown),
        lang=shown.language,
        is_open=not shown.is_public or shown.takeover.state is TakeoverState.TAKEN_OVER,
    )


def officer_decision_step(shown: ShownOfficerDecision) -> TimelineEntry:
    """A decision as a step of its case."""
    return TimelineEntry(
        title=shown.title,
        day=shown.decided_on,
        url=shown.url,
        about=shown.office.name,
        statuses=officer_decision_statuses(shown),
        section=shown.series,
        lang=shown.language,
        is_decided=shown.is_public,
        is_open=not shown.is_public,
    )


def officer_decision_citation(shown: ShownOfficerDecision) -> str:
    """The decision as one cites it in a text; the day is written the same way in every language."""
    office = shown.office.abbreviation or shown.office.name_fi
    day = f"{shown.decided_on.day}.{shown.decided_on.month}.{shown.decided_on.year}"
    return f"{office} {day} {typesetting.section_sign(shown.series)}".strip()


def officer_decision_full_citation(shown: ShownOfficerDecision, address: str) -> str:
    """The decision as one cites it in a list of sources, with what is needed to find it again."""
    case = f" {_('Case number')} {shown.case_number}." if shown.case_number else ""
    office = presentation.name_within(shown.office.name)
    brief = officer_decision_citation(shown).removeprefix(shown.office.abbreviation or shown.office.name_fi).strip()
    return f"{shown.organization.full_name}, {office}, {brief}: {shown.title}.{case} {address}"


def notice_statuses(shown: ShownNotice) -> list[Status]:
    """Whether a notice is on display: told only when it is not yet."""
    if shown.is_public:
        return []
    if shown.is_coming:
        return [Status(gettext_lazy("Not on display yet"), "", "clock")]
    return [presentation.draft_status()]


def notice_row(shown: ShownNotice) -> Item:
    """A notice in the list of a municipality."""
    until = _("on display until %(day)s") % {"day": dates.day(shown.ends_on)}
    return Item(
        title=shown.title,
        url=shown.url,
        about=f"{NOTICE_KINDS[shown.kind]}, {until}",
        statuses=notice_statuses(shown),
        lang=shown.language,
        is_open=not shown.is_public,
    )


def initiative_statuses(shown: ShownInitiative) -> list[Status]:
    """How far an initiative has come, and whether it is a draft."""
    marks = [INITIATIVE_STATUSES[shown.state]]
    return marks if shown.is_public else [*marks, presentation.draft_status()]


def signatures(shown: ShownInitiative) -> str:
    """How many signed, in words, or ""."""
    count = shown.signature_count
    if count is None:
        return ""
    return ngettext("%(number)s signature", "%(number)s signatures", count) % {"number": count}


def initiative_row(shown: ShownInitiative) -> Item:
    """An initiative in the list of a municipality."""
    about = [
        f"{INITIATIVE_KINDS[shown.kind]} {shown.series}",
        _("submitted on %(day)s") % {"day": dates.day(shown.submitted_on)},
        signatures(shown),
    ]
    return Item(
        title=shown.title,
        url=shown.url,
        about=", ".join(part for part in about if part),
        statuses=initiative_statuses(shown),
        lang=shown.language,
        is_open=shown.state in {InitiativeState.SUBMITTED, InitiativeState.IN_PREPARATION},
    )


@dataclass(frozen=True)
class SeatColumns:
    """Which columns of a table of seats say something: one that is empty for all is left out."""

    has_deputies: bool
    has_groups: bool


def seat_columns(seats: Sequence[ShownSeat]) -> SeatColumns:
    """The columns that the table of ``seats`` has."""
    return SeatColumns(any(seat.deputises_for for seat in seats), any(seat.group for seat in seats))
