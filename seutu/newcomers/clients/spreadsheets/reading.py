"""Reading a spreadsheet of any of the kinds that are known, by what it is and not by what it is called."""

from __future__ import annotations

from seutu.newcomers.clients.spreadsheets.csv_text import read_csv
from seutu.newcomers.clients.spreadsheets.sheet import MOST_OCTETS, MOST_ROWS, NotReadable, Sheet, Why
from seutu.newcomers.clients.spreadsheets.xlsx import OLD_EXCEL, read_xlsx

_OTHERS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"<html", b"<!DOC", b"<?xml")


def read_sheet(content: bytes) -> Sheet:
    """The table in a file.

    :raises NotReadable: it cannot be read, and why.
    """
    if not content.strip():
        raise NotReadable(Why.EMPTY)
    if len(content) > MOST_OCTETS:
        raise NotReadable(Why.TOO_LARGE)
    if content.startswith(OLD_EXCEL):
        raise NotReadable(Why.OLD_EXCEL)
    if content.startswith(_OTHERS):
        raise NotReadable(Why.OTHER_KIND)
    sheet = read_xlsx(content) if content.startswith(b"PK") else read_csv(content)
    if len(sheet.rows) > MOST_ROWS:
        raise NotReadable(Why.TOO_MANY_ROWS)
    return sheet
