from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.core.personal_id import CENTURIES, CHECK_CHARACTERS, Found, contains, find

SIGNS = {century: [sign for sign in CENTURIES if CENTURIES[sign] == century] for century in (1800, 1900, 2000)}
REAL = Path(__file__).resolve().parents[5] / "shared" / "real"


def code_of(born: dt.date, sign: str, number: int) -> str:
    """The code of nobody: numbers from 900 are never given for life."""
    digits = f"{born:%d%m}{born.year % 100:02}{number:03}"
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK_CHARACTERS[int(digits) % 31]}"


@st.composite
def codes(draw: st.DrawFn) -> str:
    born = draw(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)))
    sign = draw(st.sampled_from(SIGNS[born.year // 100 * 100]))
    return code_of(born, sign, draw(st.integers(2, 999)))


BEFORE = st.sampled_from(["", "Esitän ", "\n", "(", ";", "Hetu: ", "\t", "”", "\u00a0", "/", "3.", "§ 3 "])
AFTER = st.sampled_from(["", " on", "\n", ")", ",", ";", ".", "”", "\u00a0", "/", "–", ", 50", "."])
CODE = code_of(dt.date(1952, 10, 13), "-", 908)
NEW = code_of(dt.date(2004, 2, 29), "B", 908)


@given(codes(), BEFORE, AFTER)
def test_every_code_is_found_wherever_it_stands(code, before, after):
    text = f"{before}{code}{after}"

    places = find(text)

    assert [text[place.start : place.end] for place in places] == [code]
    assert contains(text)


@given(codes(), st.sampled_from(CHECK_CHARACTERS))
def test_a_wrong_check_character_makes_it_no_code(code, check):
    assert contains(code[:-1] + check) == (check == code[-1])


@given(codes(), st.sampled_from("-+ABCDEFUVWXY"))
def test_a_sign_of_another_century_is_a_code_only_when_that_day_was(code, sign):
    year = CENTURIES[sign] + int(code[4:6])
    is_leap_day = code[:4] == "2902"
    has_that_day = not is_leap_day or (year % 4 == 0 and year % 100 != 0) or year % 400 == 0

    assert contains(code[:6] + sign + code[7:]) == has_that_day


@given(codes(), st.sampled_from(["\u00ad", "\u200b", "\u2060", "\ufeff"]), st.integers(1, 10))
def test_invisible_signs_inside_hide_nothing(code, unseen, place):
    assert contains(f"Nimi {code[:place]}{unseen}{code[place:]} ja")


@given(codes(), st.sampled_from([" ", "\n", "\r\n", "\u00a0", " \n  ", "\u00ad\n", "\u202f"]), st.sampled_from([6, 7]))
def test_spaces_and_line_breaks_around_the_sign_hide_nothing(code, gap, place):
    assert contains(f"Nimi {code[:place]}{gap}{code[place:]} ja")


@pytest.mark.parametrize("dash", "\u00ad‐‑‒–—―−﹣－")
def test_any_dash_stands_for_the_hyphen(dash):
    assert contains(f"{CODE[:6]}{dash}{CODE[7:]}")
    assert contains(f"{CODE[:6]} {dash}\n{CODE[7:]}")


@pytest.mark.parametrize(
    "written",
    [
        CODE.lower(),
        NEW.lower(),
        f"{CODE[:2]} {CODE[2:4]} {CODE[4:]}",
        " ".join(CODE),
        f"{CODE[:10]} {CODE[10]}",
        f"hetu{CODE}",
        f"henkilötunnus:{NEW}.",
        f"<td>{NEW}</td>",
        f"1.1.1990/{CODE}",
        f"{CODE}/{NEW}",
    ],
)
def test_a_code_is_found_however_it_was_written(written):
    assert contains(written)


def test_all_codes_of_a_text_are_found_and_the_answer_does_not_hold_them():
    text = f"A {CODE}, B {NEW}\nC {CODE}"

    places = find(text)

    assert [text[place.start : place.end] for place in places] == [CODE, NEW, CODE]
    assert CODE[:6] not in repr(places)
    assert places[0] == Found(2, 13)


def numbers_like(code: str) -> list[str]:
    """Numbers of other kinds that hold ``code``."""
    return [
        f"1{code}",
        f"{code}1",
        f"FI{code}",
        f"{code}-1",
        f"91-{code}",
        f"{code}A",
        f"D{code}",
        f"_{code}",
        f"+358{code}",
        code.replace("-", ""),
        f"{code[:6]}/{code[7:]}",
        f"{code[:6]} {code[7:]}",
        f"{code[:6]}.{code[7:]}",
    ]


@pytest.mark.parametrize("text", numbers_like(code_of(dt.date(1952, 10, 13), "-", 911)))
def test_a_longer_number_that_holds_a_code_is_not_one(text):
    assert not contains(text)


@pytest.mark.parametrize(
    "text",
    [
        "FI21 1234 5600 0007 85",
        "FI2112345600000785",
        "LAP/123/00.01.02/2024",
        "408-401-12-345",
        "40840100120345",
        "puh. 040 123 4567, +358 50 123 4567, (06) 438 4111",
        "Y-tunnus 1234567-1",
        "13.10.1952-31.12.2024",
        "311299-9999",
        "320152-9087",
        "131352-9087",
        "131052-000X",
        "13.10.2024 klo 10.00–12.30",
        "131 052,50 -308,40",
        "a131052a908b",
        "3f131052b9087c",
        "",
    ],
)
def test_other_numbers_are_not_codes(text):
    assert not contains(text)


def test_an_amount_below_zero_beside_another_number_is_not_a_code():
    digit = next(number for number in range(900, 999) if code_of(dt.date(1952, 10, 13), "-", number)[-1].isdigit())
    code = code_of(dt.date(1952, 10, 13), "-", digit)

    assert contains(f"{code[:6]} {code[6:]}")
    assert not contains(f"{code[:6]} {code[6:]},50")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["131052 ", "1", "131052-\u00ad", "13 10 52", "131052" + " " * 20, "\u00ad1", "0 1 "])
def test_a_text_made_to_be_slow_is_read_fast(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()

    assert not contains(text)

    assert time.process_time() - began < 5


@pytest.mark.slow
@pytest.mark.real
def test_published_minutes_have_hardly_anything_that_looks_like_a_code(record_property):
    if not REAL.is_dir():
        pytest.skip("the real documents are not there: ../shared/real")
    texts = [path.read_text(errors="replace") for path in sorted(REAL.rglob("*")) if path.suffix in {".md", ".txt"}]

    found = [len(find(text)) for text in texts]

    record_property("documents", len(texts))
    record_property("characters", sum(map(len, texts)))
    record_property("places", sum(found))
    assert texts
    assert sum(found) <= 2
