"""Names of items: a free one for what is new, and references that follow when a name changes."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from seutu.shared.eforms import expressions
from seutu.shared.eforms.building.tree import add_after, find
from seutu.shared.eforms.spec.items import Field, Group, Item, Spec, walk
from seutu.shared.eforms.spec.problems import LONGEST_NAME, RESERVED, is_name

EXPRESSIONS = ("relevant", "required", "constraint", "calculation", "default")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class NameTaken(Exception):
    """Another item has this name already; upper and lower case make no difference."""


class NotAName(Exception):
    """No item may have this name."""


def names_of(spec: Spec) -> list[str]:
    """The names of all items in the order in which they are shown."""
    return [placed.item.name for placed in walk(spec.items)]


def free_name(taken: Collection[str], wanted: str) -> str:
    """A name made of ``wanted`` (a name, or words of a language) that no other item has."""
    plain = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    base = _NOT_WORD.sub("_", plain).strip("_")[: LONGEST_NAME - 10].strip("_") or "kohta"
    if not is_name(base):
        base = f"k_{base}"
    used = {name.casefold() for name in taken} | RESERVED
    number, name = 1, base
    while name in used:
        number += 1
        name = f"{base}_{number}"
    return name


def rename(spec: Spec, old: str, new: str) -> Spec:
    """The form with an item called ``new``, and every expression that named it naming it still.

    :raises NoSuchItem: there is no ``old``.
    :raises NotAName: no item may be called so.
    :raises NameTaken: another item is.
    """
    find(spec, old)
    if new == old:
        return spec
    if not is_name(new) or new.casefold() in RESERVED:
        raise NotAName(new)
    if new.casefold() in {name.casefold() for name in names_of(spec) if name != old}:
        raise NameTaken(new)
    return dataclasses.replace(spec, items=tuple(_renamed(item, {old: new}) for item in spec.items))


def duplicate(spec: Spec, name: str) -> tuple[Spec, str]:
    """The form with a copy right after an item, and the name of the copy.

    What is copied gets names of its own, and expressions in the copy name the copies.

    :raises NoSuchItem: there is none.
    """
    original = find(spec, name).item
    taken = names_of(spec)
    names: dict[str, str] = {}
    for placed in walk([original]):
        names[placed.item.name] = free_name([*taken, *names.values()], placed.item.name)
    return add_after(spec, _renamed(original, names), name), names[name]


def users_of(spec: Spec, name: str) -> list[str]:
    """The names of the items whose expressions name this one."""
    return [
        placed.item.name
        for placed in walk(spec.items)
        if placed.item.name != name
        and any(expressions.rename(source, name, f"{name}_") != source for source in _sources(placed.item))
    ]


def _sources(item: Item) -> list[str]:
    return [getattr(item, part, "") for part in EXPRESSIONS]


def _renamed(item: Item, names: Mapping[str, str]) -> Item:
    if isinstance(item, Group):
        return dataclasses.replace(
            item,
            name=names.get(item.name, item.name),
            relevant=_following(names)(item.relevant),
            items=tuple(_renamed(each, names) for each in item.items),
        )
    return _renamed_field(item, names)


def _renamed_field(field: Field, names: Mapping[str, str]) -> Field:
    follow = _following(names)
    return dataclasses.replace(
        field,
        name=names.get(field.name, field.name),
        relevant=follow(field.relevant),
        required=follow(field.required),
        constraint=follow(field.constraint),
        calculation=follow(field.calculation),
        default=follow(field.default),
    )


def _following(names: Mapping[str, str]) -> Callable[[str], str]:
    def follow(source: str) -> str:
        # By way of names that nothing has, so that a new name is not taken for an old one.
        between = {old: f"\ue000{place}" for place, old in enumerate(names)}
        for old, marked in between.items():
            source = expressions.rename(source, old, marked)
        for old, marked in between.items():
            source = expressions.rename(source, marked, names[old])
        return source

    return follow
