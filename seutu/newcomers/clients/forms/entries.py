"""What the forms of all work ask, and why an entry is refused, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.newcomers.clients.forms.days import minutes_typed
from seutu.newcomers.clients.languages import language_choices
from seutu.newcomers.clients.models import Contact, FundingCode, GroupSession, Topic, WhyRemoved
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES, Work
from seutu.newcomers.clients.queries.work_places import funding_codes_on, topics_on, units_logged_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.entries import Reason, Refusal
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.fields import DayField

CHOOSE = ("", gettext_lazy("Choose"))
_NOT_IN_USE = gettext_lazy("It was not in use on that day. Choose another.")
_WORDS = {
    Reason.IN_FUTURE: gettext_lazy("The day is in the future. Write a day that has been."),
    Reason.UNIT_NOT_YOURS: gettext_lazy("You do not log for this unit. Choose another."),
    Reason.CLIENT_NOT_YOURS: gettext_lazy("You cannot log a contact of this client. Choose another."),
    Reason.CODE_NOT_IN_FORCE: _NOT_IN_USE,
    Reason.NOTE_ON_ANONYMOUS: gettext_lazy("No note is written on an anonymous contact. Take the text away."),
    Reason.FOLLOW_UP_BEFORE: gettext_lazy("The follow-up is before the contact. Write a later day."),
    Reason.INTERPRETER_MISSING: gettext_lazy("Choose how it was interpreted, or take away what is said of it."),
    Reason.MORE_FIRST_TIMERS: gettext_lazy("There cannot be more first-timers than participants."),
    Reason.DAY_LOCKED: gettext_lazy(
        "The day belongs to a report that has been frozen. Log a correcting entry, or write another day."
    ),
}


def sentence_case(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Choices that begin with a capital, as labels do."""
    return [(str(value), str(capfirst(str(label)))) for value, label in choices]


def radios(choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    """A choice among a few, all in view."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **kwargs)


def chooser(choices: Iterable[tuple[Any, Any]], **kwargs: Any) -> forms.ChoiceField:
    """A choice among many, in a list that opens."""
    return forms.ChoiceField(choices=choices, widget=forms.Select(attrs={"class": "w-m"}), **kwargs)


class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when run
    """One of several rows, each by its name in the reader's language."""

    def label_from_instance(self, obj: Model) -> str:
        return str(getattr(obj, "name", obj))


class TopicsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # as above
    """Topics as check boxes."""

    def label_from_instance(self, obj: Model) -> str:
        return str(getattr(obj, "name", obj))


class MinutesField(forms.IntegerField):
    """How long something took, in whole minutes; no least time. Hours are understood: 1,5 h, 1 h 30 min, 1:30."""

    def __init__(self, **kwargs: Any) -> None:
        words = gettext_lazy("Write the duration in minutes, for example 15.")
        longest = gettext_lazy("A day has 1,440 minutes. Write the duration in minutes.")
        errors = {"required": words, "invalid": words, "min_value": words, "max_value": longest}
        widget = forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=DAY_IN_MINUTES, error_messages=errors, widget=widget, **kwargs)

    def to_python(self, value: Any) -> int | None:
        minutes = minutes_typed(value) if isinstance(value, str) else None
        return super().to_python(value if minutes is None else minutes)


class WorkForm(forms.Form):
    """When, how long, where, and who pays. ``present`` is the entry that is changed."""

    minutes = MinutesField(label=gettext_lazy("Duration, minutes"))
    occurred_on = DayField(
        is_near=True,
        label=gettext_lazy("Day"),
        error_messages={"required": gettext_lazy("Write the day in the form 29.3.2026.")},
    )
    funding_code = NamedChoiceField(
        label=gettext_lazy("Funding code"),
        help_text=gettext_lazy("It counts toward the target of exactly one funder."),
        queryset=FundingCode.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "w-m"}),
        error_messages={
            "required": gettext_lazy("Choose who pays."),
            "invalid_choice": _NOT_IN_USE,
        },
    )
    unit = NamedChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.Select(attrs={"class": "w-m"}),
        error_messages={
            "required": gettext_lazy("Choose the unit in which you worked."),
            "invalid_choice": _WORDS[Reason.UNIT_NOT_YOURS],
        },
    )

    def __init__(self, *args: Any, worker: Worker, present: Work | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker, self.present = worker, present
        self.is_locked = False
        self.day = self._typed_day()
        self.fields["funding_code"].queryset = self.offered_funding_codes()  # type: ignore[attr-defined]
        units = self.fields["unit"]
        units.queryset = self.offered_units()  # type: ignore[attr-defined]
        if len(units.queryset) == 1:  # type: ignore[attr-defined]
            units.initial = units.queryset[0].pk  # type: ignore[attr-defined]
            units.widget = forms.HiddenInput()
        if "topics" in self.fields:
            self.fields["topics"].queryset = self.offered_topics()  # type: ignore[attr-defined]

    def offered_units(self) -> Any:
        return self._with_present(units_logged_by(self.worker), "unit")

    def offered_funding_codes(self) -> Any:
        return self._with_present(funding_codes_on(self.day, self.worker.logs_for), "funding_code")

    def offered_topics(self) -> Any:
        rows = topics_on(self.day)
        if not isinstance(self.present, (Contact, GroupSession)):
            return rows
        return _and_these(rows, [topic.pk for topic in self.present.topics.all()])

    def _with_present(self, rows: Any, name: str) -> Any:
        # What an entry says already can be left as it is, also when it could not be chosen any more.
        return rows if self.present is None else _and_these(rows, [getattr(self.present, f"{name}_id")])

    def _typed_day(self) -> dt.date:
        """The day for which codes are offered: the one in the form, or today's while that is none."""
        value = self.data.get(self.add_prefix("occurred_on")) if self.is_bound else self.initial.get("occurred_on")
        try:
            return self.fields["occurred_on"].clean(value) or clock.today()
        except forms.ValidationError:
            return clock.today()

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Say beside each field why the entry is refused; ``is_locked`` when a correcting entry would be taken."""
        for refusal in refusals:
            self.is_locked |= refusal.reason == Reason.DAY_LOCKED
            name = refusal.field if refusal.field in self.fields else None
            self.add_error(name, self._words(refusal))

    def _words(self, refusal: Refusal) -> str:
        if refusal.reason != Reason.IDENTITY_CODE:
            return str(_WORDS[refusal.reason])
        label = self.fields[refusal.field].label if refusal.field in self.fields else refusal.field
        place = _("%(field)s, from character %(place)s on") % {"field": label, "place": refusal.place}
        words = _("The text contains a personal identity code (%(place)s). Remove it and you can save. ")
        return (words + _("Nothing has been saved yet.")) % {"place": place}


def _and_these(rows: Any, keys: list[int]) -> Any:
    return rows.model.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=keys))


class RemovalForm(forms.Form):
    """Why an entry is taken away."""

    why = radios(
        [],
        label=gettext_lazy("Why is it removed?"),
        error_messages={"required": gettext_lazy("Choose why it is removed.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = sentence_case(WhyRemoved.choices)  # type: ignore[attr-defined]

    def reason(self) -> WhyRemoved:
        """What was chosen."""
        return WhyRemoved(self.cleaned_data["why"])


def service_language_field(**kwargs: Any) -> forms.ChoiceField:
    """In which language somebody was served."""
    errors = {"required": gettext_lazy("Choose the language of service.")}
    return chooser([], label=gettext_lazy("Language of service"), error_messages=errors, **kwargs)


def languages_offered(empty: tuple[Any, Any] = CHOOSE) -> list[tuple[str, str]]:
    """Every language, after an empty choice."""
    return [("", str(empty[1])), *language_choices()]


def topics_field(**kwargs: Any) -> TopicsField:
    """What was talked about."""
    return TopicsField(
        label=gettext_lazy("Topics"),
        help_text=gettext_lazy("Choose all that were talked about."),
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one topic."),
            "invalid_choice": _NOT_IN_USE,
            "invalid_pk_value": _NOT_IN_USE,
        },
        **kwargs,
    )
