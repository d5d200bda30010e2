"""Numbers by municipality out of a plain text: a code and a number on each line."""

from __future__ import annotations

import csv
import io
import re

from seutu.newcomers.funding.rules.json_stat import NotStatistics, Numbers, Why

MOST_OCTETS = 10 * 1024 * 1024
SEPARATORS = ";\t,"
_CODE = re.compile(r"(?:KU)?([0-9]{1,3})", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,9}")


def read_number_text(content: bytes) -> Numbers:
    """The numbers of a CSV: its first column is a municipality code (167 or KU167), its last a whole number.

    Lines above the first code are headings. An empty number is told as missing.

    :raises NotStatistics: it is no such table, and in which line.
    """
    if len(content) > MOST_OCTETS:
        raise NotStatistics(Why.TOO_LARGE)
    rows = _rows(_decoded(content))
    numbers: dict[str, int] = {}
    empty: list[str] = []
    for line, row in enumerate(rows, start=1):
        code = _CODE.fullmatch(row[0].strip()) if row else None
        if code is None:
            if not any(cell.strip() for cell in row) or not (numbers or empty):
                continue
            raise NotStatistics(Why.NOT_A_TABLE, str(line))
        _take(code[1].zfill(3), row, line, numbers, empty)
    if not numbers and not empty:
        raise NotStatistics(Why.NO_MUNICIPALITIES)
    return Numbers(numbers, empty)


def _take(code: str, row: list[str], line: int, numbers: dict[str, int], empty: list[str]) -> None:
    if code in numbers or code in empty:
        raise NotStatistics(Why.TWICE, code)
    cell = " ".join(row[-1].split()) if len(row) > 1 else ""
    if cell in {"", "-", ".", "..", "..."}:
        empty.append(code)
    elif _NUMBER.fullmatch(cell):
        numbers[code] = int(cell.replace(" ", ""))
    else:
        raise NotStatistics(Why.NOT_WHOLE, str(line))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _rows(text: str) -> list[list[str]]:
    if "\x00" in text or text.lstrip()[:1] in {"<", "{", "["}:
        raise NotStatistics(Why.NOT_A_TABLE, "1")
    separator = max(SEPARATORS, key=text.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise NotStatistics(Why.NOT_A_TABLE) from error
