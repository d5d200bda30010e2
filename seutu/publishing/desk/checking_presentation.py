"""The checking of minutes in the words of its pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from seutu.publishing.decisions.models import Meeting, MeetingState
from seutu.publishing.decisions.models.kinds import AttendanceRole
from seutu.publishing.decisions.presentation import outcome_label
from seutu.publishing.decisions.rules import ShownAttendance, ShownItem, ShownMeeting
from seutu.publishing.desk.models import CheckInvitation
from seutu.publishing.desk.queries.checking import Checking, Stand, Standing
from seutu.shared.messages.models import State as MessageState
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day, day_and_time

STATUSES = {
    Stand.NOT_ASKED: Status(pgettext_lazy("checker", "Not asked yet"), "", "open"),
    Stand.SENT: Status(pgettext_lazy("checker", "Link sent"), "told", "mail"),
    Stand.OPENED: Status(pgettext_lazy("checker", "Link opened"), "told", "open"),
    Stand.UNDELIVERED: Status(pgettext_lazy("checker", "Message did not arrive"), "late"),
    Stand.EXPIRED: Status(pgettext_lazy("checker", "Link too old"), "late"),
    Stand.RETURNED: Status(pgettext_lazy("checker", "Sent back"), "soon", "returned"),
    Stand.CHANGED: Status(pgettext_lazy("checker", "Changed after checking"), "late"),
    Stand.CHECKED: Status(pgettext_lazy("checker", "Checked"), "settled"),
}
PRESENT = (
    AttendanceRole.CHAIR,
    AttendanceRole.VICE_CHAIR,
    AttendanceRole.MEMBER,
    AttendanceRole.DEPUTY,
    AttendanceRole.PRESENTER,
    AttendanceRole.MINUTE_TAKER,
    AttendanceRole.EXPERT,
    AttendanceRole.OTHER,
    AttendanceRole.ABSENT,
)


@dataclass(frozen=True)
class StandingRow:
    """A checker in the clerk's list."""

    standing: Standing
    status: Status
    about: list[str]

    @property
    def remark(self) -> str:
        invitation = self.standing.invitation
        return invitation.remark if invitation and invitation.is_answered else ""


def rows_of(checking: Checking) -> list[StandingRow]:
    """Each checker with their mark and what is known of them, in the order of the minutes."""
    return [StandingRow(standing, STATUSES[standing.stand], _about(standing)) for standing in checking.standings]


def _about(standing: Standing) -> list[str]:
    if standing.paper:
        words = {"day": day(standing.paper.checked_on), "reason": standing.paper.reason}
        return [_("%(day)s, without a link: %(reason)s") % words]
    if standing.invitation is None:
        return [day(standing.checker.checked_on)] if standing.checker.checked_on else []
    return _about_link(standing.invitation)


def _about_link(invitation: CheckInvitation) -> list[str]:
    if invitation.answered_at:
        return [_("Answered %(when)s") % {"when": day_and_time(invitation.answered_at)}]
    lines = [_("Sent %(when)s to %(email)s") % {"when": day_and_time(invitation.sent_at), "email": invitation.email}]
    if invitation.message and invitation.message.state == MessageState.WAITING:
        lines.append(_("The message waits to leave"))
    if invitation.reminded_at:
        words = ngettext(
            "%(n)s reminder, the last %(when)s", "%(n)s reminders, the last %(when)s", invitation.reminders
        )
        lines.append(words % {"n": invitation.reminders, "when": day_and_time(invitation.reminded_at)})
    if invitation.opened_at:
        lines.append(_("Opened %(when)s") % {"when": day_and_time(invitation.opened_at)})
    return lines


def summary_of(checking: Checking) -> Status | None:
    """How far the checking is, for the head of the page."""
    if checking.is_complete:
        return Status(gettext_lazy("Everybody has checked the minutes"), "settled")
    if not checking.standings:
        return None
    done = sum(standing.is_checked for standing in checking.standings)
    return Status(_("%(done)s of %(all)s have checked") % {"done": done, "all": len(checking.standings)}, "soon")


def why_closed(meeting: Meeting) -> str:
    """Why nobody can be asked now, or ""."""
    if meeting.state == MeetingState.MINUTES_PUBLISHED:
        return _("The minutes are published. Nothing can be checked any more.")
    if meeting.state in {MeetingState.DRAFT, MeetingState.AGENDA_PUBLISHED}:
        return _("The minutes have not been begun. Links can be sent when they are written.")
    return ""


@dataclass(frozen=True)
class ReadItem:
    """An item as a checker reads it: its place on the page, and how it ended."""

    item: ShownItem
    id: str
    outcome: str


def read_items(items: list[ShownItem] | tuple[ShownItem, ...]) -> list[ReadItem]:
    return [ReadItem(item, f"asia-{item.position}", outcome_label(item)) for item in items]


def attendance_groups(meeting: ShownMeeting) -> list[tuple[object, list[ShownAttendance]]]:
    """Who was there, by role, in the order of the minutes."""
    groups = ((role.label, [person for person in meeting.attendance if person.role is role]) for role in PRESENT)
    return [(label, people) for label, people in groups if people]
