"""What pages of forms say beside the form itself, in the languages of `words.toml`.

These are not messages of gettext: a form may be in any language, and words that are missing in it fall back visibly to
another, as the words of the form do.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from seutu.shared.eforms.answers.judging import Mistake
from seutu.shared.eforms.answers.values import Fault, limit_of
from seutu.shared.eforms.spec.texts import Spoken, Text

LANGUAGES = ("fi", "sv", "en", "ar", "ru", "uk")
# What a language without words of its own falls back to.
FALLBACKS = ("en", "fi")


@functools.cache
def every() -> Mapping[str, Text]:
    """All words by key: ``next``, ``fault.required``."""
    data = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    unreviewed = frozenset(data.pop("unreviewed"))
    return dict(_texts(data, unreviewed))


def say(key: str, language: str, **values: object) -> Spoken:
    """The words of ``key`` in ``language``, with ``values`` in their places."""
    said = every()[key].spoken(language, FALLBACKS)
    if not values:
        return said
    return Spoken(said.words.format(**values), said.language, said.is_fallback, said.is_unreviewed)


def message_of(mistake: Mistake, language: str, fallbacks: tuple[str, ...] = ()) -> Spoken:
    """What to say of a mistake: the form's own words where its maker wrote some, else ours."""
    asked, fault = mistake.field, mistake.fault
    own = {
        Fault.REQUIRED: asked.required_message,
        Fault.CHOICE_REQUIRED: asked.required_message,
        Fault.NOT_ACCEPTED: asked.constraint_message,
    }.get(fault)
    if own:
        return own.spoken(language, fallbacks)
    return say(f"fault.{fault.value}", language, most=limit_of(asked))


def _texts(data: Mapping[str, Any], unreviewed: frozenset[str], before: str = "") -> Iterator[tuple[str, Text]]:
    for key, inside in data.items():
        if "fi" in inside:
            yield before + key, Text(inside, unreviewed)
        else:
            yield from _texts(inside, unreviewed, f"{before}{key}.")
