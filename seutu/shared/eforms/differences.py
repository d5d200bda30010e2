"""What is other in one spec than in another: items, their properties, their words, languages and choices."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from seutu.shared.eforms.spec.items import Choice, Group, Item, Placed, Spec, walk
from seutu.shared.eforms.spec.texts import Text

FORM_PARTS = ("title", "intro", "notice", "thanks", "is_paged", "retention")
# What is told otherwise, or tells nothing to a maker.
_NOT_COMPARED = frozenset({"name", "items", "extra"})


class Change(enum.Enum):
    """What happened."""

    LANGUAGE_ADDED = "language_added"
    LANGUAGE_REMOVED = "language_removed"
    FIRST_LANGUAGE = "first_language"
    FORM_CHANGED = "form_changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    WORDS = "words"
    REVIEWED = "reviewed"
    LIST_ADDED = "list_added"
    LIST_REMOVED = "list_removed"
    CHOICE_ADDED = "choice_added"
    CHOICE_REMOVED = "choice_removed"
    CHOICES_ORDERED = "choices_ordered"


@dataclass(frozen=True)
class Difference:
    """One difference. ``label`` is what the item, list or choice is called; ``before`` and ``after`` are plain values.

    ``name`` is that of the item or list, ``part`` what of it, ``language`` whose words.
    """

    change: Change
    name: str = ""
    label: Text = dataclasses.field(default_factory=Text)
    part: str = ""
    language: str = ""
    before: str = ""
    after: str = ""


def between(before: Spec, after: Spec) -> list[Difference]:
    """Everything that is other in ``after``, in the order in which it is shown."""
    return [
        *_of_languages(before, after),
        *_of_form(before, after),
        *_of_items(before, after),
        *_of_lists(before.choices, after.choices),
    ]


def _of_languages(before: Spec, after: Spec) -> Iterator[Difference]:
    for code in after.languages:
        if code not in before.languages:
            yield Difference(Change.LANGUAGE_ADDED, language=code)
    for code in before.languages:
        if code not in after.languages:
            yield Difference(Change.LANGUAGE_REMOVED, language=code)
    if before.default_language != after.default_language:
        yield Difference(Change.FIRST_LANGUAGE, language=after.default_language)


def _of_form(before: Spec, after: Spec) -> Iterator[Difference]:
    for part in FORM_PARTS:
        whole = Difference(Change.FORM_CHANGED, part=part)
        yield from _of_part(whole, getattr(before, part), getattr(after, part))


def _of_items(before: Spec, after: Spec) -> Iterator[Difference]:
    old, new = _by_name(before), _by_name(after)
    moved = _moved(old, new)
    for name, placed in new.items():
        if name not in old:
            yield Difference(Change.ADDED, name, placed.item.label)
            continue
        if name in moved:
            yield Difference(Change.MOVED, name, placed.item.label)
        yield from _of_item(old[name].item, placed.item)
    for name, placed in old.items():
        if name not in new:
            yield Difference(Change.REMOVED, name, placed.item.label)


def _by_name(spec: Spec) -> dict[str, Placed]:
    return {placed.item.name: placed for placed in walk(spec.items)}


def _moved(old: Mapping[str, Placed], new: Mapping[str, Placed]) -> set[str]:
    """Those in another group, and of those in the same one as few as explain the new order."""
    moved = {name for name in old.keys() & new.keys() if _around(old[name]) != _around(new[name])}
    groups = {_around(placed) for placed in new.values()}
    for group in groups:
        stayed = [name for name in new if name in old and name not in moved and _around(new[name]) == group]
        former = [name for name in old if name in set(stayed)]
        moved |= _out_of_order(former, stayed)
    return moved


def _around(placed: Placed) -> str:
    return placed.path[-1].name if placed.path else ""


def _out_of_order(former: Sequence[str], now: Sequence[str]) -> set[str]:
    blocks = SequenceMatcher(None, former, now, autojunk=False).get_matching_blocks()
    kept = {name for block in blocks for name in now[block.b : block.b + block.size]}
    return set(now) - kept


def _of_item(before: Item, after: Item) -> Iterator[Difference]:
    if isinstance(before, Group) is not isinstance(after, Group):
        yield Difference(Change.CHANGED, after.name, after.label, "kind", "", before.kind.value, after.kind.value)
        return
    for part in dataclasses.fields(after):
        if part.name not in _NOT_COMPARED:
            old, new = getattr(before, part.name), getattr(after, part.name)
            yield from _of_part(Difference(Change.CHANGED, after.name, after.label, part.name), old, new)


def _of_part(told: Difference, before: object, after: object) -> Iterator[Difference]:
    if isinstance(before, Text) and isinstance(after, Text):
        yield from _of_text(told.name, told.label, told.part, before, after)
    elif before != after:
        yield dataclasses.replace(told, before=_plain(before), after=_plain(after))


def _of_text(name: str, label: Text, part: str, before: Text, after: Text) -> Iterator[Difference]:
    for language in dict.fromkeys((*before.words, *after.words)):
        old, new = before.words.get(language, ""), after.words.get(language, "")
        if old != new:
            yield Difference(Change.WORDS, name, label, part, language, old, new)
        elif new and language in before.unreviewed - after.unreviewed:
            yield Difference(Change.REVIEWED, name, label, part, language)


def _plain(value: object) -> str:
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value) if value else ""


def _of_lists(before: Mapping[str, Sequence[Choice]], after: Mapping[str, Sequence[Choice]]) -> Iterator[Difference]:
    for name in after:
        if name in before:
            yield from _of_list(name, before[name], after[name])
        else:
            yield Difference(Change.LIST_ADDED, name)
    for name in before:
        if name not in after:
            yield Difference(Change.LIST_REMOVED, name)


def _of_list(name: str, before: Sequence[Choice], after: Sequence[Choice]) -> Iterator[Difference]:
    old, new = ({choice.value: choice for choice in offered} for offered in (before, after))
    for value, choice in new.items():
        if value not in old:
            yield Difference(Change.CHOICE_ADDED, name, choice.label, after=value)
        else:
            yield from _of_text(name, choice.label, value, old[value].label, choice.label)
    for value, choice in old.items():
        if value not in new:
            yield Difference(Change.CHOICE_REMOVED, name, choice.label, before=value)
    if [value for value in old if value in new] != [value for value in new if value in old]:
        yield Difference(Change.CHOICES_ORDERED, name)
