"""One row of a spreadsheet: its cells by what they mean, and what was found out of it."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from seutu.newcomers.clients.models import ImportedRow
from seutu.newcomers.clients.queries.import_words import RegisterWords
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear
from seutu.shared.accounts.models import User

V = TypeVar("V")
Found = tuple[str, Problem]


class RowState(enum.StrEnum):
    """What becomes of a row."""

    NEW = "new"
    DUPLICATE = "duplicate"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Finding:
    """What was found out of one row: which columns have which problem, and the references of those who are like it."""

    number: int
    state: RowState
    problems: Sequence[Found] = ()
    like: Sequence[str] = ()

    @property
    def is_certain(self) -> bool:
        """Whether the row is of somebody who is there for certain, so that it is never brought in once more."""
        return any(problem == Problem.SAME_CODE for _column, problem in self.problems)

    def plain(self) -> list[Any]:
        """For JSON."""
        return [self.number, self.state.value, [[name, str(problem)] for name, problem in self.problems], [*self.like]]

    @classmethod
    def of(cls, plain: Sequence[Any]) -> Finding:
        """From JSON."""
        number, state, problems, like = plain
        return cls(number, RowState(state), [(name, Problem(problem)) for name, problem in problems], like)


class RowRefused(Exception):
    """The row cannot be written now, although it could when it was tried; ``problems`` say why."""

    def __init__(self, problems: Sequence[Found]) -> None:
        super().__init__(", ".join(problem for _name, problem in problems))
        self.problems = problems


@dataclass
class Cells:
    """A row by what its cells mean. What cannot be understood is noted, and the rest is read on."""

    texts: Mapping[str, str]
    problems: list[Found] = field(default_factory=list)

    def read(self, name: str, reader: Callable[[str], V], empty: V) -> V:
        """The value of a cell, or ``empty``."""
        text = self.texts.get(name, "")
        if not text:
            return empty
        try:
            return reader(text)
        except Unclear as unclear:
            self.problems.append((name, unclear.problem))
            return empty

    def text(self, name: str, longest: int) -> str:
        """The text of a cell."""
        return self.read(name, lambda text: _short(text, longest), "")

    def refuse(self, name: str, problem: Problem) -> None:
        """Note a problem of a cell."""
        self.problems.append((name, problem))


def _short(text: str, longest: int) -> str:
    if len(text) > longest:
        raise Unclear(Problem.TOO_LONG)
    return text


@dataclass(frozen=True, kw_only=True)
class Importing:
    """What every row of an import has in common: the words of the register, and as whom it is written."""

    words: RegisterWords
    worker: Worker
    by: User
    defaults: Mapping[str, str]


class RowKind(Protocol):
    """How rows of one kind are tried and written. One stands for one run: it remembers the rows before."""

    def try_row(self, number: int, texts: Mapping[str, str]) -> Finding:
        """What would become of the row; nothing is written."""

    def write_row(self, number: int, texts: Mapping[str, str], finding: Finding) -> ImportedRow:
        """Write the row down.

        :raises RowRefused: it cannot be written now.
        """


def by_meaning(meanings: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The texts of a row by what they mean; of columns that join, one after the other."""
    found: dict[str, str] = {}
    for meaning, cell in zip(meanings, cells, strict=True):
        if meaning and cell:
            found[meaning] = f"{found[meaning]}{JOINTS.get(meaning, ' ')}{cell}" if meaning in found else cell
    return found


JOINTS = {"topics": "; ", "citizenships": "; ", "address": ", ", "note": "\n"}
