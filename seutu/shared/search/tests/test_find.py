from __future__ import annotations

import datetime as dt
import itertools

import pytest

from seutu.shared.core import clock
from seutu.shared.search.expression import Clause, Expression, Term
from seutu.shared.search.finding import Expanded, Found, answering, find, find_ids, near, words_near
from seutu.shared.search.query import Order, SearchQuery
from seutu.shared.search.tests.shelf import DAY, Shelf, found, write

pytestmark = pytest.mark.django_db
NOTHING = SearchQuery()


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Answer an expression as if it had been typed."""

    def answer(*clauses: tuple[Term, ...], **more: object) -> list[int]:
        expression = Expression(tuple(map(Clause, clauses)), **more)  # type: ignore[arg-type]
        monkeypatch.setattr(answering, "understood", lambda text: expression)
        return [hit.pk for hit in find(NOTHING).hits]

    return answer


def word(*words: str, is_excluded: bool = False) -> Term:
    return Term("word", words, is_excluded)


# -- words ------------------------------------------------------------------------------------


def test_without_an_index_nothing_is_found_and_that_is_said() -> None:
    answer = find(SearchQuery("kirjasto"))

    assert (answer.total, answer.hits, answer.state.name) == (0, (), "missing")


def test_all_words_must_be_there(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto avataan")
    shelf.put(2, "Kirjasto suljetaan")
    write()

    assert found("kirjasto suljetaan") == [2]
    assert find(SearchQuery("kirjasto")).total == 2


def test_a_word_is_looked_for_in_every_zone(shelf: Shelf) -> None:
    zones = ("title", "names", "decision", "text", "context")
    for pk, zone in enumerate(zones, start=1):
        shelf.put(pk, **({"title": "Asia"} | {zone: "Kirjasto avataan"}))
    write()

    assert found("kirjasto avataan") == [1, 2, 3, 4, 5]


def test_a_part_of_a_compound_is_found_after_the_whole_word(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto-auto")
    shelf.put(2, "Uusi kirjasto")
    write()

    assert found("kirjasto") == [2, 1]


def test_a_compound_that_stands_nowhere_is_looked_up_by_its_parts_and_that_is_said(shelf: Shelf) -> None:
    shelf.put(1, "Auto ostetaan", text="uusi kirjasto")
    shelf.put(2, "Auto myydään")
    write()

    answer = find(SearchQuery("kirjasto-auto"))

    assert [hit.pk for hit in answer.hits] == [1]
    assert answer.fell_back == ("kirjasto-auto",)


def test_a_compound_that_stands_somewhere_does_not_drown_in_its_parts(shelf: Shelf) -> None:
    shelf.put(1, "Auto ja kirjasto")
    shelf.put(2, "Kirjasto-auto")
    write()

    assert found("kirjasto-auto") == [2]
    assert find(SearchQuery("kirjasto-auto")).fell_back == ()


def test_a_compound_that_the_filters_leave_out_is_looked_up_by_its_parts(shelf: Shelf) -> None:
    shelf.put(1, "Auto ja kirjasto", municipality="rantala")
    shelf.put(2, "Kirjasto-auto")
    write()

    assert found("kirjasto-auto", municipalities=frozenset({"rantala"})) == [1]


def test_an_everyday_word_finds_the_words_of_the_records_after_its_own(shelf: Shelf) -> None:
    shelf.put(1, "Varhaiskasvatus Koivulassa", day=DAY + dt.timedelta(days=1))
    shelf.put(2, "Päiväkoti Koivulassa")
    write()

    def everyday(typed: str) -> tuple[str, ...]:
        return ("varhaiskasvatus",) if typed == "päiväkoti" else ()

    wide = find(SearchQuery("päiväkoti koivulassa"), everyday=everyday)
    literal = find(SearchQuery("päiväkoti koivulassa", is_literal=True), everyday=everyday)

    assert [hit.pk for hit in wide.hits] == [2, 1]
    assert wide.expanded == (Expanded("päiväkoti", ("varhaiskasvatus",)),)
    assert [hit.pk for hit in literal.hits] == [2]
    assert literal.expanded == ()


def test_phrases_beginnings_alternatives_and_exclusions(shelf: Shelf, typed) -> None:
    shelf.put(1, "Uusi kirjasto Kuuselaan")
    shelf.put(2, "Kirjasto on uusi")
    shelf.put(3, "Uimahalli", text="uusi", decision="kirjasto")
    write()

    assert typed((Term("phrase", ("uusi", "kirjasto")),)) == [1]
    assert typed((Term("phrase", ("uimahalli",)),)) == [3]
    assert typed((Term("prefix", ("uima",)),)) == [3]
    assert typed((Term("prefix", ("u.*",)),)) == []
    assert sorted(typed((word("uimahalli"), word("kuuselaan")))) == [1, 3]
    assert typed((word("kirjasto"),), (word("uimahalli", is_excluded=True),), (word("on", is_excluded=True),)) == [1]
    assert sorted(typed((word("on", is_excluded=True),))) == [1, 3]
    assert sorted(typed((word("uimahalli"), word("on", is_excluded=True)))) == [1, 3]


# -- the order --------------------------------------------------------------------------------


def test_the_title_goes_before_the_decision_and_the_decision_before_the_text(shelf: Shelf) -> None:
    shelf.put(1, "Asia yksi", text="kirjasto", decision="hyväksytään")
    shelf.put(2, "Asia kaksi", decision="kirjasto", text="hyväksytään")
    shelf.put(3, "Kirjasto", text="asia", decision="hyväksytään")
    write()

    assert found("kirjasto") == [3, 2, 1]


def test_a_kind_that_weighs_less_comes_later(shelf: Shelf) -> None:
    attachments = Shelf("attachment", "liite", weight=0.5)
    attachments.put(1, "Kirjasto", day=DAY + dt.timedelta(days=1))
    shelf.put(2, "Kirjasto")
    write()

    assert found("kirjasto") == [2, 1]


def test_of_two_that_are_alike_the_fresher_comes_first(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto", day=clock.today())
    shelf.put(2, "Kirjasto", day=clock.today() - dt.timedelta(days=900))
    write()

    assert found("kirjasto") == [1, 2]


def test_an_empty_query_finds_everything_the_newest_first(shelf: Shelf) -> None:
    for pk, days in ((1, 0), (2, 2), (3, 1), (4, 1)):
        shelf.put(pk, day=DAY + dt.timedelta(days=days))
    write()

    assert found() == [2, 4, 3, 1]
    assert find(NOTHING).total == 4


def test_by_date_the_newest_comes_first_however_relevant(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto")
    shelf.put(2, "Asia", text="kirjasto", day=DAY + dt.timedelta(days=1))
    write()

    assert found("kirjasto", order=Order.NEWEST) == [2, 1]


def test_hits_of_a_group_are_folded_under_the_first(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto", group="a")
    shelf.put(2, "Asia", text="kirjasto", group="a")
    shelf.put(3, "Asia", decision="kirjasto")
    write()

    answer = find(SearchQuery("kirjasto"))

    assert [(hit.pk, hit.others) for hit in answer.hits] == [(1, (("sample", 2),)), (3, ())]
    assert (answer.total, answer.pages) == (3, 1)


# -- pages ------------------------------------------------------------------------------------


def pks(answer: Found) -> list[int]:
    return [hit.pk for hit in answer.hits]


def test_pages_follow_each_other_and_the_last_is_the_last(shelf: Shelf) -> None:
    for pk in range(1, 8):
        shelf.put(pk)
    write()

    pages = [find(NOTHING, page=page, per_page=3) for page in (1, 2, 3, 4)]

    assert [pks(page) for page in pages] == [[7, 6, 5], [4, 3, 2], [1], [1]]
    assert [(page.page, page.pages, page.is_cut) for page in pages] == [(n, 3, False) for n in (1, 2, 3, 3)]


def test_nothing_found_has_no_pages(shelf: Shelf) -> None:
    answer = find(SearchQuery("kirjasto"), page=4)

    assert (answer.page, answer.pages, answer.hits) == (1, 0, ())


def test_far_pages_end_where_nobody_looks_any_more(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering.ranking, "WINDOW", 4)
    monkeypatch.setattr(answering.ranking, "MOST", 8)
    for pk in range(1, 13):
        shelf.put(pk, "Kirjasto", group={11: "a", 12: "a", 1: "b", 2: "b"}.get(pk, ""))
    write()

    for query in (NOTHING, SearchQuery("kirjasto")):
        pages = [find(query, page=page, per_page=3) for page in (1, 2, 3, 9)]
        shown = [pk for page in pages[:3] for pk in pks(page)]
        assert len(shown) == len(set(shown)) == 7
        assert [page.page for page in pages] == [1, 2, 3, 3]
        assert all(page.is_cut and page.pages == 3 and page.total == 12 for page in pages)


# -- for feeds and alerts ---------------------------------------------------------------------


def test_feeds_get_the_newest_of_what_matches_unfolded(shelf: Shelf) -> None:
    for pk in (1, 2, 3):
        shelf.put(pk, "Kirjasto", group="a", day=DAY + dt.timedelta(days=pk))
    shelf.put(4, "Uimahalli")
    write()

    assert find_ids(SearchQuery("kirjasto"), limit=2) == [("sample", 3), ("sample", 2)]


def test_alerts_ask_which_of_some_records_match(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto")
    shelf.put(2, "Kirjasto")
    shelf.put(3, "Uimahalli")
    write()

    assert find_ids(SearchQuery("kirjasto"), among=[("sample", 1), ("sample", 3)], limit=10) == [("sample", 1)]
    assert find_ids(SearchQuery("kirjasto"), among=[], limit=10) == []


# -- words that may have been meant -----------------------------------------------------------


def test_words_that_are_nearly_the_typed_one_are_told_with_their_number(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto avataan")
    shelf.put(2, "Kirjasto ja kirkko")
    shelf.put(3, "Kirjaste, joka poistetaan")
    write()
    shelf.take(3)
    write()

    assert words_near("kirjsato") == [("kirjasto", 2)]
    assert words_near("kirjastossa") == []
    assert words_near("") == []


@pytest.mark.parametrize("typed", ["paivakoti", "päivakoti", "paiväkotti"])
def test_a_base_form_is_near_though_only_other_forms_of_it_stand_in_records(shelf: Shelf, typed: str) -> None:
    shelf.put(1, "Päiväkodin ja päiväkotien laajennus")
    write()

    assert words_near(typed)[0] == ("päiväkoti", 1)


def test_numbers_and_stems_are_no_words_that_are_near(shelf: Shelf) -> None:
    shelf.put(1, "Kvaarkkisten retki", text="The libraries are open")
    write()

    assert words_near("kvaarkkistem") == [("kvaarkkisten", 1)]
    assert words_near("librariez") == [("libraries", 1)]


def test_the_nearest_word_is_told_among_many() -> None:
    letters = itertools.product("aeiou", repeat=6)
    many = [(f"p{'n'.join(each)}", 1) for each in letters]

    assert near._likest("paivakoti", [*many, ("päiväkoti", 2)])[0] == "päiväkoti"


def test_without_an_index_no_word_is_near() -> None:
    assert words_near("kirjsato") == []


# -- when no record has all the words ---------------------------------------------------------


def test_without_a_record_that_has_all_the_words_those_with_most_come_and_that_is_said(shelf: Shelf) -> None:
    shelf.put(1, "Uimahallin altaat huolletaan")
    shelf.put(2, "Uimahallin aukiolo")
    shelf.put(3, "Kirjaston aukiolo")
    write()

    answer = find(SearchQuery("uimahallin altaat kiinni"))

    assert [hit.pk for hit in answer.hits] == [1]
    assert answer.is_relaxed
    assert dict(answer.facets["laji"]) == {"asia": 1}


def test_with_such_a_record_no_other_comes(shelf: Shelf) -> None:
    shelf.put(1, "Uimahallin altaat")
    shelf.put(2, "Uimahallin aukiolo")
    write()

    answer = find(SearchQuery("uimahallin altaat"))

    assert [hit.pk for hit in answer.hits] == [1]
    assert not answer.is_relaxed


def test_what_was_excluded_stays_out_also_then(shelf: Shelf) -> None:
    shelf.put(1, "Uimahallin altaat")
    write()

    assert find(SearchQuery("uimahalli sauna -altaat")).total == 0


def test_an_alert_is_never_told_of_what_has_only_some_of_the_words(shelf: Shelf) -> None:
    shelf.put(1, "Uimahallin altaat")
    write()

    assert find_ids(SearchQuery("uimahalli sauna"), limit=10) == []


def test_the_newest_of_nearly_equal_handlings_stands_for_the_matter(shelf: Shelf) -> None:
    for pk in (1, 2, 3):
        shelf.put(pk, "Kirjasto", group="a", day=DAY + dt.timedelta(days=pk))
    write()

    (hit,) = find(SearchQuery("kirjasto")).hits

    assert hit.pk == 3
    assert sorted(pk for _kind, pk in hit.others) == [1, 2]


def test_a_matter_with_a_long_history_comes_before_one_without(shelf: Shelf) -> None:
    shelf.put(1, "Kirjasto", day=DAY)
    for pk in (2, 3, 4, 5):
        shelf.put(pk, "Kirjasto" if pk == 2 else "Auto", group="a", day=DAY)
    write()

    assert found("kirjasto") == [2, 1]


def test_kinds_of_one_word_are_counted_together(shelf: Shelf) -> None:
    other = Shelf("other")
    shelf.put(1, "Kirjasto")
    other.put(1, "Kirjasto")
    write()

    assert find(SearchQuery("kirjasto")).facets["laji"] == [("asia", 2)]
