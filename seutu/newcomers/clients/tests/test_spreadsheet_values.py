from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.newcomers.clients.models import Channel, Gender, MunicipalityKind, VisitKind
from seutu.newcomers.clients.queries.import_words import RegisterWords
from seutu.newcomers.clients.spreadsheets import values
from seutu.newcomers.clients.spreadsheets.unclear import Problem, Unclear


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC), tick=False):
        yield


def problem(reader, *given):
    with pytest.raises(Unclear) as unclear:
        reader(*given)
    return unclear.value.problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("29.3.2026", dt.date(2026, 3, 29)),
        (" 29. 3. 2026 ", dt.date(2026, 3, 29)),
        ("29/3/2026", dt.date(2026, 3, 29)),
        ("29.3.26", dt.date(2026, 3, 29)),
        ("29.3.75", dt.date(1975, 3, 29)),
        ("2026-03-29", dt.date(2026, 3, 29)),
        ("2026-03-29 14:30", dt.date(2026, 3, 29)),
        ("2026-03-29T14:30:00", dt.date(2026, 3, 29)),
        ("20260329", dt.date(2026, 3, 29)),
        ("46110", dt.date(2026, 3, 29)),
        ("29.2.2024", dt.date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_in_every_form(text, expected):
    assert values.day(text) == expected


@pytest.mark.parametrize(
    "text", ["31.2.2026", "29.2.2026", "3.29.2026", "1.1.1899", "15", "1990", "eilen", "2026-13-01"]
)
def test_what_is_no_day_is_told(text):
    assert problem(values.day, text) == Problem.NOT_A_DAY


def test_a_day_to_come_is_told():
    assert problem(values.past_day, "2.6.2026") == Problem.IN_FUTURE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15", 15),
        ("15 min", 15),
        ("15min.", 15),
        ("15,0", 15),
        ("0:15", 15),
        ("1:30", 90),
        ("1 h", 60),
        ("1,5 h", 90),
        ("1 h 30 min", 90),
        ("2 tuntia", 120),
        ("01:30:00", 90),
    ],
)
def test_minutes_are_read_in_every_form(text, expected):
    assert values.minutes(text) == expected


@pytest.mark.parametrize("text", ["kauan", "-15", "25 h", "2000", "1,5"])
def test_what_is_no_duration_is_told(text):
    assert problem(values.minutes, text) == Problem.NOT_MINUTES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", dt.time(9)),
        ("9.30", dt.time(9, 30)),
        ("klo 14:05", dt.time(14, 5)),
        ("09:30:00", dt.time(9, 30)),
        ("2026-03-29 09:30", dt.time(9, 30)),
    ],
)
def test_a_time_is_read_in_every_form(text, expected):
    assert values.time(text) == expected


def test_what_is_no_time_is_told():
    assert problem(values.time, "25.00") == Problem.NOT_A_TIME


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nainen", "woman"),
        ("kvinna", "woman"),
        ("N", "woman"),
        ("man", "man"),
        ("MIES", "man"),
        ("ei kysytty", "not_asked"),
        ("?", "not_asked"),
    ],
)
def test_words_of_three_languages_are_codes(text, expected):
    assert values.code(Gender, "gender", text) == expected


def test_every_code_is_known_by_its_own_name_and_label():
    for choices, name in (
        (Gender, "gender"),
        (Channel, "channel"),
        (VisitKind, "visit_kind"),
        (MunicipalityKind, "municipality_kind"),
    ):
        for value, label in choices.choices:
            assert values.code(choices, name, str(value)) == value
            assert values.code(choices, name, str(label)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arabia", "ar"),
        ("arabian kieli", "ar"),
        ("arabiska", "ar"),
        ("Dari", "prs"),
        ("farsi", "fa"),
        ("ckb", "ckb"),
        ("Venäjä", "ru"),
    ],
)
def test_languages_are_known_by_name(text, expected):
    assert values.language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Syyria", "SY"), ("Ryssland", "RU"), ("so", "SO"), ("Kansalaisuudeton", "XX")],
)
def test_countries_are_known_by_name(text, expected):
    assert values.country(text) == expected


def test_what_is_not_known_is_told():
    assert problem(values.language, "klingon") == Problem.UNKNOWN_LANGUAGE
    assert problem(values.country, "Atlantis") == Problem.UNKNOWN_COUNTRY
    assert problem(values.code, Gender, "gender", "sininen") == Problem.UNKNOWN_WORD
    assert problem(values.is_yes, "ehkä") == Problem.NOT_YES_OR_NO
    assert problem(values.year, "1899") == Problem.NOT_A_YEAR


@pytest.mark.django_db
def test_a_municipality_is_of_the_region_or_another_or_nearly_one(municipality, unit):
    words = RegisterWords(unit=unit, municipalities={"kuusela": municipality, "granby": municipality})

    assert words.municipality("GRANBY") == (municipality, MunicipalityKind.NAMED)
    assert words.municipality("Helsinki") == (None, MunicipalityKind.OTHER_FINNISH)
    assert words.municipality("ei kotikuntaa") == (None, MunicipalityKind.NONE)
    assert problem(words.municipality, "Kusela") == Problem.UNKNOWN_MUNICIPALITY


@pytest.mark.django_db
def test_a_name_that_is_exactly_another_municipality_s_is_no_slip_of_the_pen(unit):
    words = RegisterWords(unit=unit, municipalities={"pyhäjoki": unit.organization})

    assert words.municipality("Pyhäjärvi") == (None, MunicipalityKind.OTHER_FINNISH)
