from __future__ import annotations

import pytest
from django.utils import translation

from seutu.newcomers.clients.rules.funder_sets import (
    CAVEATS,
    WHY,
    BadFunderSet,
    Caveat,
    Why,
    funder_sets,
    read_funder_sets,
)
from seutu.shared.core.figures import indicators

SET = """
[[set]]
key = "a"
name_fi = "Rahoittaja"
name_sv = "Finansiär"
name_en = "Funder"
source = "Päätös"
confirmed = false
"""
WANTED = """
[[wanted]]
set = "a"
code = "1"
unit = "client"
name_fi = "Asiakkaat"
name_sv = "Klienter"
name_en = "Clients"
"""


def test_what_answers_is_an_indicator_of_that_unit_that_can_be_narrowed_so():
    for each in (wanted for of_funder in funder_sets() for wanted in of_funder.wanted if wanted.is_measured):
        answer = indicators.entry(each.indicator)

        assert answer.count_unit.value == each.unit, each.code
        assert each.only.keys() <= answer.dimensions, each.code


def test_every_set_is_to_be_verified_and_names_its_source():
    assert {each.key for each in funder_sets()} == {"amif", "esf", "state"}
    assert all(each.source and not each.is_confirmed and each.wanted for each in funder_sets())


def test_every_reason_and_caveat_is_told_in_words():
    assert WHY.keys() == set(Why)
    assert CAVEATS.keys() == set(Caveat)
    of_amif = {each.code: each for each in funder_sets()[0].wanted}
    with translation.override("en"):
        assert "feedback" in of_amif["R.2.9"].remark
        assert "topics" in of_amif["O.2.3.3"].remark
    assert not of_amif["O.2.3"].remark


def test_names_are_in_the_language_of_the_reader():
    (found,) = read_funder_sets(SET + WANTED + 'indicator = "clients"')

    with translation.override("sv"):
        assert (found.name, found.wanted[0].name) == ("Finansiär", "Klienter")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[set", "not TOML"),
        (SET.replace("source", "sauce"), "'source' is missing"),
        (SET + WANTED, "say which indicator answers"),
        (SET + WANTED + 'indicator = "clients"\nwhy = "no_topic"', "say which indicator answers"),
        (SET + WANTED + 'why = "no idea"', "no idea"),
        (SET + WANTED + 'why = "no_topic"\nbecause = ""', "because is not known"),
        (SET + WANTED.replace('"client"', '"cow"') + 'why = "no_topic"', "cow is no unit"),
        (SET + WANTED.replace('"a"', '"b"') + 'why = "no_topic"', "no such set: b"),
        (SET + (WANTED + 'why = "no_topic"\n') * 2, "stands twice"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(text, message):
    with pytest.raises(BadFunderSet, match=message):
        read_funder_sets(text)
