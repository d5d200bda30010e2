"""Expressions hold against whatever is written and answered: nothing raises, nothing grows, nothing is by chance."""

from __future__ import annotations

import datetime as dt
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seutu.shared.eforms.expressions import BadExpression, evaluate, is_true, parse
from seutu.shared.eforms.expressions.functions import FUNCTIONS
from seutu.shared.eforms.expressions.lexing import pieces
from seutu.shared.eforms.expressions.parsing import DEEPEST, LONGEST_SOURCE
from seutu.shared.eforms.expressions.patterns import compiled
from seutu.shared.eforms.expressions.values import LONGEST_TEXT

TODAY = dt.date(2026, 11, 28)
NAMES = ("a", "b-c", "d.e", "ä")
OPERATORS = ("or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")
SCRAPS = st.sampled_from(
    [
        *FUNCTIONS,
        *OPERATORS,
        *"().,'\"${}[]/;!‘\u00a0\u200b",
        "${a}",
        "${b-c}",
        "'x'",
        "1",
        "0.5",
        "9" * 320,
        "today()",
        " ",
    ]
)

singles = st.one_of(
    st.none(),
    st.text(st.characters(), max_size=12),
    st.integers(),
    st.integers(min_value=10**300, max_value=10**320),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.decimals(),
    st.sampled_from(["2026-11-28", "0000-00-00", "1,5", "-.5", "9" * 399, "true", "false", "\ud800", "(", "a*"]),
    st.lists(st.text(max_size=3), max_size=3).map(tuple),
    st.just(object()),
)
values = st.one_of(singles, st.lists(st.one_of(singles, st.lists(singles, max_size=2)), max_size=4))
answers = st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, values))

leaves = st.one_of(
    st.sampled_from(NAMES).map("${{{}}}".format),
    st.sampled_from(
        [".", "today()", "true()", "false()", "''", "' '", "0", "1", "2.5", ".5", "1e", "99999999999999999999"]
    ).filter(lambda leaf: leaf != "1e"),
    st.text("abc (){}*+?^$\\123-", max_size=6).map("'{}'".format),
    st.sampled_from(NAMES).map("count(${{{}}})".format),
    st.sampled_from(NAMES).map("sum(${{{}}})".format),
)


def _calls(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    usual = [(name, each) for name, each in FUNCTIONS.items() if not each.takes_name and name != "regex"]
    return st.one_of(
        *(
            st.lists(parts, min_size=each.least, max_size=min(each.most, 4)).map(
                lambda inside, name=name: f"{name}({', '.join(inside)})"
            )
            for name, each in usual
        ),
        # The parentheses keep a bad pattern for the evaluation.
        st.tuples(parts, parts).map(lambda pair: f"regex({pair[0]}, ({pair[1]}))"),
    )


def _larger(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(parts, st.sampled_from(OPERATORS), parts).map(" ".join),
        parts.map("-{}".format),
        parts.map("({})".format),
        _calls(parts),
    )


sources = st.recursive(leaves, _larger, max_leaves=25)


def refusal(source: str) -> BadExpression | None:
    try:
        parse(source)
    except BadExpression as error:
        return error
    return None


@given(st.one_of(st.text(max_size=60), st.lists(SCRAPS, max_size=25).map("".join), st.lists(SCRAPS).map(" ".join)))
@example("regex(., '\ud800')")
@example("regex(,'x')")
@example("regex('x')")
def test_any_text_is_an_expression_or_refused_with_words(source: str) -> None:
    error = refusal(source)

    if error is None:
        assert parse(source).source == source
    else:
        assert error.message
        assert 0 <= error.position <= len(source)


@given(sources, answers, singles)
def test_whatever_can_be_written_can_be_evaluated_with_any_answers(
    source: str, given_answers: dict[str, object], this: object
) -> None:
    expression = parse(source)

    first = evaluate(expression, value_of=given_answers.__getitem__, this=this, today=TODAY)
    again = evaluate(parse(source), value_of=given_answers.__getitem__, this=this, today=TODAY)

    assert first == again
    assert type(first) is type(again)
    assert isinstance(first, str | int | float | dt.date | tuple)
    assert first == first  # noqa: PLR0124  (NaN is not)
    assert isinstance(is_true(expression, value_of=given_answers.__getitem__, this=this, today=TODAY), bool)


@given(sources)
def test_the_pieces_of_a_source_stand_where_they_say(source: str) -> None:
    for piece in pieces(source):
        assert piece.word in source[piece.position :]


@pytest.mark.parametrize(
    "level", ["{}", "1 or 1 and 1 = 1 < 1 + 1 * {}", "concat(1 or 1 and 1 = 1 < 1 + 1 * {})", "-{}"]
)
def test_the_deepest_expression_leaves_room_on_the_stack(level: str) -> None:
    source = "1"
    for _ in range(DEEPEST):
        source = level.format(f"({source})" if "concat" not in level else source)

    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(_frames() + 600)
    try:
        evaluate(parse(source), value_of=str, today=TODAY)
    finally:
        sys.setrecursionlimit(limit)


def _frames() -> int:
    frame, count = sys._getframe(), 0
    while frame.f_back:
        frame, count = frame.f_back, count + 1
    return count


def test_long_rows_are_no_deep_ones() -> None:
    longest = "1" + "+1" * 900

    assert evaluate(parse(longest), value_of=str, today=TODAY) == 901
    assert evaluate(parse("0 or " * 790 + "1"), value_of=str, today=TODAY) is True


def test_joining_long_answers_ends_at_a_limit() -> None:
    source = f"concat({','.join(['${a}'] * 500)})"

    joined = evaluate(parse(source), value_of=lambda _name: "ä" * 20_000, today=TODAY)

    assert joined == "ä" * LONGEST_TEXT


def test_a_repeat_of_many_rounds_is_joined_and_compared_within_limits() -> None:
    rounds = ["x" * 100] * 5_000

    assert len(str(evaluate(parse("concat(${a}, ${a})"), value_of=lambda _name: rounds, today=TODAY))) == LONGEST_TEXT
    assert evaluate(parse("${a} = ''"), value_of=lambda _name: rounds, today=TODAY) is False
    assert evaluate(parse("${a} != ${b}"), value_of=lambda _name: rounds, today=TODAY) is False


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|aa)+$", "(a+)+c", "(.*)*x", "a{0,900}a{0,900}b"])
def test_patterns_that_hang_elsewhere_are_answered(pattern: str) -> None:
    assert evaluate(parse(f"regex(., '{pattern}')"), value_of=str, this="a" * 30_000 + "!", today=TODAY) is False


def test_a_text_longer_than_any_answer_matches_no_pattern() -> None:
    assert evaluate(parse("regex(., '.*')"), value_of=str, this="a" * 40_000, today=TODAY) is False


def test_a_bad_pattern_writes_nothing_past_the_log(capfd: pytest.CaptureFixture[str]) -> None:
    evaluate(parse("regex('a', .)"), value_of=str, this="(secret", today=TODAY)

    assert capfd.readouterr() == ("", "")


def test_what_is_remembered_of_patterns_has_an_end() -> None:
    assert compiled.cache_info().maxsize == 256


@pytest.mark.parametrize("number", ["9" * 300, "0." + "0" * 300 + "1"])
def test_huge_numbers_never_become_infinite(number: str) -> None:
    squared = evaluate(parse(f"{number} * {number}"), value_of=str, today=TODAY)
    rounded = evaluate(
        parse(f"round({number}, 30) + int({number}) + string-length({number})"), value_of=str, today=TODAY
    )

    assert squared in ("", 0)
    assert rounded not in (float("inf"), None)


def test_the_source_may_be_as_long_as_the_limit_says() -> None:
    assert parse("'" + "a" * (LONGEST_SOURCE - 2) + "'")
