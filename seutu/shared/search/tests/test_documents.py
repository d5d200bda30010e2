from __future__ import annotations

import datetime as dt
import json

from seutu.shared.core import clock
from seutu.shared.search.engine import schema
from seutu.shared.search.engine.document import DAY_SHIFT, SECOND_SHIFT, written
from seutu.shared.search.tests.shelf import document


def test_a_key_with_a_space_is_one_term() -> None:
    assert schema.terms(["16 §", "a\tb", "asia"]) == "16\u00a0§ a\u00a0b asia"
    assert schema.term("16 §") == "16\u00a0§"
    assert schema.terms([]) == ""


def test_the_context_is_looked_in_and_weighs_nothing() -> None:
    told = json.loads(written("sample", 7, document("Asia", context="Kirjasto-auto")))

    assert told["any"].split() == ["asia", "kirjastoauto", "kirjasto", "auto"]
    assert told["word"].split() == ["asia"]
    assert told["form"] == ["asia", "kirjasto-auto"]


def test_records_of_a_day_have_an_order_of_their_own() -> None:
    told = json.loads(written("sample", 7, document(day=dt.date(2026, 3, 2))))

    assert told["newest"] >> DAY_SHIFT == told["day"] == dt.date(2026, 3, 2).toordinal()
    assert told["key"] == "sample:7"


def test_records_of_an_instant_have_an_order_of_their_own() -> None:
    instant = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
    codes = [json.loads(written("sample", pk, document(published_at=instant)))["published"] for pk in (7, 8, 2**62)]

    assert codes[0] < codes[1]
    assert {code >> SECOND_SHIFT for code in codes} == {int(instant.timestamp())}
    assert all(code < 2**63 for code in codes)


def test_what_does_not_say_when_it_became_public_did_so_as_its_day_began() -> None:
    day = dt.date(2026, 3, 2)
    silent, telling = (
        json.loads(written("sample", 7, document(day=day, **more)))
        for more in ({}, {"published_at": clock.start_of(day)})
    )

    assert silent == telling


def test_no_group_is_no_number_of_a_group() -> None:
    codes = [json.loads(written("sample", 7, document(group=group)))["group_code"] for group in ("", "a", "a", "b")]

    assert codes[0] == 0
    assert codes[1] == codes[2] != codes[3]
    assert all(0 <= code < 2**63 for code in codes)
