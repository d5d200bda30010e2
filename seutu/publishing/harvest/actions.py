"""Bringing decisions in from documents."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from seutu.publishing.decisions.actions import Put, put_meeting
from seutu.publishing.harvest import documents, queries
from seutu.publishing.harvest.inputs import meeting_input
from seutu.publishing.harvest.models import Document, Run
from seutu.publishing.harvest.sources.minutes import NotMinutes, ParsedMeeting, Unreadable, parse, read_text
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.files.actions import store
from seutu.shared.files.store import DiskFull, FileTooLarge, StoreUnavailable
from seutu.shared.organizations.actions import add_body, add_organization
from seutu.shared.organizations.models import Body, Organization

logger = logging.getLogger(__name__)

# What the last word of a name says of the kind; the first that fits.
ORGANIZATION_KINDS = (
    ("kuntayhtymä", Organization.Kind.JOINT_AUTHORITY),
    ("hyvinvointialue", Organization.Kind.WELLBEING_COUNTY),
)
ADVISORY_BODIES = ("nuorisovaltuusto", "vanhusneuvosto", "vammaisneuvosto", "neuvosto", "työryhmä")
BODY_KINDS = (
    ("valtuusto", Body.Kind.COUNCIL),
    ("hallitus", Body.Kind.BOARD),
    ("lautakunta", Body.Kind.COMMITTEE),
    ("jaosto", Body.Kind.SUBCOMMITTEE),
)
NOT_STORED = (DatabaseError, DiskFull, FileTooLarge, StoreUnavailable)
RESULTS = ("new", "changed", "unchanged", "failed", "not_minutes")


@dataclass(frozen=True)
class Raw:
    """A document as it came."""

    name: str
    data: bytes
    fetched_at: dt.datetime

    @property
    def sha256(self) -> str:
        """The hash by which the same document is known again."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Outcome:
    """What became of one document. ``result`` is one of `RESULTS`; ``reason`` says why it failed."""

    path: Path
    result: str
    reason: str = ""
    meeting: ParsedMeeting | None = None


@dataclass
class Report:
    """What became of all documents of a run."""

    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, result: str) -> int:
        """How many documents ended so."""
        return sum(outcome.result == result for outcome in self.outcomes)

    @property
    def decision_figures(self) -> tuple[int, int]:
        """How many items have a line that is just “Päätös”, and how many of them a filled decision."""
        items = [item for outcome in self.outcomes if outcome.meeting for item in outcome.meeting.items]
        named = [item for item in items if item.names_decision]
        filled = [item for item in named if any(part.kind == "decision" and part.markdown for part in item.parts)]
        return len(named), len(filled)


def import_documents(
    paths: Sequence[Path],
    *,
    organization: str,
    by: Actor,
    is_dry: bool = False,
    on_document: Callable[[int, Path], None] | None = None,
) -> Report:
    """Bring documents in, one after another; one that fails does not stop the rest.

    A run that brought nothing and failed in nothing leaves no trace.

    :raises AmbiguousOrganization: several organizations go by the name.
    """
    queries.organization_named(organization)
    started_at = clock.now()
    report = Report()
    for position, path in enumerate(paths, start=1):
        if on_document is not None:
            on_document(position, path)
        report.outcomes.append(_import_one(path, organization=organization, by=by, is_dry=is_dry))
    if not is_dry and any(report.count(result) for result in ("new", "changed", "failed")):
        _note_run(report, started_at, organization, by=by)
    return report


@transaction.atomic
def _note_run(report: Report, started_at: dt.datetime, organization: str, *, by: Actor) -> None:
    counts = {result: report.count(result) for result in RESULTS}
    owner = queries.organization_named(organization)
    run = Run.objects.create(organization=owner, started_at=started_at, **counts)
    record("harvest.run", target=run, by=by, details=counts)


def _import_one(path: Path, *, organization: str, by: Actor, is_dry: bool) -> Outcome:
    meeting: ParsedMeeting | None = None
    try:
        raw = Raw(path.name, documents.read(path), clock.now())
        meeting = parse(read_text(raw.data, raw.name).lines)
        if is_dry:
            result = queries.expected_result(meeting, raw.sha256, organization)
        else:
            result = apply(meeting, raw, organization=organization, by=by).result
    except NotMinutes:
        return Outcome(path, "not_minutes")
    except Unreadable as error:
        return Outcome(path, "failed", error.reason)
    except Exception as error:
        logger.exception("A document could not be brought in")
        return Outcome(path, "failed", "storage" if isinstance(error, NOT_STORED) else "unexpected")
    return Outcome(path, result, meeting=meeting)


@transaction.atomic
def apply(meeting: ParsedMeeting, raw: Raw, *, organization: str, by: Actor) -> Put:
    """Store what a document says, and the document itself; the same document again changes nothing.

    :raises ValidationError: the name of the organization or the body makes no address.
    """
    owner = ensure_organization(organization, full_name=meeting.organization, by=by)
    # Two runs at once take turns: the second finds what the first one made.
    owner = Organization.objects.select_for_update().get(pk=owner.pk)
    body = queries.body_named(owner, meeting.body, meeting.body_abbreviation) or add_body(
        owner, meeting.body, body_kind(meeting.body), abbreviation=meeting.body_abbreviation, by=by
    )
    put = put_meeting(meeting_input(meeting, body), by=by)
    if not Document.objects.filter(organization=owner, sha256=raw.sha256).exists():
        document = Document.objects.create(
            organization=owner,
            meeting=put.meeting,
            file=store(raw.data, name=raw.name[-200:], by=by),
            name=raw.name[-200:],
            sha256=raw.sha256,
            fetched_at=raw.fetched_at,
            report=[dataclasses.asdict(unread) for unread in meeting.unread],
        )
        record("document.brought_in", target=document, by=by)
    return put


def ensure_organization(name: str, *, full_name: str, by: Actor) -> Organization:
    """The organization with this name, made when there is none.

    :raises AmbiguousOrganization: there are several.
    :raises ValidationError: the name makes no address, or a reserved one.
    """
    if known := queries.organization_named(name):
        return known
    official = full_name if full_name != name else ""
    try:
        return add_organization(name, kind=organization_kind(name), full_name_fi=official, by=by)
    except ValidationError:
        # Made by another run in the meantime, perhaps.
        if known := queries.organization_named(name):
            return known
        raise


def organization_kind(name: str) -> str:
    """The kind that an organization's name tells; a municipality unless it tells another."""
    return next((kind for ending, kind in ORGANIZATION_KINDS if name.lower().endswith(ending)), "municipality")


def body_kind(name: str) -> str:
    """The kind that a body's name tells."""
    lowered = name.lower()
    if lowered.endswith(ADVISORY_BODIES):
        return Body.Kind.OTHER
    return next((kind for ending, kind in BODY_KINDS if lowered.endswith(ending)), Body.Kind.OTHER)
