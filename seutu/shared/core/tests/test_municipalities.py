from __future__ import annotations

import csv
import datetime as dt
import re

import pytest

from seutu.shared.core import municipalities

NOW = dt.date(2026, 3, 2)


def test_each_code_is_there_once_and_has_three_digits():
    with municipalities.FILE.open(encoding="utf-8", newline="") as lines:
        codes = [row["code"] for row in csv.DictReader(lines)]
    assert len(codes) == len(set(codes)) == len(municipalities.known())
    assert codes == sorted(codes)
    assert all(re.fullmatch(r"[0-9]{3}", code) for code in codes)


def test_every_municipality_has_its_names():
    assert all(each.name_fi and each.name_sv for each in municipalities.known().values())
    assert len({each.name_fi for each in municipalities.known().values()}) == len(municipalities.known())


@pytest.mark.parametrize(
    ("day", "count"),
    [(dt.date(2019, 12, 31), 311), (dt.date(2020, 1, 1), 310), (dt.date(2021, 1, 1), 309), (dt.date(2025, 1, 1), 308)],
)
def test_there_are_as_many_as_there_were_on_each_day(day, count):
    assert len(municipalities.names_on(day, "fi")) == count


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("167", "Joensuu"),
        ("276", "Kontiolahti"),
        ("426", "Liperi"),
        ("309", "Outokumpu"),
        ("146", "Ilomantsi"),
        ("091", "Helsinki"),
        ("408", "Lapua"),
    ],
)
def test_a_code_is_of_its_municipality(code, name):
    assert municipalities.names_on(NOW, "fi")[code] == name


def test_names_stand_in_the_order_of_the_alphabet_of_their_language():
    finnish, swedish = (list(municipalities.names_on(NOW, language).values()) for language in ("fi", "sv"))
    assert (finnish[0], finnish[-1]) == ("Akaa", "Äänekoski")
    assert (swedish[0], swedish[-1]) == ("Akaa", "Övertorneå")
    assert municipalities.names_on(NOW, "ar") == municipalities.names_on(NOW, "fi")


def test_one_that_has_ended_leads_to_the_one_in_which_it_is():
    ended = [each for each in municipalities.known().values() if each.ended_on]
    assert {each.merged_into for each in ended} <= municipalities.names_on(NOW, "fi").keys()
    assert municipalities.today_of("911") == "541"
    assert municipalities.today_of("167") == "167"
    assert municipalities.today_of("999") == "999"


def test_one_is_found_by_either_of_its_names():
    for name in ("Helsinki", "  helsingfors "):
        found = municipalities.by_name(name)
        assert found is not None
        assert found.code == "091"
    assert municipalities.by_name("Keksittylä") is None
