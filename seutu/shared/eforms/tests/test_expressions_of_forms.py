"""What a form does with the expressions of its fields: their order, and their names when they change."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.eforms.expressions import Circle, evaluate, order, parse, rename
from seutu.shared.eforms.expressions.functions import FUNCTIONS

COMPUTED = {
    "total": parse("${sum} * ${rate}"),
    "sum": parse("${a} + ${b}"),
    "rate": parse("if(${member}, 1, 2)"),
    "a": parse("${b} + 1"),
    "b": parse("${typed}"),
}


def test_computed_fields_come_after_what_they_need() -> None:
    found = order(COMPUTED)

    assert sorted(found) == sorted(COMPUTED)
    for name in found:
        needed = COMPUTED[name].names & COMPUTED.keys()
        assert all(found.index(each) < found.index(name) for each in needed)


def test_the_order_is_the_same_in_every_process() -> None:
    script = (
        "from seutu.shared.eforms.expressions import order, parse;"
        "print(order({'t': parse('${x}+${y}+${z}'), 'x': parse('1'), 'y': parse('2'), 'z': parse('3')}))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }

    assert len(runs) == 1


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"a": "${a}"}, ("a",)),
        ({"a": "${b}", "b": "${a}"}, ("a", "b")),
        ({"x": "${a}", "a": "${b}", "b": "${c}", "c": "${a} + 1"}, ("a", "b", "c")),
    ],
)
def test_a_circle_is_named(sources: dict[str, str], circle: tuple[str, ...]) -> None:
    with pytest.raises(Circle) as caught:
        order({name: parse(source) for name, source in sources.items()})

    names = caught.value.names
    assert sorted(names) == sorted(circle)
    for name, needed in zip(names, (*names[1:], names[0]), strict=True):
        assert f"${{{needed}}}" in sources[name]


def test_a_long_chain_of_fields_is_put_in_order() -> None:
    chain = {f"f{number}": parse(f"${{f{number + 1}}}") for number in range(5_000)}

    assert order(chain)[-1] == "f0"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${age} > 17 and ${age_2} = ${age}", "${years} > 17 and ${age_2} = ${years}"),
        ("${ age }", "${years}"),
        ("${\u200bage}", "${years}"),
        ("concat('${age}', \"${age}\", ${age})", "concat('${age}', \"${age}\", ${years})"),
        ("${Age} + age + $age", "${Age} + age + $age"),
        ("${age} = 'unfinished", "${years} = 'unfinished"),
        ("${age}", "${years}"),
        ("", ""),
    ],
)
def test_a_field_is_renamed_where_it_is_meant(source: str, expected: str) -> None:
    assert rename(source, "age", "years") == expected


@given(st.text("${}'\" age", max_size=40))
def test_renaming_there_and_back_changes_no_meaning(source: str) -> None:
    there = rename(source, "age", "something_new")

    assert rename(there, "something_new", "age") == rename(source, "age", "age")


GUIDE = Path(__file__).resolve().parents[4] / "docs" / "eform-expressions.md"
EXAMPLES = re.findall(r"^\| [^`|]+ \|(?: [^`|]+ \|)? `([^`]+)` \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_guide_are_expressions(example: str) -> None:
    evaluate(parse(example), value_of={}.__getitem__, today=dt.date(2026, 11, 28))


def test_the_guide_has_every_function_and_enough_examples() -> None:
    guide = GUIDE.read_text(encoding="utf-8")

    assert len(EXAMPLES) >= 14
    assert [name for name in FUNCTIONS if f"`{name}(" not in guide] == []


@pytest.mark.parametrize(
    ("example", "fits", "does_not"),
    [
        (r"regex(., '^\+[0-9 ]{6,20}$')", "+358 40 123 4567", "040 123 4567"),
        (r"regex(., '^[0-9]{1,5}/20[0-9]{2}$')", "157/2026", "157/26"),
        ("not(selected(., 'none')) or count-selected(.) = 1", ("none",), ("none", "other")),
        ("count-selected(.) <= 3", ("a", "b", "c"), ("a", "b", "c", "d")),
        (". <= today()", dt.date(2026, 11, 28), dt.date(2026, 11, 29)),
    ],
)
def test_the_examples_of_the_guide_do_what_it_says(example: str, fits: object, does_not: object) -> None:
    expression = parse(example)

    assert example in EXAMPLES
    assert evaluate(expression, value_of={}.__getitem__, this=fits, today=dt.date(2026, 11, 28)) is True
    assert evaluate(expression, value_of={}.__getitem__, this=does_not, today=dt.date(2026, 11, 28)) is False
