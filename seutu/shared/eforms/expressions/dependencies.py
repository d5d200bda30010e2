"""In which order computed fields can be worked out."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from seutu.shared.eforms.expressions.parsing import Expression


class Circle(ValueError):
    """Computed fields need each other, each in ``names`` the next and the last one the first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        super().__init__(" → ".join(names))


def order(expressions: Mapping[str, Expression]) -> list[str]:
    """The names of computed fields, each after those that it needs; names that are not computed are passed over.

    :raises Circle: there is no such order.
    """
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name, expression in expressions.items():
        # Sorted, since a set has another order in each process.
        sorter.add(name, *sorted(needed for needed in expression.names if needed in expressions))
    try:
        return list(sorter.static_order())
    except CycleError as error:
        circle: list[str] = error.args[1]
        raise Circle(tuple(reversed(circle[1:]))) from error
