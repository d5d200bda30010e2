"""Correcting what published minutes tell of the meeting itself: when and where it was, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction

from seutu.publishing.decisions.actions.agenda import refuse
from seutu.publishing.decisions.actions.corrections import told_reason
from seutu.publishing.decisions.actions.holding import PUBLISHED_MINUTES, hold_meeting, touch
from seutu.publishing.decisions.actions.inputs import AttendanceChangeInput, AttendanceInput, MeetingFields
from seutu.publishing.decisions.actions.meetings import write_details
from seutu.publishing.decisions.actions.minutes import write_attendance
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.models import AttendanceChange, CorrectionKind, Meeting, MeetingCorrection
from seutu.publishing.decisions.rules.refusals import identity_codes_in
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock


@transaction.atomic
def correct_meeting(
    meeting: Meeting,
    fields: MeetingFields,
    *,
    kind: CorrectionKind | str,
    reason: str,
    removes_former: bool = False,
    revision: int,
    by: Actor,
) -> MeetingCorrection:
    """Correct when, where and how a meeting was held; its video is left as it is.

    How it read before stays, as with an item. With ``removes_former`` only that there were former versions stays.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises SectionsOfYear: the day would be in another calendar year.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not out: see `meetings.change_meeting`.
    :raises NotPublishable: the reason or the place may not be published.
    """
    row = hold_meeting(meeting, states=PUBLISHED_MINUTES, revision=revision)
    correction = _opened(row, kind=kind, reason=reason)
    return _corrected(
        row, correction, lambda: write_details(row, fields), of="details", removes_former=removes_former, by=by
    )


@transaction.atomic
def correct_attendance(
    meeting: Meeting,
    people: Sequence[AttendanceInput],
    changes: Sequence[AttendanceChangeInput] = (),
    *,
    kind: CorrectionKind | str,
    reason: str,
    removes_former: bool = False,
    revision: int,
    by: Actor,
) -> MeetingCorrection:
    """Correct who was there and what changed from item to item: all of it is given, as in `minutes.record_attendance`.

    :raises CorrectionWithoutReason: ``reason`` is empty.
    :raises DisqualifiedWithoutGround: a disqualification comes without its ground.
    :raises NotOfThisMeeting: a change names a person or an item that there is not.
    :raises EditConflict: somebody else has changed it since ``revision``.
    :raises WrongState: the minutes are not out.
    :raises NotPublishable: the reason or what is told of somebody may not be published.
    """
    row = hold_meeting(meeting, states=PUBLISHED_MINUTES, revision=revision)
    correction = _opened(row, kind=kind, reason=reason)
    return _corrected(
        row,
        correction,
        lambda: write_attendance(row, people, changes),
        of="attendance",
        removes_former=removes_former,
        by=by,
    )


def _opened(row: Meeting, *, kind: CorrectionKind | str, reason: str) -> MeetingCorrection:
    last = row.corrections.order_by("-number").values_list("number", flat=True).first() or 0
    return MeetingCorrection.objects.create(
        meeting=row,
        number=last + 1,
        kind=kind,
        reason=told_reason(reason),
        corrected_at=clock.now(),
        former=_as_it_reads(row),
    )


def _corrected(
    row: Meeting,
    correction: MeetingCorrection,
    change: Callable[[], None],
    *,
    of: str,
    removes_former: bool,
    by: Actor,
) -> MeetingCorrection:
    must_go = removes_former or bool(identity_codes_in(_texts(row)))
    change()
    touch(row)
    row.save()
    refuse(identity_codes_in(_texts(row)))
    if must_go:
        # Each holds all that was told at its time, so what may not be shown may stand in those before it too.
        row.corrections.update(former={}, is_former_removed=True)
        correction.refresh_from_db()
    details: dict[str, str | int] = {"correction": correction.number, "kind": str(correction.kind), "of": of}
    record("meeting.corrected", target=row, by=by, details=details)
    note_public_change(row)
    return correction


def _texts(row: Meeting) -> Iterator[tuple[str, str]]:
    """The texts of a meeting that anyone may write something secret into, by their place."""
    yield "place", row.place
    for person in row.attendances.all():
        yield "attendance", f"{person.name}\n{person.title}\n{person.note}\n{person.deputises_for}"
    for change in AttendanceChange.objects.filter(attendance__meeting=row):
        yield "attendance", change.ground


def _as_it_reads(row: Meeting) -> dict[str, Any]:
    return {
        "starts_at": row.starts_at.isoformat(),
        "has_time": row.has_time,
        "ends_at": row.ends_at.isoformat() if row.ends_at else None,
        "place": row.place,
        "kind": row.kind,
        "number": row.number,
        "language": row.language,
        "attendance": [
            {
                "name": person.name,
                "role": person.role,
                "title": person.title,
                "arrived_at": _time(person.arrived_at),
                "left_at": _time(person.left_at),
                "note": person.note,
                "deputises_for": person.deputises_for,
            }
            for person in row.attendances.all()
        ],
        "attendance_changes": _changes(row),
    }


def _changes(row: Meeting) -> list[dict[str, Any]]:
    # Of a secret item nothing is kept: who was disqualified from it can say what it was about.
    changes = AttendanceChange.objects.filter(attendance__meeting=row, item__is_withheld=False)
    places = {person.pk: place for place, person in enumerate(row.attendances.all(), start=1)}
    return [
        {
            "attendance": places[change.attendance_id],
            "item": change.item.position,
            "kind": change.kind,
            "at": _time(change.at),
            "ground": change.ground,
        }
        for change in changes.select_related("item")
    ]


def _time(moment: dt.time | None) -> str | None:
    return moment.isoformat("minutes") if moment else None
