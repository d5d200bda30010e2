"""The rows of the sheet survey that a spec becomes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Privacy, Spec, walk
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.xlsforms import columns as headings
from seutu.shared.eforms.xlsforms import types
from seutu.shared.eforms.xlsforms.columns import OWN, TEXTS, UNREVIEWED
from seutu.shared.eforms.xlsforms.parameters import USUAL_PICTURE
from seutu.shared.eforms.xlsforms.types import kind_of, row_type

Cells = dict[str, str | Text]


def marked(texts: Mapping[str, Text]) -> str:
    """Which texts are unreviewed in which languages, as one cell: ``label:ar hint:ar``."""
    return " ".join(
        f"{name}:{language}" for name, text in texts.items() for language in sorted(text.unreviewed & text.words.keys())
    )


def survey_rows(spec: Spec) -> Iterator[Cells]:
    """The rows of a form: texts of the whole as notes, since elsewhere they have no other place."""
    names = {placed.item.name for placed in walk(spec.items)}
    for part in ("title", "intro", "notice"):
        yield from _form_text(spec, part, names)
    yield from _rows(spec.items, municipality_list(spec))
    yield from _form_text(spec, "thanks", names)


def municipality_list(spec: Spec) -> str:
    """What the list of municipalities is called in the workbook: a name that is none of the form's own lists."""
    name = types.MUNICIPALITIES
    while name in spec.choices:
        name += "_"
    return name


def _form_text(spec: Spec, part: str, names: set[str]) -> Iterator[Cells]:
    text: Text = getattr(spec, part)
    if not text or (part == "title" and set(text.words) == {spec.default_language} and not text.unreviewed):
        return
    name = f"{OWN}{part}"
    while name in names:
        name += "_"
    yield {"type": "note", "name": name, "label": text, headings.KIND: part, UNREVIEWED: marked({"label": text})}


def _rows(items: Sequence[Item], municipalities: str, path: tuple[Group, ...] = ()) -> Iterator[Cells]:
    for item in items:
        if isinstance(item, Field):
            yield _field_row(item, municipalities)
            continue
        word = "repeat" if item.kind is GroupKind.REPEAT else "group"
        yield _group_row(item, word, path)
        yield from _rows(item.items, municipalities, (*path, item))
        yield {"type": f"end_{word}", "name": ""}


def _group_row(group: Group, word: str, path: tuple[Group, ...]) -> Cells:
    extra = dict(group.extra)
    tokens = extra.pop("appearance", "").split()
    if group.kind is GroupKind.PAGE:
        tokens = [types.FIELD_LIST, *tokens]
    looks_like_page = types.FIELD_LIST in tokens and not path
    is_as_it_looks = group.kind is GroupKind.REPEAT or (group.kind is GroupKind.PAGE) is looks_like_page
    row: Cells = {
        "type": f"begin_{word}",
        "name": group.name,
        "label": group.label,
        "hint": group.hint,
        "relevant": group.relevant,
        "appearance": " ".join(tokens),
        headings.KIND: "" if is_as_it_looks else group.kind.value,
        headings.LEAST: _count(group.least),
        headings.MOST: _count(group.most),
        UNREVIEWED: marked({"label": group.label, "hint": group.hint}),
    }
    return row | _others(extra, row)


def _field_row(field: Field, municipalities: str) -> Cells:
    extra = dict(field.extra)
    choices = municipalities if field.kind is FieldKind.MUNICIPALITY else field.choices
    is_picture = field.kind is FieldKind.FILE and extra.pop("type", "") == types.IMAGE
    parameters = extra.pop("parameters", USUAL_PICTURE) if is_picture else ""
    written = types.IMAGE if is_picture else f"{types.TYPE_OF[field.kind]} {choices}".strip()
    ours = {FieldKind.LONG_TEXT: types.MULTILINE, FieldKind.MUNICIPALITY: types.AUTOCOMPLETE}.get(field.kind, "")
    appearance = " ".join([ours, *field.appearance.split()]).strip()
    is_usual = kind_of(row_type(written), "", appearance) is field.kind
    usual_privacy = Privacy.SENSITIVE if field.kind is FieldKind.IDENTITY_CODE else Privacy.PERSONAL
    row: Cells = {
        "type": written,
        "name": field.name,
        **{name: getattr(field, name) for name in TEXTS},
        "required": field.required,
        "relevant": field.relevant,
        "constraint": field.constraint,
        "calculation": field.calculation,
        "default": field.default,
        "appearance": appearance,
        "parameters": parameters,
        headings.KIND: "" if is_usual else field.kind.value,
        headings.PRIVACY: "" if field.privacy is usual_privacy else field.privacy.value,
        headings.MOST: _count(field.most),
        UNREVIEWED: marked({name: getattr(field, name) for name in TEXTS}),
    }
    return row | _others(extra, row)


def _others(extra: Mapping[str, str], row: Cells) -> Cells:
    """What another program wrote, without what would be taken for ours."""
    return {name: value for name, value in extra.items() if name not in row and name not in headings.SURVEY}


def _count(number: int) -> str:
    return str(number) if number else ""
