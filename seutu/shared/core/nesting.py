"""Markup that is nested more deeply than anybody writes: a parser would need minutes for a page of it."""

from __future__ import annotations

import re

DEEPEST = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*>")
# Elements without content, and those that the next of their kind closes.
_UNCOUNTED = frozenset(
    "br hr img meta link col input wbr area base embed source track "
    "p li td th tr dt dd thead tbody tfoot colgroup option".split()
)


def flattened(html: str) -> str:
    """``html`` without the tags that are deeper than ``DEEPEST``; what stands in them stays."""
    return _without_deep_tags(html) if _is_deep(html) else html


def _is_deep(html: str) -> bool:
    depth = 0
    for match in _TAG.finditer(html):
        if match[2].lower() not in _UNCOUNTED:
            depth = max(depth - 1, 0) if match[1] else depth + 1
            if depth > DEEPEST:
                return True
    return False


def _without_deep_tags(html: str) -> str:
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _UNCOUNTED:
            return match[0]
        is_kept = depth < DEEPEST if not match[1] else depth <= DEEPEST
        depth = max(depth - 1, 0) if match[1] else depth + 1
        return match[0] if is_kept else ""

    return _TAG.sub(kept, html)
