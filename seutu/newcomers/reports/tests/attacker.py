"""Somebody who puts every published table side by side and tries to compute what is hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = dict[int, Fraction]


@dataclass
class Attacker:
    """Knows for each published number of which unknown cells it is the sum, and that no cell is negative."""

    sums: Sequence[tuple[frozenset[int], int]]

    def __post_init__(self) -> None:
        self.rows: dict[int, tuple[Row, Fraction]] = {}
        for cells, number in self.sums:
            row, value = self._reduced({cell: Fraction(1) for cell in cells}, Fraction(number))
            if row:
                pivot = min(row)
                by = row[pivot]
                self.rows[pivot] = ({cell: part / by for cell, part in row.items()}, value / by)

    def computed(self, cells: frozenset[int]) -> Fraction | None:
        """The sum of ``cells``, where the published numbers leave no other possibility."""
        row, value = self._reduced({cell: Fraction(1) for cell in cells}, Fraction(0))
        return None if row else -value

    def _reduced(self, row: Row, value: Fraction) -> tuple[Row, Fraction]:
        while (found := next((cell for cell in sorted(row) if cell in self.rows), None)) is not None:
            by, (pivot_row, pivot_value) = row[found], self.rows[found]
            for cell, part in pivot_row.items():
                row[cell] = row.get(cell, Fraction(0)) - by * part
                if not row[cell]:
                    del row[cell]
            value -= by * pivot_value
        return row, value

    def bounds(self, cells: int) -> Mapping[int, tuple[int, int]]:
        """Between what each cell must be, by going round the published sums until nothing gets narrower."""
        low, high = [0] * cells, [10**9] * cells
        narrower = True
        while narrower:
            narrower = False
            for members, number in self.sums:
                least, most = sum(low[cell] for cell in members), sum(high[cell] for cell in members)
                for cell in members:
                    top, bottom = number - (least - low[cell]), number - (most - high[cell])
                    if top < high[cell] or bottom > low[cell]:
                        least, most = least - low[cell], most - high[cell]
                        low[cell], high[cell] = max(low[cell], bottom), min(high[cell], top)
                        least, most = least + low[cell], most + high[cell]
                        narrower = True
        return {cell: (low[cell], high[cell]) for cell in range(cells)}
