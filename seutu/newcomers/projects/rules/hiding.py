"""Which numbers of a table of municipalities and quarters are hidden, by the rules of reports (docs/indicators.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from seutu.newcomers.reports.rules.suppression import Cell, Cube, Tally, TooFew, added_up, untold, witnesses

# In the place of a quarter: the whole time; in the place of a municipality: all together.
WHOLE = 0
TOTAL = ""
Key = tuple[int, str]


def hidden_sums(numbers: Mapping[Key, Tally], few: TooFew) -> set[Key]:
    """What to hide where numbers may be added: of each quarter and municipality, of their totals, and of the whole.

    ``numbers`` are those of quarters and municipalities alone.
    """
    finest: dict[Cell, Tally] = {
        (str(quarter), (slug,)): tally for (quarter, slug), tally in numbers.items() if tally.number
    }
    # The whole time first: a number that is small in all of it is one of those that are not told.
    steps = [{"": ""}, {str(quarter): "" for quarter, _slug in numbers}]
    return _hidden([added_up(1, steps, finest)], few)


def hidden_apart(numbers: Mapping[Key, Tally], few: TooFew) -> set[Key]:
    """What to hide where each quarter, and the whole time, was counted by itself; ``numbers`` have their totals."""
    by_time: defaultdict[int, dict[str, Tally]] = defaultdict(dict)
    for (quarter, slug), tally in numbers.items():
        by_time[quarter][slug] = tally
    cubes = []
    for quarter, own in by_time.items():
        node = str(quarter)
        places: dict[Cell, Tally] = {
            (node, (slug,)): each for slug, each in own.items() if slug != TOTAL and each.number
        }
        total: dict[Cell, Tally] = {(node, ()): own[TOTAL]} if TOTAL in own else {}
        cubes.append(Cube(1, [{node: ""}], {(0, ()): total, (0, (0,)): places}))
    return _hidden(cubes, few, is_apart=True)


def _hidden(cubes: list[Cube], few: TooFew, *, is_apart: bool = False) -> set[Key]:
    found = [witness for cube in cubes for witness in witnesses(cube, few)]

    def shown_in(cell: Cell) -> Iterator[Key]:
        quarter, (slug,) = int(cell[0]), cell[1]
        for place in (slug, TOTAL):
            yield quarter, place
            if not is_apart:
                yield WHOLE, place

    small = {
        (int(node or WHOLE), values[0] if values else TOTAL)
        for cube in cubes
        for table in cube.tables.values()
        for (node, values), tally in table.items()
        if few.includes(tally)
    }
    return small | untold(found, shown_in)
