"""What is asked about figures. The question stands in the address: codes, months and words, nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from seutu.newcomers.reports.rules.asked_periods import (
    EVERY_YEAR,
    FREE,
    LAST_YEAR,
    THIS_YEAR,
    is_a_time,
    latest_pieces,
    period_asked,
)
from seutu.newcomers.reports.rules.periods import STEPS, NotAPeriod
from seutu.newcomers.reports.rules.pivot import NotAskable, PivotQuestion, check
from seutu.newcomers.reports.rules.words import REASONS, label_of_axis, words_of_piece
from seutu.shared.core import clock
from seutu.shared.core.figures import dimensions, indicators

YEARS, QUARTERS, MONTHS, FREE_MONTHS = 8, 8, 18, 120
KEPT = ("luku", "kausi", "alku", "loppu", "rivit", "sarakkeet", "vertaa")


class PivotForm(forms.Form):
    """The form over a table of figures, sent by GET."""

    luku = forms.ChoiceField(label=pgettext_lazy("figures", "Figure"))
    kausi = forms.ChoiceField(label=pgettext_lazy("figures", "Time"))
    alku = forms.ChoiceField(label=gettext_lazy("First month"), required=False)
    loppu = forms.ChoiceField(label=gettext_lazy("Last month"), required=False)
    rivit = forms.ChoiceField(label=pgettext_lazy("figures", "Rows"), required=False)
    sarakkeet = forms.ChoiceField(label=pgettext_lazy("figures", "Columns"), required=False)
    # A dimension, whose values are then offered here, or "dimension:value".
    rajaa = forms.CharField(label=pgettext_lazy("figures", "Narrow by"), required=False, widget=forms.Select)
    vertaa = forms.BooleanField(label=gettext_lazy("Compare with the year before"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        words = [*data.getlist("vain"), data.get("rajaa", "")]
        pairs = [(key, value) for key, colon, value in (word.partition(":") for word in words) if colon]
        self.only: list[tuple[str, str]] = list(dict.fromkeys(pairs))
        axes = [("", pgettext("dimension", "none")), *((step, label_of_axis(step)) for step in STEPS)]
        known = [(each.key, label_of_axis(each.key)) for each in dimensions.entries()]
        offered: dict[str, Any] = {
            "luku": [(each.key, str(each.label)) for each in indicators.entries()],
            "kausi": _times(data.get("kausi", "")),
            "alku": _months(data.get("alku", "")),
            "loppu": _months(data.get("loppu", "")),
            "rivit": [*axes, *known],
            "sarakkeet": [*axes, *known],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.offer_narrowing([("", _("nothing more")), *self._narrowing(known)])
        self.question: PivotQuestion | None = None

    def _narrowing(self, known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """What the indicator can be narrowed by, besides what it is narrowed by already."""
        taken = {key for key, _value in self.only}
        offered = next((each.dimensions for each in indicators.entries() if each.key == self.data.get("luku")), None)
        return [(key, label) for key, label in known if key not in taken and (offered is None or key in offered)]

    @property
    def narrowing_by(self) -> str:
        """The dimension by one of whose values one wants to narrow, or ""."""
        word = self.data.get("rajaa", "")
        return word if word and ":" not in word else ""

    def offer_narrowing(self, choices: Iterable[tuple[str, str]]) -> None:
        """What may be chosen next to narrow by."""
        self.fields["rajaa"].widget.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            period = period_asked(given["kausi"], given["alku"], given["loppu"], today=clock.today())
        except NotAPeriod:
            self.add_error("alku", _("Choose the first and the last month of your own period, the first one first."))
            return given
        question = PivotQuestion(
            indicator=given["luku"],
            period=period,
            rows=given["rivit"],
            columns=given["sarakkeet"],
            only=tuple(self.only),
            compared=given["vertaa"] and given["kausi"] != EVERY_YEAR,
        )
        try:
            check(question, indicators.entry(question.indicator))
        except NotAskable as refused:
            self.add_error("rivit", str(REASONS[refused.reason]))
            return given
        self.question = question
        return given

    def kept(self, **other: Any) -> str:
        """The question as a query string, with some of it otherwise: it is what is saved and linked."""
        words: list[tuple[str, str]] = []
        for key in KEPT:
            value = other.get(key, self.data.get(key, ""))
            if value and not (key in {"alku", "loppu"} and other.get("kausi", self.data.get("kausi")) != FREE):
                words.append((key, value))
        words += [("vain", f"{key}:{value}") for key, value in other.get("vain", self.only)]
        return urlencode(words)


def _times(given: str) -> list[tuple[str, Any]]:
    today = clock.today()
    pieces = {step: latest_pieces(step, count, today=today) for step, count in _COUNTS.items()}
    groups: list[tuple[str, Any]] = [
        (LAST_YEAR, _("Last year")),
        (THIS_YEAR, _("This year")),
        (EVERY_YEAR, _("All years")),
        (FREE, _("Own period, by its first and last month")),
        (_("Years"), [(each, words_of_piece(each)) for each in pieces["year"]]),
        (_("Quarters"), [(each, words_of_piece(each)) for each in pieces["quarter"]]),
        (_("Months"), [(each, words_of_piece(each)) for each in pieces["month"]]),
    ]
    if is_a_time(given) and not any(given in found for found in pieces.values()):
        groups.append((given, words_of_piece(given)))
    return groups


_COUNTS = {"year": YEARS, "quarter": QUARTERS, "month": MONTHS}


def _months(given: str) -> list[tuple[str, str]]:
    known = latest_pieces("month", FREE_MONTHS, today=clock.today())
    if is_a_time(given) and given not in known:
        known.append(given)
    return [("", "–"), *((each, words_of_piece(each)) for each in known)]
