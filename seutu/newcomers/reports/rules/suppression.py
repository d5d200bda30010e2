"""Which numbers are hidden, so that no small one can be computed back from the others (docs/indicators.md).

For every small number there is a *witness*: a change of the rows that alters it and leaves every published number as it
is. A witness moves people between values, as many here as there: between two values of each dimension, and where that
is possible between two months. Whatever sees a difference is hidden. So nothing published tells whether the register is
as it is or as a witness would make it, however many tables are put beside each other.

Witnesses follow from the numbers alone, never from the table that is asked for: every table hides the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple, TypeVar

Node = str
Values = tuple[str, ...]
Cell = tuple[Node, Values]
# Places of dimensions in the cube, in rising order: those that a table is broken down by.
Places = tuple[int, ...]

# How many other values of a dimension are tried. More finds slightly cheaper hiding, and takes much longer.
TRIED = 3


class Tally(NamedTuple):
    """How many, and how many of them without restricted clients: whether it is small is judged by the latter."""

    number: int = 0
    open_number: int = 0


class TooFew(NamedTuple):
    """Under how many a number is small."""

    threshold: int

    def includes(self, tally: Tally) -> bool:
        """Whether a number is small: there is something, and what may be looked at is under the threshold."""
        return tally.number > 0 and tally.open_number < self.threshold


NOTHING = Tally()


@dataclass(frozen=True)
class Cube:
    """All the numbers from which witnesses are drawn.

    ``steps`` are the pieces of time from the coarse to the fine; each maps a node to the node it lies in. The first one
    has a single node, the whole time within which witnesses may move. ``tables`` hold for each step and each set of
    dimensions the cells that are not empty.
    """

    width: int
    steps: Sequence[Mapping[Node, Node]]
    tables: Mapping[tuple[int, Places], Mapping[Cell, Tally]]

    @cached_property
    def known(self) -> Sequence[Sequence[str]]:
        """The values of each dimension that occur."""
        return [sorted({value for _node, (value,) in self.tables[0, (place,)]}) for place in range(self.width)]

    def number(self, step: int, places: Places, cell: Cell) -> int:
        """How many there are in a cell."""
        return self.tables[step, places].get(cell, NOTHING).number


def every_set(width: int) -> Iterator[Places]:
    """The sets of dimensions of a cube, small ones first."""
    yield from every_subset(range(width))


def every_subset(places: Sequence[int]) -> Iterator[Places]:
    """The same, of some dimensions only; each in rising order."""
    for size in range(len(places) + 1):
        yield from combinations(sorted(places), size)


def added_up(width: int, steps: Sequence[Mapping[Node, Node]], finest: Mapping[Cell, Tally]) -> Cube:
    """A cube of numbers that may be added, from the cells of its finest step and all its dimensions."""
    tables: dict[tuple[int, Places], Mapping[Cell, Tally]] = {}
    for places in every_set(width):
        table = _sums(finest, lambda node, values, kept=places: (node, tuple(values[place] for place in kept)))
        for step in reversed(range(len(steps))):
            tables[step, places] = table
            table = _sums(table, lambda node, values, parents=steps[step]: (parents[node], values))
    return Cube(width, steps, tables)


def _sums(table: Mapping[Cell, Tally], into: Callable[..., Cell]) -> dict[Cell, Tally]:
    sums: dict[Cell, Tally] = {}
    for (node, values), (number, open_number) in table.items():
        cell = into(node, values)
        before = sums.get(cell, NOTHING)
        sums[cell] = Tally(before.number + number, before.open_number + open_number)
    return sums


# How much a cell is changed, by one up or down.
Witness = Mapping[Cell, int]


@dataclass(frozen=True)
class Drawing:
    """A witness as it is drawn: changes in the cells of some dimensions, all of them in one value of each other one.

    The pieces of time are those of the finest step of its cube. ``added`` are the values of the other dimensions.
    """

    places: Places
    changes: Witness
    added: Mapping[int, str]

    def within(self, node: Node) -> Drawing:
        """The part of it in one piece of time."""
        return replace(self, changes={cell: change for cell, change in self.changes.items() if cell[0] == node})

    def in_all_dimensions(self) -> Witness:
        """The same changes in cells of all dimensions."""
        width = len(self.places) + len(self.added)
        filled = {}
        for (node, values), change in self.changes.items():
            own = {**dict(zip(self.places, values, strict=True)), **self.added}
            filled[node, tuple(own[place] for place in range(width))] = change
        return filled


def drawings(
    cube: Cube,
    few: TooFew,
    *,
    open_places: frozenset[int] | None = None,
    above: Iterable[Drawing] = (),
) -> list[Drawing]:
    """A witness for every small number of the cube, whatever it is broken down by and however long its time is.

    What is broken down by nothing but ``open_places`` is no secret: everybody is taken to know it, and no witness
    changes it. ``above`` are the parts, in the cube's whole time, of witnesses of longer times: they come first and in
    their order, in the finest step, and the whole time needs no others.
    """
    drawn = _Drawn(cube, few)
    first = 0
    for drawing in above:
        drawn.add(0, drawing.places, drawing.changes, drawing.added)
        first = 1
    for places in every_set(cube.width):
        if open_places is not None and open_places.issuperset(places):
            continue
        for step in range(first, len(cube.steps)):
            for cell, tally in sorted(cube.tables[step, places].items()):
                if few.includes(tally) and cell not in drawn.covered[step, places]:
                    drawn.draw(step, places, cell)
    return drawn.found


def witnesses(cube: Cube, few: TooFew, *, open_places: frozenset[int] | None = None) -> list[Witness]:
    """The same in cells of all dimensions."""
    return [each.in_all_dimensions() for each in drawings(cube, few, open_places=open_places)]


K = TypeVar("K", bound=Hashable)


def untold(found: Iterable[Witness], shown_in: Callable[[Cell], Iterable[K]]) -> set[K]:
    """What must be hidden of a table: each number that would be another one, were the rows as some witness has them.

    ``shown_in(cell)`` are the numbers of the table that a cell of the finest step is counted in.
    """
    hidden: set[K] = set()
    for witness in found:
        seen: dict[K, int] = defaultdict(int)
        for cell, change in witness.items():
            for key in shown_in(cell):
                seen[key] += change
        hidden.update(key for key, change in seen.items() if change)
    return hidden


@dataclass
class _Drawn:
    """The witnesses so far; for each table the cells that one of them changes, and changes into what could be."""

    cube: Cube
    few: TooFew
    found: list[Drawing] = field(default_factory=list)
    touched: defaultdict[tuple[int, Places], set[Cell]] = field(default_factory=lambda: defaultdict(set))
    covered: defaultdict[tuple[int, Places], set[Cell]] = field(default_factory=lambda: defaultdict(set))

    def draw(self, step: int, places: Places, cell: Cell) -> None:
        """Add a witness for a small cell that none changes yet."""
        best = self._best(step, places, cell)
        if best is None:  # A table of one value is its total: the witness of the total has changed it.
            return
        others = [place for place in range(self.cube.width) if place not in places]
        self.add(step, places, best, {place: _best_value(self.cube, step, places, best, place) for place in others})

    def add(self, step: int, places: Places, changes: Witness, added: Mapping[int, str]) -> None:
        """Add a witness that is drawn in the pieces of time of ``step``."""
        for finer in range(step + 1, len(self.cube.steps)):
            changes = _in_finer_time(self.cube, finer, places, changes)
        self.found.append(Drawing(places, changes, added))
        self._touch(self.found[-1].in_all_dimensions())

    def _touch(self, witness: Witness) -> None:
        for places in every_set(self.cube.width):
            changed = _changes(witness, lambda node, values, kept=places: (node, tuple(values[at] for at in kept)))
            for step in range(len(self.cube.steps) - 1, -1, -1):
                self.touched[step, places].update(changed)
                if _room(self.cube, step, places, changed)[0]:
                    self.covered[step, places].update(changed)
                parents = self.cube.steps[step]
                changed = _changes(changed, lambda node, values, above=parents: (above[node], values))

    def _best(self, step: int, places: Places, cell: Cell) -> Witness | None:
        """The change that hides best and least: between two pieces of time, or within one where nothing else can be."""
        others = [self._others(step, places, cell, at) for at in range(len(places))]
        if not all(others):
            return None
        pieces = _siblings(self.cube.steps[step], cell[0])
        balanced = self._cheapest(step, places, cell, others, pieces) if pieces else None
        if balanced is not None and balanced[0][0] == 0:
            return balanced[1]
        lasting = self._cheapest(step, places, cell, others, [None])
        return min((each for each in (lasting, balanced) if each is not None), key=lambda each: each[0])[1]

    def _others(self, step: int, places: Places, cell: Cell, at: int) -> list[str]:
        """Other values of one dimension, those first of which there are many beside the cell."""
        node, values = cell
        known = [value for value in self.cube.known[places[at]] if value != values[at]]

        def beside(value: str) -> int:
            return self.cube.number(step, places, (node, _with(values, at, value)))

        return sorted(known, key=lambda value: (-min(beside(value), self.few.threshold), beside(value), value))[:TRIED]

    def _cheapest(
        self, step: int, places: Places, cell: Cell, others: list[list[str]], pieces: Sequence[Node | None]
    ) -> tuple[Badness, Witness] | None:
        best: tuple[Badness, list[Cell]] | None = None
        table, touched = self.cube.tables[step, places], self.touched[step, places]
        for piece, chosen in product(pieces, list(product(*others))):
            corners = _corners(cell, piece, chosen)
            badness = _badness(corners, table, touched, self.few.threshold)
            if best is None or badness < best[0]:
                best = (badness, corners)
        if best is None:
            return None
        return best[0], dict(zip(best[1], _TURNS, strict=False))


# Worst first: rows that cannot be so, pairs of hidden numbers that are small themselves, a narrow range, much hidden.
Badness = tuple[int, int, int, int]
# Whether a corner is an even or odd number of steps away: up and down by turns, so that every line adds up to nothing.
_TURNS = tuple(1 - 2 * (place.bit_count() % 2) for place in range(16))
_BESIDE = frozenset({1, 2, 4, 8})


def _corners(cell: Cell, piece: Node | None, chosen: Sequence[str]) -> list[Cell]:
    """The cell and all that stands across from it, in the order of ``_TURNS``."""
    corners: list[Cell] = [cell]
    for at, other in enumerate(chosen):
        corners += [(node, (*values[:at], other, *values[at + 1 :])) for node, values in corners]
    if piece is not None:
        corners += [(piece, values) for _node, values in corners]
    return corners


def _badness(corners: list[Cell], table: Mapping[Cell, Tally], touched: set[Cell], enough: int) -> Badness:
    ways = [enough, enough]
    own = small_pairs = lost = 0
    for place, corner in enumerate(corners):
        number = table[corner].number if corner in table else 0
        way = place.bit_count() % 2
        ways[way] = min(number, ways[way])
        if not place:
            own = number
        elif place in _BESIDE and own + number < enough:
            small_pairs += 1
        if number and corner not in touched:
            lost += number
    up, down = ways if len(corners) > 1 else (ways[0], 0)
    return (0 if up or down else 1, small_pairs, -min(up + down, enough), lost)


def _changes(witness: Witness, into: Callable[..., Cell]) -> Witness:
    """What a change comes to in a table that is coarser."""
    changed: dict[Cell, int] = defaultdict(int)
    for (node, values), change in witness.items():
        changed[into(node, values)] += change
    return {cell: change for cell, change in changed.items() if change}


def _siblings(parents: Mapping[Node, Node], node: Node) -> list[Node]:
    return [each for each, parent in parents.items() if parent == parents[node] and each != node]


def _with(values: Values, at: int, value: str) -> Values:
    return (*values[:at], value, *values[at + 1 :])


def _best_value(cube: Cube, step: int, places: Places, witness: Witness, place: int) -> str:
    """The value of another dimension in which there is most to move."""
    wider = tuple(sorted((*places, place)))
    at = wider.index(place)

    def room(value: str) -> tuple[int, int]:
        cells = {(node, (*values[:at], value, *values[at:])): change for (node, values), change in witness.items()}
        return _room(cube, step, wider, cells)

    return max(cube.known[place], key=room)


def _room(cube: Cube, step: int, places: Places, witness: Witness) -> tuple[int, int]:
    """How far the cells let themselves be changed, the one way or the other."""
    numbers = [(cube.number(step, places, cell), change) for cell, change in witness.items()]
    ways = [min((number for number, change in numbers if change * way > 0), default=0) for way in (1, -1)]
    return max(ways), sum(number for number, _change in numbers)


def _in_finer_time(cube: Cube, finer: int, places: Places, witness: Witness) -> Witness:
    """The change of each piece of time in the one of its parts in which there is most to move."""
    refined: dict[Cell, int] = {}
    for node in dict.fromkeys(node for node, _values in witness):
        own = {values: change for (at, values), change in witness.items() if at == node}
        parts = [part for part, parent in cube.steps[finer].items() if parent == node]

        def room(part: Node, own: Mapping[Values, int] = own) -> tuple[int, int]:
            return _room(cube, finer, places, {(part, values): change for values, change in own.items()})

        best = max(parts, key=room)
        refined.update({(best, values): change for values, change in own.items()})
    return refined
