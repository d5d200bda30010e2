"""Putting right what was done on a locked day: the work itself changes, and an entry of its own keeps what was before.

Figures handed in do not move, for they are kept as they were; today's figures follow the corrected work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from seutu.newcomers.clients.actions import contacts, group_sessions, other_work
from seutu.newcomers.clients.actions.entries import WorkEntry, refuse_stale
from seutu.newcomers.clients.models import (
    Client,
    Contact,
    CorrectingEntry,
    CorrectionKind,
    GroupSession,
    OtherWork,
    WhyRemoved,
    WorkKind,
)
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries import visible
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Refused, identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.core.locked_days import hold_days_open, lock_on


class NotLocked(Exception):
    """No report has been frozen of the day: the work is logged, changed and removed as ever."""


class NothingCorrected(Exception):
    """The correction says the same as the work."""


@dataclass(frozen=True)
class Subject:
    """A kind of work that can be corrected: who may, by which actions, and which of its fields hold words."""

    kind: WorkKind
    texts: tuple[str, ...]
    writable: Callable[[Worker], QuerySet[Any]]
    log: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., None]


SUBJECTS: Mapping[type[Work], Subject] = {
    Contact: Subject(
        WorkKind.CONTACT,
        ("started_at", "referred_to", "note"),
        visible.contacts_writable_by,
        contacts.log_contact,
        contacts.change_contact,
        contacts.remove_contact,
    ),
    GroupSession: Subject(
        WorkKind.GROUP_SESSION,
        ("title",),
        visible.group_sessions_writable_by,
        group_sessions.log_group_session,
        group_sessions.change_group_session,
        group_sessions.remove_group_session,
    ),
    OtherWork: Subject(
        WorkKind.OTHER_WORK,
        ("title",),
        visible.other_work_writable_by,
        other_work.log_other_work,
        other_work.change_other_work,
        other_work.remove_other_work,
    ),
}
# What says nothing of the work that a figure or a reader asks.
_UNTOLD = frozenset({"id", "created_at", "updated_at", "revision", "followed_up_at"})


@transaction.atomic
def log_forgotten(model: type[Work], entry: WorkEntry, *, reason: str, by: Worker) -> CorrectingEntry:
    """Write down work of a locked day that nobody had logged.

    :raises NotLocked: the day is not locked.
    :raises Refused: as when it is logged, or the reason holds an identity code.
    """
    _refuse_reason(reason)
    hold_days_open()
    if not lock_on(entry.unit.organization_id, entry.occurred_on):
        raise NotLocked
    work = SUBJECTS[model].log(entry, by=by, correcting=True)
    return _kept(work, CorrectionKind.ADDED, reason=reason, by=by)


@transaction.atomic
def correct(work: Work, entry: WorkEntry, *, revision: int, reason: str, by: Worker) -> CorrectingEntry:
    """Let work of a locked day, or work that was on one in truth, say what it should have said.

    :raises StaleEntry: it is not as it was at ``revision``.
    :raises NotLocked: neither the day it was on nor the one it is said to have been on is locked.
    :raises NothingCorrected: the entry says the same.
    :raises Refused: as when it is changed, or the reason holds an identity code.
    """
    _refuse_reason(reason)
    subject = SUBJECTS[type(work)]
    found = _held(subject, work, revision, by)
    places = [_place(found), (entry.unit.organization_id, entry.occurred_on)]
    if not any(lock_on(*place) for place in places):
        raise NotLocked
    former = _Said.by(found, subject)
    changed = subject.change(found, entry, revision=revision, by=by, correcting=True)
    if _Said.by(changed, subject) == former:
        raise NothingCorrected
    return _kept(changed, CorrectionKind.CHANGED, reason=reason, by=by, former=former)


@transaction.atomic
def correct_away(work: Work, *, revision: int, reason: str, by: Worker) -> CorrectingEntry:
    """Say that work of a locked day did not happen: it goes, and the correcting entry keeps what it said.

    :raises StaleEntry: it is not as it was at ``revision``.
    :raises NotLocked: the day is not locked.
    :raises Refused: the reason holds an identity code.
    """
    _refuse_reason(reason)
    subject = SUBJECTS[type(work)]
    found = _held(subject, work, revision, by)
    if not lock_on(*_place(found)):
        raise NotLocked
    kept = _kept(found, CorrectionKind.REMOVED, reason=reason, by=by, former=_Said.by(found, subject))
    subject.remove(found, why=WhyRemoved.NOT_HELD, by=by, correcting=True)
    return kept


def _refuse_reason(reason: str) -> None:
    if refusals := identity_codes_in({"reason": reason}):
        raise Refused(refusals)


def _held(subject: Subject, work: Work, revision: int, by: Worker) -> Any:
    hold_days_open()
    found = subject.writable(by).select_for_update(of=("self",)).get(pk=work.pk)
    refuse_stale(found, revision)
    return found


def _place(work: Work) -> tuple[int, dt.date]:
    return work.provider_municipality_id, work.occurred_on


@dataclass(frozen=True)
class _Said:
    """What work said at a moment: where and of whom it was, its codes, and its words."""

    place: tuple[int, dt.date]
    client: Client | None
    codes: Mapping[str, Any]
    texts: Mapping[str, str]

    @classmethod
    def by(cls, work: Work, subject: Subject) -> _Said:
        told = {
            field.attname: getattr(work, field.attname)
            for field in work._meta.concrete_fields
            if field.name not in _UNTOLD
        }
        texts = {name: str(told.pop(name) or "") for name in subject.texts}
        if isinstance(work, (Contact, GroupSession)):
            told["topics"] = sorted(work.topics.values_list("pk", flat=True))
        codes = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()}
        return cls(_place(work), getattr(work, "client", None), codes, texts)

    def differing(self, other: _Said) -> list[str]:
        mine, theirs = {**self.codes, **self.texts}, {**other.codes, **other.texts}
        return sorted(name.removesuffix("_id") for name in mine if mine[name] != theirs[name])


def _kept(work: Work, kind: CorrectionKind, *, reason: str, by: Worker, former: _Said | None = None) -> CorrectingEntry:
    subject = SUBJECTS[type(work)]
    now = _Said.by(work, subject)
    entry = CorrectingEntry.objects.create(
        kind=kind,
        work_kind=subject.kind,
        work_id=work.pk,
        client=(former.client if former else None) or now.client,
        provider_municipality_id=now.place[0],
        occurred_on=now.place[1],
        former_municipality_id=former.place[0] if former else None,
        former_occurred_on=former.place[1] if former else None,
        changed_fields=former.differing(now) if former and kind == CorrectionKind.CHANGED else [],
        former=dict(former.codes) if former else {},
        former_texts=_written(former.texts) if former else None,
        reason=reason,
        corrected_at=clock.now(),
        corrected_by_id=by.user_id,
    )
    details: dict[str, str | int] = {"kind": str(kind), "work": f"{subject.kind}:{work.pk}"}
    record("work.corrected", target=entry, by=by, details=details, organization_id=now.place[0])
    return entry


def _written(texts: Mapping[str, str]) -> dict[str, str] | None:
    return {name: text for name, text in texts.items() if text} or None
