"""Signs that keep together what belongs together when a line breaks."""

from __future__ import annotations

import re

from seutu.shared.ui.hyphenation import hyphenate

HARD = "\N{NO-BREAK SPACE}"
JOINER = "\N{WORD JOINER}"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # “keskus -hankkeen”: the hyphen stays with its word, not with the line before it.
    (re.compile(r"(?<=[\s(])-(?=[^\W\d_])"), f"-{JOINER}"),
    (re.compile(r"§ (?=\d)"), f"§{HARD}"),
    (re.compile(rf"(?<=\d) (?=§(?![ {HARD}]\d))"), HARD),
    (re.compile(r"(?<=\d) (?=(?:%|€|[kM]t\b|[kM]B\b|milj\.|mn\b|euro))"), HARD),
    (re.compile(r"(?<![\d.,/])(\d{1,3}) (?=\d{3}(?!\d))"), rf"\1{HARD}"),
    (re.compile(rf"(?<={HARD}\d{{3}}) (?=\d{{3}}(?!\d))"), HARD),
    (re.compile(r"\b(klo|kl\.|nro|nr|mom\.) (?=\d)"), rf"\1{HARD}"),
)


def typeset(text: str, language: str = "") -> str:
    """``text`` with hard spaces in “§ 16”, “70 %”, “1 511”, “klo 16”, and a joiner after the hyphen of “-hankkeen”.

    With ``language`` its long words may also break, where a narrow screen needs it.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return hyphenate(text, language) if language else text


def section_sign(number: int | str) -> str:
    """The label of an item of minutes: “§ 16”, with a hard space; nothing for an item without a number."""
    return f"§{HARD}{number}" if number not in (None, "") else ""
