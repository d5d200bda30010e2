"""Examples of what can be typed, which find something here."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from seutu.shared.core import clock
from seutu.shared.search.directory import directory
from seutu.shared.search.views.answering import Answer

LEAST_LETTERS = 4
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")


@dataclass(frozen=True, slots=True)
class Examples:
    """What stands in the help; "" where nothing fits."""

    phrase: str
    case: str
    body: str
    municipality: str
    year: int
    years: str
    days: str


def examples(found: Answer) -> Examples:
    """Examples out of what the page shows: two words of a title, a case, the body with most hits, the newest day."""
    hits = [result.hit for result in found.results]
    newest = max((hit.day for hit in hits), default=clock.today())
    return Examples(
        phrase=next(filter(None, (_phrase(hit.title) for hit in hits)), ""),
        case=next((hit.case_number for hit in hits if hit.case_number), ""),
        body=_body(found),
        municipality="" if found.place.municipality else _municipality(),
        year=newest.year,
        years=f"{newest.year - 2}..{newest.year}",
        days=_month(newest),
    )


def _phrase(title: str) -> str:
    """Two words of a title that follow each other."""
    words = title.split()
    return next((f"{one} {other}".lower() for one, other in pairwise(words) if _is_word(one) and _is_word(other)), "")


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None


def _month(day: dt.date) -> str:
    last = calendar.monthrange(day.year, day.month)[1]
    return f"1.{day.month}.{day.year}..{last}.{day.month}.{day.year}"


def _body(found: Answer) -> str:
    """What the body with most hits is called in short, or any of this place."""
    bodies = directory().bodies
    hit = [bodies[str(key)] for key, _number in found.found.facets.get("toimielin", ()) if key in bodies]
    here = hit[:1] or [body for body in bodies.values() if found.place.municipality in {"", body.owner}]
    return min((name for body in here for name in body.called), key=lambda name: (len(name), name), default="valtuusto")


def _municipality() -> str:
    """The first of several municipalities."""
    slugs = sorted(directory().organizations)
    return slugs[0] if len(slugs) > 1 else ""
