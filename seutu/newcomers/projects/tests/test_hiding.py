"""Which numbers of municipalities and quarters are hidden."""

from __future__ import annotations

from seutu.newcomers.projects.rules.hiding import TOTAL, WHOLE, hidden_sums
from seutu.newcomers.reports.rules.suppression import Tally, TooFew

FEW = TooFew(5)


def test_a_number_that_is_small_in_the_whole_time_is_hidden_there_too() -> None:
    numbers = {(1, "liperi"): Tally(2, 2), (2, "liperi"): Tally(2, 2)}
    numbers |= {(quarter, slug): Tally(40, 40) for quarter in (1, 2) for slug in ("joensuu", "kontiolahti")}

    hidden = hidden_sums(numbers, FEW)

    assert {(1, "liperi"), (2, "liperi"), (WHOLE, "liperi")} <= hidden
    # Another one is hidden with it, so that it cannot be computed back from the total.
    assert (WHOLE, TOTAL) not in hidden
    assert {(WHOLE, "joensuu"), (WHOLE, "kontiolahti")} & hidden


def test_numbers_that_are_not_small_are_all_told() -> None:
    numbers = {(quarter, slug): Tally(40, 40) for quarter in (1, 2) for slug in ("joensuu", "kontiolahti")}

    assert hidden_sums(numbers, FEW) == set()
