"""The languages of a form: adding one never loses another."""

from __future__ import annotations

import dataclasses

from seutu.shared.eforms.building.texts import Place, rewritten, texts_of
from seutu.shared.eforms.spec.codec import BadSpec, Why
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.json_reading import LANGUAGE, MOST_LANGUAGES
from seutu.shared.eforms.spec.texts import Text


class LastLanguage(Exception):
    """A form has at least one language, and what is missing falls back to its first: make another the first one."""


class NoSuchLanguage(Exception):
    """The form has no such language."""


def add_language(spec: Spec, code: str) -> Spec:
    """The form in one language more. What it already has in it, from earlier, is there again.

    :raises BadSpec: it is no code of a language, or there are too many.
    """
    if not LANGUAGE.fullmatch(code):
        raise BadSpec("languages", Why.BAD_LANGUAGE)
    if code in spec.languages:
        return spec
    if len(spec.languages) >= MOST_LANGUAGES:
        raise BadSpec("languages", Why.TOO_MANY)
    return dataclasses.replace(spec, languages=(*spec.languages, code))


def remove_language(spec: Spec, code: str) -> Spec:
    """The form without a language and its words; ask first, `words_in` says how many they are.

    :raises NoSuchLanguage: it has none.
    :raises LastLanguage: it is the first one.
    """
    _refuse_unknown(spec, code)
    if code == spec.default_language:
        raise LastLanguage(code)

    def without(_place: Place, text: Text) -> Text:
        return text.written(code, "")

    left = tuple(each for each in spec.languages if each != code)
    return dataclasses.replace(rewritten(spec, without), languages=left)


def make_first(spec: Spec, code: str) -> Spec:
    """The form with another first language, to which what is missing falls back.

    :raises NoSuchLanguage: it has none.
    """
    _refuse_unknown(spec, code)
    return dataclasses.replace(spec, languages=(code, *(each for each in spec.languages if each != code)))


def words_in(spec: Spec, code: str) -> int:
    """How many texts have words in a language."""
    return sum(bool(text.words.get(code)) for _place, text in texts_of(spec))


def missing_in(spec: Spec, code: str) -> int:
    """How many texts have words, but not in this language."""
    return sum(code in text.missing([code]) for _place, text in texts_of(spec))


def unreviewed_in(spec: Spec, code: str) -> int:
    """How many texts a machine wrote in a language and nobody has read."""
    return sum(code in text.unreviewed and bool(text.words.get(code)) for _place, text in texts_of(spec))


def _refuse_unknown(spec: Spec, code: str) -> None:
    if code not in spec.languages:
        raise NoSuchLanguage(code)
