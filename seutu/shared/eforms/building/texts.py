"""Every text of a form by a key of its own, so that pages can write many of them at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from seutu.shared.eforms.spec.items import Choice, Group, Item, Spec, walk
from seutu.shared.eforms.spec.problems import FIELD_TEXTS, GROUP_TEXTS
from seutu.shared.eforms.spec.texts import Text

FORM_TEXTS = ("title", "intro", "notice", "thanks")
LONG_TEXTS = frozenset({"intro", "notice", "thanks", "hint"})


@dataclass(frozen=True)
class Place:
    """Where a text stands: in the ``form``, in an ``item`` or in a ``choice`` of a list; ``part`` is the text of it."""

    owner: str
    name: str
    part: str

    @property
    def key(self) -> str:
        """The place as one word."""
        return "/".join((self.owner, quote(self.name, safe=""), quote(self.part, safe="")))

    @property
    def is_long(self) -> bool:
        """Whether several lines are usual."""
        return self.owner != "choice" and self.part in LONG_TEXTS


@dataclass(frozen=True)
class Written:
    """Words that a person wrote in a place. ``is_reviewed`` says that what a machine made is right as it stands."""

    key: str
    language: str
    words: str
    is_reviewed: bool = False


def texts_of(spec: Spec) -> Iterator[tuple[Place, Text]]:
    """Every text of a form that can be written, those that are empty too, in the order in which they are shown."""
    for part in FORM_TEXTS:
        yield Place("form", "", part), getattr(spec, part)
    for placed in walk(spec.items):
        item = placed.item
        for part in parts_of(item):
            yield Place("item", item.name, part), getattr(item, part)
    for name, offered in spec.choices.items():
        for choice in offered:
            yield Place("choice", name, choice.value), choice.label


def parts_of(item: Item) -> Sequence[str]:
    """The texts that an item has."""
    return GROUP_TEXTS if isinstance(item, Group) else FIELD_TEXTS


def write(spec: Spec, given: Iterable[Written]) -> Spec:
    """The form with words written in their places; all others stay. Words that are as they were stay as marked."""
    by_key: dict[str, list[Written]] = {}
    for each in given:
        by_key.setdefault(each.key, []).append(each)

    def written(place: Place, text: Text) -> Text:
        for each in by_key.get(place.key, ()):
            text = write_text(text, each.language, each.words, is_reviewed=each.is_reviewed)
        return text

    return rewritten(spec, written)


def write_text(text: Text, language: str, words: str, *, is_reviewed: bool = False) -> Text:
    """The text with a person's words in a language; the same words again leave the mark of a machine in its place."""
    words = words.replace("\r\n", "\n").strip()
    if words == text.words.get(language, "").strip():
        return text.reviewed(language) if is_reviewed else text
    return text.written(language, words)


def rewritten(spec: Spec, write_one: Callable[[Place, Text], Text]) -> Spec:
    """The form with each text as ``write_one`` says."""

    def item_rewritten(item: Item) -> Item:
        said: dict[str, Any] = {
            part: write_one(Place("item", item.name, part), getattr(item, part)) for part in parts_of(item)
        }
        if isinstance(item, Group):
            said["items"] = tuple(map(item_rewritten, item.items))
        return dataclasses.replace(item, **said)

    def choice_rewritten(name: str, choice: Choice) -> Choice:
        return dataclasses.replace(choice, label=write_one(Place("choice", name, choice.value), choice.label))

    of_form: dict[str, Any] = {part: write_one(Place("form", "", part), getattr(spec, part)) for part in FORM_TEXTS}
    return dataclasses.replace(
        spec,
        **of_form,
        items=tuple(map(item_rewritten, spec.items)),
        choices={
            name: tuple(choice_rewritten(name, choice) for choice in offered) for name, offered in spec.choices.items()
        },
    )
