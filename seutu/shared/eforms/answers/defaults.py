"""What a form holds before anybody has typed: the defaults that its maker wrote."""

from __future__ import annotations

import datetime as dt

from seutu.shared.eforms.answers.judging import judge
from seutu.shared.eforms.answers.prepared import Prepared, key_of
from seutu.shared.eforms.answers.rounds import Raw
from seutu.shared.eforms.expressions import BadExpression, evaluate, parse
from seutu.shared.eforms.spec.items import Field


def with_defaults(form: Prepared, raw: Raw, *, today: dt.date, inside: str = "") -> dict[str, list[str]]:
    """``raw`` with the default of each field whose input is not there and whose name begins with ``inside``."""
    filled = {key: list(values) for key, values in raw.items()}
    given = [node for node in form.nodes.values() if isinstance(node.item, Field) and node.item.default]
    # Twice, since a default may be what makes another field asked.
    for _again in range(2 if given else 0):
        relevant = judge(form, filled, today=today).relevant
        for node in given:
            for key in (key_of(node, rounds) for name, rounds in sorted(relevant) if name == node.name):
                if key.startswith(inside) and isinstance(node.item, Field):
                    filled.setdefault(key, _typed(node.item, today))
    return filled


def _typed(item: Field, today: dt.date) -> list[str]:
    """A default as if somebody had typed it. With parentheses it is an expression, as XLSForm has it."""
    source = item.default
    if "(" in source:
        try:
            value = evaluate(parse(source), value_of=lambda _name: None, today=today)
        except BadExpression:
            return [source]
        return (
            [value.isoformat() if isinstance(value, dt.date) else str(value)]
            if value is not None and value != ""
            else []
        )
    return source.split() if item.kind.has_choices else [source]
