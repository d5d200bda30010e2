"""Why something may not be published: each reason by name, and the place where it is."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    AttendanceChangeKind,
    ChoiceKind,
    ItemPart,
    Meeting,
    Outcome,
    PartKind,
    Remedy,
)
from seutu.publishing.decisions.models.kinds import AGENDA_PARTS
from seutu.publishing.decisions.rules.shown import Stage
from seutu.shared.core import clock, personal_id
from seutu.shared.core.rich_text import to_text
from seutu.shared.files import queries as files
from seutu.shared.files.models import StoredFile


class RefusalReason(enum.Enum):
    """What the law, or the house, does not let out."""

    NO_ITEMS = "no_items"
    WITHHELD_WITHOUT_TITLE = "withheld_without_title"
    WITHHELD_WITHOUT_GROUND = "withheld_without_ground"
    IDENTITY_CODE = "identity_code"
    UNREAD_ATTACHMENT = "unread_attachment"
    UNREADABLE_ATTACHMENT = "unreadable_attachment"
    INFECTED_FILE = "infected_file"
    MINUTES_NOT_CHECKED = "minutes_not_checked"
    NO_CHECKERS = "no_checkers"
    REMEDY_MISSING = "remedy_missing"
    BAN_WITHOUT_PROVISION = "ban_without_provision"
    SUPPLEMENT_NOT_OUT = "supplement_not_out"
    OUTCOME_WITHOUT_VOTE = "outcome_without_vote"
    DECISION_MISSING = "decision_missing"
    ATTENDANCE_MISSING = "attendance_missing"
    MEETING_NOT_HELD = "meeting_not_held"
    DISQUALIFIED_VOTED = "disqualified_voted"
    # Of records that are published alone.
    OFFICER_MISSING = "officer_missing"
    TEXT_MISSING = "text_missing"
    DECIDED_LATER = "decided_later"
    PROVISION_MISSING = "provision_missing"
    WHERE_MISSING = "where_missing"
    LENGTH_REASON_MISSING = "length_reason_missing"
    STARTS_IN_PAST = "starts_in_past"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason and its place.

    ``item`` is the position of an item, or None for the whole; ``place`` says where in it: ``title``, ``part:3``,
    ``attachment:2``, ``presenter``; ``names`` are the people who are waited for.
    """

    reason: RefusalReason
    item: int | None = None
    place: str = ""
    names: tuple[str, ...] = ()


class NotPublishable(Exception):
    """It may not be published, for these reasons. Nothing was changed."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(", ".join(refusal.reason.value for refusal in refusals))
        self.refusals = tuple(refusals)


class Attached(Protocol):
    """A row that has a file."""

    @property
    def position(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def file(self) -> StoredFile | None: ...
    @property
    def unreadable_confirmed_by(self) -> str: ...


# A title made of such words alone tells that there is a secret and not what the matter is (OKV/705/1/2015).
_SAYS_NOTHING = re.compile(
    r"\W*(?:(?:salainen|salassa|pidettävä|salattu|luottamuksellinen|ei|julkinen|julkaista|asia|asiakirja|liite|kohta"
    r"|hemlig|hemligt|sekretessbelag[dt]|sekretess|konfidentiell|icke|inte|offentlig|offentligt|ärende|bilaga"
    r"|secret|confidential|withheld|not|public|item|matter|attachment|jul[kK]l|§|mom|k|\d+)\W*)*",
    re.IGNORECASE,
)
# “JulkL 24 § 1 mom. 25 k.” or the whole name of an act: a section sign and a number make a provision.
_PROVISION = re.compile(r"\d+\s*(?:[a-zåäö]\s*)?§|§\s*\d+|(?:section|sec\.)\s*\d+", re.IGNORECASE)


def describes_matter(title: str) -> bool:
    """Whether a public title of a secret matter tells what the matter is.

    The title must describe it: “Salainen asia” is not enough (the Chancellor of Justice, OKV/705/1/2015 and
    OKV/231/1/2017).
    """
    return _SAYS_NOTHING.fullmatch(title) is None


def is_provision(text: str) -> bool:
    """Whether ``text`` names a section of an act, as a ground for secrecy must (JulkL 621/1999 24 §)."""
    return _PROVISION.search(text) is not None


def refusals_to_publish_agenda(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Refusal]:
    """Why the agenda of ``meeting`` with ``items`` may not go out; their rows are read with their text."""
    if not items:
        return [Refusal(RefusalReason.NO_ITEMS)]
    of_items = [refusal for item in items for refusal in refusals_of_item(item, stage=Stage.AGENDA)]
    return [*refusals_of_meeting(meeting, stage=Stage.AGENDA), *of_items]


def refusals_to_publish_minutes(meeting: Meeting, items: Sequence[AgendaItem]) -> list[Refusal]:
    """Why the minutes of ``meeting`` with ``items`` may not go out."""
    found = [*_unheld(meeting), *_unchecked(meeting), *refusals_of_meeting(meeting, stage=Stage.MINUTES)]
    if not items:
        found.append(Refusal(RefusalReason.NO_ITEMS))
    for item in items:
        if item.is_draft:
            found.append(Refusal(RefusalReason.SUPPLEMENT_NOT_OUT, item.position))
        found += refusals_of_item(item, stage=Stage.MINUTES)
        found += [*_remedy_faults(item), *_decision_faults(item)]
    return found


def refusals_of_meeting(meeting: Meeting, *, stage: Stage) -> list[Refusal]:
    """The places of what is told of a meeting itself that hold a personal identity code, at ``stage``."""
    places = [("place", meeting.place), ("video_url", meeting.video_url)]
    if stage is Stage.MINUTES:
        people = meeting.attendances.all()
        places += [("attendance", "\n".join((row.name, row.title, row.note, row.deputises_for))) for row in people]
        places += [("checkers", checker.name) for checker in meeting.checkers.all()]
    return list(dict.fromkeys(identity_codes_in(places)))


def _unheld(meeting: Meeting) -> Iterator[Refusal]:
    if meeting.starts_at > clock.now():
        yield Refusal(RefusalReason.MEETING_NOT_HELD)
    elif not meeting.attendances.all():
        yield Refusal(RefusalReason.ATTENDANCE_MISSING, place="attendance")


def _decision_faults(item: AgendaItem) -> Iterator[Refusal]:
    """What the minutes must tell of an item: what was decided, and how it was voted on by those who might."""
    if item.is_withheld:
        return
    is_decided = item.outcome or any(part.kind == PartKind.DECISION for part in item.parts.all())
    if not is_decided:
        yield Refusal(RefusalReason.DECISION_MISSING, item.position, "decision")
    if item.outcome == Outcome.VOTE and not item.votes.all() and not item.outcome_detail:
        yield Refusal(RefusalReason.OUTCOME_WITHOUT_VOTE, item.position, "votes")
    if voted := _disqualified(item) & _voters(item):
        yield Refusal(RefusalReason.DISQUALIFIED_VOTED, item.position, "votes", tuple(sorted(voted)))


def _disqualified(item: AgendaItem) -> set[str]:
    """Who was disqualified from an item: they take no part in deciding it (HL 434/2003 27 §)."""
    changes = item.attendance_changes.all()
    return {each.attendance.name for each in changes if each.kind == AttendanceChangeKind.DISQUALIFIED}


def _voters(item: AgendaItem) -> set[str]:
    """Who is named as having voted: whoever was absent is named as well, and did not."""
    choices = (choice for vote in item.votes.all() for choice in vote.choices.all() if choice.kind != ChoiceKind.ABSENT)
    return {vote.name for choice in choices for vote in choice.votes.all()}


def _unchecked(meeting: Meeting) -> Iterator[Refusal]:
    checkers = list(meeting.checkers.all())
    if not checkers:
        yield Refusal(RefusalReason.NO_CHECKERS)
    missing = tuple(checker.name for checker in checkers if checker.checked_on is None)
    if missing:
        yield Refusal(RefusalReason.MINUTES_NOT_CHECKED, names=missing)


def refusals_of_item(item: AgendaItem, *, stage: Stage) -> list[Refusal]:
    """Why an item may not be seen by everyone when ``stage`` of its meeting is."""
    found = list(refusals_of_secret(item.title, item.secrecy_ground, is_withheld=item.is_withheld, item=item.position))
    found += refusals_of_text(item, stage=stage)
    if not item.is_withheld:
        found += refusals_of_files(item.attachments.all(), item=item.position)
    for attachment in item.attachments.all():
        if attachment.is_withheld and not is_provision(attachment.secrecy_ground):
            place = f"attachment:{attachment.position}"
            found.append(Refusal(RefusalReason.WITHHELD_WITHOUT_GROUND, item.position, place))
    return found


def refusals_of_secret(
    title: str, secrecy_ground: str, *, is_withheld: bool, item: int | None = None
) -> Iterator[Refusal]:
    """A secret record needs a public title that describes the matter, and the provision that makes it secret."""
    if is_withheld and not describes_matter(title):
        yield Refusal(RefusalReason.WITHHELD_WITHOUT_TITLE, item, "title")
    if is_withheld and not is_provision(secrecy_ground):
        yield Refusal(RefusalReason.WITHHELD_WITHOUT_GROUND, item, "secrecy_ground")


def refusals_of_text(item: AgendaItem, *, stage: Stage) -> list[Refusal]:
    """The places of an item's text that hold a personal identity code and would be public at ``stage``."""
    places = [(name, getattr(item, name)) for name in ("title", "presenter", "preparers", "secrecy_ground")]
    if item.case is not None:
        places.append(("case_number", f"{item.case.number}\n{item.case.title}"))
    places += [(f"part:{part.position}", _text_of(part)) for part in item.parts.all() if _is_out(part, stage)]
    places += [(f"attachment:{each.position}", _words_of(each)) for each in item.attachments.all()]
    if stage is Stage.MINUTES:
        places += _of_meeting_time(item)
    return identity_codes_in(places, item=item.position)


def _of_meeting_time(item: AgendaItem) -> Iterator[tuple[str, str]]:
    """What is told of an item once it has been handled."""
    yield "outcome_detail", item.outcome_detail
    yield "remedies", "\n".join(remedy.provision for remedy in item.remedies.all())
    yield "attendance_changes", "\n".join(change.ground for change in item.attendance_changes.all())
    for vote in item.votes.all():
        choices = list(vote.choices.all())
        names = (f"{each.name} {each.group}" for choice in choices for each in choice.votes.all())
        texts = [vote.title, vote.note, *(f"{choice.label} {choice.proposal}" for choice in choices), *names]
        yield f"vote:{vote.position}", "\n".join(texts)


def _is_out(part: ItemPart, stage: Stage) -> bool:
    return stage is Stage.MINUTES or (part.kind in AGENDA_PARTS and not part.is_amended)


def _words_of(attachment: Attachment) -> str:
    """What is told of an attachment beside its text; the name of a file goes out with it."""
    file_name = attachment.file.name if attachment.file else ""
    return f"{attachment.title}\n{attachment.secrecy_ground}\n{file_name}"


def _text_of(part: ItemPart) -> str:
    return f"{part.heading}\n{part.author}\n{to_text(part.html)}"


def identity_codes_in(places: Iterable[tuple[str, str]], *, item: int | None = None) -> list[Refusal]:
    """The places whose text holds a personal identity code: pairs of a place and its text."""
    return [Refusal(RefusalReason.IDENTITY_CODE, item, place) for place, text in places if personal_id.contains(text)]


def refusals_of_files(attached: Iterable[Attached], *, item: int | None = None) -> list[Refusal]:
    """Why files may not go out.

    A file that no machine could read needs the recorded word of whoever publishes it that it holds nothing secret.
    """
    found = []
    for row in attached:
        reason = _fault_of(row.file, is_confirmed=bool(row.unreadable_confirmed_by)) if row.file else None
        if reason is not None:
            found.append(Refusal(reason, item, f"attachment:{row.position}"))
    return found


def awaiting_word(attached: Iterable[Attached]) -> set[int]:
    """The positions of the files that no machine could read and that nobody has confirmed yet.

    Of a file that was read, or has not been read yet, there is nothing to confirm.
    """
    rows = [row for row in attached if row.file and not row.file.is_infected and not row.unreadable_confirmed_by]
    unread = files.without_text([row.file for row in rows if row.file])
    return {row.position for row in rows if row.file and row.file.sha256 in unread}


def _fault_of(file: StoredFile, *, is_confirmed: bool) -> RefusalReason | None:
    from seutu.shared.files.models import TextState

    if file.is_infected:
        return RefusalReason.INFECTED_FILE
    read = files.text_of(file)
    if read is None or read.state == TextState.WAITING:
        return RefusalReason.UNREAD_ATTACHMENT
    if read.state == TextState.READ:
        return RefusalReason.IDENTITY_CODE if personal_id.contains(read.text) else None
    return None if is_confirmed else RefusalReason.UNREADABLE_ATTACHMENT


def _remedy_faults(item: AgendaItem) -> Iterator[Refusal]:
    remedies = list(item.remedies.all())
    if not remedies and item.outcome != Outcome.REMOVED:
        yield Refusal(RefusalReason.REMEDY_MISSING, item.position, "remedies")
    if any(each.remedy == Remedy.BAN and not each.provision.strip() for each in remedies):
        yield Refusal(RefusalReason.BAN_WITHOUT_PROVISION, item.position, "remedies")
