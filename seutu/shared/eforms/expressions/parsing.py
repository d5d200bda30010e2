"""From source to something that can be run: each part becomes a function of the situation it is evaluated in."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from seutu.shared.eforms.expressions.functions import FUNCTIONS, NEAREST, Function, Part, Situation
from seutu.shared.eforms.expressions.lexing import BEFORE_VALUE, BETWEEN_VALUES, Kind, Piece, pieces
from seutu.shared.eforms.expressions.patterns import BadPattern, compiled
from seutu.shared.eforms.expressions.refusals import BadExpression, Reason
from seutu.shared.eforms.expressions.rows import chained
from seutu.shared.eforms.expressions.values import Outcome, number_of, outcome

LONGEST_SOURCE = 4_000
# A level takes up to a dozen calls of Python, which allows a thousand, the caller's own among them.
DEEPEST = 40
MOST_PARTS = 1_000
# XPath's levels, the weakest first. All of them bind to the left.
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_LEVEL_OF = {word: level for level, words in enumerate(_LEVELS) for word in words}


@dataclass(frozen=True)
class Expression:
    """An expression that can be evaluated.

    ``names`` are the fields and repeats it asks for, ``collected`` those of them that stand in ``count()`` or
    ``sum()`` and so are wanted with all their rounds; ``uses_self`` says whether it asks for ``.``, the answer that it
    is about.
    """

    source: str
    names: frozenset[str]
    collected: frozenset[str]
    uses_self: bool
    run: Part = field(repr=False, compare=False)


def parse(source: str) -> Expression:
    """The expression written in ``source``.

    :raises BadExpression: it is not in the language, or is larger than any person needs.
    """
    if len(source) > LONGEST_SOURCE:
        raise BadExpression(Reason.TOO_LONG, position=LONGEST_SOURCE)
    return _parsed(source)


@lru_cache(maxsize=2_048)
def _parsed(source: str) -> Expression:
    parser = _Parser(source)
    run = parser.whole()
    return Expression(source, frozenset(parser.names), frozenset(parser.collected), parser.uses_self, run)


class _Parser:
    """Reads each piece once. It calls itself only for what is inside parentheses, and counts how deep that is."""

    def __init__(self, source: str) -> None:
        self.pieces = pieces(source)
        self.at = 0
        self.depth = 0
        self.parts = 0
        self.names: set[str] = set()
        self.collected: set[str] = set()
        self.uses_self = False

    @property
    def next(self) -> Piece:
        return self.pieces[self.at]

    def has_ended(self) -> bool:
        return self.next.kind is Kind.END

    def take(self) -> Piece:
        piece = self.next
        self.at += 1
        return piece

    def is_sign(self, word: str) -> bool:
        return self.next.kind is Kind.SIGN and self.next.word == word

    def whole(self) -> Part:
        if self.has_ended():
            raise BadExpression(Reason.EMPTY)
        part = self.expression()
        if not self.has_ended():
            raise _misplaced(self.next)
        return part

    def expression(self, weakest: int = 0) -> Part:
        """Everything up to what binds more weakly than ``weakest``."""
        part = self.signed()
        while (word := self.operator()) and _LEVEL_OF[word] >= weakest:
            level = _LEVEL_OF[word]
            rest: list[tuple[str, Part]] = []
            while (word := self.operator()) and _LEVEL_OF[word] == level:
                self.take()
                rest.append((word, self.expression(level + 1)))
            part = chained(part, rest)
        return part

    def operator(self) -> str:
        piece = self.next
        return piece.word if piece.kind in {Kind.SIGN, Kind.WORD} and piece.word in _LEVEL_OF else ""

    def signed(self) -> Part:
        minuses = 0
        while self.is_sign("-"):
            self.take()
            minuses += 1
        part = self.operand()
        if not minuses:
            return part
        factor = -1.0 if minuses % 2 else 1.0
        return lambda situation: factor * number_of(part(situation))

    def operand(self) -> Part:
        self.parts += 1
        piece = self.take()
        if self.parts > MOST_PARTS:
            raise BadExpression(Reason.TOO_MANY_PARTS, position=piece.position)
        if piece.kind is Kind.WORD and self.is_sign("("):
            return self.call(piece)
        if piece.kind is Kind.SIGN and piece.word == "(":
            return self.inside(piece)
        read = _OPERANDS.get(piece.kind)
        if read is None:
            raise _misplaced(piece, BEFORE_VALUE)
        return read(self, piece)

    def inside(self, opening: Piece) -> Part:
        self.deeper(opening)
        part = self.expression()
        self.close(opening)
        return part

    def deeper(self, opening: Piece) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadExpression(Reason.TOO_DEEP, opening.word, opening.position)

    def close(self, opening: Piece) -> None:
        if self.has_ended():
            raise BadExpression(Reason.UNCLOSED_PARENTHESIS, opening.word, opening.position)
        if not self.is_sign(")"):
            raise _misplaced(self.next)
        self.take()
        self.depth -= 1

    # -- functions -----------------------------------------------------------------------------

    def call(self, name: Piece) -> Part:
        function = FUNCTIONS.get(name.word)
        if function is None:
            raise BadExpression(Reason.UNKNOWN_FUNCTION, name.word, name.position, instead=_nearest(name.word))
        opening = self.take()
        self.deeper(opening)
        if function.takes_name:
            self.collect(name, function)
        parts = self.arguments()
        self.close(opening)
        if not function.least <= len(parts) <= function.most:
            raise BadExpression(Reason.WRONG_ARGUMENTS, name.word, name.position, instead=function.form)
        if name.word == "regex":
            self.look_at_pattern()
        return function.build(parts)

    def arguments(self) -> list[Part]:
        if self.is_sign(")"):
            return []
        parts = [self.expression()]
        while self.is_sign(","):
            self.take()
            parts.append(self.expression())
        return parts

    def collect(self, name: Piece, function: Function) -> None:
        after = self.pieces[min(self.at + 1, len(self.pieces) - 1)]
        if self.next.kind is not Kind.NAME or (after.kind, after.word) != (Kind.SIGN, ")"):
            raise BadExpression(Reason.NEEDS_NAME, name.word, name.position, instead=function.form)
        self.collected.add(self.next.word)

    def look_at_pattern(self) -> None:
        """A pattern that is written out is tried now; one that is computed matches nothing if it turns out bad."""
        before, pattern = self.pieces[self.at - 3], self.pieces[self.at - 2]
        if pattern.kind is not Kind.TEXT or (before.kind, before.word) != (Kind.SIGN, ","):
            return
        try:
            compiled(pattern.word)
        except BadPattern as error:
            raise BadExpression(Reason.BAD_PATTERN, pattern.word, pattern.position) from error

    # -- what stands for a value ---------------------------------------------------------------

    def number(self, piece: Piece) -> Part:
        number = float(piece.word)
        if math.isinf(number):
            raise BadExpression(Reason.NUMBER_TOO_LARGE, piece.word, piece.position)
        return lambda _situation: number

    def text(self, piece: Piece) -> Part:
        text = piece.word
        return lambda _situation: text

    def name(self, piece: Piece) -> Part:
        name = piece.word
        self.names.add(name)

        def answered(situation: Situation) -> Outcome:
            try:
                value = situation.value_of(name)
            except LookupError:
                return ""
            return value if isinstance(value, str) else outcome(value)

        return answered

    def sign(self, piece: Piece) -> Part:
        if piece.word != ".":
            raise _misplaced(piece)
        self.uses_self = True
        return lambda situation: situation.this


_OPERANDS: Mapping[Kind, Callable[[_Parser, Piece], Part]] = {
    Kind.NUMBER: _Parser.number,
    Kind.TEXT: _Parser.text,
    Kind.NAME: _Parser.name,
    Kind.SIGN: _Parser.sign,
}


def _misplaced(piece: Piece, advice: Mapping[str, str] = BETWEEN_VALUES) -> BadExpression:
    """Why ``piece`` cannot stand where it stands, with advice for signs that are not ours."""
    if piece.kind is Kind.END:
        return BadExpression(Reason.ENDS_EARLY, position=piece.position)
    if piece.kind is Kind.FOREIGN:
        return BadExpression(Reason.UNKNOWN_SIGN, piece.word, piece.position, instead=advice.get(piece.word, ""))
    if piece.kind is Kind.WORD and piece.word not in _LEVEL_OF:
        return BadExpression(Reason.UNKNOWN_WORD, piece.word, piece.position, instead=_meant_by(piece.word))
    return BadExpression(Reason.UNEXPECTED, _written(piece), piece.position)


def _written(piece: Piece) -> str:
    shapes = {Kind.TEXT: "'%s'", Kind.NAME: "${%s}"}
    return shapes.get(piece.kind, "%s") % piece.word


def _meant_by(word: str) -> str:
    small, minus, _rest = word.lower().partition("-")
    # In XPath the hyphen of “5 div-1” belongs to the word.
    return f"{small} {minus}".strip() if small in _LEVEL_OF else _nearest(word)


def _nearest(word: str) -> str:
    small = word.lower().replace("_", "-")
    return FUNCTIONS[small].form if small in FUNCTIONS else NEAREST.get(small, "")
