"""What the rows of a ledger say: which column is what, and what each row would be. Knows no database."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seutu.newcomers.projects.rules.amounts import NotASum, parse_cents
from seutu.shared.core import personal_id


class Column(enum.Enum):
    """What a column of a ledger can mean."""

    DAY = "day"
    AMOUNT = "amount"
    DEBIT = "debit"
    CREDIT = "credit"
    ACCOUNT = "account"
    VOUCHER = "voucher"
    TEXT = "text"


class Reason(enum.Enum):
    """Why a row is left out. `TOTAL`, `ZERO`, `KNOWN` and `NOT_A_COST` are as they should be, the others are mended."""

    TOTAL = "total"
    ZERO = "zero"
    KNOWN = "known"
    NOT_A_COST = "not_a_cost"
    FORMULA = "formula"
    NO_DAY = "no_day"
    BAD_DAY = "bad_day"
    OUTSIDE = "outside"
    NO_AMOUNT = "no_amount"
    BAD_AMOUNT = "bad_amount"
    NO_ACCOUNT = "no_account"
    NO_KIND = "no_kind"


AS_THEY_SHOULD_BE = frozenset({Reason.TOTAL, Reason.ZERO, Reason.KNOWN, Reason.NOT_A_COST})

HEADINGS: dict[Column, frozenset[str]] = {
    Column.DAY: frozenset(
        "pvm päivä päivämäärä kirjauspäivä kirjauspvm tositepäivä tositepvm datum bokföringsdatum date".split()
    ),
    Column.AMOUNT: frozenset("summa määrä euro euroa eur € toteuma belopp netto amount nettosumma".split()),
    Column.DEBIT: frozenset("debet debit per".split()),
    Column.CREDIT: frozenset("kredit credit an".split()),
    Column.ACCOUNT: frozenset(
        "tili tilinumero tilinro tilinnro konto kontonummer account kustannuslaji kostnadsslag menolaji".split()
    ),
    Column.VOUCHER: frozenset("tosite tositenumero tositenro verifikat verifikationsnummer voucher".split()),
    Column.TEXT: frozenset("selite kuvaus teksti selitys text förklaring beskrivning description".split()),
}
HEADINGS_WITHIN = 10
_TOTAL = re.compile(r"\b(?:yhteensä|(?:väli|loppu)?summa|totalt?|delsumma|slutsumma|saldo)\b", re.IGNORECASE)
_DAYS = (
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[ T].*)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
LONGEST_TEXT, LONGEST_ACCOUNT, LONGEST_VOUCHER = 200, 120, 60


@dataclass(frozen=True)
class Booking:
    """A row that can be brought in; ``repeat`` tells it from its like in the project."""

    number: int
    booked_on: dt.date
    amount_cents: int
    account: str
    voucher: str
    description: str
    row_key: str
    kind_id: int
    repeat: int


@dataclass(frozen=True)
class LeftOut:
    """A row that cannot be brought in, or should not, and the cell that says so."""

    number: int
    reason: Reason
    cell: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a project says of its ledger.

    ``kinds`` tells which kind of cost an account is, None one that is no cost; ``rows`` how many of each row are there.
    """

    starts_on: dt.date
    ends_on: dt.date
    kinds: Mapping[str, int | None]
    rows: Mapping[str, int]


@dataclass(frozen=True)
class _Row:
    number: int
    booked_on: dt.date
    amount_cents: int
    account: str
    voucher: str
    description: str


class _Left(Exception):
    def __init__(self, reason: Reason, cell: str = "") -> None:
        super().__init__(reason.value)
        self.reason, self.cell = reason, cell


def folded(heading: str) -> str:
    """A heading without what programs add to it: small letters, no spaces, dots or brackets."""
    return re.sub(r"[\s.:_\-]|\(.*?\)", "", heading.casefold())


def meaning_of(heading: str) -> Column | None:
    """What a heading usually means, or None."""
    return next((column for column, words in HEADINGS.items() if folded(heading) in words), None)


def place_of_headings(rows: Sequence[Sequence[str]]) -> int:
    """Which of the first rows has the headings: the first with the most words that are known."""
    known = [len({meaning_of(cell) for cell in cells if cell} - {None}) for cells in rows[:HEADINGS_WITHIN]]
    most = max(known, default=0)
    return known.index(most) if most > 1 else 0


def judged(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[int, Column], known: Known
) -> tuple[list[Booking], list[LeftOut]]:
    """What each numbered row would be, in order; a row that the project has already is left out as known."""
    places = {column: place for place, column in columns.items()}
    bookings: list[Booking] = []
    left: list[LeftOut] = []
    seen: Counter[str] = Counter()
    for number, cells in rows:
        try:
            row = _understood(number, cells, places, known)
            bookings.append(_booked(row, known, seen))
        except _Left as why:
            left.append(LeftOut(number, why.reason, why.cell[:LONGEST_TEXT]))
    return bookings, left


def _booked(row: _Row, known: Known, seen: Counter[str]) -> Booking:
    kind = known.kinds.get(row.account, 0)
    if kind is None:
        raise _Left(Reason.NOT_A_COST, row.account)
    if not kind:
        raise _Left(Reason.NO_KIND, row.account)
    key = row_key(row.booked_on, row.amount_cents, row.account, row.voucher, row.description)
    seen[key] += 1
    if seen[key] <= known.rows.get(key, 0):
        raise _Left(Reason.KNOWN)
    return Booking(
        number=row.number,
        booked_on=row.booked_on,
        amount_cents=row.amount_cents,
        account=row.account,
        voucher=row.voucher,
        description=row.description,
        row_key=key,
        kind_id=kind,
        repeat=seen[key],
    )


def row_key(booked_on: dt.date, amount_cents: int, account: str, voucher: str, description: str) -> str:
    """By what a row is known again in another file."""
    parts = (booked_on.isoformat(), str(amount_cents), account, voucher, description)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _understood(number: int, cells: Sequence[str], places: Mapping[Column, int], known: Known) -> _Row:
    told = {column: cells[place].strip() if place < len(cells) else "" for column, place in places.items()}
    try:
        booked_on = _day(told.get(Column.DAY, ""))
    except _Left:
        if _TOTAL.search(" ".join(cells)):
            raise _Left(Reason.TOTAL) from None
        raise
    if not known.starts_on <= booked_on <= known.ends_on:
        raise _Left(Reason.OUTSIDE, told[Column.DAY])
    amount = _amount(told)
    account = told.get(Column.ACCOUNT, "")[:LONGEST_ACCOUNT]
    if not account:
        raise _Left(Reason.NO_ACCOUNT)
    text = told.get(Column.TEXT, "")[:LONGEST_TEXT]
    # A ledger may name people by their code, which a project has no need of.
    description = "" if personal_id.contains(text) else text
    return _Row(number, booked_on, amount, account, told.get(Column.VOUCHER, "")[:LONGEST_VOUCHER], description)


def _day(cell: str) -> dt.date:
    if not cell:
        raise _Left(Reason.NO_DAY)
    found = next((match for pattern in _DAYS if (match := pattern.fullmatch(cell))), None)
    if found is None:
        raise _Left(Reason.FORMULA if cell.startswith("=") else Reason.BAD_DAY, cell)
    year = int(found["y"])
    try:
        return dt.date(year + 2000 if year < 100 else year, int(found["m"]), int(found["d"]))
    except ValueError:
        raise _Left(Reason.BAD_DAY, cell) from None


def _amount(told: Mapping[Column, str]) -> int:
    """The cost in a row: its amount, or debit less credit."""
    given = [(told[column], sign) for column, sign in _SIGNS if told.get(column)]
    if not given:
        raise _Left(Reason.NO_AMOUNT)
    total = sum(sign * _cents(cell) for cell, sign in given)
    if total == 0:
        raise _Left(Reason.ZERO)
    return total


_SIGNS = ((Column.AMOUNT, 1), (Column.DEBIT, 1), (Column.CREDIT, -1))


def _cents(cell: str) -> int:
    if cell.startswith(("=", "@")):
        raise _Left(Reason.FORMULA, cell)
    try:
        return parse_cents(cell)
    except NotASum:
        raise _Left(Reason.BAD_AMOUNT, cell) from None
