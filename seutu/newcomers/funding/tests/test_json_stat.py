from __future__ import annotations

import json
from typing import Any

import pytest

from seutu.newcomers.funding.rules.json_stat import NotStatistics, Why, read_json_stat
from seutu.newcomers.funding.rules.number_text import MOST_OCTETS, read_number_text
from seutu.newcomers.funding.tests.pxweb_double import json_stat

CODES = ["KU167", "KU276", "KU426"]


def read(table: Any) -> Any:
    return read_json_stat(json.dumps(table).encode())


def refused(table: Any) -> Why:
    with pytest.raises(NotStatistics) as error:
        read(table)
    return error.value.why


@pytest.mark.parametrize(
    "order", [("Alue", "Vuosi", "Tiedot"), ("Tiedot", "Vuosi", "Alue"), ("Vuosi", "Alue", "Tiedot")]
)
def test_the_order_of_dimensions_makes_no_difference(order):
    found = read(json_stat(dict(zip(CODES, (2300, 410, 310), strict=True)), order=order))

    assert (found.numbers, found.period) == ({"167": 2300, "276": 410, "426": 310}, "2021")


def test_values_may_be_sparse_and_indexes_lists():
    table = json_stat({"KU167": 2300, "KU426": None})
    table["value"] = {"0": 2300}
    table["dimension"]["Alue"]["category"]["index"] = ["KU167", "KU426"]

    found = read(table)

    assert (found.numbers, found.empty) == ({"167": 2300}, ["426"])


def test_codes_without_letters_and_the_whole_country_are_understood():
    table = json_stat({"SSS": 99, "167": 2300.0})

    assert read(table).numbers == {"167": 2300}


def test_a_dimension_of_ages_is_not_taken_for_municipalities():
    table = json_stat({"KU167": 2300})
    table["id"], table["size"] = ["Ikä", *table["id"]], [1, *table["size"]]
    table["dimension"]["Ikä"] = {"category": {"index": {"015": 0}}}

    assert read(table).numbers == {"167": 2300}


def test_several_values_for_a_municipality_are_refused_with_the_name_of_the_dimension():
    table = json_stat({"KU167": 1})
    table["dimension"]["Tiedot"]["category"]["index"] = {"vaesto": 0, "ulk": 1}
    table["size"][table["id"].index("Tiedot")] = 2
    table["value"] = [1, 2]

    with pytest.raises(NotStatistics, match="Tiedot"):
        read(table)


def _short(table):
    table["value"] = table["value"][:-1]


def _size(table):
    table["size"] = [1, 1, 9]


def _huge(table):
    table["size"] = [3, 10_000, 10_000]


def _no_area(table):
    table["dimension"]["Alue"]["category"]["index"] = {"MK12": 0, "SSS": 1, "MK11": 2}


def _half(table):
    table["value"][0] = 0.5


def _negative(table):
    table["value"][0] = -1


def _text(table):
    table["value"][0] = "2300"


def _old(table):
    del table["class"]


def _twice(table):
    table["dimension"]["Alue"]["category"]["index"] = {"KU167": 0, "167": 1, "KU426": 2}


def _no_sizes(table):
    del table["size"]


def _nothing(table):
    table["size"] = [0, 1, 1]


def _lengths(table):
    table["size"] = table["size"][:-1]


def _count(table):
    table["size"] = [2, 1, 1]


def _no_category(table):
    table["dimension"]["Alue"] = None


def _odd_index(table):
    table["dimension"]["Alue"]["category"]["index"] = "KU167"


def _sparse(table):
    table["value"] = {"7": 1}


def _index(table):
    table["dimension"]["Alue"]["category"]["index"] = {"KU167": 0, "KU276": 0, "KU426": 2}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (_short, Why.WRONG_SIZE),
        (_size, Why.WRONG_SIZE),
        (_huge, Why.TOO_LARGE),
        (_no_area, Why.NO_MUNICIPALITIES),
        (_half, Why.NOT_WHOLE),
        (_negative, Why.NOT_WHOLE),
        (_text, Why.NOT_WHOLE),
        (_old, Why.NOT_JSON_STAT),
        (_index, Why.WRONG_SIZE),
        (_twice, Why.TWICE),
        (_no_sizes, Why.WRONG_SIZE),
        (_lengths, Why.WRONG_SIZE),
        (_nothing, Why.WRONG_SIZE),
        (_count, Why.WRONG_SIZE),
        (_no_category, Why.NOT_JSON_STAT),
        (_odd_index, Why.NOT_JSON_STAT),
        (_sparse, Why.WRONG_SIZE),
    ],
)
def test_a_spoilt_table_is_refused_by_name(spoil, why):
    table = json_stat(dict.fromkeys(CODES, 5))
    spoil(table)

    assert refused(table) == why


@pytest.mark.parametrize("content", [b"<html>", b"", b"{", b"[" * 100_000, b"\xff\xfe"])
def test_what_is_no_json_is_refused(content):
    with pytest.raises(NotStatistics) as error:
        read_json_stat(content)
    assert error.value.why == Why.NOT_JSON


@pytest.mark.parametrize("table", [[], 5, {"value": []}, {"class": "dataset", "value": [], "dimension": []}])
def test_json_of_another_kind_is_refused(table):
    assert refused(table) == Why.NOT_JSON_STAT


@pytest.mark.parametrize(
    "text",
    [
        "Kunta;Luku\n167;2 300\n426;310\n",
        "KU167,2300\r\nKU426,310\r\n",
        "\ufeffkoodi\tnimi\tluku\n167\tJoensuu\t2300\n426\tLiperi\t310",
    ],
)
def test_numbers_are_read_from_plain_text(text):
    assert read_number_text(text.encode()).numbers == {"167": 2300, "426": 310}


def test_text_in_the_older_encoding_is_read():
    assert read_number_text("Määrä;x\n91;5\n".encode("cp1252")).numbers == {"091": 5}


@pytest.mark.parametrize(
    ("text", "why", "about"),
    [
        ("Joensuu;2300\n", Why.NO_MUNICIPALITIES, ""),
        ("167;2300\nJoensuu;1\n", Why.NOT_A_TABLE, "2"),
        ("167;2300\n167;1\n", Why.TWICE, "167"),
        ("167;paljon\n", Why.NOT_WHOLE, "1"),
        ("167;-5\n", Why.NOT_WHOLE, "1"),
        ("<html>", Why.NOT_A_TABLE, "1"),
        ("", Why.NO_MUNICIPALITIES, ""),
    ],
)
def test_a_spoilt_text_is_refused_with_its_line(text, why, about):
    with pytest.raises(NotStatistics) as error:
        read_number_text(text.encode())
    assert (error.value.why, error.value.about) == (why, about)


def test_a_dimension_of_one_value_may_be_without_an_index():
    table = json_stat({"KU167": 5})
    table["dimension"]["Tiedot"]["category"] = {"label": {"ulk": "Ulkomaan kansalaiset"}}
    del table["role"]

    assert (read(table).numbers, read(table).period) == ({"167": 5}, "2021")


def test_a_table_without_a_time_has_no_period():
    table = json_stat({"KU167": 5})
    table["id"][1], table["role"] = "Ajankohta", {}
    table["dimension"]["Ajankohta"] = table["dimension"].pop("Vuosi")

    assert read(table).period == ""


def test_a_text_that_is_too_long_or_has_endless_cells_is_refused():
    for content, why in ((b"1" * (MOST_OCTETS + 1), Why.TOO_LARGE), (b'167;"' + b"x" * 200_000, Why.NOT_A_TABLE)):
        with pytest.raises(NotStatistics) as error:
            read_number_text(content)
        assert error.value.why == why
