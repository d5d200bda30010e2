"""Lists of choices: fields offer them by name."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from seutu.shared.eforms.building.naming import free_name
from seutu.shared.eforms.spec.items import Choice, Field, Spec, fields_of


class NoSuchList(Exception):
    """The form has no such list."""


class ListInUse(Exception):
    """Fields offer the list: ``names`` are theirs."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = list(names)


def add_list(spec: Spec, wanted: str) -> tuple[Spec, str]:
    """The form with an empty list of choices more, and its name, made of ``wanted``."""
    name = free_name(list(spec.choices), wanted)
    return dataclasses.replace(spec, choices={**spec.choices, name: ()}), name


def change_list(spec: Spec, name: str, offered: Sequence[Choice]) -> Spec:
    """The form with other choices in a list.

    :raises NoSuchList: there is none of this name.
    """
    if name not in spec.choices:
        raise NoSuchList(name)
    return dataclasses.replace(spec, choices={**spec.choices, name: tuple(offered)})


def remove_list(spec: Spec, name: str) -> Spec:
    """The form without a list that no field offers.

    :raises NoSuchList: there is none of this name.
    :raises ListInUse: a field offers it.
    """
    if name not in spec.choices:
        raise NoSuchList(name)
    if users := users_of_list(spec, name):
        raise ListInUse(users)
    return dataclasses.replace(spec, choices={key: value for key, value in spec.choices.items() if key != name})


def users_of_list(spec: Spec, name: str) -> list[str]:
    """The names of the fields that offer a list."""
    return [
        placed.item.name
        for placed in fields_of(spec)
        if isinstance(placed.item, Field) and placed.item.choices == name and placed.item.kind.has_choices
    ]
