"""Between the short form of a decision and the parts of the item that it fills."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from seutu.publishing.decisions.actions import ItemText, PartInput
from seutu.publishing.decisions.models import AgendaItem, PartKind
from seutu.shared.core.rich_text import to_text

# After which parts a new one of the kind stands in the minutes.
_AFTER = {
    PartKind.HANDLING: {PartKind.HISTORY, PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.COUNTER_PROPOSAL},
    PartKind.DECISION: {
        PartKind.HISTORY,
        PartKind.BACKGROUND,
        PartKind.PROPOSAL,
        PartKind.COUNTER_PROPOSAL,
        PartKind.HANDLING,
    },
}


def decision_values(item: AgendaItem) -> dict[str, Any]:
    """What the form of a decision is filled with: the first handling and the first decision of the item."""
    texts: dict[str, str] = {}
    for part in item.parts.all():
        texts.setdefault(part.kind, part.html)
    return {
        "outcome": item.outcome,
        "outcome_detail": item.outcome_detail,
        "handling": texts.get(PartKind.HANDLING, ""),
        "decision": texts.get(PartKind.DECISION, ""),
        "video_seconds": item.video_seconds,
    }


def text_with_decision(before: ItemText, given: Mapping[str, Any]) -> ItemText:
    """``before`` with what the form of a decision says; its other parts stay as they were."""
    decision = given["decision"]
    if given["copies_proposal"]:
        proposals = [part for part in before.parts if part.kind == PartKind.PROPOSAL]
        decision = proposals[-1].html if proposals else ""
    parts = before.parts
    if not before.is_withheld:
        parts = _with_part(parts, PartKind.HANDLING, given["handling"])
        parts = _with_part(parts, PartKind.DECISION, decision)
    return dataclasses.replace(
        before,
        outcome=given["outcome"],
        outcome_detail=given["outcome_detail"],
        video_seconds=given["video_seconds"],
        parts=parts,
    )


def _with_part(parts: tuple[PartInput, ...], kind: PartKind, html: str) -> tuple[PartInput, ...]:
    place = next((index for index, part in enumerate(parts) if part.kind == kind), None)
    is_empty = not to_text(html).strip()
    if place is not None:
        changed = () if is_empty else (dataclasses.replace(parts[place], html=html),)
        return (*parts[:place], *changed, *parts[place + 1 :])
    if is_empty:
        return parts
    before = [index for index, part in enumerate(parts) if part.kind in _AFTER[kind]]
    at = before[-1] + 1 if before else 0
    return (*parts[:at], PartInput(kind=kind, html=html), *parts[at:])
