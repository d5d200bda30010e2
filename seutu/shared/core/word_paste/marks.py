"""What the attributes of a pasted element say: emphasis, headings, items of lists, addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

Attributes = Mapping[str, str]

_BOLD = re.compile(r"(?<![\w-])font-weight\s*:\s*(?:(bold|[6-9]00)|(normal|[1-5]00))", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![\w-])font-style\s*:\s*(?:(italic|oblique)|(normal))", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_TAGS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sup": "sup", "sub": "sub"}

_HEADING_CLASS = re.compile(r"(?:^|[\s_])(?:Mso)?(?:Heading|Otsikko|Rubrik)[ _-]?([1-9])\b", re.IGNORECASE)
_HEADING_STYLE = re.compile(
    r"mso-outline-level\s*:\s*([1-9])|mso-style-name\s*:\s*[\"']?(?:heading|otsikko|rubrik) ([1-9])", re.IGNORECASE
)
_TITLES = (("MsoTitle", 1), ("MsoSubtitle", 2))

_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d+)", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left\s*:\s*([0-9.]+)\s*(pt|cm|in|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "px": 0.75}
_POINTS_OF_LEVEL = 36.0
DEEPEST = 8

_LANGUAGES = frozenset({"fi", "sv", "en", "se", "smn", "sms"})
_SCHEMES = ("http", "https", "mailto")
# Outlook and Google put an address of their own before the real one, with the reader's e-mail address in it.
_WRAPPERS = {"url": re.compile(r"\.safelinks\.protection\.outlook\.com$"), "q": re.compile(r"^www\.google\.[a-z.]+$")}


def emphasis(tag: str, attributes: Attributes, inherited: frozenset[str]) -> frozenset[str]:
    """The marks inside an element. Google Docs wraps all in a ``b`` that is not bold."""
    marks = inherited | ({_TAGS[tag]} if tag in _TAGS else set())
    style = attributes.get("style", "")
    for pattern, mark in ((_BOLD, "strong"), (_ITALIC, "em")):
        if found := pattern.search(style):
            marks = marks | {mark} if found[1] else marks - {mark}
    if found := _RAISED.search(style):
        marks = marks | {"sup" if found[1].lower() == "super" else "sub"}
    return marks - {"sub"} if "sup" in marks else marks


def heading_level(tag: str, attributes: Attributes) -> int:
    """1–6 for a heading, however it says so; 0 for anything else."""
    if re.fullmatch("h[1-6]", tag):
        return int(tag[1])
    if attributes.get("role") == "heading":
        return _capped(attributes.get("aria-level", "2"), 6) or 2
    kinds = attributes.get("class", "")
    found = _HEADING_CLASS.search(kinds) or _HEADING_STYLE.search(attributes.get("style", ""))
    if found:
        return min(int(found[found.lastindex or 1]), 6)
    return next((level for name, level in _TITLES if name in kinds), 0)


def word_list_level(attributes: Attributes) -> int | None:
    """The level, from 0, of a paragraph that Word calls an item of a list."""
    found = _WORD_LIST.search(attributes.get("style", ""))
    return min(max(int(found[1]) - 1, 0), DEEPEST) if found and len(found[1]) < 4 else None


def is_marker(attributes: Attributes) -> bool:
    """Whether an element holds the bullet or number that Word wrote out."""
    return _MARKER.search(attributes.get("style", "")) is not None


def is_list_paragraph(attributes: Attributes) -> bool:
    """Whether the class alone says that a paragraph is an item: mail programs take the rest away."""
    return "MsoListParagraph" in attributes.get("class", "")


def level_of_margin(attributes: Attributes) -> int:
    """The level of an item that is only indented."""
    found = _MARGIN.search(attributes.get("style", ""))
    if found is None or found[1].count(".") > 1 or len(found[1]) > 8 or found[1] == ".":
        return 0
    points = float(found[1]) * _POINTS[found[2].lower()]
    return min(max(round(points / _POINTS_OF_LEVEL) - 1, 0), DEEPEST)


def level_told(attributes: Attributes) -> int | None:
    """The level of an item in Word on the web, where each item is a list of its own."""
    told = _capped(attributes.get("data-aria-level", ""), DEEPEST + 1)
    return told - 1 if told else None


def language(attributes: Attributes) -> str:
    """The language of a paragraph, when we wrote it there: Word puts its own everywhere, in capitals."""
    told = attributes.get("lang", "")
    return told if told in _LANGUAGES and "class" not in attributes else ""


def span(attributes: Attributes, name: str) -> int:
    """How many columns or rows a cell takes."""
    return max(_capped(attributes.get(name, ""), 100), 1)


def first_number(attributes: Attributes) -> int:
    """The number that a list begins with."""
    return _capped(attributes.get("start", ""), 100_000) or 1


def address(href: str) -> str:
    """Where a link leads on the web or by mail, without what a mail program put before it; "" for any other link."""
    href = "".join(href.split())
    for _turn in range(3):
        inner = _unwrapped(href)
        if not inner:
            break
        href = inner
    return href if href.partition(":")[0].lower() in _SCHEMES and ":" in href else ""


def _unwrapped(href: str) -> str:
    try:
        parts = urlsplit(href)
        name = next((name for name, host in _WRAPPERS.items() if host.search(parts.hostname or "")), None)
        if name is None:
            return ""
        inner = parse_qs(parts.query).get(name, [""])[0]
    except ValueError:
        return ""
    return "".join(inner.split()) if inner.startswith(("http://", "https://", "mailto:")) else ""


def _capped(number: str, most: int) -> int:
    """A number written in an attribute, 0 when it is none, at most ``most``."""
    return min(int(number), most) if re.fullmatch("[0-9]{1,6}", number) else 0
