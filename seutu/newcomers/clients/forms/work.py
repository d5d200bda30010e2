"""Forms of work that is no contact: group sessions, of which only heads are counted, and everything else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.actions.group_sessions import GroupSessionEntry
from seutu.newcomers.clients.actions.other_work import OtherWorkEntry
from seutu.newcomers.clients.forms.entries import (
    WorkForm,
    languages_offered,
    radios,
    sentence_case,
    service_language_field,
    topics_field,
)
from seutu.newcomers.clients.models import GroupSession, OtherWork, OtherWorkKind

HEADS_AT_MOST = 5000
_HOW_MANY = _("Write the number of people in digits, for example 12.")


class HeadsField(forms.IntegerField):
    """A number of people."""

    def __init__(self, **kwargs: Any) -> None:
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _HOW_MANY)
        widget = forms.TextInput(attrs={"class": "w-s", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=HEADS_AT_MOST, error_messages=errors, widget=widget, **kwargs)


class GroupSessionForm(WorkForm):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("What the session was about, and nobody's name."),
        max_length=120,
        error_messages={
            "required": _("Write a title, for example Guidance at the library."),
            "max_length": _("Shorten the title to 120 characters."),
        },
    )
    service_language = service_language_field()
    participants = HeadsField(label=_("Participants"))
    first_timers = HeadsField(label=_("Of whom for the first time"), required=False)
    topics = topics_field(required=False)
    field_order = (
        *("title", "participants", "first_timers", "minutes", "occurred_on", "service_language", "topics"),
        *("funding_code", "unit"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service_language"].choices = languages_offered()  # type: ignore[attr-defined]

    def entry(self) -> GroupSessionEntry:
        """What was said, for the action."""
        return GroupSessionEntry(**self.cleaned_data)


class OtherWorkForm(WorkForm):
    kind = radios([], label=_("Kind of work"), error_messages={"required": _("Choose what kind of work it was.")})
    title = forms.CharField(
        label=_("What was done"),
        help_text=_("A few words, and no client's name."),
        max_length=120,
        required=False,
        error_messages={"max_length": _("Shorten the text to 120 characters.")},
    )
    field_order = ("kind", "title", "minutes", "occurred_on", "funding_code", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = sentence_case(OtherWorkKind.choices)  # type: ignore[attr-defined]

    def entry(self) -> OtherWorkEntry:
        """What was said, for the action."""
        given = dict(self.cleaned_data)
        return OtherWorkEntry(**given | {"kind": OtherWorkKind(given["kind"])})


def group_session_values(session: GroupSession) -> dict[str, Any]:
    """The fields of a group session as the form shows them."""
    names = ("title", "service_language", "participants", "first_timers", "minutes", "occurred_on")
    keys = {"funding_code": session.funding_code_id, "unit": session.unit_id}
    return _of(session, names) | keys | {"topics": [topic.pk for topic in session.topics.all()]}


def other_work_values(work: OtherWork) -> dict[str, Any]:
    """The fields of other work as the form shows them."""
    keys = {"funding_code": work.funding_code_id, "unit": work.unit_id}
    return _of(work, ("kind", "title", "minutes", "occurred_on")) | keys


def _of(work: GroupSession | OtherWork, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(work, name) for name in names}
