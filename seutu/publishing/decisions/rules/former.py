"""How published minutes read before a correction, as far as it may be shown now."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from seutu.publishing.decisions.models import AgendaItem, AttachmentKind, FormerVersion, Outcome, PartKind
from seutu.publishing.decisions.rules.projection import show_item
from seutu.publishing.decisions.rules.shown import ShownAttachment, ShownItem, ShownMeeting, ShownPart


def show_former(former: FormerVersion, item: AgendaItem, meeting: ShownMeeting) -> ShownItem | None:
    """How ``item`` read before a correction, or None: what may not be shown of the item now was never shown better.

    Only its text is of that time. Files are named and not handed out: the item's own page has those in force.
    """
    if item.is_withheld or not meeting.has_minutes:
        return None
    shown = show_item(item, meeting)
    return replace(
        shown,
        section_number=former.section_number,
        title=former.title,
        presenter=former.presenter,
        preparers=former.preparers,
        outcome=Outcome(former.outcome) if former.outcome else None,
        outcome_detail=former.outcome_detail,
        parts=tuple(_former_part(part) for part in former.parts),
        attachments=tuple(_former_attachment(attachment) for attachment in former.attachments),
    )


def _former_part(part: dict[str, Any]) -> ShownPart:
    return ShownPart(
        PartKind(part["kind"]), part["heading"], part["author"], part["is_amended"], part["html"], part["language"]
    )


def _former_attachment(attachment: dict[str, Any]) -> ShownAttachment:
    return ShownAttachment(
        position=attachment["position"],
        kind=AttachmentKind(attachment["kind"]),
        number=attachment["number"],
        title=attachment["title"],
        is_withheld=False,
        is_unpublished=False,
        secrecy_ground="",
        file=None,
        url="",
    )
