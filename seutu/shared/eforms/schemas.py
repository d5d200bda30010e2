"""JSON Schema (2020-12) of a form's answers, for programs that read them.

Answers are one object: a value for each field that was answered, under the field's name, and for each repeat a list of
such objects. What was not asked or not answered is absent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from seutu.shared.core.municipalities import known
from seutu.shared.eforms.answers.values import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_EMAIL,
    LONGEST_LINE,
    OTHER_MUNICIPALITY,
    limit_of,
)
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Spec, walk
from seutu.shared.eforms.spec.problems import MOST_ROUNDS
from seutu.shared.eforms.spec.texts import Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_DIGITS = 15
MUNICIPALITIES = "municipalities"
_LINE = {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}
_LARGEST = 10**MOST_DIGITS
_SIMPLE: Mapping[FieldKind, Mapping[str, Any]] = {
    FieldKind.INTEGER: {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
    FieldKind.NUMBER: {"type": "number", "minimum": -_LARGEST, "maximum": _LARGEST},
    FieldKind.DATE: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    FieldKind.YEAR: {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    FieldKind.PHONE: _LINE,
    FieldKind.EMAIL: {"type": "string", "maxLength": LONGEST_EMAIL, "pattern": ".@."},
    FieldKind.LANGUAGE: {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    FieldKind.COUNTRY: {"type": "string", "pattern": "^[A-Z]{2}$"},
    FieldKind.IDENTITY_CODE: {"type": "string", "pattern": "^\\d{6}[-+A-FU-Y]\\d{3}[0-9A-Y]$"},
    FieldKind.CONSENT: {"const": True},
    FieldKind.COMPUTED: {"type": ["string", "number", "boolean"]},
}


MEDIA_TYPE = "application/schema+json"


def written(spec: Spec, *, address: str = "") -> bytes:
    """The schema as a file is written."""
    return json.dumps(answer_schema(spec, address=address), ensure_ascii=False, indent=2).encode()


def answer_schema(spec: Spec, *, address: str = "") -> dict[str, Any]:
    """The schema of the answers of ``spec``; ``address`` is where it can be fetched (``$id``).

    What the form requires depends on what is asked, so no answer is required here; conditions of answers are not told.
    """
    schema: dict[str, Any] = {"$schema": DIALECT}
    if address:
        schema["$id"] = address
    lists = {name: _list(spec, name) for name in sorted(_lists_used(spec.items))}
    if any(isinstance(each.item, Field) and each.item.kind is FieldKind.MUNICIPALITY for each in walk(spec.items)):
        lists[_municipality_list(spec)] = _municipalities(spec.default_language)
    return (
        schema
        | _titles(spec, spec.title, spec.intro)
        | _object(spec, spec.items)
        | ({"$defs": {name: one for name, one in lists.items() if one}} if any(lists.values()) else {})
    )


def _lists_used(items: Sequence[Item]) -> set[str]:
    used: set[str] = set()
    for item in items:
        if isinstance(item, Group):
            used |= _lists_used(item.items)
        elif item.kind.has_choices:
            used.add(item.choices)
    return used


def _object(spec: Spec, items: Sequence[Item]) -> dict[str, Any]:
    return {"type": "object", "properties": _properties(spec, items), "additionalProperties": False}


def _properties(spec: Spec, items: Sequence[Item]) -> dict[str, Any]:
    """What is in pages and groups stands beside them: they only say what is shown together."""
    found: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Field):
            if item.kind is not FieldKind.NOTE:
                found[item.name] = _titles(spec, item.label, item.hint) | _value(spec, item)
        elif item.kind is GroupKind.REPEAT:
            found[item.name] = _titles(spec, item.label, item.hint) | _rounds(spec, item)
        else:
            found |= _properties(spec, item.items)
    return found


def _rounds(spec: Spec, repeat: Group) -> dict[str, Any]:
    return {"type": "array", "items": _object(spec, repeat.items), "maxItems": repeat.most or MOST_ROUNDS}


def _value(spec: Spec, field: Field) -> dict[str, Any]:
    match field.kind:
        case FieldKind.MUNICIPALITY:
            return {"$ref": _reference(_municipality_list(spec))}
        case FieldKind.CHOICE:
            return {"$ref": _reference(field.choices)}
        case FieldKind.MANY:
            return {"type": "array", "items": {"$ref": _reference(field.choices)}, "minItems": 1, "uniqueItems": True}
        case FieldKind.FILE:
            return {"type": "array", "items": _LINE, "minItems": 1, "maxItems": limit_of(field)}
        case FieldKind.TEXT | FieldKind.LONG_TEXT | FieldKind.SIGNATURE:
            return {"type": "string", "minLength": 1, "maxLength": limit_of(field)}
        case kind:
            return dict(_SIMPLE[kind])


def _reference(name: str) -> str:
    # A JSON Pointer (RFC 6901), as the fragment of an address, in which only ASCII may stand (RFC 3986).
    return f"#/$defs/{quote(name.replace('~', '~0').replace('/', '~1'), safe='~')}"


def _list(spec: Spec, name: str) -> dict[str, Any]:
    """A list of choices: the values, and what each of them is called."""
    offered = [{"const": each.value} | _titles(spec, each.label, Text()) for each in spec.choices.get(name, ())]
    return {"type": "string", "enum": [each["const"] for each in offered], "oneOf": offered} if offered else {}


def _municipality_list(spec: Spec) -> str:
    """What the list of municipalities is called: a name that is none of the form's own lists."""
    name = MUNICIPALITIES
    while name in spec.choices:
        name += "_"
    return name


def _municipalities(language: str) -> dict[str, Any]:
    """Every municipality that an answer may hold; those that have ended are in answers that came before."""
    offered = [{"const": code, "title": each.name(language)} for code, each in known().items()]
    offered.append({"const": OTHER_MUNICIPALITY, "title": say("other_municipality", language).words})
    return {"type": "string", "oneOf": offered}


def _titles(spec: Spec, label: Text, hint: Text) -> dict[str, Any]:
    """The words of the form's first language; where it has none, of the next that has."""
    words = {"title": label, "description": hint}
    said = {key: text.spoken(spec.default_language, spec.languages).words for key, text in words.items()}
    return {key: text for key, text in said.items() if text}
