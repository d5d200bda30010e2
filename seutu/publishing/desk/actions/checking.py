"""Having minutes checked: asking, reminding, the answer of each checker, and what a later change undoes."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import NotHeldYet
from seutu.publishing.decisions.actions.holding import UNPUBLISHED_MINUTES, WrongState, hold_meeting
from seutu.publishing.decisions.models import Checker, Meeting
from seutu.publishing.desk.models import Answer, CheckInvitation, PaperCheck
from seutu.publishing.desk.queries import checking as queries
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.characters import strip_control
from seutu.shared.messages.actions import call_off, send_mail
from seutu.shared.messages.models import Message

LINK_LASTS = dt.timedelta(days=14)
REMIND_AFTER = dt.timedelta(days=3)
MOST_REMINDERS = 2
# An address is of use for the next meeting of the body; later it is only kept.
ADDRESSES_KEPT = dt.timedelta(days=30)
INVITATION, REMINDER = "desk/email/check_invitation.txt", "desk/email/check_reminder.txt"


class AlreadyChecked(Exception):
    """The checker has checked the minutes as they are."""


class NothingToRemindOf(Exception):
    """The checker has no link, or has answered."""


class DeadLink(Exception):
    """The link is unknown, too old, or another has taken its place."""


class AlreadyAnswered(Exception):
    """The link was used: it answers once."""


class MinutesChanged(Exception):
    """The minutes are no longer what the checker was shown."""


class RemarkMissing(Exception):
    """Whoever sends minutes back must say what is to be mended."""


class BadDay(Exception):
    """Minutes are checked on or after the day of the meeting, and not in the future."""


class ReasonMissing(Exception):
    """A check that was not made by a link needs a word on how it was made."""


@dataclass(frozen=True, slots=True)
class ByLink:
    """A checker who acts by their link, without an account."""

    checker_id: int

    @property
    def audit_id(self) -> str:
        return f"checker:{self.checker_id}"


@transaction.atomic
def invite(checker: Checker, *, email: str, language: str, site: str, by: Actor) -> CheckInvitation:
    """Send a checker their link; one that they had dies. ``site`` is what the link begins with: ``https://host/``.

    :raises AlreadyChecked: they have checked the minutes as they are.
    :raises BadRecipient: ``email`` is no e-mail address.
    :raises NotHeldYet: the meeting has not begun.
    :raises WrongState: the minutes are not written yet, or are out.
    """
    meeting = hold_meeting(Meeting(pk=checker.meeting_id), states=UNPUBLISHED_MINUTES)
    if meeting.starts_at > clock.now():
        raise NotHeldYet
    void_if_changed(meeting, by=by)
    row = Checker.objects.get(pk=checker.pk)
    if row.checked_on:
        raise AlreadyChecked
    PaperCheck.objects.filter(checker=row).delete()
    invitation = CheckInvitation.objects.filter(checker=row).first() or CheckInvitation(checker=row)
    _call_off_message(invitation, by=by)
    invitation.email, invitation.language, invitation.site = email.strip(), language, site
    invitation.answer = invitation.answered_hash = invitation.remark = ""
    invitation.answered_at = invitation.reminded_at = None
    invitation.reminders = 0
    invitation.sent_at = clock.now()
    _send_link(invitation, meeting, INVITATION, by=by)
    record("checker.invited", target=row, by=by, organization_id=meeting.organization_id)
    return invitation


def _call_off_message(invitation: CheckInvitation, *, by: Actor) -> None:
    """Keep a message with a link that is dead from ever leaving."""
    if invitation.message_id and (message := Message.objects.filter(pk=invitation.message_id).first()):
        call_off(message, by=by)


def _send_link(invitation: CheckInvitation, meeting: Meeting, template: str, *, by: Actor) -> None:
    """Give the invitation a new link, and write the message with it: the only place where its token is in the clear."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = queries.hash_of_token(token)
    invitation.content_hash = queries.minutes_of(meeting).content_hash
    invitation.expires_at = clock.now() + LINK_LASTS
    invitation.opened_at = None
    invitation.message = send_mail(
        to=invitation.email,
        template=template,
        context={"meeting": meeting, "link": _address(invitation, token), "last_day": invitation.expires_at},
        language=invitation.language,
        key=f"desk.check:{invitation.token_hash}",
        organization=meeting.organization,
        by=by,
        has_secret=True,
    )
    invitation.save()


def _address(invitation: CheckInvitation, token: str) -> str:
    with translation.override(invitation.language):
        return invitation.site.rstrip("/") + reverse("check:minutes", args=[token])


@transaction.atomic
def remind(invitation: CheckInvitation, *, by: Actor, before: dt.datetime | None = None) -> CheckInvitation:
    """Send a checker who has not answered a reminder with a new link; the one before dies.

    With ``before``, only if nothing was sent since that instant.

    :raises NothingToRemindOf: there is nothing to answer any more, or something was sent since.
    :raises WrongState: the minutes are out.
    """
    checker = Checker.objects.filter(invitation=invitation).first()
    if checker is None:
        raise NothingToRemindOf
    meeting = hold_meeting(Meeting(pk=checker.meeting_id), states=UNPUBLISHED_MINUTES)
    row = CheckInvitation.objects.select_related("checker").get(pk=invitation.pk)
    spoken_at = row.reminded_at or row.sent_at
    if row.is_answered or row.checker.checked_on or not row.email or (before and spoken_at > before):
        raise NothingToRemindOf
    _call_off_message(row, by=by)
    row.reminded_at, row.reminders = clock.now(), row.reminders + 1
    _send_link(row, meeting, REMINDER, by=by)
    record("checker.reminded", target=row.checker, by=by, organization_id=meeting.organization_id)
    return row


def send_reminders(*, after: dt.timedelta = REMIND_AFTER, at_most: int = MOST_REMINDERS, by: Actor) -> int:
    """Remind those who have not answered for ``after``, each ``at_most`` so many times; says how many were reminded."""
    before, reminded = clock.now() - after, 0
    for invitation in queries.to_remind(before=before, at_most=at_most):
        try:
            remind(invitation, by=by, before=before)
        except (NothingToRemindOf, WrongState):
            # Answered, reminded or published since the list was made.
            continue
        reminded += 1
    return reminded


def note_opened(invitation: CheckInvitation) -> None:
    """Note that the link was opened, the first time."""
    CheckInvitation.objects.filter(pk=invitation.pk, opened_at__isnull=True).update(opened_at=clock.now())


@transaction.atomic
def answer(invitation: CheckInvitation, *, answer: Answer, remark: str, seen_hash: str) -> Meeting:
    """Write what a checker says of the minutes that they were shown, by ``seen_hash``; the last approval checks them.

    :raises AlreadyAnswered: the link was used before.
    :raises DeadLink: another link has taken its place, or its time is over.
    :raises MinutesChanged: the minutes have changed since they were shown.
    :raises NotHeldYet: the meeting was put off, and has not begun.
    :raises RemarkMissing: they are sent back without a word on why.
    :raises WrongState: the minutes are out.
    """
    meeting = hold_meeting(Meeting(pk=invitation.checker.meeting_id), states=UNPUBLISHED_MINUTES)
    row = CheckInvitation.objects.select_related("checker").filter(pk=invitation.pk).first()
    if row is None or row.token_hash != invitation.token_hash or row.expires_at <= clock.now():
        raise DeadLink
    if row.is_answered:
        raise AlreadyAnswered
    current = queries.minutes_of(meeting).content_hash
    if current != seen_hash:
        raise MinutesChanged
    words = strip_control(remark).strip()
    if answer == Answer.RETURNED and not words:
        raise RemarkMissing
    row.answer, row.remark, row.answered_hash, row.answered_at = answer, words, current, clock.now()
    row.save()
    by = ByLink(row.checker_id)
    record(f"minutes.{Answer(answer).value}", target=meeting, by=by, details={"content": current})
    return decisions.check_minutes(row.checker, by=by) if answer == Answer.APPROVED else meeting


@transaction.atomic
def record_paper_check(checker: Checker, *, checked_on: dt.date, reason: str, by: Actor) -> Meeting:
    """Write that a checker has checked the minutes in another way, for instance by signing them; their link dies.

    :raises AlreadyChecked: they have checked the minutes as they are.
    :raises BadDay: the day is before the meeting or to come.
    :raises NotHeldYet: the meeting is today, and has not begun.
    :raises ReasonMissing: nothing is said of how it was done.
    :raises WrongState: the minutes are not written yet, or are out.
    """
    meeting = hold_meeting(Meeting(pk=checker.meeting_id), states=UNPUBLISHED_MINUTES)
    words = " ".join(strip_control(reason).split())
    if not meeting.day <= checked_on <= clock.today():
        raise BadDay
    if not words:
        raise ReasonMissing
    void_if_changed(meeting, by=by)
    row = Checker.objects.get(pk=checker.pk)
    if row.checked_on:
        raise AlreadyChecked
    for invitation in CheckInvitation.objects.filter(checker=row):
        _call_off_message(invitation, by=by)
        invitation.delete()
    content = queries.minutes_of(meeting).content_hash
    PaperCheck.objects.filter(checker=row).delete()
    PaperCheck.objects.create(checker=row, checked_on=checked_on, reason=words[:300], content_hash=content)
    record("checker.checked_on_paper", target=row, by=by, organization_id=meeting.organization_id)
    return decisions.check_minutes(row, on=checked_on, by=by)


@transaction.atomic
def void_checks(meeting: Meeting, *, by: Actor) -> Meeting:
    """Take back every check of the minutes: they have changed, and those who checked them must do so again.

    :raises WrongState: the minutes are not written yet, or are out.
    """
    return decisions.uncheck_minutes(meeting, by=by)


@transaction.atomic
def void_if_changed(meeting: Meeting, *, by: Actor) -> bool:
    """Take back the checks if the minutes are not what was checked; says whether they were.

    :raises WrongState: the minutes are not written yet, or are out.
    """
    row = hold_meeting(meeting, states=UNPUBLISHED_MINUTES)
    if not queries.has_changed(row):
        return False
    void_checks(row, by=by)
    meeting.refresh_from_db()
    return True


def publish_minutes(meeting: Meeting, *, displayed_on: dt.date, by: Actor) -> Meeting:
    """Publish minutes that are what was checked. Checks of something else are taken back, also when it is refused.

    :raises NotPublishable: not everybody has checked them as they are, or something else stands in the way.
    :raises DisplayInPast: the day on which they go on display is over.
    :raises WrongState: they are not written yet, or are out.
    """
    void_if_changed(meeting, by=by)
    return decisions.publish_minutes(meeting, displayed_on=displayed_on, by=by)


@transaction.atomic
def forget_addresses() -> int:
    """Delete the addresses and links of those whose minutes have been out for 30 days; says how many there were."""
    published = {"checker__meeting__minutes_published_at__lt": clock.now() - ADDRESSES_KEPT}
    old = CheckInvitation.objects.filter(**published).exclude(email="", token_hash="")
    return CheckInvitation.objects.filter(pk__in=list(old.values_list("pk", flat=True))).update(email="", token_hash="")
