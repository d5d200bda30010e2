"""The records of the projection in JSON: whole addresses, days and instants as ISO writes them, kinds as codes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.api.answers import Record, hashed
from seutu.publishing.decisions.models import Correction
from seutu.publishing.decisions.rules import (
    ShownAttachment,
    ShownAttendance,
    ShownAttendanceChange,
    ShownCorrection,
    ShownFormerMeeting,
    ShownItem,
    ShownMeeting,
    ShownPart,
    ShownRemedy,
    ShownVote,
)
from seutu.shared.core import clock
from seutu.shared.core.rich_text import to_text
from seutu.shared.organizations.models import Body, Organization


def instant(moment: dt.datetime | None) -> str | None:
    """An instant with the zone of Helsinki: 2022-03-29T16:00:00+03:00."""
    return moment.astimezone(clock.HELSINKI).isoformat() if moment else None


def addresses(request: HttpRequest, page: str) -> Record:
    """The address of a record's page, and of its twin."""
    url = request.build_absolute_uri(page)
    return {"url": url, "json": f"{url.removesuffix('/')}.json"}


def organization(request: HttpRequest, owner: Organization) -> Record:
    return {
        **addresses(request, presentation.municipality_url(owner)),
        "slug": owner.slug,
        "kind": owner.kind,
        "name_fi": owner.name_fi,
        "name_sv": owner.name_sv,
        "business_id": owner.business_id,
        "municipality_code": owner.municipality_code,
    }


def body(request: HttpRequest, shown: Body) -> Record:
    return {
        **addresses(request, presentation.body_url(shown)),
        "slug": shown.slug,
        "kind": shown.kind,
        "name_fi": shown.name_fi,
        "name_sv": shown.name_sv,
        "abbreviation": shown.abbreviation,
        "municipality": shown.organization.slug,
        "parent": shown.parent.slug if shown.parent else None,
    }


def meeting(request: HttpRequest, shown: ShownMeeting) -> Record:
    """A meeting in a list."""
    return hashed(
        {
            **addresses(request, shown.url),
            "id": shown.public_id,
            "municipality": shown.organization.slug,
            "body": shown.body.slug,
            "body_name": shown.body.name_fi,
            "kind": shown.kind.value,
            "number": shown.number,
            "year": shown.year,
            "day": shown.day.isoformat(),
            "starts_at": instant(shown.starts_at) if shown.has_time else None,
            "ends_at": instant(shown.ends_at),
            "place": shown.place,
            "language": shown.language,
            "stage": shown.stage.value,
            "is_public": shown.is_public,
            "minutes_checked_on": day(shown.minutes_checked_on),
            "displayed_on": day(shown.displayed_on),
            "published_at": instant(shown.published_at),
            "video_url": shown.video_url or None,
            "updated_at": instant(shown.updated_at),
        }
    )


def whole_meeting(
    request: HttpRequest,
    shown: ShownMeeting,
    items: list[ShownItem],
    changes: Sequence[tuple[ShownItem, Sequence[ShownAttendanceChange]]],
) -> Record:
    """A meeting with its items, its people and how they came and went, and what was corrected of all but the items."""
    checkers = [
        {"name": checker.name, "role": checker.role.value, "checked_on": day(checker.checked_on)}
        for checker in shown.checkers
    ]
    return hashed(
        meeting(request, shown)
        | {
            "items": [item(request, each) for each in items],
            "attendance": [_person(each) for each in shown.attendance],
            "attendance_changes": _moves(changes),
            "checkers": checkers,
            "corrections": [_correction(request, each) for each in shown.corrections],
        }
    )


def former_meeting(request: HttpRequest, former: ShownFormerMeeting) -> Record:
    """What was told of a meeting before a correction. Of one that is not kept only the correction is told."""
    shown = former.meeting
    about = {
        **addresses(request, former.correction.url),
        "version_in_force": addresses(request, shown.url)["json"],
        "is_in_force": False,
        "is_removed": former.is_removed,
        "correction": _about_correction(former.correction),
    }
    if former.is_removed:
        return hashed(about)
    return hashed(
        about
        | {
            "kind": shown.kind.value,
            "number": shown.number,
            "year": shown.year,
            "day": shown.day.isoformat(),
            "starts_at": instant(shown.starts_at) if shown.has_time else None,
            "ends_at": instant(shown.ends_at),
            "place": shown.place,
            "language": shown.language,
            "attendance": [_person(each) for each in shown.attendance],
            "attendance_changes": _moves(former.changes),
        }
    )


def _person(person: ShownAttendance) -> Record:
    return {
        "name": person.name,
        "role": person.role.value,
        "title": person.title,
        "arrived_at": time(person.arrived_at),
        "left_at": time(person.left_at),
        "note": person.note,
        "deputises_for": person.deputises_for,
    }


def _moves(changes: Sequence[tuple[ShownItem, Sequence[ShownAttendanceChange]]]) -> list[Record]:
    return [
        {"position": each.position, "section_number": each.section_number, **_attendance_change(change)}
        for each, of_item in changes
        for change in of_item
    ]


def item(request: HttpRequest, shown: ShownItem) -> Record:
    """An item in a list."""
    return hashed(_item(request, shown))


def _item(request: HttpRequest, shown: ShownItem) -> Record:
    return {
        **addresses(request, shown.url),
        "meeting": request.build_absolute_uri(shown.meeting.url),
        "municipality": shown.meeting.organization.slug,
        "body": shown.meeting.body.slug,
        "day": shown.meeting.day.isoformat(),
        "position": shown.position,
        "section_number": shown.section_number,
        "title": shown.title,
        "language": shown.language,
        "case_number": shown.case_number,
        "case": request.build_absolute_uri(shown.case_url) if shown.case_url else None,
        "outcome": shown.outcome.value if shown.outcome else None,
        "outcome_detail": shown.outcome_detail,
        "is_supplementary": shown.is_supplementary,
        "is_withheld": shown.is_withheld,
        "secrecy_ground": shown.secrecy_ground,
        "stage": shown.meeting.stage.value,
        "is_public": shown.meeting.is_public,
        "updated_at": instant(shown.updated_at),
    }


def whole_item(request: HttpRequest, shown: ShownItem, neighbours: tuple[ShownItem | None, ShownItem | None]) -> Record:
    """An item with its text, its attachments and its remedies."""
    before, after = neighbours
    return hashed(
        _item(request, shown)
        | {
            "citation": presentation.citation(shown),
            "presenter": shown.presenter,
            "preparers": shown.preparers,
            "displayed_on": day(shown.meeting.displayed_on),
            "parts": [_part(each, shown.language) for each in shown.parts],
            "attachments": [attachment(request, each) for each in shown.attachments],
            "remedies": [remedy(each) for each in shown.remedies],
            "votes": [_vote(each) for each in shown.votes],
            "attendance_changes": [_attendance_change(each) for each in shown.attendance_changes],
            "corrections": [_correction(request, each) for each in shown.corrections],
            "video_seconds": shown.video_seconds,
            "came_from": request.build_absolute_uri(shown.came_from.url) if shown.came_from else None,
            "went_to": [request.build_absolute_uri(each.url) for each in shown.went_to],
            "previous": addresses(request, before.url)["json"] if before else None,
            "next": addresses(request, after.url)["json"] if after else None,
        }
    )


def former_version(request: HttpRequest, shown: ShownItem, correction: Correction, own: str) -> Record:
    """How an item read before a correction: its text and the names of its files of that time."""
    return hashed(
        {
            **addresses(request, own),
            "version_in_force": addresses(request, shown.url)["json"],
            "is_in_force": False,
            "is_removed": correction.former.is_text_removed,
            "correction": {
                "number": correction.number,
                "kind": correction.kind,
                "reason": correction.reason,
                "corrected_at": instant(correction.corrected_at),
            },
            "section_number": shown.section_number,
            "title": shown.title,
            "language": shown.language,
            "outcome": shown.outcome.value if shown.outcome else None,
            "outcome_detail": shown.outcome_detail,
            "presenter": shown.presenter,
            "preparers": shown.preparers,
            "parts": [_part(each, shown.language) for each in shown.parts],
            "attachments": [attachment(request, each) for each in shown.attachments],
            "votes": [_vote(each) for each in shown.votes],
        }
    )


def remedy(shown: ShownRemedy) -> Record:
    """A remedy with its clock: the days are those of a member of the municipality, not of a party."""
    clock_of_it = shown.clock
    return {
        "remedy": shown.remedy.value,
        "provision": shown.provision,
        "state": clock_of_it.state.value,
        "deemed_notified_on": day(clock_of_it.deemed.day) if clock_of_it.deemed else None,
        "ends_on": day(clock_of_it.ends.day) if clock_of_it.ends else None,
        "provisions": list(dict.fromkeys(clock_of_it.provisions)),
    }


def _vote(shown: ShownVote) -> Record:
    choices = [
        {
            "kind": choice.kind.value,
            "label": choice.label,
            "proposal": choice.proposal,
            "count": choice.count,
            "is_winner": choice.is_winner,
            "votes": [{"name": name, "group": group} for name, group in choice.names],
        }
        for choice in shown.choices
    ]
    return {"title": shown.title, "procedure": shown.procedure.value, "note": shown.note, "choices": choices}


def _attendance_change(shown: ShownAttendanceChange) -> Record:
    return {"name": shown.name, "kind": shown.kind.value, "at": time(shown.at), "ground": shown.ground}


def _correction(request: HttpRequest, shown: ShownCorrection) -> Record:
    return {**_about_correction(shown), "former_version": addresses(request, shown.url)}


def _about_correction(shown: ShownCorrection) -> Record:
    return {
        "number": shown.number,
        "kind": shown.kind.value,
        "reason": shown.reason,
        "corrected_at": instant(shown.corrected_at),
    }


def _part(shown: ShownPart, language: str) -> Record:
    return {
        "kind": shown.kind.value,
        "heading": shown.heading,
        "author": shown.author,
        "is_amended": shown.is_amended,
        "language": shown.language or language,
        "html": shown.html,
        "text": to_text(shown.html),
    }


def attachment(request: HttpRequest, shown: ShownAttachment) -> Record:
    file = shown.file
    return {
        "kind": shown.kind.value,
        "number": shown.number,
        "title": shown.title,
        "is_withheld": shown.is_withheld,
        "is_unpublished": shown.is_unpublished,
        "secrecy_ground": shown.secrecy_ground,
        "url": request.build_absolute_uri(shown.url) if shown.url else None,
        "media_type": file.kind if file else None,
        "size": file.size if file else None,
        "sha256": file.sha256 if file else None,
    }


def day(moment: dt.date | None) -> str | None:
    return moment.isoformat() if moment else None


def time(moment: dt.time | None) -> str | None:
    return moment.isoformat("minutes") if moment else None
