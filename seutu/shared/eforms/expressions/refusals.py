"""What is wrong with an expression, told to the person who makes the form: what, where, and what to write instead."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 40


class Reason(StrEnum):
    """Why an expression was refused. The values are codes for logs and tests."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    UNKNOWN_SIGN = "unknown_sign"
    TYPOGRAPHIC_QUOTE = "typographic_quote"
    UNCLOSED_TEXT = "unclosed_text"
    BAD_NAME = "bad_name"
    UNKNOWN_FUNCTION = "unknown_function"
    UNKNOWN_WORD = "unknown_word"
    NUMBER_TOO_LARGE = "number_too_large"
    UNEXPECTED = "unexpected"
    ENDS_EARLY = "ends_early"
    UNCLOSED_PARENTHESIS = "unclosed_parenthesis"
    WRONG_ARGUMENTS = "wrong_arguments"
    NEEDS_NAME = "needs_name"
    BAD_PATTERN = "bad_pattern"


_MESSAGES = {
    Reason.EMPTY: _("The expression is empty."),
    Reason.TOO_LONG: _("The expression is too long. Divide it between several computed fields."),
    Reason.TOO_DEEP: _(
        "There are too many parentheses inside each other. Divide the expression between several computed fields."
    ),
    Reason.TOO_MANY_PARTS: _("The expression has too many parts. Divide it between several computed fields."),
    Reason.UNKNOWN_SIGN: _("The sign %(word)s at character %(place)s does not belong to expressions."),
    Reason.TYPOGRAPHIC_QUOTE: _(
        "The quotation mark %(word)s at character %(place)s comes from a word processor. A text stands between "
        "straight quotation marks."
    ),
    Reason.UNCLOSED_TEXT: _("The quotation mark at character %(place)s has no pair: %(word)s"),
    Reason.BAD_NAME: _(
        "%(word)s at character %(place)s does not name a field. A field is written ${name}; its name has letters, "
        "digits, hyphens, dots and underscores, and begins with a letter or an underscore."
    ),
    Reason.UNKNOWN_FUNCTION: _("The function %(word)s() at character %(place)s is not known here."),
    Reason.UNKNOWN_WORD: _(
        "The word “%(word)s” at character %(place)s means nothing alone. A field is written ${name}, and a text stands "
        "between quotation marks."
    ),
    Reason.NUMBER_TOO_LARGE: _("The number %(word)s at character %(place)s is too large."),
    Reason.UNEXPECTED: _("%(word)s cannot stand at character %(place)s: something is missing before it."),
    Reason.ENDS_EARLY: _("The expression stops halfway: something is missing at its end."),
    Reason.UNCLOSED_PARENTHESIS: _("The parenthesis at character %(place)s is never closed."),
    Reason.WRONG_ARGUMENTS: _(
        "The function %(word)s() at character %(place)s has too few or too many values in its parentheses."
    ),
    Reason.NEEDS_NAME: _(
        "The parentheses of %(word)s() at character %(place)s take the name of one repeat or field and nothing else."
    ),
    Reason.BAD_PATTERN: _(
        "The pattern %(word)s at character %(place)s cannot be used: it is broken or too large, or it looks ahead or "
        "back."
    ),
}
_ADVICE = _("Write this instead: %(instead)s")


class BadExpression(ValueError):
    """The expression cannot be used.

    ``reason`` says why, ``word`` is the part that is wrong, and ``position`` its place in the source, from 0.
    ``instead`` is what could be written in its place, if that is known. ``message`` tells all this in the language that
    is active when it is read.
    """

    def __init__(self, reason: Reason, word: str = "", position: int = 0, *, instead: str = "") -> None:
        self.reason = reason
        self.word = word if len(word) <= LONGEST_WORD else f"{word[: LONGEST_WORD - 1]}…"
        self.position = position
        self.instead = instead
        # The word stays out: what a person wrote has no place in a log.
        super().__init__(f"{reason} at {position}")

    @property
    def message(self) -> str:
        """The refusal for the maker of the form, in a sentence or two."""
        told = str(_MESSAGES[self.reason]) % {"word": self.word, "place": self.position + 1}
        if not self.instead:
            return told
        advice = str(_ADVICE) % {"instead": self.instead}
        return f"{told} {advice}"
