"""The items of a document as plain values for ``--json``."""

from __future__ import annotations

import dataclasses

from seutu.publishing.harvest.sources.minutes import ParsedItem, ParsedMeeting, ParsedPart
from seutu.shared.core.rich_text import from_markdown, to_text


def items_as_json(document: str, organization: str, meeting: ParsedMeeting) -> list[dict[str, object]]:
    """One object for each item of the meeting."""
    common = {
        "document": document,
        "organization": organization,
        "body": meeting.body,
        "date": meeting.day.isoformat(),
        "meeting_number": f"{meeting.number}/{meeting.year}" if meeting.number else "",
        "is_minutes": meeting.is_minutes,
        "displayed_on": meeting.displayed_on.isoformat() if meeting.displayed_on else None,
    }
    return [{**_item(item), **common} for item in meeting.items]


def _item(item: ParsedItem) -> dict[str, object]:
    return {
        "section_number": item.section_number,
        "title": item.title,
        "case_number": item.case_number,
        "decision": "\n".join(_text(part) for part in item.parts if part.kind == "decision"),
        "outcome": item.outcome,
        "outcome_detail": item.outcome_detail,
        "presenter": item.presenter,
        "preparers": item.preparers.split("\n") if item.preparers else [],
        "is_supplementary": item.is_supplementary,
        "is_withheld": item.is_withheld,
        "secrecy_ground": item.secrecy_ground,
        "parts": [
            {
                "kind": part.kind,
                "heading": part.heading,
                "author": part.author,
                "is_amended": part.is_amended,
                "text": _text(part),
            }
            for part in item.parts
        ],
        "attachments": [dataclasses.asdict(attachment) for attachment in item.attachments],
        "remedies": [dataclasses.asdict(remedy) for remedy in item.remedies],
        "handlings": [
            {"body": told.body, "date": told.day.isoformat(), "section_number": told.section_number}
            for told in item.handlings
        ],
    }


def _text(part: ParsedPart) -> str:
    return to_text(from_markdown(part.markdown))
