"""Items in their places: found, added, changed, moved and removed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from seutu.shared.eforms.spec.items import Group, GroupKind, Item, Placed, Spec, walk


class NoSuchItem(Exception):
    """The form has no item of this name."""


class CannotMove(Exception):
    """The item cannot go there: nothing is there, it is inside itself, or a page would be inside something."""


def find(spec: Spec, name: str) -> Placed:
    """The item of this name with the groups around it.

    :raises NoSuchItem: there is none.
    """
    found = next((placed for placed in walk(spec.items) if placed.item.name == name), None)
    if found is None:
        raise NoSuchItem(name)
    return found


def group_of(spec: Spec, name: str) -> Group:
    """The page, group or repeat of this name.

    :raises NoSuchItem: there is none.
    """
    found = find(spec, name).item
    if not isinstance(found, Group):
        raise NoSuchItem(name)
    return found


def siblings_of(spec: Spec, name: str) -> Sequence[Item]:
    """The items among which the item of this name stands.

    :raises NoSuchItem: there is none.
    """
    path = find(spec, name).path
    return path[-1].items if path else spec.items


def add_after(spec: Spec, item: Item, name: str) -> Spec:
    """The form with ``item`` right after the one of this name.

    :raises NoSuchItem: there is none.
    :raises CannotMove: a page would be inside something.
    """
    _refuse_inner_page(item, find(spec, name).path)
    return _rewritten(spec, name, lambda found: (found, item))


def add_inside(spec: Spec, item: Item, group: str = "", *, is_first: bool = False) -> Spec:
    """The form with ``item`` as the last (or first) one in a group; in the form itself when ``group`` is "".

    :raises NoSuchItem: there is no such group.
    :raises CannotMove: a page would be inside something.
    """

    def put(items: Sequence[Item]) -> tuple[Item, ...]:
        return (item, *items) if is_first else (*items, item)

    if not group:
        return dataclasses.replace(spec, items=put(spec.items))
    found = group_of(spec, group)
    _refuse_inner_page(item, (found,))
    return change(spec, group, dataclasses.replace(found, items=put(found.items)))


def change(spec: Spec, name: str, item: Item) -> Spec:
    """The form with ``item`` in the place of the one of this name. A new name is followed by `naming.rename` alone.

    :raises NoSuchItem: there is none.
    """
    find(spec, name)
    return _rewritten(spec, name, lambda _found: (item,))


def remove(spec: Spec, name: str) -> Spec:
    """The form without the item of this name and without what is in it. Expressions that name it stay as they are.

    :raises NoSuchItem: there is none.
    """
    find(spec, name)
    return _rewritten(spec, name, lambda _found: ())


def move_up(spec: Spec, name: str) -> Spec:
    """The form with an item before the one that is before it, in the same group.

    :raises NoSuchItem: there is none.
    :raises CannotMove: it is the first one.
    """
    return _swapped(spec, name, -1)


def move_down(spec: Spec, name: str) -> Spec:
    """The form with an item after the one that is after it, in the same group.

    :raises NoSuchItem: there is none.
    :raises CannotMove: it is the last one.
    """
    return _swapped(spec, name, 1)


def move_in(spec: Spec, name: str) -> Spec:
    """The form with an item as the last one of the page, group or repeat that stands before it.

    :raises NoSuchItem: there is none.
    :raises CannotMove: none stands before it, or the item is a page.
    """
    siblings = siblings_of(spec, name)
    place = _place(siblings, name)
    before = siblings[place - 1] if place else None
    if not isinstance(before, Group):
        raise CannotMove(name)
    return move_inside(spec, name, before.name)


def move_out(spec: Spec, name: str) -> Spec:
    """The form with an item right after the group that it was in.

    :raises NoSuchItem: there is none.
    :raises CannotMove: it is in no group.
    """
    path = find(spec, name).path
    if not path:
        raise CannotMove(name)
    return move_after(spec, name, path[-1].name)


def move_after(spec: Spec, name: str, target: str) -> Spec:
    """The form with an item right after the one called ``target``, wherever that stands.

    :raises NoSuchItem: one of them is not there.
    :raises CannotMove: the target is the item itself or in it, or a page would be inside something.
    """
    item = _movable(spec, name, target)
    return add_after(remove(spec, name), item, target)


def move_inside(spec: Spec, name: str, group: str = "", *, is_first: bool = False) -> Spec:
    """The form with an item as the last (or first) one of a group, or of the form itself when ``group`` is "".

    :raises NoSuchItem: one of them is not there.
    :raises CannotMove: the group is the item itself or in it, or a page would be inside something.
    """
    item = _movable(spec, name, group)
    return add_inside(remove(spec, name), item, group, is_first=is_first)


def _movable(spec: Spec, name: str, target: str) -> Item:
    item = find(spec, name).item
    if target and target in {placed.item.name for placed in walk([item])}:
        raise CannotMove(name)
    return item


def _refuse_inner_page(item: Item, path: Sequence[Group]) -> None:
    if item.kind is GroupKind.PAGE and path:
        raise CannotMove(item.name)


def _place(items: Sequence[Item], name: str) -> int:
    return next(place for place, item in enumerate(items) if item.name == name)


def _swapped(spec: Spec, name: str, step: int) -> Spec:
    siblings = list(siblings_of(spec, name))
    place = _place(siblings, name)
    if not 0 <= place + step < len(siblings):
        raise CannotMove(name)
    siblings[place], siblings[place + step] = siblings[place + step], siblings[place]
    path = find(spec, name).path
    if not path:
        return dataclasses.replace(spec, items=tuple(siblings))
    return change(spec, path[-1].name, dataclasses.replace(path[-1], items=tuple(siblings)))


def _rewritten(spec: Spec, name: str, put: Callable[[Item], Sequence[Item]]) -> Spec:
    """The form with what ``put`` says in the place of the first item of this name."""
    is_done = False

    def through(items: Sequence[Item]) -> tuple[Item, ...]:
        nonlocal is_done
        written: list[Item] = []
        for item in items:
            if not is_done and item.name == name:
                is_done = True
                written += put(item)
            elif isinstance(item, Group) and not is_done:
                written.append(dataclasses.replace(item, items=through(item.items)))
            else:
                written.append(item)
        return tuple(written)

    return dataclasses.replace(spec, items=through(spec.items))
