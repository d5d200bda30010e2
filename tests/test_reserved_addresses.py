"""A municipality's address may not hide a page of the installation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from seutu.shared.core.slugs import RESERVED, refuse_reserved


def _first_words(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The first word of every address: up to its first slash or dot."""
    for pattern in patterns:
        is_prefix = isinstance(pattern.pattern, LocalePrefixPattern)
        route = before + ("" if is_prefix else str(pattern.pattern))
        if isinstance(pattern, URLResolver) and "/" not in route:
            yield from _first_words(pattern.url_patterns, route)
        else:
            yield re.split(r"[/.]", route.lstrip("^"))[0]


def test_the_first_word_of_every_address_of_ours_is_reserved():
    words = {word for word in _first_words(get_resolver().url_patterns) if word and "<" not in word}

    assert {"kokoukset", "syotteet", "tyo", "terveys", "index"} <= words
    assert words - RESERVED == set()


def test_so_are_the_languages_and_the_folder_of_static_files():
    assert {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE} <= RESERVED
    assert settings.STATIC_URL.strip("/") in RESERVED


@pytest.mark.parametrize("word", ["kokoukset", "tyo", "sv"])
def test_a_reserved_word_is_refused(word):
    with pytest.raises(ValidationError):
        refuse_reserved(word)
