"""A spec as a workbook that pyxform takes without a warning, and that is read back as the same spec."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from seutu.shared.core import clock, municipalities
from seutu.shared.eforms.answers.values import OTHER_MUNICIPALITY
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Spec, walk
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.xlsforms import columns as headings
from seutu.shared.eforms.xlsforms import settings
from seutu.shared.eforms.xlsforms.columns import TEXTS, UNREVIEWED, heading_language
from seutu.shared.eforms.xlsforms.row_writing import Cells, marked, municipality_list, survey_rows

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH, LONG_WIDTH = 16, 40
_FIRST = ("type", "name", "label", "hint", "required", "required_message", "relevant", "constraint")
_THEN = ("constraint_message", "calculation", "default", "appearance", "parameters")
_OWN = (headings.KIND, headings.PRIVACY, headings.LEAST, headings.MOST, UNREVIEWED)
SURVEY_ORDER = (*_FIRST, *_THEN, *_OWN)
CHOICES_ORDER = ("list_name", "name", "label", UNREVIEWED)


def write_xlsform(spec: Spec, *, slug: str) -> bytes:
    """The workbook of ``spec``; ``slug`` is the id of the form, unless another program has given it one."""
    languages = languages_of(spec)
    book = Workbook(write_only=True)
    _sheet(book, "survey", SURVEY_ORDER, list(survey_rows(spec)), languages)
    if offered := [*_choice_rows(spec), *_municipality_rows(spec, languages)]:
        _sheet(book, "choices", CHOICES_ORDER, offered, languages)
    row = _settings_row(spec, slug)
    _sheet(book, "settings", tuple(row), [row], languages)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def languages_of(spec: Spec) -> tuple[str, ...]:
    """The languages of a form, and then those in which it still has words although it has them no more."""
    said = {language for text in _texts(spec) for language in text.words}
    return (*spec.languages, *sorted(said - set(spec.languages)))


def _texts(spec: Spec) -> Iterator[Text]:
    yield from (spec.title, spec.intro, spec.notice, spec.thanks)
    for placed in walk(spec.items):
        yield from (getattr(placed.item, name) for name in TEXTS if hasattr(placed.item, name))
    for offered in spec.choices.values():
        yield from (choice.label for choice in offered)


def _choice_rows(spec: Spec) -> Iterator[Cells]:
    for name, offered in spec.choices.items():
        yield from (_choice_row(name, choice) for choice in offered)


def _municipality_rows(spec: Spec, languages: Sequence[str]) -> Iterator[Cells]:
    """Today's municipalities, when the form asks for one: other programs do not know them."""
    if not any(isinstance(each.item, Field) and each.item.kind is FieldKind.MUNICIPALITY for each in walk(spec.items)):
        return
    listed, name = municipalities.known(), municipality_list(spec)
    for code in municipalities.names_on(clock.today(), spec.default_language):
        yield {"list_name": name, "name": code, "label": Text({each: listed[code].name(each) for each in languages})}
    yield {"list_name": name, "name": OTHER_MUNICIPALITY, "label": _none_of_these(languages)}


def _none_of_these(languages: Sequence[str]) -> Text:
    return Text({each: say("other_municipality", each).words for each in languages})


def _choice_row(list_name: str, choice: Choice) -> Cells:
    row: Cells = {"list_name": list_name, "name": choice.value, "label": choice.label}
    row[UNREVIEWED] = marked({"label": choice.label})
    return row | {name: value for name, value in choice.extra.items() if name not in headings.CHOICES}


def _settings_row(spec: Spec, slug: str) -> Cells:
    extra, left = dict(spec.extra), languages_of(spec)[len(spec.languages) :]
    row: Cells = {
        settings.TITLE: spec.title.spoken(spec.default_language).words,
        settings.FORM_ID: extra.pop(settings.FORM_ID, slug),
        settings.DEFAULT_LANGUAGE: heading_language(spec.default_language),
        settings.STYLE: extra.pop(settings.STYLE, settings.PAGES if spec.is_paged else ""),
        settings.LANGUAGES: " ".join([*spec.languages, *(f"{settings.LEFT}{each}" for each in left)]),
        settings.PAGED: "" if spec.is_paged else "no",
        settings.RETENTION: spec.retention,
        settings.SLUG: "" if settings.FORM_ID in spec.extra else slug,
    }
    return row | {name: value for name, value in extra.items() if name not in row}


def _sheet(book: Workbook, title: str, order: Sequence[str], rows: Sequence[Cells], languages: Sequence[str]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    columns = list(_columns(title, order, rows, languages))
    for place, (name, _language) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = LONG_WIDTH if name in TEXTS else WIDTH
    sheet.append(
        [_cell(sheet, _heading(name, language), is_heading=True) for name, language in columns],
    )
    for row in rows:
        sheet.append([_cell(sheet, _words(row.get(name, ""), language)) for name, language in columns])


def _columns(
    title: str, order: Sequence[str], rows: Sequence[Cells], languages: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The columns of a sheet with their languages: those that it must have, and those in which something is said."""
    needed = {"survey": {"type", "name", "label"}, "choices": {"list_name", "name", "label"}}.get(title, set())
    used = needed | {name for row in rows for name, value in row.items() if value}
    others = sorted(used - set(order))
    for name in (*(name for name in order if name in used), *others):
        # pyxform warns of a language that has one kind of texts and not another.
        yield from ((name, language) for language in (languages if name in TEXTS else ("",)))


def _heading(name: str, language: str) -> str:
    return f"{name}::{heading_language(language)}" if language else name


def _words(value: str | Text, language: str) -> str:
    return value.words.get(language, "") if isinstance(value, Text) else value


def _cell(sheet: object, words: str, *, is_heading: bool = False) -> WriteOnlyCell | None:
    if not words:
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = words
    # A text stays a text, whatever sign it begins with.
    cell.data_type = "s"
    cell.quotePrefix = words.startswith(("=", "+", "-", "@"))
    if is_heading:
        cell.font = Font(bold=True)
    return cell
