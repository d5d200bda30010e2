"""Minutes on their way to be checked, and the link that a message holds."""

from __future__ import annotations

import re

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import CheckerInput, ItemInput
from seutu.publishing.decisions.models import AgendaItem, Checker, CheckerRole, Meeting
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions import checking
from seutu.publishing.desk.models import Answer, CheckInvitation
from seutu.publishing.desk.queries.checking import Stand, checking_of, minutes_of
from seutu.shared.messages.models import Message
from seutu.shared.organizations.models import Body

BY, SITE = desk.BY, "https://seutu.example/"
CHAIR, CHECKER = "Pirkko Puhe", "Taavi Tarkka"


def minutes_to_check(*items: ItemInput, body: Body | None = None, checkers: int = 1) -> Meeting:
    """Minutes that are written, with a chair and ``checkers`` checkers named."""
    meeting = desk.minutes(*items, body=body)
    others = [CheckerInput(CHECKER if number == 0 else f"{CHECKER} {number}") for number in range(checkers)]
    decisions.name_checkers(meeting, [CheckerInput(CHAIR, role=CheckerRole.CHAIR), *others], by=BY)
    return Meeting.objects.get(pk=meeting.pk)


def chair_of(meeting: Meeting) -> Checker:
    return Checker.objects.get(meeting=meeting, role=CheckerRole.CHAIR)


def checker_of(meeting: Meeting) -> Checker:
    return Checker.objects.get(meeting=meeting, name=CHECKER)


def invite(checker: Checker, *, language: str = "fi", email: str = "") -> CheckInvitation:
    address = email or f"henkilo{checker.pk}@example.org"
    return checking.invite(checker, email=address, language=language, site=SITE, by=BY)


def link_to(invitation: CheckInvitation) -> str:
    """The path in the message that waits to leave."""
    text = Message.objects.get(pk=CheckInvitation.objects.get(pk=invitation.pk).message_id).body_text
    found = re.search(r"https://seutu\.example(/\S+)", text)
    assert found is not None
    return found[1]


def give(invitation: CheckInvitation, answer: Answer = Answer.APPROVED, remark: str = "") -> Meeting:
    """Answer as the page does."""
    row = CheckInvitation.objects.select_related("checker__meeting").get(pk=invitation.pk)
    seen = minutes_of(row.checker.meeting).content_hash
    return checking.answer(row, answer=answer, remark=remark, seen_hash=seen)


def change(meeting: Meeting) -> None:
    """The clerk mends the text of an item."""
    item = AgendaItem.objects.filter(meeting=meeting).first()
    decisions.save_item(item, desk.text("Talousarvion toinen muutos"), revision=item.revision, by=BY)


def stands(meeting: Meeting) -> list[Stand]:
    return [standing.stand for standing in checking_of(Meeting.objects.get(pk=meeting.pk)).standings]
