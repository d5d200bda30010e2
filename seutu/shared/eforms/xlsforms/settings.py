"""The sheet settings: one row about the whole form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from seutu.shared.eforms.xlsforms.columns import OWN, code_of
from seutu.shared.eforms.xlsforms.refusals import Refusal, Why
from seutu.shared.eforms.xlsforms.workbook import Table

LANGUAGES, PAGED, RETENTION, SLUG = (f"{OWN}{name}" for name in ("languages", "paged", "retention", "slug"))
TITLE, FORM_ID, DEFAULT_LANGUAGE, STYLE, PAGES = "form_title", "form_id", "default_language", "style", "pages"
# Before a language in which a form still has words although it has the language no more.
LEFT = "-"
_READ = frozenset({TITLE, FORM_ID, DEFAULT_LANGUAGE, STYLE, LANGUAGES, PAGED, RETENTION, SLUG})
_ALIASES = {"title": TITLE, "set_form_title": TITLE, "id_string": FORM_ID, "set_form_id": FORM_ID}
# What promises something that Seutu does not keep.
_UNSUPPORTED = frozenset({"public_key", "submission_url", "allow_choice_duplicates", "omit_instanceid", "namespaces"})
_NO = frozenset({"no", "false"})


@dataclass(frozen=True)
class Settings:
    """What a form says of itself; ``left`` are languages of columns that the form has no more, ``extra`` is kept."""

    title: str = ""
    default_language: str = ""
    languages: tuple[str, ...] = ()
    left: frozenset[str] = frozenset()
    is_paged: bool = True
    retention: str = "year"
    extra: Mapping[str, str] = field(default_factory=dict)


def settings_of(table: Table | None, refusals: list[Refusal]) -> Settings:
    """The settings of a form, the usual ones where there is no such sheet."""
    if table is None or not table.rows:
        return Settings()
    row = table.rows[0]
    cells: dict[str, str] = {}
    for place, heading in table.headings.items():
        name = _name(heading)
        if name in cells:
            refusals.append(Refusal(Why.DUPLICATE_COLUMN, table.name, 1, heading, word=heading))
        cells[name] = row.cells.get(place, "")
    refusals += [
        Refusal(Why.UNSUPPORTED_SETTING, table.name, row.number, name, word=name)
        for name in sorted(_UNSUPPORTED & cells.keys())
        if cells[name] and cells[name].lower() not in _NO
    ]
    return _settings(cells, row.number, refusals)


def _name(heading: str) -> str:
    plain = "_".join(heading.split()).lower()
    known = _ALIASES.get(plain, plain)
    return (
        known if known in {TITLE, FORM_ID, DEFAULT_LANGUAGE, STYLE} or known in _OWN_NAMES | _UNSUPPORTED else heading
    )


_OWN_NAMES = frozenset({LANGUAGES, PAGED, RETENTION, SLUG})


def _settings(cells: Mapping[str, str], row: int, refusals: list[Refusal]) -> Settings:
    languages = cells.get(LANGUAGES, "").split()
    refusals += [
        Refusal(Why.UNKNOWN_LANGUAGE, "settings", row, DEFAULT_LANGUAGE, word=each)
        for each in (*languages, *filter(None, [cells.get(DEFAULT_LANGUAGE, "")]))
        if code_of(each.removeprefix(LEFT)) is None
    ]
    style, form_id = cells.get(STYLE, ""), cells.get(FORM_ID, "")
    extra = {name: value for name, value in cells.items() if value and name not in {*_READ, *_UNSUPPORTED}}
    if style and style != PAGES:
        extra[STYLE] = style
    if form_id == cells.get(SLUG):
        form_id = ""
    if form_id:
        extra[FORM_ID] = form_id
    return Settings(
        title=cells.get(TITLE) or form_id,
        default_language=cells.get(DEFAULT_LANGUAGE, ""),
        languages=tuple(each for each in languages if not each.startswith(LEFT)),
        left=frozenset(each.removeprefix(LEFT) for each in languages if each.startswith(LEFT)),
        is_paged=cells.get(PAGED, "yes").lower() not in _NO,
        retention=cells.get(RETENTION) or "year",
        extra=extra,
    )
