"""Money as whole cents: read from what people write, and written for programs."""

from __future__ import annotations

import re

# More than any budget of a region, and far less than a column of the database holds.
MOST_CENTS = 10**15
CENTS = 100
_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_WRITTEN = re.compile(r"(?P<euros>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<cents>[0-9]{1,2}))?")
_CURRENCY = re.compile(r"^(?:€|eur)|(?:€|eur)$", re.IGNORECASE)


class NotMoney(ValueError):
    """The text is no amount of money that could be understood in one way only."""


def cents_of(text: str) -> int:
    """The amount that ``text`` says: 300 000,00, 300000.00, 45, −12,5 or 7,00 €.

    A sign for thousands other than a space is refused: 300.000 could be three hundred or three hundred thousand.

    :raises NotMoney: it says none.
    """
    plain = _CURRENCY.sub("", " ".join(text.split())).strip()
    is_negative = plain.startswith(_MINUS)
    found = _WRITTEN.fullmatch(plain[1:].strip() if is_negative else plain.removeprefix("+").strip())
    if found is None:
        raise NotMoney(text)
    euros, cents = found["euros"].replace(" ", ""), (found["cents"] or "").ljust(2, "0")
    # Before the conversion: endless digits would take endless time.
    if len(euros.lstrip("0")) > len(str(MOST_CENTS)):
        raise NotMoney(text)
    amount = int(euros) * CENTS + int(cents)
    if amount > MOST_CENTS:
        raise NotMoney(text)
    return -amount if is_negative else amount


def plain(cents: int) -> str:
    """300000.00, with a sign when it is negative: for programs and files."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // CENTS}.{abs(cents) % CENTS:02}"
