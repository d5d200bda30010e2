"""How an item read before a correction: what of it is kept, and what is let go."""

from __future__ import annotations

from typing import Any

from seutu.publishing.decisions.models import (
    AgendaItem,
    Correction,
    FormerVersion,
    MeetingCorrection,
    VoteChoice,
    VoteEvent,
    VoteProcedure,
)


def keep_former(correction: Correction, row: AgendaItem) -> None:
    """Write how an item reads before ``correction`` changes it."""
    previous = row.corrections.exclude(pk=correction.pk).order_by("-number").first()
    FormerVersion.objects.create(
        correction=correction,
        section_number=row.section_number,
        title=row.title,
        presenter=row.presenter,
        preparers=row.preparers,
        outcome=row.outcome,
        outcome_detail=row.outcome_detail,
        published_at=previous.corrected_at if previous else row.meeting.minutes_published_at,
        parts=[
            {
                "kind": part.kind,
                "heading": part.heading,
                "author": part.author,
                "is_amended": part.is_amended,
                "html": part.html,
                "language": part.language,
            }
            for part in row.parts.all()
        ],
        attachments=[
            {"position": each.position, "kind": each.kind, "number": each.number, "title": each.title}
            for each in row.attachments.all()
        ],
        votes=[_vote(event) for event in row.votes.prefetch_related("choices__votes")],
    )


def _vote(event: VoteEvent) -> dict[str, Any]:
    # Who voted how in a closed ballot is never kept, wherever the names came from.
    has_names = event.procedure != VoteProcedure.BALLOT
    return {
        "title": event.title,
        "procedure": event.procedure,
        "note": event.note,
        "choices": [_choice(choice, has_names=has_names) for choice in event.choices.all()],
    }


def _choice(choice: VoteChoice, *, has_names: bool) -> dict[str, Any]:
    return {
        "kind": choice.kind,
        "label": choice.label,
        "proposal": choice.proposal,
        "count": choice.count,
        "is_winner": choice.is_winner,
        "names": [[vote.name, vote.group] for vote in choice.votes.all()] if has_names else [],
    }


def let_former_go(row: AgendaItem) -> None:
    """Keep of every former version of an item only that there was one.

    Each holds the whole text of its time: what may not be shown of the last one may stand in those before it too.
    """
    FormerVersion.objects.filter(correction__item=row).update(
        is_text_removed=True,
        title=row.title,
        parts=[],
        attachments=[],
        votes=[],
        preparers="",
        presenter="",
        outcome_detail="",
    )


def forget_voters(row: AgendaItem) -> None:
    """Take the names of voters out of every former version of an item."""
    for former in FormerVersion.objects.filter(correction__item=row):
        for vote in former.votes:
            for choice in vote["choices"]:
                choice["names"] = []
        former.save(update_fields=["votes"])


def rename_in_former(row: AgendaItem, position: int, title: str) -> None:
    """Give an attachment its present title in every former version: the one before may tell what is secret now."""
    for former in FormerVersion.objects.filter(correction__item=row):
        for attachment in former.attachments:
            if attachment["position"] == position:
                attachment["title"] = title
        former.save(update_fields=["attachments"])


def forget_changes(row: AgendaItem) -> None:
    """Take out of the corrections of the meeting who came, went or was disqualified at an item that is secret now."""
    for correction in MeetingCorrection.objects.filter(meeting=row.meeting, is_former_removed=False):
        changes = correction.former.get("attendance_changes", [])
        correction.former["attendance_changes"] = [each for each in changes if each["item"] != row.position]
        correction.save(update_fields=["former", "updated_at"])
