"""The kinds of records that can be found, by the words that people use for them."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation

from seutu.shared.core.slugs import slugify
from seutu.shared.search import analysis
from seutu.shared.search.searchables import Searchable, searchables


def kind_words() -> dict[str, Searchable]:
    """Every kind by its word of addresses."""
    return {each.word: each for each in searchables.entries()}


def kinds_called(typed: str) -> frozenset[str]:
    """The kinds whose word or label, in any language and in any form of the word, is ``typed``."""
    wanted, keys = slugify(typed), set(analysis.query_keys(typed.lower()).base)
    return frozenset(
        word
        for word, kind in kind_words().items()
        if any(wanted == slugify(name) or keys.intersection(_base_keys(name)) for name in (word, *_labels(kind)))
    )


def _labels(kind: Searchable) -> list[str]:
    labels = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            labels.append(str(kind.label))
    return labels


def _base_keys(name: str) -> tuple[str, ...]:
    return analysis.query_keys(name.lower()).base if " " not in name else ()
