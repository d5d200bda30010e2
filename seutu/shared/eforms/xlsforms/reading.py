"""A form of a workbook: its sheets survey, choices and settings become a spec, or all the reasons why they do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from seutu.shared.eforms.spec import codec
from seutu.shared.eforms.spec.items import Choice, Field, Spec, walk
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.xlsforms.checking import check
from seutu.shared.eforms.xlsforms.columns import TEXTS, UNREVIEWED, Columns, code_of, columns_of
from seutu.shared.eforms.xlsforms.refusals import NotAForm, Refusal, Why
from seutu.shared.eforms.xlsforms.settings import Settings, settings_of
from seutu.shared.eforms.xlsforms.survey import Survey
from seutu.shared.eforms.xlsforms.texts import TextReader
from seutu.shared.eforms.xlsforms.workbook import NOT_OURS, Book, Row, Table, read_book


@dataclass(frozen=True)
class Read:
    """A form that was read: its spec, the row of each item, and what is worth knowing (pyxform's, in English)."""

    spec: Spec
    rows: Mapping[str, int]
    notes: tuple[str, ...]
    passed_over: tuple[str, ...]


def read_xlsform(content: bytes, *, language: str = "fi") -> Read:
    """The form that a workbook (.xlsx) holds. ``language`` is that of texts whose heading and settings name none.

    :raises NotAForm: it cannot be read whole; ``refusals`` are all the reasons.
    """
    book = read_book(content)
    refusals = book.refusals
    refusals += _other_sheets(book)
    if "survey" not in book.tables:
        if not any(each.sheet == "survey" for each in refusals):
            refusals.append(Refusal(Why.NO_SURVEY))
        raise NotAForm(refusals)
    settings = settings_of(book.tables.get("settings"), refusals)
    survey_table, choice_table = book.tables["survey"], book.tables.get("choices", Table("choices"))
    survey_columns, choice_columns = (columns_of(table, refusals) for table in (survey_table, choice_table))
    languages = _languages(settings, survey_columns, choice_columns, language)
    texts = TextReader(languages[0], refusals)
    choices = _choices(choice_table, choice_columns, texts)
    survey = Survey(survey_table, survey_columns, texts, frozenset(choices))
    survey.read()
    if refusals:
        raise NotAForm(refusals)
    spec = _spec(settings, survey, choices, languages)
    return Read(spec, survey.rows, check(book, survey.rows), tuple(book.passed_over))


def _other_sheets(book: Book) -> list[Refusal]:
    return [Refusal(Why.UNSUPPORTED_SHEET, name, word=name) for name in NOT_OURS if _has_rows(book.tables.get(name))]


def _has_rows(table: Table | None) -> bool:
    return table is not None and bool(table.rows)


def _languages(settings: Settings, survey: Columns, choices: Columns, usual: str) -> tuple[str, ...]:
    """The form's languages, the first one first: as the settings say, else in the order of the columns."""
    found = [column.language for columns in (survey, choices) for column in columns.known if column.name in TEXTS]
    first = code_of(settings.default_language) or (usual if "" in found or not any(found) else "")
    ordered = filter(None, (*settings.languages, first, *found))
    return tuple(dict.fromkeys(each for each in ordered if each not in settings.left)) or (usual,)


def _choices(table: Table, columns: Columns, texts: TextReader) -> dict[str, tuple[Choice, ...]]:
    offered: dict[str, list[Choice]] = {}
    for row in table.rows:
        cells = columns.cells(row.cells)
        if "list_name" not in cells:
            texts.refusals.append(Refusal(Why.NO_LIST_NAME, table.name, row.number, "list_name"))
        elif "name" not in cells:
            texts.refusals.append(Refusal(Why.NO_VALUE, table.name, row.number, "name"))
        else:
            offered.setdefault(cells["list_name"], []).append(_choice(row, cells, columns, texts))
    return {name: tuple(choices) for name, choices in offered.items()}


def _choice(row: Row, cells: Mapping[str, str], columns: Columns, texts: TextReader) -> Choice:
    marks = texts.marks("choices", row.number, cells.get(UNREVIEWED, ""))
    label = texts.text("choices", row, columns, "label", marks)
    return Choice(value=cells["name"], label=label, extra=columns.kept_cells(row.cells))


def _own_choices(survey: Survey, choices: Mapping[str, tuple[Choice, ...]]) -> dict[str, tuple[Choice, ...]]:
    """The form's lists without that of municipalities, which is written for other programs only."""
    used = {placed.item.choices for placed in walk(survey.items) if isinstance(placed.item, Field)}
    left_out = survey.municipality_lists - used
    return {name: offered for name, offered in choices.items() if name not in left_out}


def _spec(
    settings: Settings, survey: Survey, choices: Mapping[str, tuple[Choice, ...]], languages: tuple[str, ...]
) -> Spec:
    title = survey.form_texts.get("title") or Text({languages[0]: settings.title} if settings.title else {})
    spec = Spec(
        title=title,
        languages=languages,
        items=survey.items,
        choices=_own_choices(survey, choices),
        intro=survey.form_texts.get("intro", Text()),
        notice=survey.form_texts.get("notice", Text()),
        thanks=survey.form_texts.get("thanks", Text()),
        is_paged=settings.is_paged,
        retention=settings.retention,
        extra=settings.extra,
    )
    try:
        # A stranger's workbook may hold no more than a stranger's JSON.
        return codec.from_json(codec.to_json(spec))
    except codec.BadSpec as error:
        raise NotAForm([Refusal(Why.NOT_A_SPEC, word=str(error))]) from error
