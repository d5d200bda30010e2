"""From clean answers back to what a person would type to give them: how answers that were sent are opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from seutu.shared.eforms.answers.prepared import Prepared, key_of
from seutu.shared.eforms.answers.rounds import count_key
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, Item

Typed = tuple[str, list[str]]


def typed_again(form: Prepared, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the inputs of a form hold so that judging them gives ``answers``, which are as they are stored.

    What an answer makes needless is not there, and what has gone from a list since is a mistake now.
    """
    return dict(_inside(form, form.spec.items, answers, ()))


def _inside(
    form: Prepared, items: Sequence[Item], answers: Mapping[str, Any], rounds: tuple[int, ...]
) -> Iterator[Typed]:
    for item in items:
        node = form.nodes[item.name]
        if isinstance(item, Field):
            if item.kind.takes_answers and item.name in answers:
                yield key_of(node, rounds), _typed(item, answers[item.name])
        elif node.is_repeat:
            yield from _rounds(form, item, answers.get(item.name) or [], rounds)
        else:
            yield from _inside(form, item.items, answers, rounds)


def _rounds(
    form: Prepared, repeat: Group, every: Sequence[Mapping[str, Any]], rounds: tuple[int, ...]
) -> Iterator[Typed]:
    if every:
        yield count_key(key_of(form.nodes[repeat.name], rounds)), [str(len(every))]
    for number, each in enumerate(every):
        yield from _inside(form, repeat.items, each, (*rounds, number))


def _typed(asked: Field, value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["yes"] if value else []
    if isinstance(value, float):
        # Never with an exponent, which nobody types.
        return [format(Decimal(repr(value)), "f").replace(".", ",")]
    return [_day(value) if asked.kind is FieldKind.DATE else str(value)]


def _day(value: Any) -> str:
    try:
        on = dt.date.fromisoformat(value)
    except ValueError:
        return str(value)
    return f"{on.day}.{on.month}.{on.year}"
