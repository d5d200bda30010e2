"""What the meetings of the demo that were written by hand have besides: votes, who came and went, a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from seutu.home.demo.attendance import VOTERS, group_of
from seutu.home.demo.calendar import Table
from seutu.home.demo.region import BY, demo_file
from seutu.publishing.decisions.actions import ItemText, PartInput, RemedyInput, correct_item
from seutu.publishing.decisions.models import (
    AgendaItem,
    AttendanceChange,
    ChoiceKind,
    Meeting,
    Outcome,
    PartKind,
    Vote,
    VoteChoice,
    VoteEvent,
)
from seutu.shared.core.rich_text import to_text


def touch_meetings(meetings: Mapping[str, Meeting]) -> None:
    """Add to the meetings, by the id of the data file, what their items do not say; what is there stays."""
    touches = demo_file("touches.toml")
    for entry in touches["video"]:
        _film(meetings[entry["meeting"]], entry)
    for entry in touches["change"]:
        _change(meetings[entry["meeting"]], entry)
    for entry in touches["vote"]:
        _vote(meetings[entry["meeting"]], entry)
    for entry in touches["correction"]:
        _correct(meetings[entry["meeting"]], entry)


def _film(meeting: Meeting, entry: Table) -> None:
    if meeting.video_url:
        return
    Meeting.objects.filter(pk=meeting.pk).update(video_url=entry["url"])
    for position, seconds in enumerate(entry["seconds"], start=1):
        meeting.items.filter(position=position).update(video_seconds=seconds)


def _change(meeting: Meeting, entry: Table) -> None:
    AttendanceChange.objects.get_or_create(
        attendance=meeting.attendances.get(name=entry["name"]),
        item=meeting.items.get(section_number=entry["section"]),
        kind=entry["kind"],
        defaults={
            "at": dt.time.fromisoformat(entry["at"]) if "at" in entry else None,
            "ground": entry.get("ground", ""),
        },
    )


def _vote(meeting: Meeting, entry: Table) -> None:
    item = meeting.items.get(outcome=Outcome.VOTE)
    if item.votes.exists():
        return
    event = VoteEvent.objects.create(item=item, position=1, title=entry["title"], procedure=entry["procedure"])
    proposal = to_text(item.parts.filter(kind=PartKind.PROPOSAL).first().html)[:480]  # type: ignore[union-attr]
    yes, no = (int(count) for count in item.outcome_detail.split("–"))
    against = entry.get("no", [])
    voters = [person.name for person in meeting.attendances.all() if person.role in VOTERS]
    for_it = [name for name in voters if name not in against] if against else []
    for choice, names in _choices(event, proposal, entry["counter"], (yes, for_it), (no, against)):
        choice.save()
        Vote.objects.bulk_create(
            Vote(choice=choice, position=place, name=name, group=group_of(name)) for place, name in enumerate(names, 1)
        )


def _choices(
    event: VoteEvent, proposal: str, counter: str, yes: tuple[int, list[str]], no: tuple[int, list[str]]
) -> Iterator[tuple[VoteChoice, list[str]]]:
    yield (
        VoteChoice(
            event=event,
            position=1,
            kind=ChoiceKind.YES,
            label="JAA",
            proposal=proposal,
            count=yes[0],
            is_winner=True,
        ),
        yes[1],
    )
    yield VoteChoice(event=event, position=2, kind=ChoiceKind.NO, label="EI", proposal=counter, count=no[0]), no[1]


def _correct(meeting: Meeting, entry: Table) -> None:
    item = meeting.items.get(section_number=entry["section"])
    if item.corrections.exists():
        return
    text = _text_of(item, lambda html: html.replace(entry["find"], entry["put"]))
    correct_item(item, text, kind=entry["kind"], reason=entry["reason"], revision=item.revision, by=BY)
    # The data file still has the text of before: a second filling must not write it over the correction.
    AgendaItem.objects.filter(pk=item.pk).update(content_hash=item.content_hash)


def _text_of(item: AgendaItem, corrected: Callable[[str], str]) -> ItemText:
    return ItemText(
        title=item.title,
        parts=tuple(
            PartInput(part.kind, corrected(part.html), part.heading, part.author, part.is_amended, part.language)
            for part in item.parts.all()
        ),
        case_number=item.case.number if item.case else "",
        presenter=item.presenter,
        preparers=item.preparers,
        outcome=item.outcome,
        outcome_detail=item.outcome_detail,
        remedies=tuple(RemedyInput(remedy.remedy, remedy.provision) for remedy in item.remedies.all()),
        language=item.language,
    )
