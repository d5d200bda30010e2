"""Days and times in words: as Finnish, Swedish and English readers expect them, in the active language.

Spaces inside are hard (U+00A0), so that a date never breaks over two lines.
"""

from __future__ import annotations

import datetime as dt

from django.utils import translation

from seutu.shared.core import clock

HARD = "\N{NO-BREAK SPACE}"
DASH = "\N{EN DASH}"

# Written out here and not taken from a locale: a day must read the same in every process and in every release.
WEEKDAYS = {
    "fi": ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"),
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_WEEKDAYS = {
    "fi": ("ma", "ti", "ke", "to", "pe", "la", "su"),
    "sv": ("må", "ti", "on", "to", "fr", "lö", "sö"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
OCLOCK = {"fi": f"klo{HARD}", "sv": f"kl.{HARD}"}


def _language() -> str:
    language = (translation.get_language() or "fi").partition("-")[0]
    return language if language in WEEKDAYS else "en"


def legal_day(moment: dt.date) -> dt.date:
    """The day of ``moment``: of an instant, the day in Helsinki."""
    return clock.day_of(moment) if isinstance(moment, dt.datetime) else moment


def helsinki_time(moment: dt.datetime | dt.time) -> dt.time:
    """The time of ``moment``: of an instant, the time in Helsinki."""
    return moment.astimezone(clock.HELSINKI).time() if isinstance(moment, dt.datetime) else moment


def day(moment: dt.date) -> str:
    """29.3.2022; in English 29 March 2022."""
    on = legal_day(moment)
    if _language() == "en":
        return f"{on.day}{HARD}{MONTHS[on.month - 1]}{HARD}{on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def day_and_month(moment: dt.date) -> str:
    """29.3.; in English 29 March. For a day whose year is plain from what stands around it."""
    on = legal_day(moment)
    return f"{on.day}{HARD}{MONTHS[on.month - 1]}" if _language() == "en" else f"{on.day}.{on.month}."


def weekday_day(moment: dt.date) -> str:
    """ti 29.3.2022; in English Tue 29 March 2022."""
    return f"{SHORT_WEEKDAYS[_language()][legal_day(moment).weekday()]}{HARD}{day(moment)}"


def long_day(moment: dt.date) -> str:
    """tiistai 29.3.2022; in English Tuesday 29 March 2022."""
    return f"{WEEKDAYS[_language()][legal_day(moment).weekday()]} {day(moment)}"


def clock_time(moment: dt.datetime | dt.time) -> str:
    """klo 16.00; in Swedish kl. 16.00, in English 16:00."""
    language, at = _language(), helsinki_time(moment)
    return f"{OCLOCK.get(language, '')}{_hour_and_minute(at, language)}"


def clock_period(start: dt.datetime | dt.time, end: dt.datetime | dt.time) -> str:
    """klo 9–15, klo 16.00–18.35; in English 9:00–15:00."""
    language, first, last = _language(), helsinki_time(start), helsinki_time(end)
    if language != "en" and first.minute == last.minute == 0:
        return f"{OCLOCK[language]}{first.hour}{DASH}{last.hour}"
    return f"{OCLOCK.get(language, '')}{_hour_and_minute(first, language)}{DASH}{_hour_and_minute(last, language)}"


def day_and_time(instant: dt.datetime) -> str:
    """29.3.2022 klo 16.00; in English 29 March 2022, 16:00."""
    joint = ", " if _language() == "en" else " "
    return f"{day(instant)}{joint}{clock_time(instant)}"


def period(start: dt.date, end: dt.date) -> str:
    """1.9.2020–31.8.2022; in English 1 September 2020 to 31 August 2022."""
    joint = f" to{HARD}" if _language() == "en" else DASH
    return f"{day(start)}{joint}{day(end)}"


def machine_day(moment: dt.date) -> str:
    """2022-03-29: for ``<time datetime>`` and structured data."""
    return legal_day(moment).isoformat()


def _hour_and_minute(at: dt.time, language: str) -> str:
    return f"{at.hour}{':' if language == 'en' else '.'}{at.minute:02}"
