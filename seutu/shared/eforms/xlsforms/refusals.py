"""What cannot be read of a workbook, each with its place and with words for the person whose form it is."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 80


class Why(enum.Enum):
    """Why a workbook, or a part of it, cannot be read as a form."""

    NOT_XLSX = "not_xlsx"
    OLD_OR_LOCKED = "old_or_locked"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    UNCOUNTED_FORMULA = "uncounted_formula"
    MERGED_CELLS = "merged_cells"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    CELL_ERROR = "cell_error"
    TOO_LONG_CELL = "too_long_cell"
    CONTROL_CHARACTER = "control_character"
    NO_SURVEY = "no_survey"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    NO_HEADING = "no_heading"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNSUPPORTED_SHEET = "unsupported_sheet"
    UNSUPPORTED_COLUMN = "unsupported_column"
    UNSUPPORTED_SETTING = "unsupported_setting"
    UNSUPPORTED_TYPE = "unsupported_type"
    UNSUPPORTED_PARAMETER = "unsupported_parameter"
    OR_OTHER = "or_other"
    EXTERNAL_FILE = "external_file"
    NO_TYPE = "no_type"
    NO_NAME = "no_name"
    NO_LIST_NAME = "no_list_name"
    NO_VALUE = "no_value"
    UNKNOWN_LIST = "unknown_list"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_PRIVACY = "unknown_privacy"
    NOT_A_NUMBER = "not_a_number"
    UNKNOWN_MARK = "unknown_mark"
    END_WITHOUT_BEGIN = "end_without_begin"
    BEGIN_WITHOUT_END = "begin_without_end"
    BAD_EXPRESSION = "bad_expression"
    REFERENCE_IN_TEXT = "reference_in_text"
    NOT_A_SPEC = "not_a_spec"
    PYXFORM = "pyxform"


_WORDS: dict[Why, Promise] = {
    Why.NOT_XLSX: _("This is not an Excel workbook (.xlsx)."),
    Why.OLD_OR_LOCKED: _("The workbook is of an old Excel, or has a password. Save it as .xlsx without a password."),
    Why.BROKEN: _("The workbook is broken. Open it in a spreadsheet program and save it again."),
    Why.TOO_LARGE: _("The workbook is too large for a form."),
    Why.MACROS: _("The workbook has macros. Save it as .xlsx without them."),
    Why.EXTERNAL_LINKS: _("The workbook takes values from other workbooks. Write the values in it."),
    Why.UNCOUNTED_FORMULA: _("A formula has no result. Open the workbook in a spreadsheet program and save it again."),
    Why.MERGED_CELLS: _("Cells have been merged. Unmerge them, so that each cell has its own value."),
    Why.TOO_MANY_ROWS: _("The sheet has too many rows for a form."),
    Why.TOO_MANY_COLUMNS: _("The sheet has too many columns for a form."),
    Why.CELL_ERROR: _("The result of a formula is an error: %(word)s."),
    Why.TOO_LONG_CELL: _("The text is too long."),
    Why.CONTROL_CHARACTER: _("The text has a character that no text may have."),
    Why.NO_SURVEY: _("There is no sheet called survey."),
    Why.MISSING_COLUMN: _("The column %(word)s is missing."),
    Why.DUPLICATE_COLUMN: _("The column %(word)s is there twice."),
    Why.NO_HEADING: _("The column has values but no heading."),
    Why.UNKNOWN_LANGUAGE: _("The language “%(word)s” is not known. Write its code: label::suomi (fi)."),
    Why.UNSUPPORTED_SHEET: _("Seutu does not use the sheet %(word)s."),
    Why.UNSUPPORTED_COLUMN: _("Seutu does not do what the column %(word)s asks for."),
    Why.UNSUPPORTED_SETTING: _("Seutu does not do what the setting %(word)s asks for."),
    Why.UNSUPPORTED_TYPE: _("Seutu has no questions of the type %(word)s."),
    Why.UNSUPPORTED_PARAMETER: _("Seutu does not do what the parameter %(word)s asks for."),
    Why.OR_OTHER: _("Seutu does not do or_other. Add a choice for “other”, and a text question that asks what."),
    Why.EXTERNAL_FILE: _("Choices cannot come from elsewhere (%(word)s). Write them on the sheet choices."),
    Why.NO_TYPE: _("The row has no type."),
    Why.NO_NAME: _("The row has no name."),
    Why.NO_LIST_NAME: _("The choice has no list name."),
    Why.NO_VALUE: _("The choice has no name."),
    Why.UNKNOWN_LIST: _("The sheet choices has no list “%(word)s”."),
    Why.UNKNOWN_KIND: _("The kind “%(word)s” is not known, or does not fit the type of the row."),
    Why.UNKNOWN_PRIVACY: _("“%(word)s” is not one of none, personal and sensitive."),
    Why.NOT_A_NUMBER: _("“%(word)s” is not a whole number from 0 up."),
    Why.UNKNOWN_MARK: _("“%(word)s” does not say which translation is unreviewed. Write: label:ar hint:ar."),
    Why.END_WITHOUT_BEGIN: _("This ends a group or repeat that was not begun, or that is not the last one begun."),
    Why.BEGIN_WITHOUT_END: _("The group or repeat begun here does not end."),
    Why.BAD_EXPRESSION: _("%(word)s"),
    Why.REFERENCE_IN_TEXT: _("An answer cannot be shown inside a text: take ${…} out."),
    Why.NOT_A_SPEC: _("The form is too large, or it has a value that no form has: %(word)s."),
    Why.PYXFORM: _("pyxform refuses this: %(word)s"),
}


@dataclass(frozen=True)
class Refusal:
    """One thing that cannot be read. ``row`` is 0 where it is not about one; ``column`` is a heading, or a letter."""

    why: Why
    sheet: str = ""
    row: int = 0
    column: str = ""
    word: str = ""
    cause: object = None

    @property
    def place(self) -> str:
        """Where it is: “survey, row 12, relevant”; "" for the whole workbook."""
        row = _now("row %(number)d") % {"number": self.row} if self.row else ""
        return ", ".join(filter(None, (self.sheet, row, self.column)))

    @property
    def message(self) -> str:
        """What is wrong, for the maker of the form, in the language that is active now."""
        told = getattr(self.cause, "message", "") or self.word
        longest = 2_000 if self.why in {Why.PYXFORM, Why.BAD_EXPRESSION} else LONGEST_WORD
        return str(_WORDS[self.why]) % {"word": told if len(told) <= longest else f"{told[: longest - 1]}…"}

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class NotAForm(Exception):
    """The workbook cannot be read as a form; ``refusals`` are all the reasons that were found."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(", ".join(f"{each.why.value} {each.sheet} {each.row}".strip() for each in refusals[:20]))
        self.refusals = list(refusals)
