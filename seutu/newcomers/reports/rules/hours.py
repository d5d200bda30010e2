"""Time in hours, and the periods for which it is told to payroll and to funders."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUTES_IN_HOUR = 60
FIRST_YEAR, LAST_YEAR = 2000, 2199
WHOLE_YEAR = ""


def hours_and_minutes(minutes: int) -> str:
    """7:30, as a clock counts; of many hours, 1234:05."""
    return f"{minutes // MINUTES_IN_HOUR}:{minutes % MINUTES_IN_HOUR:02}"


def decimal_hours(minutes: int) -> Decimal:
    """7.50, as payroll counts. A sum is made of minutes and then turned into hours: rounded hours do not add up."""
    return (Decimal(minutes) / MINUTES_IN_HOUR).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class HourPeriod:
    """A calendar year, a quarter of one (``Q1``) or a month (``03``): what payroll and funders are told of."""

    year: int
    part: str = WHOLE_YEAR

    @classmethod
    def told(cls, year: str, part: str, *, otherwise: dt.date) -> HourPeriod:
        """The period that an address tells; of what cannot be understood, the year of ``otherwise``."""
        is_year = year.isascii() and year.isdigit() and FIRST_YEAR <= int(year[:4]) <= LAST_YEAR and len(year) == 4
        return cls(int(year) if is_year else otherwise.year, part if part in PARTS else WHOLE_YEAR)

    @property
    def _months(self) -> tuple[int, int]:
        if self.part == WHOLE_YEAR:
            return 1, 12
        if self.part.startswith("Q"):
            last = int(self.part[1:]) * 3
            return last - 2, last
        return int(self.part), int(self.part)

    @property
    def starts_on(self) -> dt.date:
        return dt.date(self.year, self._months[0], 1)

    @property
    def ends_on(self) -> dt.date:
        last = self._months[1]
        return dt.date(self.year, last, calendar.monthrange(self.year, last)[1])

    @property
    def code(self) -> str:
        """2026, 2026-Q1 or 2026-03: in names of files and in the trail."""
        return f"{self.year}-{self.part}" if self.part else str(self.year)

    def months(self) -> Iterator[dt.date]:
        """The first days of its months."""
        first, last = self._months
        return (dt.date(self.year, month, 1) for month in range(first, last + 1))


QUARTERS = tuple(f"Q{number}" for number in range(1, 5))
MONTHS = tuple(f"{number:02}" for number in range(1, 13))
PARTS = (WHOLE_YEAR, *QUARTERS, *MONTHS)
