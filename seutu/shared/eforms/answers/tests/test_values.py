"""What people type, in any script, becomes one clean value or one named fault."""

from __future__ import annotations

import pytest

from seutu.shared.eforms.answers.tests.specs import asked
from seutu.shared.eforms.answers.values import Fault, Lists, read
from seutu.shared.eforms.spec.items import FieldKind

LISTS = Lists(municipalities={"167": "Joensuu"}, languages={"ar"}, countries={"SY"}, files={"k1", "k2", "k3"})
RLO, RLM, ZWJ = "\u202e", "\u200f", "\u200d"


def _read(kind: FieldKind, *typed: str, offered: tuple[str, ...] = (), **more: object) -> object:
    return read(asked("x", kind, **more), typed, offered, LISTS)


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        (FieldKind.TEXT, "  Aino \x00\x07 Esimerkki\n", "Aino Esimerkki"),
        (FieldKind.TEXT, f"a{RLO}b", "ab"),
        (FieldKind.TEXT, "a\u0308iti", "äiti"),
        (FieldKind.TEXT, "👩\u200d👩\u200d👧 z̷̡", "👩\u200d👩\u200d👧 z̷̡"),
        (FieldKind.TEXT, f"{ZWJ}", f"{ZWJ}"),
        (FieldKind.LONG_TEXT, "yksi\r\nkaksi\u2028kolme", "yksi\nkaksi\nkolme"),
        (FieldKind.INTEGER, "١٢٣", 123),
        (FieldKind.INTEGER, "۱۲۳", 123),
        (FieldKind.INTEGER, "1\u00a0234", 1234),
        (FieldKind.INTEGER, "\u22125", -5),
        (FieldKind.NUMBER, "2,5", 2.5),
        (FieldKind.NUMBER, "2.50", 2.5),
        (FieldKind.NUMBER, "1.234,50", 1234.5),
        (FieldKind.NUMBER, "٢٫٥", 2.5),
        (FieldKind.NUMBER, "7,0", 7),
        (FieldKind.DATE, "1.3.2024", "2024-03-01"),
        (FieldKind.DATE, "1. 3. 2024", "2024-03-01"),
        (FieldKind.DATE, "٠١/٠٣/٢٠٢٤", "2024-03-01"),
        (FieldKind.DATE, f"{RLM}2024-03-01", "2024-03-01"),
        (FieldKind.YEAR, "۱۹۸۴", 1984),
        (FieldKind.PHONE, "040 123 4567", "0401234567"),
        (FieldKind.PHONE, "(+358) 40-123 4567", "+358401234567"),
        (FieldKind.PHONE, "\u202a+358\u202c ٤٠١٢٣٤٥٦٧", "+358401234567"),
        (FieldKind.PHONE, "00358401234567", "+358401234567"),
        (FieldKind.EMAIL, f" {RLM}aino@esimerkki.fi ", "aino@esimerkki.fi"),
        (FieldKind.IDENTITY_CODE, "131052\u2013308t", "131052-308T"),
        (FieldKind.MUNICIPALITY, "167", "167"),
        (FieldKind.LANGUAGE, "ar", "ar"),
        (FieldKind.COUNTRY, "SY", "SY"),
        (FieldKind.CONSENT, "yes", True),
        (FieldKind.SIGNATURE, "Aino Esimerkki", "Aino Esimerkki"),
    ],
)
def test_what_is_typed_becomes_a_clean_value(kind, typed, answer):
    assert _read(kind, typed) == answer


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        (FieldKind.TEXT, "a" * 1001, Fault.TOO_LONG),
        (FieldKind.LONG_TEXT, "a" * 10_001, Fault.TOO_LONG),
        (FieldKind.LONG_TEXT, "a" * 1_000_000, Fault.TOO_LONG),
        (FieldKind.INTEGER, "2,5", Fault.NOT_WHOLE),
        (FieldKind.INTEGER, "kaksi", Fault.NOT_NUMBER),
        (FieldKind.NUMBER, "1e9", Fault.NOT_NUMBER),
        (FieldKind.NUMBER, "9" * 400, Fault.NOT_NUMBER),
        (FieldKind.NUMBER, "²", Fault.NOT_NUMBER),
        (FieldKind.DATE, "30.2.2024", Fault.NOT_DATE),
        (FieldKind.DATE, "1.3.24", Fault.NOT_DATE),
        (FieldKind.DATE, "0001-01-01", Fault.NOT_DATE),
        (FieldKind.YEAR, "84", Fault.NOT_YEAR),
        (FieldKind.PHONE, "040", Fault.NOT_PHONE),
        (FieldKind.PHONE, "+", Fault.NOT_PHONE),
        (FieldKind.EMAIL, "aino@", Fault.NOT_EMAIL),
        (FieldKind.EMAIL, "a@b.fi,c@d.fi", Fault.NOT_EMAIL),
        (FieldKind.IDENTITY_CODE, "131052-308U", Fault.NOT_IDENTITY_CODE),
        (FieldKind.MUNICIPALITY, "000", Fault.NOT_OFFERED),
        (FieldKind.COUNTRY, "EU", Fault.NOT_OFFERED),
    ],
)
def test_a_fault_is_named(kind, typed, fault):
    assert _read(kind, typed) is fault


@pytest.mark.parametrize("kind", list(FieldKind))
@pytest.mark.parametrize("typed", [[], [""], ["   "], [RLM], ["\x00"]])
def test_nothing_typed_is_no_answer(kind, typed):
    found = read(asked("x", kind), typed, (), LISTS)

    assert found in {None, RLM} or isinstance(found, Fault)
    assert typed != [""] or found is None


def test_several_choices_come_once_each_and_in_the_order_of_the_form():
    assert _read(FieldKind.MANY, "b", "a", "b", offered=("a", "b", "c")) == ["a", "b"]
    assert _read(FieldKind.MANY, "b", "z", offered=("a", "b")) is Fault.NOT_OFFERED


def test_files_are_those_that_were_attached_and_no_more_than_may_be():
    assert _read(FieldKind.FILE, "k1", "somebody-elses", "k1", most=2) == ["k1"]
    assert _read(FieldKind.FILE, "k1", "k2", "k3", most=2) is Fault.TOO_MANY_FILES


def test_a_field_may_set_a_limit_of_its_own():
    assert _read(FieldKind.TEXT, "abc", most=2) is Fault.TOO_LONG
    assert _read(FieldKind.TEXT, "ab", most=2) == "ab"
