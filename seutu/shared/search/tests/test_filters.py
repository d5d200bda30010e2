from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.search.expression import Expression
from seutu.shared.search.finding import answering, find
from seutu.shared.search.query import SearchQuery
from seutu.shared.search.tests.shelf import Shelf, found, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(shelf: Shelf) -> Shelf:
    notices = Shelf("notice", "kuulutus")
    hetyj = "Joensuu Henkilöstö- ja työllisyysjaosto HETYJ 157/00.01.05.00/2020"
    shelf.put(1, day=dt.date(2020, 1, 5), municipality="joensuu", body="joensuu/tyollisyysjaosto", names=hetyj)
    shelf.put(2, day=dt.date(2021, 6, 1), municipality="joensuu", body="joensuu/hallitus", names="Joensuu Hallitus")
    shelf.put(3, day=dt.date(2021, 6, 2), municipality="lapua", body="lapua/hallitus", names="Lapua Hallitus")
    notices.put(4, "Ilmoitus", day=dt.date(2022, 1, 1), municipality="lapua", body="")
    write()
    return shelf


def chosen(**filters: object) -> list[int]:
    return sorted(found(**{name: frozenset(values) for name, values in filters.items()}))


def test_filters_narrow_and_their_values_widen(filled: Shelf) -> None:
    assert chosen(municipalities={"joensuu"}) == [1, 2]
    assert chosen(municipalities={"joensuu", "lapua"}) == [1, 2, 3, 4]
    assert chosen(bodies={"lapua/hallitus"}) == [3]
    assert chosen(years={2020, 2022}) == [1, 4]
    assert chosen(kinds={"kuulutus"}) == [4]
    assert chosen(municipalities={"joensuu"}, years={2021}) == [2]
    assert chosen(kinds={"unknown"}) == []


def test_days_are_both_included(filled: Shelf) -> None:
    first, last = dt.date(2021, 6, 1), dt.date(2021, 6, 2)
    assert found(since=first, until=last) == [3, 2]
    assert found(since=last) == [4, 3]
    assert found(until=first) == [2, 1]


def test_facets_count_what_each_choice_would_find(filled: Shelf) -> None:
    facets = find(SearchQuery()).facets

    assert facets["kunta"] == [("joensuu", 2), ("lapua", 2)]
    assert facets["toimielin"] == [("joensuu/hallitus", 1), ("joensuu/tyollisyysjaosto", 1), ("lapua/hallitus", 1)]
    assert facets["vuosi"] == [(2022, 1), (2021, 2), (2020, 1)]
    assert facets["laji"] == [("asia", 3), ("kuulutus", 1)]


def test_a_filters_own_choice_does_not_hide_its_other_values(filled: Shelf) -> None:
    answer = find(SearchQuery(municipalities=frozenset({"joensuu"}), years=frozenset({2021})))

    assert answer.total == 1
    assert answer.facets["kunta"] == [("joensuu", 1), ("lapua", 1)]
    assert answer.facets["vuosi"] == [(2021, 1), (2020, 1)]
    assert answer.facets["toimielin"] == [("joensuu/hallitus", 1)]
    assert answer.facets["laji"] == [("asia", 1)]


@pytest.mark.parametrize(
    ("typed", "pks"),
    [
        ({"municipalities": ("lapua",)}, [3, 4]),
        ({"municipalities": ("nowhere",)}, []),
        ({"bodies": ("lapua/hallitus", "joensuu/hallitus")}, [2, 3]),
        ({"years": (2020,)}, [1]),
        ({"kinds": ("kuulutus",)}, [4]),
        ({"case_number": "157/00.01.05.00/2020"}, [1]),
        ({"case_number": "158/00.01.05.00/2020"}, []),
        ({"since": dt.date(2021, 6, 2)}, [3, 4]),
    ],
)
def test_filters_can_be_typed(
    filled: Shelf, typed: dict[str, object], pks: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "understood", lambda text: Expression(**typed))  # type: ignore[arg-type]

    assert chosen() == pks


def test_what_is_typed_and_chosen_is_joined(filled: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = Expression(municipalities=("lapua",), since=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31))
    monkeypatch.setattr(answering, "understood", lambda text: typed)

    assert chosen(municipalities={"joensuu"}) == [2, 3]
    assert found(since=dt.date(2021, 6, 2), until=dt.date(2030, 1, 1)) == [3]
