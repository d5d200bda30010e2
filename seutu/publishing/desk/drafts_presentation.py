"""Unfinished texts in the words of the lists that lead back to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models import AgendaItem, Meeting
from seutu.publishing.desk.actions.drafts import DAYS_KEPT
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries.drafts import Unfinished
from seutu.shared.core import clock
from seutu.shared.ui.dates import day, day_and_time

# What each form is called, and the name of its address.
FORMS: dict[str, tuple[Any, str]] = {
    "new_meeting": (gettext_lazy("New meeting"), "new_meeting"),
    "meeting": (gettext_lazy("Details of the meeting"), "change_meeting"),
    "new_item": (gettext_lazy("New item"), "new_item"),
    "attendance": (gettext_lazy("Attendance"), "attendance"),
    "attendance_changes": (gettext_lazy("Changes of attendance"), "attendance_changes"),
    "item": (gettext_lazy("Text of the item"), "item"),
    "decision": (gettext_lazy("Decision"), "decision"),
    "vote": (gettext_lazy("Vote"), "vote"),
    "correction": (gettext_lazy("Correct the item"), "correct_item"),
    "vote_correction": (gettext_lazy("Vote"), "vote"),
    "meeting_correction": (gettext_lazy("Details of the meeting"), "change_meeting"),
    "attendance_correction": (gettext_lazy("Attendance"), "attendance"),
    "changes_correction": (gettext_lazy("Changes of attendance"), "attendance_changes"),
    "new_template": (gettext_lazy("New agenda template"), "new_template"),
    "template": (gettext_lazy("Agenda template"), "template"),
    "new_officer_decision": (gettext_lazy("New office holder's decision"), "new_officer_decision"),
    "officer_decision": (gettext_lazy("Text of the decision"), "change_officer_decision"),
    "new_notice": (gettext_lazy("New notice"), "new_notice"),
    "notice": (gettext_lazy("Text of the notice"), "change_notice"),
    "new_initiative": (gettext_lazy("New initiative"), "new_initiative"),
    "initiative": (gettext_lazy("Text of the initiative"), "change_initiative"),
    "new_remedy_instructions": (gettext_lazy("New instructions"), "new_remedy_instructions"),
    "remedy_instructions": (gettext_lazy("New instructions"), "renew_remedy_instructions"),
}


@dataclass(frozen=True)
class UnfinishedLine:
    """A text that somebody began and has not saved: which form, of what, until when it is kept, and the way back."""

    draft: Draft
    form: str
    name: str
    until: dt.date
    meeting: Meeting | None
    url: str

    @property
    def kept(self) -> str:
        """When it was typed, and when it goes."""
        words = {"time": day_and_time(self.draft.saved_at), "day": day(self.until)}
        return _("Draft of %(time)s, kept until %(day)s") % words


def unfinished_lines(unfinished: Iterable[Unfinished]) -> list[UnfinishedLine]:
    """Each unfinished text for a list."""
    return [_line(each) for each in unfinished]


def unfinished_of_meeting(unfinished: Iterable[Unfinished], meeting: Meeting) -> list[UnfinishedLine]:
    """Those that are of ``meeting`` or of its items."""
    return [line for line in unfinished_lines(unfinished) if line.meeting and line.meeting.pk == meeting.pk]


def _line(unfinished: Unfinished) -> UnfinishedLine:
    draft, row = unfinished.draft, unfinished.row
    label, _url_name = FORMS[unfinished.word]
    meeting = row.meeting if isinstance(row, AgendaItem) else row if isinstance(row, Meeting) else None
    return UnfinishedLine(
        draft=draft,
        form=str(label),
        name=draft.title or _name_of(row),
        until=clock.day_of(draft.saved_at) + dt.timedelta(days=DAYS_KEPT),
        meeting=meeting,
        url=f"{_address(unfinished)}?luonnos={draft.pk}",
    )


def _name_of(row: Model | None) -> str:
    if isinstance(row, Meeting):
        return ""  # the list names the meeting itself
    return str(getattr(row, "title", "") or getattr(row, "name", ""))


def _address(unfinished: Unfinished) -> str:
    name, row = FORMS[unfinished.word][1], unfinished.row
    keys = [row.pk] if row else []
    if unfinished.word in {"vote", "vote_correction"}:
        return (
            reverse("desk:vote", args=[*keys, unfinished.number])
            if unfinished.number
            else reverse("desk:new_vote", args=keys)
        )
    return reverse(f"desk:{name}", args=keys)
