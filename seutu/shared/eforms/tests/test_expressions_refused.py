"""What is no expression of ours is refused by name, at its place, in words for the maker of the form."""

from __future__ import annotations

import pytest
from django.utils import translation

from seutu.shared.eforms.expressions import BadExpression, Reason, parse


def refusal(source: str) -> BadExpression:
    with pytest.raises(BadExpression) as caught:
        parse(source)
    return caught.value


@pytest.mark.parametrize(
    ("source", "reason", "word", "position", "instead"),
    [
        ("", Reason.EMPTY, "", 0, ""),
        (" \u00a0\u200b ", Reason.EMPTY, "", 0, ""),
        ("1 + now()", Reason.UNKNOWN_FUNCTION, "now", 4, "today()"),
        ("pulldata('a', 'b', 'c', 'd')", Reason.UNKNOWN_FUNCTION, "pulldata", 0, ""),
        ("jr:choice-name(${a}, '${a}')", Reason.UNKNOWN_FUNCTION, "jr:choice-name", 0, ""),
        ("instance('x')/lists/item", Reason.UNKNOWN_FUNCTION, "instance", 0, ""),
        ("If(1, 2, 3)", Reason.UNKNOWN_FUNCTION, "If", 0, "if(…, …, …)"),
        ("string_length(.)", Reason.UNKNOWN_FUNCTION, "string_length", 0, "string-length(${name})"),
        ("__import__('os')", Reason.UNKNOWN_FUNCTION, "__import__", 0, ""),
        ("and(1)", Reason.UNKNOWN_FUNCTION, "and", 0, ""),
        ("age > 18", Reason.UNKNOWN_WORD, "age", 0, ""),
        ("${a} AND ${b}", Reason.UNKNOWN_WORD, "AND", 5, "and"),
        ("not ${a}", Reason.UNKNOWN_WORD, "not", 0, "not(…)"),
        ("5 div-1", Reason.UNKNOWN_WORD, "div-1", 2, "div -"),
        ("1e5", Reason.UNKNOWN_WORD, "e5", 1, ""),
        ("${a} == 1", Reason.UNKNOWN_SIGN, "==", 5, "="),
        ("${a} <> 1", Reason.UNKNOWN_SIGN, "<>", 5, "!="),
        ("${a} ≥ 1", Reason.UNKNOWN_SIGN, "≥", 5, ">="),
        ("${a} – 1", Reason.UNKNOWN_SIGN, "–", 5, "-"),
        ("${a} && ${b}", Reason.UNKNOWN_SIGN, "&&", 5, "and"),
        ("!${a}", Reason.UNKNOWN_SIGN, "!", 0, "not(…)"),
        ("if(${a}; 1; 2)", Reason.UNKNOWN_SIGN, ";", 7, ","),
        ("${a} / 2", Reason.UNKNOWN_SIGN, "/", 5, "div"),
        ("/data/a", Reason.UNKNOWN_SIGN, "/", 0, "${name}"),
        ("../a", Reason.UNKNOWN_SIGN, "..", 0, "${name}"),
        ("count(${a}[1])", Reason.NEEDS_NAME, "count", 0, "count(${name})"),
        ("${a}[1]", Reason.UNKNOWN_SIGN, "[", 4, ""),
        ("1 \\ 2", Reason.UNKNOWN_SIGN, "\\", 2, ""),
        ("1 \x00", Reason.UNKNOWN_SIGN, "\x00", 2, ""),
        ("😀", Reason.UNKNOWN_SIGN, "😀", 0, ""),
        ("${a} = ‘x’", Reason.TYPOGRAPHIC_QUOTE, "‘", 7, ""),
        ("${a} = ”x”", Reason.TYPOGRAPHIC_QUOTE, "”", 7, ""),
        ("\u200b${a} =\u200b “x”", Reason.TYPOGRAPHIC_QUOTE, "“", 9, ""),
        ("${a} = 'x", Reason.UNCLOSED_TEXT, "'x", 7, ""),
        ("${a} = 'it's'", Reason.UNCLOSED_TEXT, "'", 12, ""),
        ("${}", Reason.BAD_NAME, "${}", 0, ""),
        ("${1a}", Reason.BAD_NAME, "${1a}", 0, ""),
        ("${last-saved#a}", Reason.BAD_NAME, "${last-saved#a}", 0, ""),
        ("1 + ${a + 1", Reason.BAD_NAME, "${a", 4, ""),
        ("$a", Reason.BAD_NAME, "$a", 0, ""),
        ("9" * 400, Reason.NUMBER_TOO_LARGE, "9" * 39 + "…", 0, ""),
        ("1 2", Reason.UNEXPECTED, "2", 2, ""),
        ("${a} ${b}", Reason.UNEXPECTED, "${b}", 5, ""),
        ("1 'x'", Reason.UNEXPECTED, "'x'", 2, ""),
        ("* 2", Reason.UNEXPECTED, "*", 0, ""),
        ("1 + * 2", Reason.UNEXPECTED, "*", 4, ""),
        ("or 1", Reason.UNEXPECTED, "or", 0, ""),
        ("1)", Reason.UNEXPECTED, ")", 1, ""),
        ("()", Reason.UNEXPECTED, ")", 1, ""),
        ("concat(1,)", Reason.UNEXPECTED, ")", 9, ""),
        ("1, 2", Reason.UNEXPECTED, ",", 1, ""),
        ("1.2.3", Reason.UNEXPECTED, ".3", 3, ""),
        ("1 +", Reason.ENDS_EARLY, "", 3, ""),
        ("${a} and ", Reason.ENDS_EARLY, "", 9, ""),
        ("(1 + 2", Reason.UNCLOSED_PARENTHESIS, "(", 0, ""),
        ("1 + today(", Reason.ENDS_EARLY, "", 10, ""),
        ("1 + concat('a'", Reason.UNCLOSED_PARENTHESIS, "(", 10, ""),
        ("today(1)", Reason.WRONG_ARGUMENTS, "today", 0, "today()"),
        ("selected(${a})", Reason.WRONG_ARGUMENTS, "selected", 0, "selected(${name}, '…')"),
        ("coalesce(1, 2, 3)", Reason.WRONG_ARGUMENTS, "coalesce", 0, "coalesce(${name}, …)"),
        ("concat()", Reason.WRONG_ARGUMENTS, "concat", 0, "concat(${name}, …)"),
        ("string-length()", Reason.WRONG_ARGUMENTS, "string-length", 0, "string-length(${name})"),
        ("count(1)", Reason.NEEDS_NAME, "count", 0, "count(${name})"),
        ("count(${a}, ${b})", Reason.NEEDS_NAME, "count", 0, "count(${name})"),
        ("sum(${a} * 2)", Reason.NEEDS_NAME, "sum", 0, "sum(${name})"),
        ("sum(", Reason.NEEDS_NAME, "sum", 0, "sum(${name})"),
        ("regex(., '(a)\\1')", Reason.BAD_PATTERN, "(a)\\1", 9, ""),
        ("regex(., '(?=a)b')", Reason.BAD_PATTERN, "(?=a)b", 9, ""),
        ("regex(., '(')", Reason.BAD_PATTERN, "(", 9, ""),
        ("regex(., '((a{100}){100}){100}')", Reason.BAD_PATTERN, "((a{100}){100}){100}", 9, ""),
        ("regex(., '\ud800')", Reason.BAD_PATTERN, "\ud800", 9, ""),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    source: str, reason: Reason, word: str, position: int, instead: str
) -> None:
    error = refusal(source)

    assert (error.reason, error.word, error.position, error.instead) == (reason, word, position, instead)


def test_the_message_says_what_where_and_what_to_write() -> None:
    error = refusal("1 + now()")

    with translation.override("en"):
        assert error.message == "The function now() at character 5 is not known here. Write this instead: today()"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_reason_has_words_in_the_language_of_the_reader(language: str) -> None:
    for reason in Reason:
        error = BadExpression(reason, "100 %(word)s", 2, instead="{instead}")
        with translation.override("en"):
            in_english = error.message

        with translation.override(language):
            assert error.message != in_english
            assert "{instead}" in error.message


def test_the_text_of_an_expression_is_not_in_the_text_of_the_error() -> None:
    assert str(refusal("${a} = 'Aino' Virtanen")) == "unknown_word at 14"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("(" * 10_000 + "1" + ")" * 10_000, Reason.TOO_LONG),
        ("(" * 1_500 + "1" + ")" * 1_500, Reason.TOO_DEEP),
        ("not(" * 600 + "1" + ")" * 600, Reason.TOO_DEEP),
        ("count(" * 600, Reason.NEEDS_NAME),
        ("(" * 3_999, Reason.TOO_DEEP),
        ("1+" * 1_900 + "1", Reason.TOO_MANY_PARTS),
        ("1 or " * 799 + "1 or", Reason.ENDS_EARLY),
        ("concat(" + "1," * 1_500 + "1)", Reason.TOO_MANY_PARTS),
        ("'" * 3_999, Reason.UNCLOSED_TEXT),
        ("-" * 4_000, Reason.ENDS_EARLY),
        ("${" * 2_000, Reason.BAD_NAME),
        ("\u200b" * 4_000, Reason.EMPTY),
    ],
)
def test_bombs_are_refused_by_their_size(source: str, reason: Reason) -> None:
    assert refusal(source).reason is reason
