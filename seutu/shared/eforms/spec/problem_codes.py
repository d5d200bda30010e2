"""What can be wrong with a spec, each with a code, its weight, and words for the maker of the form."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Severity(enum.Enum):
    """An error keeps a form from being published; a warning is told."""

    ERROR = "error"
    WARNING = "warning"


class Code(enum.Enum):
    """What is wrong."""

    MISSING_TITLE = "missing_title"
    NOTHING_ASKED = "nothing_asked"
    MISSING_LABEL = "missing_label"
    BAD_NAME = "bad_name"
    RESERVED_NAME = "reserved_name"
    DUPLICATE_NAME = "duplicate_name"
    EMPTY_GROUP = "empty_group"
    PAGE_INSIDE = "page_inside"
    REPEAT_LIMITS = "repeat_limits"
    REQUIRED_WITHOUT_ANSWER = "required_without_answer"
    TOO_LITTLE_PRIVACY = "too_little_privacy"
    UNKNOWN_LIST = "unknown_list"
    EMPTY_LIST = "empty_list"
    BAD_LIST_NAME = "bad_list_name"
    BAD_CHOICE = "bad_choice"
    DUPLICATE_CHOICE = "duplicate_choice"
    CHOICE_WITHOUT_LABEL = "choice_without_label"
    NO_CALCULATION = "no_calculation"
    CALCULATION_ELSEWHERE = "calculation_elsewhere"
    BAD_EXPRESSION = "bad_expression"
    SELF_ELSEWHERE = "self_elsewhere"
    UNKNOWN_REFERENCE = "unknown_reference"
    REFERENCE_WITHOUT_ANSWER = "reference_without_answer"
    REFERENCE_INTO_REPEAT = "reference_into_repeat"
    CIRCLE = "circle"
    REFERENCE_IN_TEXT = "reference_in_text"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_RETENTION = "unknown_retention"
    MISSING_TRANSLATION = "missing_translation"
    UNREVIEWED_TRANSLATION = "unreviewed_translation"

    @property
    def severity(self) -> Severity:
        """Whether it keeps a form from being published."""
        return Severity.WARNING if self in _WARNINGS else Severity.ERROR


_WARNINGS = frozenset({Code.MISSING_TRANSLATION, Code.UNREVIEWED_TRANSLATION})

_WORDS: dict[Code, Promise] = {
    Code.MISSING_TITLE: _("The form has no title in its first language."),
    Code.NOTHING_ASKED: _("The form asks nothing."),
    Code.MISSING_LABEL: _("The text that a person reads is missing."),
    Code.BAD_NAME: _(
        "The name may have letters, digits, hyphens, dots and underscores. It begins with a letter or an underscore "
        "and has at most 100 characters."
    ),
    Code.RESERVED_NAME: _("The name means something else in forms. Choose another."),
    Code.DUPLICATE_NAME: _("The form has this name twice. Upper and lower case make no difference."),
    Code.EMPTY_GROUP: _("There is nothing in this page, group or repeat."),
    Code.PAGE_INSIDE: _("A page cannot be inside another page, a group or a repeat."),
    Code.REPEAT_LIMITS: _("The most rounds of a repeat must be at least as many as the least, and at most 100."),
    Code.REQUIRED_WITHOUT_ANSWER: _("Nobody answers this, so it cannot be required."),
    Code.TOO_LITTLE_PRIVACY: _("A personal identity code is always sensitive."),
    Code.UNKNOWN_LIST: _("The form has no list of choices “%(word)s”."),
    Code.EMPTY_LIST: _("There is nothing in the list of choices “%(word)s”."),
    Code.BAD_LIST_NAME: _("The name of the list of choices “%(word)s” may have no spaces, and at most 100 characters."),
    Code.BAD_CHOICE: _("The value of the choice “%(word)s” may have no spaces, and at most 100 characters."),
    Code.DUPLICATE_CHOICE: _("The list has the value “%(word)s” twice."),
    Code.CHOICE_WITHOUT_LABEL: _("The choice “%(word)s” has no text that a person reads."),
    Code.NO_CALCULATION: _("A computed field needs an expression that computes it."),
    Code.CALCULATION_ELSEWHERE: _("Only a computed field can have an expression that computes it."),
    Code.BAD_EXPRESSION: _("%(cause)s"),
    Code.SELF_ELSEWHERE: _("The dot means the answer itself, and can stand only in the condition of an answer."),
    Code.UNKNOWN_REFERENCE: _("The form has no field “%(word)s”."),
    Code.REFERENCE_WITHOUT_ANSWER: _("“%(word)s” has no answer that an expression could use."),
    Code.REFERENCE_INTO_REPEAT: _(
        "“%(word)s” is answered many times in a repeat. From outside the repeat only count() and sum() can use it."
    ),
    Code.CIRCLE: _("These need each other in a circle: %(word)s."),
    Code.REFERENCE_IN_TEXT: _("An answer cannot be shown inside a text: take ${…} out."),
    Code.UNKNOWN_LANGUAGE: _("No language has the code “%(word)s”."),
    Code.UNKNOWN_RETENTION: _("No time of keeping is called “%(word)s”."),
    Code.MISSING_TRANSLATION: _("The translation is missing."),
    Code.UNREVIEWED_TRANSLATION: _("A machine made this translation, and nobody has reviewed it."),
}


@dataclass(frozen=True)
class Problem:
    """Something wrong with a spec.

    ``name`` is that of the item or of the list of choices, or ""; ``part`` the field of it that is wrong (``label``,
    ``relevant``); ``language`` whose words are wrong. ``words`` are what `message` names, ``cause`` tells more.
    """

    code: Code
    name: str = ""
    part: str = ""
    language: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    cause: object = None

    @property
    def severity(self) -> Severity:
        """An error or a warning."""
        return self.code.severity

    @property
    def message(self) -> str:
        """What is wrong, for the maker of the form, in the language that is active now."""
        told = str(_WORDS[self.code])
        if self.code is Code.BAD_EXPRESSION:
            return str(getattr(self.cause, "message", self.cause))
        return told % dict(self.words) if self.words else told
