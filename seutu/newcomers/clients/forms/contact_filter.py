"""Which contacts a list shows: one's own unless others are asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.forms.entries import sentence_case
from seutu.newcomers.clients.models import Channel, Reach, Topic
from seutu.newcomers.clients.queries.contacts import ContactFilter, colleagues_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.fields import DayField

EVERYBODY = "kaikki"


class ContactFilterForm(forms.Form):
    """The question stands in the address: only days, codes and keys are in it."""

    alkaen = DayField(label=pgettext_lazy("period", "From"), required=False)
    asti = DayField(label=pgettext_lazy("period", "To"), required=False)
    tyontekija = forms.ChoiceField(label=_("Who logged"), required=False)
    yksikko = forms.ChoiceField(label=_("Unit"), required=False)
    kanava = forms.ChoiceField(label=pgettext_lazy("contact", "Channel"), required=False)
    aihe = forms.ChoiceField(label=_("Topic"), required=False)
    tavoitettu = forms.ChoiceField(label=pgettext_lazy("contact", "Reached"), required=False)

    def __init__(self, data: Any, *, worker: Worker) -> None:
        super().__init__(data)
        self.worker = worker
        every = ("", str(_("All")))
        people = [(str(each.pk), each.display_name) for each in colleagues_of(worker) if each.pk != worker.user_id]
        units = Unit.objects.filter(organization__in=worker.logs_for | worker.manages | worker.led)
        offered = {
            "tyontekija": [("", str(_("Only mine"))), (EVERYBODY, str(_("Everybody"))), *people],
            "yksikko": [every, *((str(unit.pk), unit.name) for unit in units)],
            "kanava": [every, *sentence_case(Channel.choices)],
            "aihe": [every, *((str(topic.pk), topic.name) for topic in Topic.objects.all())],
            "tavoitettu": [every, *sentence_case(Reach.choices)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> ContactFilter:
        """The question; of what cannot be understood nothing is asked."""
        self.is_valid()
        given = self.cleaned_data
        who = given.get("tyontekija", "")
        return ContactFilter(
            since=_day(given.get("alkaen")),
            until=_day(given.get("asti")),
            unit=_key(given.get("yksikko", "")),
            worker=None if who == EVERYBODY else _key(who) or self.worker.user_id,
            channel=given.get("kanava", ""),
            topic=_key(given.get("aihe", "")),
            reach=given.get("tavoitettu", ""),
        )

    def is_narrowed(self) -> bool:
        """Whether anything is asked."""
        return any(self.cleaned_data.get(name) for name in self.fields)


def _key(value: str) -> int | None:
    return int(value) if value else None


def _day(value: Any) -> dt.date | None:
    return value if isinstance(value, dt.date) else None
