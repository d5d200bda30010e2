"""What units, dimensions, pieces of the calendar and what is particular about a table are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from seutu.newcomers.reports.rules.periods import ALL_YEARS, STEPS, Period, period_of
from seutu.newcomers.reports.rules.pivot import PivotQuestion, Protection, Reason
from seutu.shared.core.figures import CountUnit, Indicator, dimensions
from seutu.shared.ui.dates import period as days

UNITS: Mapping[CountUnit, Any] = {
    CountUnit.CONTACT: pgettext_lazy("unit of count", "contact"),
    CountUnit.CLIENT: pgettext_lazy("unit of count", "client"),
    CountUnit.HOUSEHOLD: pgettext_lazy("unit of count", "household"),
    CountUnit.TOPIC: pgettext_lazy("unit of count", "topic of a contact"),
    CountUnit.SESSION: pgettext_lazy("unit of count", "group session"),
    CountUnit.PARTICIPANT: pgettext_lazy("unit of count", "participant of a group session"),
    CountUnit.MINUTE: pgettext_lazy("unit of count", "working hour"),
    CountUnit.QUESTION: pgettext_lazy("unit of count", "question"),
    CountUnit.SUBMISSION: pgettext_lazy("unit of count", "submission of a form"),
}
CALENDAR: Mapping[str, Any] = {
    "month": gettext_lazy("month"),
    "quarter": gettext_lazy("quarter of a year"),
    "year": gettext_lazy("year"),
}
REASONS: Mapping[Reason, Any] = {
    Reason.NO_SUCH_DIMENSION: gettext_lazy("This figure cannot be broken down or narrowed so. Choose something else."),
    Reason.SAME_TWICE: gettext_lazy("The same thing is asked twice. Choose another row, column or narrowing."),
    Reason.TOO_MANY: gettext_lazy("Too much is asked at once. Break down and narrow by three things at most."),
    Reason.TOO_MANY_BY_MONTH: gettext_lazy(
        "Three things at once are told of whole years only. Choose a year, or leave one of them out."
    ),
}
_ROMAN = ("", "I", "II", "III", "IV")


def unit_label(unit: CountUnit) -> str:
    """What one of a figure is called."""
    return str(UNITS[unit])


def label_of_axis(axis: str) -> str:
    """What a dimension or a piece of the calendar is called, with a capital letter; "" for none."""
    if not axis:
        return ""
    label = str(CALENDAR[axis] if axis in STEPS else dimensions.entry(axis).label)
    return f"{label[:1].upper()}{label[1:]}"


def in_sentence(label: str) -> str:
    """A label as it stands within a sentence: only its first letter is small, for it may name Finland."""
    return f"{label[:1].lower()}{label[1:]}"


def words_of_piece(piece: str) -> str:
    """3/2022, I/2022 or 2022."""
    year, dash, rest = piece.partition("-")
    if not dash:
        return year
    return f"{_ROMAN[int(rest[1])]}/{year}" if rest.startswith("Q") else f"{int(rest)}/{year}"


def words_of_pieces(pieces: Iterable[str]) -> dict[str, str]:
    """The same of several."""
    return {piece: words_of_piece(piece) for piece in pieces}


def words_of_period(period: Period | None) -> str:
    """A time in words: 2022, or its days; None is all years."""
    if period is None or period == ALL_YEARS:
        return _("all years")
    whole_year = period_of(str(period.starts_on.year))
    return str(period.starts_on.year) if period == whole_year else days(period.starts_on, period.ends_on)


def notes_of(
    indicator: Indicator, question: PivotQuestion, protection: Protection, *, has_hidden: bool
) -> tuple[str, ...]:
    """What the reader of a table must know of its numbers."""
    notes = []
    if has_hidden:
        notes.append(
            _(
                "“Hidden” is a number under %(few)s, or one from which such a number could be computed. "
                "It is not nothing: the totals include it."
            )
            % {"few": _few(indicator)}
        )
    if not indicator.is_additive:
        notes.append(
            _("Each number is counted by itself. One can be in several of them, so they do not add up to the total.")
        )
    if question.period.step == "month" and protection is Protection.EVERYWHERE:
        notes.append(_("Whole years and quarters show more: in other periods more numbers must be hidden."))
    return tuple(notes)


def _few(indicator: Indicator) -> str:
    if indicator.count_unit is CountUnit.MINUTE:
        return _("%(few)s hours") % {"few": settings.SMALL_CELL}
    return str(settings.SMALL_CELL)
