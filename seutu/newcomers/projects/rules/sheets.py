"""What a board report shows, sheet by sheet: the same for the screen and for paper, and kept as it was when made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from seutu.newcomers.projects.rules.progress import Light


@dataclass(frozen=True, slots=True)
class BigFigure:
    """A number that stands alone, with what it is, what it is made of, and how it stands."""

    label: str
    value: str
    about: str = ""
    light: Light | None = None


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table: ``head`` names the columns, the first cell of each row the row. ``foot`` is the last row, or nothing.

    The first ``words`` columns are words, the others numbers.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    words: int = 1


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A municipality's bar: what was reached of what was due; ``actual`` is None where the number is hidden."""

    label: str
    actual: int | None
    target: int


@dataclass(frozen=True, slots=True)
class ChartLine:
    """How a figure grew against its target: a sum for the end of each quarter, None where not known or hidden.

    ``hidden`` are the places of the sums that are hidden. ``forecast`` is where the last quarter ends at this pace.
    """

    labels: tuple[str, ...]
    target: tuple[int, ...]
    actual: tuple[int | None, ...]
    hidden: tuple[int, ...]
    forecast: int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a heading and what stands under it, in this order."""

    heading: str
    lead: str = ""
    figures: tuple[BigFigure, ...] = ()
    bars: tuple[ChartBar, ...] = ()
    line: ChartLine | None = None
    tables: tuple[SheetTable, ...] = ()
    notes: tuple[str, ...] = ()


def sheets_to_json(sheets: Iterable[Sheet]) -> list[dict[str, Any]]:
    """Sheets as they are stored."""
    written = [asdict(sheet) for sheet in sheets]
    for sheet in written:
        for figure in sheet["figures"]:
            figure["light"] = figure["light"].value if figure["light"] else None
    return written


def sheets_from_json(stored: Sequence[Mapping[str, Any]]) -> list[Sheet]:
    """The sheets that `sheets_to_json` wrote."""
    return [
        Sheet(
            heading=sheet["heading"],
            lead=sheet["lead"],
            figures=tuple(
                BigFigure(**{**figure, "light": Light(figure["light"]) if figure["light"] else None})
                for figure in sheet["figures"]
            ),
            bars=tuple(ChartBar(**bar) for bar in sheet["bars"]),
            line=ChartLine(**{key: _tupled(value) for key, value in sheet["line"].items()}) if sheet["line"] else None,
            tables=tuple(
                SheetTable(
                    table["caption"],
                    tuple(table["head"]),
                    tuple(tuple(row) for row in table["rows"]),
                    tuple(table["foot"]),
                    table["words"],
                )
                for table in sheet["tables"]
            ),
            notes=tuple(sheet["notes"]),
        )
        for sheet in stored
    ]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text: apart by empty lines, each on one line."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return [part for part in parts if part]


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
