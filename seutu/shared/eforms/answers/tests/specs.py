"""Small specs for tests. Nothing in them is of a real person."""

from __future__ import annotations

from typing import Any

from seutu.shared.eforms.answers.prepared import Prepared, prepare
from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Item, Spec
from seutu.shared.eforms.spec.texts import Text


def said(finnish: str, **others: str) -> Text:
    """Words in Finnish, and in other languages by their codes."""
    return Text({"fi": finnish, **others})


def asked(name: str, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    """A field, labelled by its name."""
    return Field(name=name, kind=kind, **{"label": said(name), **more})


def page(name: str, *items: Item, **more: Any) -> Group:
    return Group(name=name, kind=GroupKind.PAGE, items=items, **{"label": said(name), **more})


def group(name: str, *items: Item, **more: Any) -> Group:
    return Group(name=name, kind=GroupKind.GROUP, items=items, **{"label": said(name), **more})


def repeat(name: str, *items: Item, **more: Any) -> Group:
    return Group(name=name, kind=GroupKind.REPEAT, items=items, **{"label": said(name), **more})


def spec(*items: Item, **more: Any) -> Spec:
    """A form in Finnish, unless ``more`` says otherwise."""
    return Spec(**{"title": said("Lomake"), "languages": ["fi"], "items": items, **more})


def form(*items: Item, **more: Any) -> Prepared:
    """A form of these items, ready for answering."""
    return prepare(spec(*items, **more))


YES_NO = {"yes_no": [Choice(value="yes", label=said("kyllä")), Choice(value="no", label=said("ei"))]}
