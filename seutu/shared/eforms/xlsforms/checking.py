"""What pyxform says of a form: a form that it refuses is refused here, and told by its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from seutu.shared.eforms.xlsforms.refusals import NotAForm, Refusal, Why
from seutu.shared.eforms.xlsforms.types import row_type
from seutu.shared.eforms.xlsforms.workbook import READ, Book, Table

_NAMED = re.compile(r"\bnamed '([^']+)'")
_TYPE = frozenset({"type", "command"})
_ROW = re.compile(r"\[row : (\d+)\]\s*(?:On the '(\w+)' sheet, )?")


def check(book: Book, rows: Mapping[str, int]) -> tuple[str, ...]:
    """pyxform's warnings of a form; ``rows`` are those of its items by their names.

    The cells are handed over as they were read here: pyxform's own reading of a workbook knows no limits, and stops
    at sixty empty rows.

    :raises NotAForm: pyxform refuses it.
    """
    given: dict[str, Any] = {"sheet_names": [*book.tables, *book.passed_over]}
    for name in READ:
        if name in book.tables:
            given[name] = _rows(book.tables[name])
            given[f"{name}_header"] = [dict.fromkeys(book.tables[name].headings.values())]
    for row in given["survey"]:
        # pyxform knows types in small letters only.
        row.update({heading: row_type(cell).plain for heading, cell in row.items() if heading.lower() in _TYPE})
    warnings: list[str] = []
    try:
        convert(given, warnings=warnings)
    except PyXFormError as error:
        raise NotAForm([_refusal(line, rows) for line in str(error).split("\n") if line.strip()]) from error
    except (ExpatError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise NotAForm([Refusal(Why.PYXFORM, word=type(error).__name__)]) from error
    return tuple(warnings)


def _rows(table: Table) -> list[dict[str, str]]:
    """The rows as pyxform reads them: the empty ones too, since it counts them."""
    by_number = {row.number: row.cells for row in table.rows}
    last = max(by_number, default=1)
    return [_row(by_number.get(number, {}), table.headings) for number in range(2, last + 1)]


def _row(cells: Mapping[int, str], headings: Mapping[int, str]) -> dict[str, str]:
    return {heading: cells[place].replace("\xa0", " ") for place, heading in headings.items() if place in cells}


def _refusal(line: str, rows: Mapping[str, int]) -> Refusal:
    found, named = _ROW.search(line), _NAMED.search(line)
    if found is not None:
        return Refusal(Why.PYXFORM, found[2] or "survey", int(found[1]), word=_ROW.sub("", line).strip())
    if named is not None and named[1] in rows:
        return Refusal(Why.PYXFORM, "survey", rows[named[1]], word=line.strip())
    return Refusal(Why.PYXFORM, word=line.strip())
