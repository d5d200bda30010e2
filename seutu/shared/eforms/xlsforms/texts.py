"""Texts of a row in the languages of its columns, with the marks of what nobody has reviewed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.xlsforms.columns import TEXTS, UNREVIEWED, Columns
from seutu.shared.eforms.xlsforms.refusals import Refusal, Why
from seutu.shared.eforms.xlsforms.workbook import Row

Marks = Mapping[str, frozenset[str]]
_MARK = re.compile(rf"({'|'.join(TEXTS)}):([a-z]{{2,3}})")


class TextReader:
    """Reads texts; those of a column without a language are in ``first``. What is wrong goes to ``refusals``."""

    def __init__(self, first: str, refusals: list[Refusal]) -> None:
        self.first = first
        self.refusals = refusals

    def marks(self, sheet: str, row: int, written: str) -> Marks:
        """Which texts of a row are unreviewed in which languages: ``label:ar hint:ar``."""
        found: dict[str, set[str]] = {}
        for mark in written.split():
            match = _MARK.fullmatch(mark)
            if match:
                found.setdefault(match[1], set()).add(match[2])
            else:
                self.refusals.append(Refusal(Why.UNKNOWN_MARK, sheet, row, UNREVIEWED, mark))
        return {name: frozenset(languages) for name, languages in found.items()}

    def text(self, sheet: str, row: Row, columns: Columns, name: str, marks: Marks) -> Text:
        """A text of a row in all its languages."""
        words: dict[str, str] = {}
        for language, said in columns.words(row.cells, name).items():
            heading, spoken = columns.heading_of(name, language), language or self.first
            if "${" in said:
                self.refusals.append(Refusal(Why.REFERENCE_IN_TEXT, sheet, row.number, heading))
            # A column without a language is in the first one, which may have a column of its own.
            if words.setdefault(spoken, said) != said:
                self.refusals.append(Refusal(Why.DUPLICATE_COLUMN, sheet, row.number, heading, word=heading))
        return Text(words, marks.get(name, frozenset()) & words.keys())
