"""Forms of one given name that documents of one person may carry, from `equivalents.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from seutu.newcomers.clients.names.letters import spelled_words
from seutu.newcomers.clients.names.sounds import sounds

SOURCE = Path(__file__).with_name("equivalents.toml")


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """The forms of each name, by the form that stands for all of them."""
    named: dict[str, str] = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["names"]
    return {head: (head, *forms.split()) for head, forms in named.items()}


def heads(sound: str) -> frozenset[str]:
    """How the names are heard whose forms are heard so; a form may belong to two names."""
    return _heads().get(sound, frozenset())


@cache
def _heads() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for head, forms in groups().items():
        head_sound = _first_sound(head)
        for form in forms:
            for word in spelled_words(form):
                for sound in sounds(word):
                    found.setdefault(sound, set()).add(head_sound)
    return {sound: frozenset(all_heads) for sound, all_heads in found.items()}


def _first_sound(form: str) -> str:
    return sounds("".join(spelled_words(form)))[0]
