"""Everything that is wrong with a spec: what keeps it from being published, and what is only told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Placed, Privacy, Spec, walk
from seutu.shared.eforms.spec.problem_codes import Code, Problem, Severity
from seutu.shared.eforms.spec.problem_expressions import problems_of_expressions
from seutu.shared.eforms.spec.texts import Text

__all__ = ["MOST_ROUNDS", "Code", "Problem", "Severity", "errors_of", "is_name", "problems_of"]

GROUP_TEXTS: Sequence[str] = ("label", "hint")
FIELD_TEXTS: Sequence[str] = ("label", "hint", "required_message", "constraint_message")
MOST_ROUNDS = 100
LONGEST_NAME = 100
# What other programs call the root of the answers and what is in it of their own.
RESERVED = frozenset({"meta", "data", "instanceid"})
# Without À–Ö, which pyxform forgets: a form with such a name could not be used elsewhere.
_START = "A-Z_a-z\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf"
_XML_NAME = re.compile(rf"[{_START}][{_START}\-.0-9\xb7\u0300-\u036f]*")
# Expressions know a name by this.
_REFERENCE_NAME = re.compile(r"[^\W\d][\w.-]*")
_REFERENCE = re.compile(r"\$\{")


def is_name(name: str) -> bool:
    """Whether an item may have this name: an element of XML that an expression can name."""
    return bool(len(name) <= LONGEST_NAME and _XML_NAME.fullmatch(name) and _REFERENCE_NAME.fullmatch(name))


def problems_of(spec: Spec) -> list[Problem]:
    """What is wrong with ``spec``: of the whole, of each item, of its lists, of its expressions."""
    return [
        *_of_the_whole(spec),
        *_of_names(spec),
        *(problem for placed in walk(spec.items) for problem in _of_item(placed, spec)),
        *(problem for name, offered in spec.choices.items() for problem in _of_list(name, offered, spec.languages)),
        *problems_of_expressions(spec),
    ]


def errors_of(spec: Spec) -> list[Problem]:
    """What keeps ``spec`` from being published."""
    return [problem for problem in problems_of(spec) if problem.severity is Severity.ERROR]


def _of_the_whole(spec: Spec) -> Iterator[Problem]:
    if not spec.title.words.get(spec.default_language):
        yield Problem(Code.MISSING_TITLE, part="title", language=spec.default_language)
    for part in ("title", "intro", "notice", "thanks"):
        yield from _of_text(getattr(spec, part), "", part, spec.languages)
    asked = (placed.item for placed in walk(spec.items))
    if not any(isinstance(item, Field) and item.kind.takes_answers for item in asked):
        yield Problem(Code.NOTHING_ASKED)


def _of_names(spec: Spec) -> Iterator[Problem]:
    all_names = [placed.item.name for placed in walk(spec.items)]
    times = Counter(name.casefold() for name in all_names)
    for name in dict.fromkeys(all_names):
        if not is_name(name):
            yield Problem(Code.BAD_NAME, name, "name")
        elif name.casefold() in RESERVED:
            yield Problem(Code.RESERVED_NAME, name, "name")
        if times[name.casefold()] > 1:
            yield Problem(Code.DUPLICATE_NAME, name, "name")


def _of_item(placed: Placed, spec: Spec) -> Iterator[Problem]:
    item = placed.item
    if _needs_label(item) and not item.label:
        yield Problem(Code.MISSING_LABEL, item.name, "label", spec.default_language)
    if isinstance(item, Group):
        yield from _of_group(item, placed)
    else:
        yield from _of_field(item, spec)
    for part in GROUP_TEXTS if isinstance(item, Group) else FIELD_TEXTS:
        yield from _of_text(getattr(item, part), item.name, part, spec.languages)


def _needs_label(item: Field | Group) -> bool:
    """A page or a group may go without a heading; a repeat may not, since its rounds are called by it."""
    return item.kind not in {FieldKind.COMPUTED, GroupKind.PAGE, GroupKind.GROUP}


def _of_group(group: Group, placed: Placed) -> Iterator[Problem]:
    if not group.items:
        yield Problem(Code.EMPTY_GROUP, group.name)
    if group.kind is GroupKind.PAGE and placed.path:
        yield Problem(Code.PAGE_INSIDE, group.name)
    if (group.most and group.most < group.least) or max(group.most, group.least) > MOST_ROUNDS:
        yield Problem(Code.REPEAT_LIMITS, group.name, "most")


def _of_field(field: Field, spec: Spec) -> Iterator[Problem]:
    if field.required and not field.kind.takes_answers:
        yield Problem(Code.REQUIRED_WITHOUT_ANSWER, field.name, "required")
    if field.kind is FieldKind.IDENTITY_CODE and field.privacy is not Privacy.SENSITIVE:
        yield Problem(Code.TOO_LITTLE_PRIVACY, field.name, "privacy")
    if field.kind.has_choices and field.choices not in spec.choices:
        yield Problem(Code.UNKNOWN_LIST, field.name, "choices", words={"word": field.choices})
    elif field.kind.has_choices and not spec.choices[field.choices]:
        yield Problem(Code.EMPTY_LIST, field.name, "choices", words={"word": field.choices})


def _of_list(name: str, offered: Sequence[Choice], languages: Sequence[str]) -> Iterator[Problem]:
    if not _is_word(name):
        yield Problem(Code.BAD_LIST_NAME, name, words={"word": name})
    if not offered:
        yield Problem(Code.EMPTY_LIST, name, words={"word": name})
    times = Counter(choice.value for choice in offered)
    for value, count in times.items():
        if count > 1:
            yield Problem(Code.DUPLICATE_CHOICE, name, "value", words={"word": value})
        if not _is_word(value):
            yield Problem(Code.BAD_CHOICE, name, "value", words={"word": value})
    for choice in offered:
        if not choice.label:
            yield Problem(Code.CHOICE_WITHOUT_LABEL, name, choice.value, words={"word": choice.value})
        yield from _of_text(choice.label, name, choice.value, languages)


def _is_word(word: str) -> bool:
    return bool(word) and len(word) <= LONGEST_NAME and not any(map(str.isspace, word))


def _of_text(text: Text, name: str, part: str, languages: Sequence[str]) -> Iterator[Problem]:
    for language, words in text.words.items():
        if _REFERENCE.search(words):
            yield Problem(Code.REFERENCE_IN_TEXT, name, part, language)
    for language in text.missing(languages):
        yield Problem(Code.MISSING_TRANSLATION, name, part, language)
    for language in sorted(text.unreviewed & text.words.keys()):
        yield Problem(Code.UNREVIEWED_TRANSLATION, name, part, language)
