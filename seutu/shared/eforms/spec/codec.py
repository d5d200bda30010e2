"""A spec as plain JSON and back: what is stored of a form, and what its checksum is counted of.

JSON may come from anywhere: what is not exactly a spec is refused with its place and reason, and nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Item, Spec
from seutu.shared.eforms.spec.json_reading import BadSpec, Counted, Node, Why
from seutu.shared.eforms.spec.texts import Text

__all__ = ["FORMAT", "BadSpec", "Why", "canonical", "from_json", "sha256_of", "to_json"]

FORMAT = 1
FORMAT_KEY, KIND_KEY, ITEMS_KEY = "seutu_form", "kind", "items"
_GROUP_KINDS = {kind.value: kind for kind in GroupKind}
_FIELD_KINDS = {kind.value: kind for kind in FieldKind}
_UNREVIEWED = "unreviewed"


def to_json(spec: Spec) -> dict[str, Any]:
    """``spec`` as plain JSON: keys in the order of the fields, what has its usual value left out."""
    return {FORMAT_KEY: FORMAT} | _written(spec)


def canonical(data: Mapping[str, Any]) -> bytes:
    """JSON in the one form that a checksum is counted of: sorted keys, no spaces, UTF-8."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def sha256_of(spec: Spec) -> str:
    """The checksum of a spec: equal specs have the same, in whatever order a database gave their keys."""
    return hashlib.sha256(canonical(to_json(spec))).hexdigest()


def _written(value: Choice | Field | Group | Spec) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for part in dataclasses.fields(value):
        plain = _plain(getattr(value, part.name))
        if plain != _usual(part):
            written[part.name] = plain
    return written


def _usual(part: dataclasses.Field[Any]) -> Any:
    """The value that is left out; a part that has none is always written."""
    if part.default_factory is not dataclasses.MISSING:
        return _plain(part.default_factory())
    return None if part.default is dataclasses.MISSING else _plain(part.default)


def _plain(value: Any) -> Any:
    match value:
        case Text():
            return _plain_text(value)
        case Choice() | Field() | Group():
            return _written(value)
        case FieldKind() | GroupKind():
            return value.value
        case str() | bool() | int():
            return value
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case Sequence():
            return [_plain(one) for one in value]
        case _:
            return value.value


def _plain_text(text: Text) -> dict[str, Any]:
    said = {language: words.strip() for language, words in text.words.items() if words.strip()}
    unreviewed = sorted(text.unreviewed & said.keys())
    return {**said, _UNREVIEWED: unreviewed} if unreviewed else {**said}


def from_json(data: object) -> Spec:
    """The spec that ``data`` holds.

    :raises BadSpec: it holds something else, or more than a form may; ``path`` and ``why`` tell what.
    """
    root = Node.of(data, Counted())
    version = root.at(FORMAT_KEY).given
    if version != FORMAT or not isinstance(version, int) or isinstance(version, bool):
        raise BadSpec(FORMAT_KEY, Why.FORMAT)
    root.only(FORMAT_KEY, *(part.name for part in dataclasses.fields(Spec)))
    return Spec(
        title=root.text("title"),
        languages=root.languages("languages"),
        items=_items(root),
        choices={name: _choices(node) for name, node in root.at("choices").entries()},
        intro=root.text("intro"),
        notice=root.text("notice"),
        thanks=root.text("thanks"),
        is_paged=root.flag("is_paged", usual=True),
        retention=root.line("retention", usual="year"),
        extra=root.extras("extra"),
    )


def _items(parent: Node) -> tuple[Item, ...]:
    return tuple(_item(node) for node in parent.at(ITEMS_KEY).listed())


def _item(node: Node) -> Item:
    node.count_item()
    kind = node.line(KIND_KEY)
    if kind in _GROUP_KINDS:
        return _group(node, _GROUP_KINDS[kind])
    if kind in _FIELD_KINDS:
        return _field(node, _FIELD_KINDS[kind])
    raise BadSpec(node.at(KIND_KEY).path, Why.UNKNOWN_KIND)


def _group(node: Node, kind: GroupKind) -> Group:
    node.only(*(part.name for part in dataclasses.fields(Group)))
    return Group(
        name=node.line("name"),
        kind=kind,
        items=_items(node),
        label=node.text("label"),
        hint=node.text("hint"),
        relevant=node.source("relevant"),
        least=node.number("least"),
        most=node.number("most"),
        extra=node.extras("extra"),
    )


def _field(node: Node, kind: FieldKind) -> Field:
    node.only(*(part.name for part in dataclasses.fields(Field)))
    return Field(
        name=node.line("name"),
        kind=kind,
        label=node.text("label"),
        hint=node.text("hint"),
        required=node.source("required"),
        required_message=node.text("required_message"),
        relevant=node.source("relevant"),
        constraint=node.source("constraint"),
        constraint_message=node.text("constraint_message"),
        calculation=node.source("calculation"),
        default=node.source("default"),
        choices=node.line("choices", usual=""),
        appearance=node.line("appearance", usual=""),
        privacy=node.privacy("privacy"),
        most=node.number("most"),
        extra=node.extras("extra"),
    )


def _choices(node: Node) -> tuple[Choice, ...]:
    return tuple(_choice(one) for one in node.listed())


def _choice(node: Node) -> Choice:
    node.count_choice()
    node.only(*(part.name for part in dataclasses.fields(Choice)))
    return Choice(value=node.line("value"), label=node.text("label"), extra=node.extras("extra"))
