"""Types of an XLSForm's rows, and the kinds of Seutu that they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from seutu.shared.eforms.spec.items import FieldKind, GroupKind

# What each kind is elsewhere. Where several are the same, the column seutu_kind tells them apart.
TYPE_OF: dict[FieldKind, str] = {
    FieldKind.TEXT: "text",
    FieldKind.LONG_TEXT: "text",
    FieldKind.CHOICE: "select_one",
    FieldKind.MANY: "select_multiple",
    FieldKind.INTEGER: "integer",
    FieldKind.NUMBER: "decimal",
    FieldKind.DATE: "date",
    FieldKind.YEAR: "integer",
    FieldKind.PHONE: "text",
    FieldKind.EMAIL: "text",
    FieldKind.MUNICIPALITY: "select_one",
    FieldKind.LANGUAGE: "text",
    FieldKind.COUNTRY: "text",
    FieldKind.IDENTITY_CODE: "text",
    FieldKind.FILE: "file",
    FieldKind.CONSENT: "acknowledge",
    FieldKind.SIGNATURE: "text",
    FieldKind.NOTE: "note",
    FieldKind.COMPUTED: "calculate",
}
_USUAL: dict[str, FieldKind] = {
    "text": FieldKind.TEXT,
    "string": FieldKind.TEXT,
    "integer": FieldKind.INTEGER,
    "int": FieldKind.INTEGER,
    "range": FieldKind.INTEGER,
    "decimal": FieldKind.NUMBER,
    "date": FieldKind.DATE,
    "select_one": FieldKind.CHOICE,
    "select_multiple": FieldKind.MANY,
    "note": FieldKind.NOTE,
    "calculate": FieldKind.COMPUTED,
    "file": FieldKind.FILE,
    "image": FieldKind.FILE,
    "photo": FieldKind.FILE,
    "acknowledge": FieldKind.CONSENT,
    "trigger": FieldKind.CONSENT,
}
IMAGE, RANGE = "image", "range"
MULTILINE, FIELD_LIST = "multiline", "field-list"
# A list of municipalities is long: other programs are told to let one type a part of the name.
AUTOCOMPLETE, MUNICIPALITIES = "autocomplete", "municipalities"
# Notes that are not items of the form but texts of the whole.
FORM_TEXTS = ("title", "intro", "notice", "thanks")
_SELECT = re.compile(
    r"(?P<many>select[ _]multiple|select all that apply)?(?(many)|(?:select[ _]one|select1))(?: from)? (?P<list>\S+)"
    r"(?P<other> (?:or[ _]other|or specify other))?",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"(?P<edge>begin|end)[ _](?P<what>group|repeat)", re.IGNORECASE)


@dataclass(frozen=True)
class RowType:
    """What a row's type says: an edge of a group, or a kind of question with its list of choices, or neither."""

    word: str
    edge: str = ""
    group: GroupKind | None = None
    kind: FieldKind | None = None
    list_name: str = ""
    has_other: bool = False

    @property
    def plain(self) -> str:
        """The type as pyxform spells it."""
        return (
            f"{self.edge}_{self.group.value}" if self.edge and self.group else f"{self.word} {self.list_name}".strip()
        )


def row_type(written: str) -> RowType:
    """The type that is written in a row; ``kind`` and ``edge`` are empty where Seutu has none such."""
    plain = " ".join(written.split())
    edge = _BEGIN.fullmatch(plain)
    if edge:
        group = GroupKind.REPEAT if edge["what"].lower() == "repeat" else GroupKind.GROUP
        return RowType(plain, edge=edge["edge"].lower(), group=group)
    select = _SELECT.fullmatch(plain)
    if select:
        word = "select_multiple" if select["many"] else "select_one"
        return RowType(word, kind=_USUAL[word], list_name=select["list"], has_other=bool(select["other"]))
    word = plain.lower()
    kind = _USUAL.get(word)
    return RowType(IMAGE if word == "photo" else word, kind=None if kind and kind.has_choices else kind)


def kind_of(found: RowType, own: str, appearance: str) -> FieldKind | None:
    """The kind of a question: what ``own`` (seutu_kind) says if it fits the type, else what the type is usually."""
    usual = found.kind
    if own:
        kinds = {kind.value: kind for kind in FieldKind}
        said = kinds.get(own)
        fits = said is not None and usual is not None and TYPE_OF[said] == TYPE_OF[usual]
        # Workbooks that were written before the list of municipalities have them as text.
        is_old = said is FieldKind.MUNICIPALITY and usual is FieldKind.TEXT
        return said if fits or is_old else None
    if usual is FieldKind.TEXT and MULTILINE in appearance.split():
        return FieldKind.LONG_TEXT
    return usual


def without(token: str, appearance: str) -> str:
    """``appearance`` without the first ``token`` in it."""
    tokens = appearance.split()
    if token in tokens:
        tokens.remove(token)
    return " ".join(tokens)
