"""The records of the projection in JSON: whole addresses, days and instants as ISO writes them, kinds as codes."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest

from seutu.publishing.decisions import presentation
from seutu.publishing.decisions.api.answers import Record, hashed
from seutu.publishing.decisions.rules import (
    ShownAttachment,
    ShownCase,
    ShownItem,
    ShownMeeting,
    ShownPart,
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
            "minutes_checked_on": _day(shown.minutes_checked_on),
            "displayed_on": _day(shown.displayed_on),
            "published_at": instant(shown.published_at),
            "updated_at": instant(shown.updated_at),
        }
    )


def whole_meeting(request: HttpRequest, shown: ShownMeeting, items: list[ShownItem]) -> Record:
    """A meeting with its items and its people."""
    people = [
        {
            "name": person.name,
            "role": person.role.value,
            "title": person.title,
            "arrived_at": _time(person.arrived_at),
            "left_at": _time(person.left_at),
            "note": person.note,
        }
        for person in shown.attendance
    ]
    checkers = [{"name": checker.name, "checked_on": _day(checker.checked_on)} for checker in shown.checkers]
    listed = [item(request, each) for each in items]
    brief = meeting(request, shown)
    return hashed(brief | {"items": listed, "attendance": people, "checkers": checkers})


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
            "displayed_on": _day(shown.meeting.displayed_on),
            "parts": [_part(each, shown.language) for each in shown.parts],
            "attachments": [_attachment(request, each) for each in shown.attachments],
            "remedies": [{"remedy": each.remedy.value, "provision": each.provision} for each in shown.remedies],
            "previous": addresses(request, before.url)["json"] if before else None,
            "next": addresses(request, after.url)["json"] if after else None,
        }
    )


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


def _attachment(request: HttpRequest, shown: ShownAttachment) -> Record:
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


def case(request: HttpRequest, shown: ShownCase) -> Record:
    return hashed(
        {
            **addresses(request, shown.url),
            "number": shown.number,
            "title": shown.title,
            "language": shown.language,
            "task_class": shown.task_class,
            "municipality": shown.organization.slug,
            "handlings": [item(request, each) for each in shown.handlings],
            "updated_at": max(each["updated_at"] for each in (_item(request, i) for i in shown.handlings)),
        }
    )


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _time(time: dt.time | None) -> str | None:
    return time.isoformat("minutes") if time else None
