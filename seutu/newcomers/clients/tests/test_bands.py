from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.languages import country_choices
from seutu.newcomers.clients.models.choices import AgeBand, CitizenshipGroup, YearsBand
from seutu.newcomers.clients.rules import bands

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, AgeBand.NOT_ASKED),
        (dt.date(2026, 3, 2), AgeBand.CHILD),
        (dt.date(2008, 3, 3), AgeBand.CHILD),
        (dt.date(2008, 3, 2), AgeBand.YOUNG),
        (dt.date(1996, 3, 3), AgeBand.YOUNG),
        (dt.date(1996, 3, 2), AgeBand.MIDDLE),
        (dt.date(1971, 3, 2), AgeBand.OLDER),
        (dt.date(1965, 3, 3), AgeBand.OLDER),
        (dt.date(1965, 3, 2), AgeBand.OLD),
        (1920, AgeBand.OLD),
        (2008, AgeBand.YOUNG),
        (2009, AgeBand.CHILD),
        (dt.date(2027, 1, 1), AgeBand.NOT_ASKED),
    ],
)
def test_an_age_falls_into_its_band_from_the_birthday_on(born, band):
    assert bands.age_band(born, DAY) == band


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    assert bands.age_band(dt.date(2008, 2, 29), dt.date(2026, 2, 28)) == AgeBand.CHILD
    assert bands.age_band(dt.date(2008, 2, 29), dt.date(2026, 3, 1)) == AgeBand.YOUNG


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (None, YearsBand.NOT_ASKED),
        (dt.date(2026, 3, 3), YearsBand.NOT_ASKED),
        (dt.date(2026, 3, 2), YearsBand.UNDER_1),
        (dt.date(2025, 3, 3), YearsBand.UNDER_1),
        (dt.date(2025, 3, 2), YearsBand.FROM_1_TO_3),
        (dt.date(2023, 3, 2), YearsBand.FROM_3_TO_5),
        (dt.date(2021, 3, 2), YearsBand.OVER_5),
    ],
)
def test_years_in_finland_fall_into_their_band_from_the_day_on(since, band):
    assert bands.years_band(since, DAY) == band


@pytest.mark.parametrize(
    ("codes", "group"),
    [
        ([], CitizenshipGroup.NOT_ASKED),
        (["FI"], CitizenshipGroup.FINLAND),
        (["SY", "FI"], CitizenshipGroup.FINLAND),
        (["SY", "SE"], CitizenshipGroup.EU_EFTA),
        (["UA"], CitizenshipGroup.UKRAINE),
        (["RU", "UA"], CitizenshipGroup.RUSSIA),
        (["TR"], CitizenshipGroup.WEST_ASIA),
        (["SO"], CitizenshipGroup.AFRICA),
        (["TH"], CitizenshipGroup.EAST_ASIA),
        (["GB"], CitizenshipGroup.OTHER_EUROPE),
        (["XX"], CitizenshipGroup.OTHER),
        (["BR"], CitizenshipGroup.OTHER),
    ],
)
def test_citizenships_fall_into_their_group(codes, group):
    assert bands.citizenship_group(codes) == group


def test_every_country_of_the_old_world_that_can_be_chosen_has_a_group_of_its_own():
    """Nobody from a neighbouring country is counted as "other" because a code was left out."""
    far = (
        "AG AI AQ AR AS AU AW BB BL BM BO BQ BR BS BV BZ CA CC CK CL CO CR CU CW CX DM DO EC FJ FK FM GD GF GL GP GS "
        "GT GU GY HM HN HT IO "
        "JM KI KN KY LC MF MH MP MQ MS MX NC NF NI NR NU NZ PA PE PF PG PM PN PR PW PY SB SJ SR SV "
        "SX TC TF TK TO TT TV UM US UY VC VE VG VI VU WF WS XX"
    )

    left = {code for code, _name in country_choices() if bands.citizenship_group([code]) == CitizenshipGroup.OTHER}

    assert left <= set(far.split())
