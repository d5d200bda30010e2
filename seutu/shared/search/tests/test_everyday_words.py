from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import page_cache
from seutu.shared.search import everyday
from seutu.shared.search.everyday_actions import PairTaken, add_everyday_word, remove_everyday_word
from seutu.shared.search.models import EverydayWord

pytestmark = pytest.mark.django_db

BY = System("test")


@pytest.fixture(autouse=True)
def _no_usual_words(db):
    EverydayWord.objects.all().delete()


def test_whoever_types_one_word_finds_the_other_and_the_other_way_round():
    EverydayWord.objects.create(word="päiväkoti", other="varhaiskasvatus")

    assert everyday.expansions("päiväkoti") == ("varhaiskasvatus",)
    assert everyday.expansions("Varhaiskasvatus") == ("päiväkoti",)
    assert everyday.expansions("koulu") == ()


def test_a_word_may_have_several_others():
    for other in ("kevytväylä", "pyöräväylä"):
        EverydayWord.objects.create(word="pyörätie", other=other)

    assert everyday.expansions("Pyörätie") == ("kevytväylä", "pyöräväylä")


def test_all_words_of_a_query_cost_one_query(django_assert_num_queries):
    EverydayWord.objects.create(word="tk", other="terveyskeskus")
    everyday.expansions("tk")

    with django_assert_num_queries(1):
        assert everyday.expansions_of(["tk", "koulu"]) == {"tk": ("terveyskeskus",), "koulu": ()}


def test_a_change_is_noticed_at_once():
    row = EverydayWord.objects.create(word="tk", other="terveyskeskus")
    assert everyday.expansions("tk") == ("terveyskeskus",)

    row.other = "terveysasema"
    row.save()
    assert everyday.expansions("tk") == ("terveysasema",)

    row.delete()
    assert everyday.expansions("tk") == ()


def test_an_added_pair_leaves_a_line_and_empties_the_kept_pages():
    before = page_cache.generation()

    row = add_everyday_word("Mamu", "maahanmuuttaja", by=BY)

    assert (row.word, row.other) == ("mamu", "maahanmuuttaja")
    assert page_cache.generation() > before
    assert Entry.objects.get().verb == "everyday_word.added"


def test_a_pair_is_one_in_both_directions():
    add_everyday_word("mamu", "maahanmuuttaja", by=BY)

    with pytest.raises(PairTaken):
        add_everyday_word("maahanmuuttaja", "mamu", by=BY)


def test_a_removed_pair_leaves_a_line():
    row = add_everyday_word("mamu", "maahanmuuttaja", by=BY)

    remove_everyday_word(row, by=BY)

    assert EverydayWord.objects.count() == 0
    assert [entry.verb for entry in Entry.objects.order_by("pk")] == ["everyday_word.added", "everyday_word.removed"]


@pytest.mark.parametrize(("word", "other"), [("mamu", "maahanmuuttaja"), ("tk", "tk")])
def test_the_database_refuses_a_pair_that_is_there_or_none(word, other):
    EverydayWord.objects.create(word="mamu", other="maahanmuuttaja")

    with pytest.raises(IntegrityError), transaction.atomic():
        EverydayWord.objects.create(word=word, other=other)
