from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutu.newcomers.reports.rules.suppression import (
    NOTHING,
    Tally,
    TooFew,
    added_up,
    every_set,
    untold,
    witnesses,
)
from seutu.newcomers.reports.tests.attacker import Attacker

FEW = TooFew(5)
# Two years of two quarters of two months: enough for months beside quarters, years and all years.
MONTHS = {f"{year}-{quarter}-{month}": f"{year}-{quarter}" for year in "ab" for quarter in "12" for month in "xy"}
STEPS = [
    {"all": ""},
    {"a": "all", "b": "all"},
    {quarter: quarter[0] for quarter in dict.fromkeys(MONTHS.values())},
    MONTHS,
]


def atoms_of(*dims):
    return [(month, values) for month in MONTHS for values in product(*dims)]


def tables_of(cell):
    """Every number in which a cell of the finest step is counted: all totals, and every piece of time."""
    node, values = cell
    for step in range(len(STEPS) - 1, -1, -1):
        for places in every_set(len(values)):
            yield step, places, (node, tuple(values[place] for place in places))
        node = STEPS[step][node]


def members_of(atoms):
    members = {}
    for at, cell in enumerate(atoms):
        for number in tables_of(cell):
            members.setdefault(number, set()).add(at)
    return members


def attacked(dims, finest):
    """Who knows all that is published, what is small, and of which cells each number is the sum."""
    atoms = atoms_of(*dims)
    cube = added_up(len(dims), STEPS, finest)
    hidden = untold(witnesses(cube, FEW), tables_of)
    members = members_of(atoms)

    def number(place):
        return cube.tables[place[0], place[1]].get(place[2], NOTHING)

    published = [(frozenset(cells), number(place).number) for place, cells in members.items() if place not in hidden]
    small = [place for place in members if FEW.includes(number(place))]
    return Attacker(published), small, hidden, members


TWO = (("jo", "li", "il"), ("fi", "ar"))
THREE = (("jo", "li"), ("fi", "ar"), ("work", "kela"))


def registers(dims, most):
    """Rows of random registers: most cells empty or small, as they are."""
    numbers = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, most))
    return st.lists(numbers, min_size=len(atoms_of(*dims)), max_size=len(atoms_of(*dims))).map(
        lambda found: {cell: Tally(n, n) for cell, n in zip(atoms_of(*dims), found, strict=True) if n}
    )


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(finest=registers(TWO, 40))
def test_nothing_small_can_be_computed_from_all_tables_of_two_dimensions_together(finest):
    attacker, small, hidden, members = attacked(TWO, finest)

    assert set(small) <= hidden
    assert not [place for place in small if attacker.computed(frozenset(members[place])) is not None]


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(finest=registers(THREE, 40))
def test_nothing_small_can_be_computed_from_all_tables_of_three_dimensions_together(finest):
    attacker, small, hidden, members = attacked(THREE, finest)

    assert set(small) <= hidden
    assert not [place for place in small if attacker.computed(frozenset(members[place])) is not None]


def tables_of_pairs(cell):
    """What three cubes of two dimensions each publish, beside each other."""
    node, values = cell
    for pair in ((0, 1), (0, 2), (1, 2)):
        for step, places, (at, kept) in tables_of((node, tuple(values[place] for place in pair))):
            yield pair, (step, places, (at, kept))


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(finest=registers(THREE, 40))
def test_nothing_small_can_be_computed_from_reports_with_different_dimensions(finest):
    """Contacts by channel and language, by channel and topic, by language and topic, each with all its totals."""
    published, small = [], []
    for pair in ((0, 1), (0, 2), (1, 2)):
        cells = {}
        for (node, values), tally in finest.items():
            key = node, tuple(values[place] for place in pair)
            before = cells.get(key, NOTHING).number
            cells[key] = Tally(before + tally.number, before + tally.number)
        cube = added_up(2, STEPS, cells)
        hidden = untold(witnesses(cube, FEW), tables_of)
        members = {}
        for at, (node, values) in enumerate(atoms_of(*THREE)):
            for place in tables_of((node, tuple(values[each] for each in pair))):
                members.setdefault(place, set()).add(at)
        for place, atoms in members.items():
            tally = cube.tables[place[0], place[1]].get(place[2], NOTHING)
            if place not in hidden:
                published.append((frozenset(atoms), tally.number))
            if FEW.includes(tally):
                small.append(frozenset(atoms))

    attacker = Attacker(published)

    assert not [atoms for atoms in small if attacker.computed(atoms) is not None]


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(finest=registers((("jo", "li", "il"),), 40), data=st.data())
def test_overlapping_periods_do_not_tell_a_month_a_quarter_or_a_year(finest, data):
    dims = (("jo", "li", "il"),)
    atoms, months = atoms_of(*dims), list(MONTHS)
    cube = added_up(1, STEPS, finest)
    found = witnesses(cube, FEW)
    periods = [months[first : last + 1] for first in range(8) for last in range(first, 8)]

    def in_periods(cell):
        node, (value,) = cell
        for at, period in enumerate(periods):
            if node in period:
                yield from ((at, value), (at, ""))

    hidden = untold(found, in_periods) | {
        (at, value)
        for at, period in enumerate(periods)
        for value in ("jo", "li", "il", "")
        if 0 < sum(finest.get((m, (v,)), NOTHING).number for m in period for v in dims[0] if value in (v, "")) < 5
    }
    members, totals = {}, {}
    for at, cell in enumerate(atoms):
        for place in in_periods(cell):
            members.setdefault(place, set()).add(at)
            totals[place] = totals.get(place, 0) + finest.get(cell, NOTHING).number
    attacker = Attacker([(frozenset(members[place]), totals[place]) for place in members if place not in hidden])
    pieces = members_of(atoms)
    small = [
        frozenset(cells)
        for place, cells in pieces.items()
        if FEW.includes(cube.tables[place[0], place[1]].get(place[2], NOTHING))
    ]

    assert not [cells for cells in small if attacker.computed(cells) is not None]


def test_the_attacker_does_find_what_only_the_small_numbers_themselves_hide():
    """Otherwise the properties above would hold of any table."""
    published = [(frozenset({0, 1, 2}), 40), (frozenset({0}), 20), (frozenset({1}), 18)]

    assert Attacker(published).computed(frozenset({2})) == 2
    assert Attacker(published[:2]).computed(frozenset({2})) is None
    assert Attacker([(frozenset({0, 1}), 0)]).bounds(2) == {0: (0, 0), 1: (0, 0)}


def one_month(**numbers):
    return added_up(1, [{"m": ""}], {("m", (value,)): Tally(*n) for value, n in numbers.items()})


def hidden_values(cube):
    return untold(witnesses(cube, FEW), lambda cell: [cell[1][0], "total"])


def test_beside_one_small_number_another_is_hidden_and_the_total_stays():
    assert hidden_values(one_month(a=(3, 3), b=(9, 9), c=(50, 50))) == {"a", "b"}


def test_nothing_is_hidden_where_nothing_is_small():
    assert hidden_values(one_month(a=(5, 5), b=(9, 9))) == set()


def test_restricted_clients_do_not_lift_a_number_over_the_threshold():
    assert "a" in hidden_values(one_month(a=(6, 4), b=(9, 9), c=(50, 50)))


def test_restricted_clients_alone_are_as_small_as_they_are_few():
    assert "a" in hidden_values(one_month(a=(8, 0), b=(9, 9), c=(50, 50)))


def test_a_small_total_hides_itself():
    assert "total" in hidden_values(one_month(a=(2, 2), b=(1, 1)))


def test_what_two_hidden_numbers_come_to_is_not_small_itself():
    """1 and 2 hidden beside each other would tell that there are three."""
    hidden = hidden_values(one_month(a=(1, 1), b=(2, 2), c=(30, 30), d=(40, 40)))

    assert {"a", "b", "c"} <= hidden


def test_a_small_month_hides_another_month_and_no_quarter():
    finest = {("a-1-x", ("jo",)): Tally(2, 2), ("a-1-y", ("jo",)): Tally(9, 9)}
    finest |= {(month, ("li",)): Tally(30, 30) for month in MONTHS}

    hidden = untold(witnesses(added_up(1, STEPS, finest), FEW), tables_of)

    assert (3, (0,), ("a-1-x", ("jo",))) in hidden
    assert (3, (0,), ("a-1-y", ("jo",))) in hidden
    assert not [place for place in hidden if place[0] < 3]


def test_what_is_open_to_all_is_not_hidden():
    finest = {("m", ("jo", "fi")): Tally(2, 2), ("m", ("li", "fi")): Tally(40, 40), ("m", ("li", "ar")): Tally(30, 30)}
    cube = added_up(2, [{"m": ""}], finest)

    hidden = untold(witnesses(cube, FEW, open_places=frozenset({0})), lambda cell: [cell[1][0], cell[1]])

    assert "jo" not in hidden
    assert ("jo", "fi") in hidden
