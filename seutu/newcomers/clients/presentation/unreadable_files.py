"""Why a spreadsheet cannot be read, in the words of every page and command that takes one."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.spreadsheets.sheet import MOST_COLUMNS, NotReadable, Why

NOT_READABLE = {
    Why.EMPTY: gettext_lazy("The file has no rows under headings."),
    Why.TOO_LARGE: gettext_lazy("The file is too large, or grows too large when it is opened."),
    Why.TOO_MANY_ROWS: gettext_lazy("The file has more than 20,000 rows. Divide it into several."),
    Why.TOO_MANY_COLUMNS: gettext_lazy("The file has more than %(most)s columns. Leave out those that are not needed."),
    Why.TOO_LONG_CELL: gettext_lazy("A cell has more than 4,000 characters, or a quotation mark is not closed."),
    Why.OTHER_KIND: gettext_lazy("This is no table that can be read. Save it as Excel (.xlsx) or as CSV."),
    Why.OLD_EXCEL: gettext_lazy(
        "This is a workbook of an old Excel, or it has a password. Save it as .xlsx without one."
    ),
    Why.PASSWORD: gettext_lazy("The file is locked with a password. Save it without one."),
    Why.BROKEN: gettext_lazy("The file is broken. Open it in Excel and save it anew."),
    Why.ENCODING: gettext_lazy(
        "The letters of the file are mixed up: part of it is in another encoding. Save it as UTF-8."
    ),
    Why.FORMULAS: gettext_lazy(
        "The file has formulas without results. Open it in Excel and save it, then choose it again."
    ),
}


def why_not_readable(error: NotReadable) -> str:
    """Why a file cannot be read, and where."""
    words = str(NOT_READABLE[error.why])
    if "%(most)s" in words:
        words %= {"most": MOST_COLUMNS}
    return f"{words} {_('See line %(line)s.') % {'line': error.line}}" if error.line else words
