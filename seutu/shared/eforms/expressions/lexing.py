"""The source of an expression, cut into words and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from seutu.shared.eforms.expressions.refusals import BadExpression, Reason

# What the signs of other languages and of word processors are here: between two values, and before one.
BETWEEN_VALUES = {
    "==": "=",
    "<>": "!=",
    "≠": "!=",
    "=<": "<=",
    "≤": "<=",
    "=>": ">=",
    "≥": ">=",
    "&&": "and",
    "&": "concat(…)",
    "||": "or",
    "|": "or",
    "%": "mod",
    "/": "div",
    "÷": "div",
    "×": "*",
    "−": "-",
    "–": "-",
    "—": "-",
    ";": ",",
}
BEFORE_VALUE = {
    "!": "not(…)",
    "/": "${name}",
    "//": "${name}",
    "..": "${name}",
    "@": "${name}",
    "−": "-",
    "–": "-",
    "—": "-",
}
TYPOGRAPHIC_QUOTES = frozenset("‘’‚‛“”„‟′″´`«»‹›＂＇")
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_INVISIBLE_OUTSIDE_TEXTS = re.compile(rf"'[^']*'|\"[^\"]*\"|[{_INVISIBLE}]")
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_PIECE = re.compile(
    r"""
    (?P<space>\s+)                                              # hard spaces of spreadsheets too
  | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
  | (?P<text>'[^']*'|"[^"]*")
  | (?P<name>\$\{[^{}'"]*\})
  | (?P<word>[^\W\d][\w.-]*(?::[^\W\d][\w.-]*)?)                # a hyphen belongs to the word before it
  | (?P<foreign>\.\.|//?|&&?|\|\|?|==|<>|=<|=>|::|!(?!=)|[@\[\]%^;#?~≠≤≥×÷−–—])
  | (?P<sign>!=|<=|>=|[-+*=<>(),.])
    """,
    re.VERBOSE,
)


class Kind(Enum):
    """What a piece is. A ``FOREIGN`` sign means something elsewhere and nothing here."""

    NUMBER = auto()
    TEXT = auto()
    NAME = auto()
    WORD = auto()
    FOREIGN = auto()
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or sign, and its place in the source. A text is without its quotes, a name without ``${}``."""

    kind: Kind
    word: str
    position: int


def pieces(source: str) -> list[Piece]:
    """The pieces of ``source``, ``END`` at last.

    :raises BadExpression: something in it is no piece of any expression.
    """
    clean, places = _without_invisible(source)
    found: list[Piece] = []
    at = 0
    while at < len(clean):
        match = _PIECE.match(clean, at)
        if match is None:
            raise _refusal(clean, at, places[at] if places else at)
        if match.lastgroup != "space":
            found.append(_piece(match, places[at] if places else at))
        at = match.end()
    found.append(Piece(Kind.END, "", len(source)))
    return found


def _without_invisible(source: str) -> tuple[str, list[int]]:
    """The source without signs that nobody sees, and where each sign that stayed was; no places if all did."""
    if not INVISIBLE.search(source):
        return source, []
    gone = {match.start() for match in _INVISIBLE_OUTSIDE_TEXTS.finditer(source) if match[0][0] not in "'\""}
    places = [place for place in range(len(source)) if place not in gone]
    return "".join(source[place] for place in places), places


def _piece(match: re.Match[str], position: int) -> Piece:
    word, kind = match[0], Kind[(match.lastgroup or "").upper()]
    if kind is Kind.TEXT:
        return Piece(kind, word[1:-1], position)
    if kind is Kind.NAME:
        return Piece(kind, _name_in(word, position), position)
    return Piece(kind, word, position)


def _name_in(word: str, position: int) -> str:
    name = word[2:-1].strip()
    if not _NAME.fullmatch(name):
        raise BadExpression(Reason.BAD_NAME, word, position)
    return name


def _refusal(clean: str, at: int, position: int) -> BadExpression:
    sign = clean[at]
    if sign in "'\"":
        return BadExpression(Reason.UNCLOSED_TEXT, clean[at:], position)
    if sign == "$":
        return BadExpression(Reason.BAD_NAME, clean[at:].split(" ", 1)[0], position)
    if sign in TYPOGRAPHIC_QUOTES:
        return BadExpression(Reason.TYPOGRAPHIC_QUOTE, sign, position)
    return BadExpression(Reason.UNKNOWN_SIGN, sign, position)
