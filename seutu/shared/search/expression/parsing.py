"""Typed text to an expression. Nothing that can be typed is an error: what is wrong is mended, and that is said."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from seutu.shared.search.expression.filters import FILTERS, RANGE, FilterName, day_typed, years_typed
from seutu.shared.search.expression.lexing import Piece, pieces, plain
from seutu.shared.search.expression.terms import Clause, Expression, Mending, Term, TermKind

LONGEST_TEXT = 400
LONGEST_WORD = 80
MOST_WORDS = 24
LEAST_PREFIX = 2

OR_WORDS = frozenset({"OR", "TAI", "ELLER", "|"})
# Words are joined by “and” anyway.
AND_WORDS = frozenset({"AND", "OCH", "&", "+"})
CASE_WORDS = frozenset({"dnro", "dnr", "diaarinumero", "asianumero", "diarienummer", "ärendenummer"})

_FILTER = re.compile(r"(?P<minus>-?)(?P<name>[^\W\d_][^\W\d_-]*):(?P<value>.*)")
# “EU:n”, “HETYJ:ssä”: the case ending of an abbreviation, no filter. “http://…”: an address.
_CASE_ENDING = re.compile(r"[a-zåäö]{1,4}")
_WORD_EDGES = re.compile(r"^[^\w§*]+|[^\w§*]+$")
_BETWEEN_WORDS = re.compile(r"[,;/|&+()\[\]{}<>=!?:–—]+")
# A name of several words is joined to its head by a hyphen after a space: “keskus -hankkeen”. No minus is meant there.
_HEADS_OF_NAMES = re.compile(
    r"(?:han(?:ke|kk)|projekt|ohjelma|säätiö|verkosto|palvelu|järjestelm|lehti|lehd|sopimu|konserni|yhtiö|työryhm"
    r"|kampanj|tapahtuma|rahasto|yhdisty|toiminta|toiminnan|malli|mallin|kilpailu|alue|niminen|nimise)",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def parse(text: str) -> Expression:
    """``text`` as an expression; see `Expression` for what its filters then hold."""
    return _Parser().read(text)


class _Parser:
    def __init__(self) -> None:
        self.waiting: list[Piece] = []
        self.clauses: list[Clause] = []
        self.filters: dict[FilterName, set[str]] = {}
        self.years: set[int] = set()
        self.since: dt.date | None = None
        self.until: dt.date | None = None
        self.mendings: list[Mending] = []
        self.words_left = MOST_WORDS
        self.is_or_waiting = False
        self.can_be_alternative = False
        self.has_filter_before = False

    def read(self, text: str) -> Expression:
        self.waiting = list(reversed(pieces(self._short_enough(text))))
        while self.waiting:
            self._piece(self.waiting.pop())
        if self.is_or_waiting:
            self._mend(_("An “OR” had nothing on one side. It was left out."))
        return Expression(
            clauses=tuple(self.clauses),
            municipalities=frozenset(self.filters.get("kunta", ())),
            bodies=frozenset(self.filters.get("toimielin", ())),
            years=frozenset(self.years),
            kinds=frozenset(self.filters.get("laji", ())),
            case_number=next(iter(self.filters.get("asianumero", ())), ""),
            since=self.since,
            until=self.until,
            mendings=tuple(dict.fromkeys(self.mendings)),
        )

    def _mend(self, message: Any, **values: str) -> None:
        self.mendings.append(Mending(message, tuple(values.items())))

    def _short_enough(self, text: str) -> str:
        whole = plain(text[: LONGEST_TEXT * 4])
        if len(whole) <= LONGEST_TEXT and len(text) <= LONGEST_TEXT * 4:
            return whole
        self._mend(_("The query was too long. We searched by its beginning."))
        return whole[:LONGEST_TEXT].rpartition(" ")[0] or whole[:LONGEST_TEXT]

    def _piece(self, piece: Piece) -> None:
        if piece.is_quoted:
            self._phrase(piece)
        elif piece.text in OR_WORDS:
            self._or()
        elif set(piece.text) == {"-"}:
            self._mend(_("A minus sign stood alone. It was left out."))
        elif found := _FILTER.fullmatch(piece.text):
            self._filter(piece.text, found["name"], found["value"], is_excluded=bool(found["minus"]))
        elif found := RANGE.fullmatch(piece.text):
            self._range(piece.text, found["first"] or found["since"] or "", found["last"] or found["until"] or "")
        elif piece.text not in AND_WORDS:
            self._word(piece.text)

    # -- words ----------------------------------------------------------------------------------

    def _phrase(self, piece: Piece) -> None:
        if not piece.is_closed:
            self._mend(_("A quotation mark was missing. It was added to the end."))
        words = [word for part in piece.text.split() for word in _words(part.replace("*", ""))]
        if words:
            self._term("phrase" if len(words) > 1 else "word", words, is_excluded=piece.is_excluded)

    def _word(self, typed: str) -> None:
        bare = typed.lstrip("-")
        is_excluded = typed.startswith("-") and not self._is_head_of_name(bare)
        if bare.casefold() in CASE_WORDS and self.waiting and any(sign.isdigit() for sign in self.waiting[-1].text):
            return
        if bare.strip("*.,;") == "" and "*" in bare:
            self._mend(_("An asterisk stood alone. It was left out."))
            return
        for word in _words(bare):
            self._word_or_prefix(word, is_excluded=is_excluded)

    def _is_head_of_name(self, bare: str) -> bool:
        before = self.clauses[-1].terms[-1] if self.clauses and not self.has_filter_before else None
        if before is None or before.is_excluded or not _HEADS_OF_NAMES.match(bare):
            return False
        self._mend(_('We took “-%(word)s” for the end of a name. To leave the word out, write -"%(word)s".'), word=bare)
        return True

    def _word_or_prefix(self, word: str, *, is_excluded: bool) -> None:
        stem, has_asterisk = word.replace("*", ""), word.endswith("*")
        if "*" in word.rstrip("*"):
            self._mend(_("An asterisk works at the end of a word only. The others were left out."))
        if not stem:
            return
        if has_asterisk and len(stem) < LEAST_PREFIX:
            self._mend(_("Write at least two letters before an asterisk."))
            has_asterisk = False
        self._term("prefix" if has_asterisk else "word", [stem], is_excluded=is_excluded)

    def _term(self, kind: TermKind, words: list[str], *, is_excluded: bool) -> None:
        if self.words_left <= 0:
            self._mend(_("The query had too many words. We searched by the first %(number)s."), number=str(MOST_WORDS))
            return
        kept = tuple(word[:LONGEST_WORD] for word in words[: self.words_left])
        self.words_left -= len(kept)
        term = Term(kind, kept, is_excluded)
        if self.is_or_waiting and not is_excluded:
            self.clauses[-1] = Clause((*self.clauses[-1].terms, term))
        else:
            if self.is_or_waiting:
                self._mend(_("A word that is left out cannot be an alternative. It is left out of every hit."))
            self.clauses.append(Clause((term,)))
        self.is_or_waiting, self.can_be_alternative, self.has_filter_before = False, not is_excluded, False

    def _or(self) -> None:
        if self.has_filter_before:
            return  # several values of one filter are alternatives anyway
        if self.is_or_waiting or not self.can_be_alternative:
            self._mend(_("An “OR” had nothing on one side. It was left out."))
        self.is_or_waiting = self.can_be_alternative

    # -- filters --------------------------------------------------------------------------------

    def _filter(self, typed: str, name: str, value: str, *, is_excluded: bool) -> None:
        known = FILTERS.get(name.casefold())
        if known is None:
            self._unknown_filter(typed, name, value)
            return
        value = value.strip() or self._value_after()
        if self.is_or_waiting:
            self._mend(_("An “OR” had nothing on one side. It was left out."))
        self.is_or_waiting, self.can_be_alternative, self.has_filter_before = False, False, True
        if not value:
            self._mend(_("The filter “%(filter)s:” had no value. It was left out."), filter=name)
        elif is_excluded:
            self._mend(_("A filter cannot be turned around. “-%(filter)s” was left out."), filter=f"{name}:{value}")
        else:
            self._set(known, value)

    def _unknown_filter(self, typed: str, name: str, value: str) -> None:
        is_word = not value or value.startswith("//") or _CASE_ENDING.fullmatch(value) or value[0].isdigit()
        if is_word:
            self._word(typed)
            return
        self._mend(_("There is no filter “%(filter)s:”. We searched by its words."), filter=name)
        self._word(typed.replace(":", " ", 1).split()[0])
        self._word(value)

    def _value_after(self) -> str:
        """The next piece as the value of a filter: what stands in quotation marks, or after a space."""
        if not self.waiting or self.waiting[-1].text in OR_WORDS or self.waiting[-1].text.startswith("-"):
            return ""
        if not self.waiting[-1].is_quoted and _FILTER.fullmatch(self.waiting[-1].text):
            return ""
        piece = self.waiting.pop()
        if not piece.is_closed:
            self._mend(_("A quotation mark was missing. It was added to the end."))
        return piece.text

    def _set(self, name: FilterName, value: str) -> None:
        if name in {"alkaen", "paattyen"}:
            self._day(name, value)
        elif name == "vuosi":
            self._years(value)
        elif name == "asianumero":
            self.filters.setdefault(name, {value[:LONGEST_WORD]})
        else:
            self.filters.setdefault(name, set()).update(
                each.strip()[:LONGEST_WORD] for each in value.split(",") if each.strip()
            )

    def _years(self, value: str) -> None:
        for each in filter(None, re.split(r"[,;]", value)):
            years = years_typed(each.strip())
            self.years |= years
            if not years:
                self._mend(_("“%(value)s” is no year. The filter was left out."), value=each)

    def _day(self, name: FilterName, value: str) -> None:
        day = day_typed(value, is_last=name == "paattyen")
        if day is None:
            self._mend(_("“%(value)s” is no day. Write a day like this: 29.3.2022."), value=value)
        elif name == "alkaen":
            self.since = day
        else:
            self.until = day

    def _range(self, typed: str, first: str, last: str) -> None:
        since, until = day_typed(first), day_typed(last, is_last=True)
        if (first and since is None) or (last and until is None):
            self._mend(_("“%(value)s” is no range of days. Write it like this: 1.3.2022..31.3.2022."), value=typed)
            return
        if since and until and since > until:
            since, until = day_typed(last), day_typed(first, is_last=True)
            self._mend(_("The days were the wrong way round. They were turned."))
        self.since, self.until, self.has_filter_before = since, until, True
        self.can_be_alternative = False


def _words(typed: str) -> list[str]:
    """The words of a piece; a number stays as it is written, with its strokes and dots."""
    bare = _WORD_EDGES.sub("", typed)
    if any(sign.isdigit() for sign in bare):
        return [bare]
    if ":" in bare and _CASE_ENDING.fullmatch(bare.rpartition(":")[2]):
        return [bare]
    return [word for part in _BETWEEN_WORDS.split(bare) if (word := _WORD_EDGES.sub("", part)) and word != "§"]
