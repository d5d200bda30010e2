"""Questions that are asked most, ready to be opened: each is the query string of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORK, PEOPLE, TIME = "work", "people", "time"
GROUPS: Mapping[str, Any] = {
    WORK: pgettext_lazy("ready figures", "What was done?"),
    PEOPLE: pgettext_lazy("ready figures", "For whom?"),
    TIME: pgettext_lazy("ready figures", "What did the time go to?"),
}


@dataclass(frozen=True)
class ReadyView:
    """A question in plain words, of an indicator by rows and columns over a time ("" is last year)."""

    words: Any
    group: str
    indicator: str
    rows: str
    columns: str = ""
    time: str = "viime-vuosi"
    is_compared: bool = False

    @property
    def question(self) -> str:
        """The query string of its page."""
        asked = {"luku": self.indicator, "kausi": self.time, "rivit": self.rows, "sarakkeet": self.columns}
        return urlencode(
            {key: value for key, value in asked.items() if value} | ({"vertaa": "on"} if self.is_compared else {})
        )


READY_VIEWS: tuple[ReadyView, ...] = (
    ReadyView(
        _("How many contacts did each municipality's workers have last year, and the year before?"),
        WORK,
        "contacts",
        "provider_municipality",
        is_compared=True,
    ),
    ReadyView(
        _("How have contacts gone month by month this year?"),
        WORK,
        "contacts",
        "month",
        time="tama-vuosi",
        is_compared=True,
    ),
    ReadyView(_("By what channel were people in contact?"), WORK, "contacts", "channel", is_compared=True),
    ReadyView(_("What did people ask about?"), WORK, "topics", "topic", is_compared=True),
    ReadyView(_("How many did not come to their appointment?"), WORK, "no_shows", "quarter", "channel"),
    ReadyView(_("How many group sessions were held?"), WORK, "group_sessions", "provider_municipality", "quarter"),
    ReadyView(_("How many took part in group sessions?"), WORK, "participants", "provider_municipality", "quarter"),
    ReadyView(_("Where do the people live whom we served?"), PEOPLE, "contacts", "client_municipality", "quarter"),
    ReadyView(
        _("Did workers serve residents of other municipalities?"),
        PEOPLE,
        "contacts",
        "provider_municipality",
        "client_municipality",
    ),
    ReadyView(
        _("What did the residents of each municipality ask about?"), PEOPLE, "topics", "topic", "client_municipality"
    ),
    ReadyView(
        _("How many clients were there in each municipality?"),
        PEOPLE,
        "clients",
        "client_municipality",
        is_compared=True,
    ),
    ReadyView(_("How many new clients came?"), PEOPLE, "new_clients", "quarter", "client_municipality"),
    ReadyView(_("In what languages were people served?"), PEOPLE, "contacts", "service_language", is_compared=True),
    ReadyView(_("On what basis do people live in Finland?"), PEOPLE, "contacts", "basis_group", "year", time="kaikki"),
    ReadyView(_("How old are they, and of which gender?"), PEOPLE, "contacts", "age_band", "gender"),
    ReadyView(_("How many working hours went to contacts in each unit?"), TIME, "contact_minutes", "unit", "quarter"),
    ReadyView(
        _("How is working time divided between kinds of work?"), TIME, "work_minutes", "work_kind", is_compared=True
    ),
    ReadyView(_("How many working hours belong to each funding code?"), TIME, "work_minutes", "funding_code", "month"),
)
