"""What the gallery shows: invented values, one for every state of every component.

The names of municipalities, bodies and persons are Finnish in every language, as they are in real minutes.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import pgettext, pgettext_lazy

from seutu.shared.ui import drawings
from seutu.shared.ui.charts import Bar, BarChart, bar_chart
from seutu.shared.ui.components import Feed, Item, Link, Place, Status, TimelineEntry
from seutu.shared.ui.line_chart import Line, LineChart, line_chart
from seutu.shared.ui.target_bars import TargetBar, TargetBars, target_bars

PAGES = 9
SAMPLE_DAY = dt.date(2022, 3, 29)
NAMES = {
    "outokumpu": "Outokumpu",
    "liperi": "Liperi",
    "kontiolahti": "Kontiolahti",
    "joensuu": "Joensuu",
    "ilomantsi": "Ilomantsi",
}
SHARES = (
    ("Joensuu", 2300, Decimal("70624.36")),
    ("Liperi", 310, Decimal("9518.94")),
    ("Kontiolahti", 321, Decimal("9856.70")),
)
COLOURS = (
    ("raja", pgettext_lazy("gallery", "act, go, here")),
    ("kuusi", pgettext_lazy("gallery", "settled, done")),
    ("jarvi", pgettext_lazy("gallery", "for information")),
    ("hiekka", pgettext_lazy("gallery", "soon, look")),
    ("marja", pgettext_lazy("gallery", "late, wrong")),
    ("ink", pgettext_lazy("gallery", "text")),
    ("ink-2", pgettext_lazy("gallery", "more about it")),
    ("ground", pgettext_lazy("gallery", "ground")),
)


class SampleForm(forms.Form):
    """Every kind of field that a page of Seutu asks with."""

    email = forms.EmailField(
        label=pgettext_lazy("gallery", "E-mail"),
        help_text=pgettext_lazy("gallery", "We send a link that confirms the address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": pgettext_lazy("gallery", "Write your e-mail address, for example anna@example.fi."),
            "invalid": pgettext_lazy("gallery", "Write your e-mail address, for example anna@example.fi."),
        },
    )
    last_day = forms.DateField(
        label=pgettext_lazy("gallery", "Last day"),
        widget=forms.DateInput(attrs={"class": "w-s", "inputmode": "numeric"}),
        input_formats=["%d.%m.%Y"],
        error_messages={
            "required": pgettext_lazy("gallery", "Write the day like this: 9.12.2026."),
            "invalid": pgettext_lazy("gallery", "Write the day like this: 9.12.2026."),
        },
    )
    municipality = forms.ChoiceField(
        label=pgettext_lazy("gallery", "Municipality"),
        choices=[("", "–"), *NAMES.items()],
        required=False,
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    often = forms.ChoiceField(
        label=pgettext_lazy("gallery", "How often?"),
        choices=[
            ("at_once", pgettext_lazy("gallery", "At once")),
            ("daily", pgettext_lazy("gallery", "Daily")),
            ("weekly", pgettext_lazy("gallery", "Weekly")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": pgettext_lazy("gallery", "Choose how often.")},
    )
    kinds = forms.MultipleChoiceField(
        label=pgettext_lazy("gallery", "What about?"),
        choices=[
            ("decisions", pgettext_lazy("gallery", "New decisions")),
            ("meetings", pgettext_lazy("gallery", "New meetings")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    message = forms.CharField(
        label=pgettext_lazy("gallery", "Message"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    agreed = forms.BooleanField(
        label=pgettext_lazy("gallery", "I have read the privacy notice"),
        error_messages={"required": pgettext_lazy("gallery", "Read the privacy notice and tick the box.")},
    )


def everything(request: HttpRequest) -> dict[str, object]:
    """The context of the gallery page."""
    here = reverse("ui:gallery")
    pages = Paginator(range(PAGES), 1)
    return {
        "breadcrumb": [Link(pgettext("gallery", "Front page"), "/"), Link(pgettext("gallery", "Components"))],
        "feeds": [Feed(pgettext("gallery", "Sample feed"), f"{here}#feed")],
        "feed": Feed(pgettext("gallery", "Sample feed"), f"{here}#feed"),
        "icons": drawings.icon_names(),
        "colours": COLOURS,
        "places": [Place(slug, name, f"{here}?{slug}") for slug, name in NAMES.items()],
        "more_places": [Place("lieksa", "Lieksa", f"{here}?lieksa")],
        "statuses": statuses(),
        "items": items(here),
        "entries": entries(here),
        "chart": chart(),
        "target_chart": target_chart(),
        "time_chart": time_chart(),
        "previous": Link("§ 15 Henkilöstökertomus 2021", f"{here}#15", "fi"),
        "next": Link("§ 17 Kesätyöpaikat 2022", f"{here}#17", "fi"),
        "shares": SHARES,
        "total": (sum(row[1] for row in SHARES), sum(row[2] for row in SHARES)),
        "page_obj": pages.get_page(request.GET.get("sivu", 2)),
        "sample_day": SAMPLE_DAY,
        "sample_time": dt.time(16, 0),
        "sample_end": dt.time(18, 35),
        "sample_year_end": dt.date(2022, 8, 31),
        "citation": "Joensuu, HETYJ 29.3.2022 § 16",
        "form": SampleForm(),
    }


def chart() -> BarChart:
    bars = [Bar("Jaa", 18, "67 %"), Bar("Ei", 9, "33 %", "dashed"), Bar("Tyhjä", 1, line="faint")]
    return bar_chart(bars, solid=pgettext("gallery", "Carried"), dashed=pgettext("gallery", "Did not carry"))


def target_chart() -> TargetBars:
    numbers = (("Joensuu", 1141, 1350), ("Kontiolahti", 147, 210), ("Outokumpu", 140, 127), ("Liperi", None, 12))
    return target_bars(
        [TargetBar(*row) for row in numbers],
        actual=pgettext("gallery", "Actual"),
        target=pgettext("gallery", "Target so far = 100%"),
        hidden=pgettext("gallery", "hidden"),
    )


def time_chart() -> LineChart:
    times = ("", "11/20", "2/21", "5/21", "8/21", "11/21", "2/22", "5/22", "8/22")
    lines = [
        Line("actual", pgettext("gallery", "Actual"), (0, 190, 402, None, 930, 1234, 1511, None, None), frozenset({3})),
        Line("target", pgettext("gallery", "Target"), tuple(325 * at for at in range(9))),
        Line("expected", pgettext("gallery", "Forecast"), (*(None for _ in range(6)), 1511, 1763, 2015)),
    ]
    return line_chart(times, lines, hidden=pgettext("gallery", "Hidden"))


def statuses() -> list[Status]:
    return [
        Status(pgettext("gallery", "Approved unanimously"), "settled"),
        Status(pgettext("gallery", "Noted"), "told"),
        Status(pgettext("gallery", "Deferred"), "", "clock"),
        Status(pgettext("gallery", "Referred back"), "", "returned"),
        Status(pgettext("gallery", "Draft"), "", "edit"),
        Status(pgettext("gallery", "Request for review until 9.12."), "soon"),
        Status(pgettext("gallery", "5 days late"), "late"),
        Status(pgettext("gallery", "Secret by law"), "firm", "lock"),
        Status(pgettext("gallery", "Waiting")),
    ]


def items(url: str) -> list[Item]:
    settled, soon = (
        Status(pgettext("gallery", "Approved"), "settled"),
        Status(pgettext("gallery", "Request for review until 9.12."), "soon"),
    )
    returned = Status(pgettext("gallery", "Referred back"), "", "returned")
    return [
        Item(
            "Lehmon koulun pihan kunnostaminen",
            f"{url}#a",
            "Kontiolahti, sivistyslautakunta 19.11.2026",
            statuses=[settled, soon],
            section=84,
            lang="fi",
            place_slug="kontiolahti",
        ),
        Item(
            "Ylämyllyn kevyen liikenteen väylän valaistus",
            f"{url}#b",
            "Liperi, tekninen lautakunta 17.11.2026",
            statuses=[returned],
            section=61,
            lang="fi",
            place_slug="liperi",
            is_open=True,
        ),
        Item("Kokouksen avaus", f"{url}#c", lang="fi", section=1),
    ]


def entries(url: str) -> list[TimelineEntry]:
    approved = Status(pgettext("gallery", "Approved unanimously"), "settled")
    return [
        TimelineEntry(
            "Asia tuli vireille", dt.date(2020, 3, 16), f"{url}#a", "Kaupunginhallitus", section=118, lang="fi"
        ),
        TimelineEntry(
            "Hankkeeseen lähdettiin",
            dt.date(2020, 5, 26),
            f"{url}#b",
            "Henkilöstö- ja työllisyysjaosto",
            statuses=[approved],
            section=31,
            lang="fi",
            is_decided=True,
        ),
        TimelineEntry(
            "Keskus -hankkeen jatko",
            SAMPLE_DAY,
            f"{url}#c",
            "Henkilöstö- ja työllisyysjaosto",
            statuses=[approved],
            section=16,
            lang="fi",
            is_decided=True,
            is_current=True,
        ),
        TimelineEntry(
            "Jatkohankkeen loppuraportti", lang="fi", statuses=[Status(pgettext("gallery", "Waiting"))], is_open=True
        ),
    ]
