"""What arrived, as lines of lists: which form, when, how far, for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from seutu.shared.core import clock
from seutu.shared.eforms.models import HandOver, Submission
from seutu.shared.eforms.queries.desk import titles_of
from seutu.shared.eforms.rules.desk import OURS, Place
from seutu.shared.eforms.spec.texts import Spoken, Text
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day, day_and_time

STATES: Mapping[str, str] = {"new": "soon", "taken": "told", "waiting": "", "answered": "settled", "closed": "settled"}


@dataclass(frozen=True)
class InboxLine:
    """A submission in a list."""

    title: Spoken
    url: str
    about: str
    statuses: list[Status]


@dataclass(frozen=True)
class LeftLine:
    """A submission that went to another desk."""

    number: str
    about: str
    reason: str


def said(title: Text) -> Spoken:
    """The title of a form in the worker's language, else in the form's own."""
    found = title.spoken(get_language() or "fi")
    return found if found.words else Spoken(_("Form without a name"), get_language() or "fi")


def inbox_lines(rows: Iterable[Submission]) -> list[InboxLine]:
    """The lines of a list; one query for the titles of all."""
    shown = list(rows)
    titles = titles_of({each.version_id for each in shown})
    return [inbox_line(each, titles[each.version_id]) for each in shown]


def inbox_line(submission: Submission, title: Text) -> InboxLine:
    """A submission as a line. Nothing of its answers is in it."""
    about = [
        submission.number,
        _("arrived %(when)s") % {"when": day_and_time(submission.arrived_at)},
        place_of(submission),
    ]
    if submission.assigned_to is not None:
        about.append(submission.assigned_to.display_name)
    return InboxLine(
        title=said(title),
        url=reverse("eforms_desk:submission", args=[submission.pk]),
        about=" · ".join(about),
        statuses=statuses_of(submission),
    )


def place_of(submission: Submission) -> str:
    """The desk at which it lies."""
    return Place(submission.organization, submission.unit).name


def statuses_of(submission: Submission) -> list[Status]:
    """How far it has come, until when it should be answered, and whether it came after a time limit."""
    state = Status(submission.get_state_display().capitalize(), STATES[submission.state])  # type: ignore[arg-type]
    found = [state]
    if submission.state in OURS and submission.answer_by is not None:
        found.append(_deadline(submission.answer_by))
    if submission.is_late:
        found.append(Status(pgettext("submission", "Arrived after the time limit"), "late"))
    if submission.became:
        found.append(Status(_("Taken into the register"), "firm"))
    return found


def _deadline(answer_by: dt.date) -> Status:
    left = (answer_by - clock.today()).days
    words = {"day": day(answer_by)}
    if left < 0:
        return Status(_("Should have been answered by %(day)s") % words, "late")
    return Status(_("Answer by %(day)s") % words, "soon" if left <= 2 else "")


def left_lines(rows: Iterable[HandOver]) -> list[LeftLine]:
    """What went elsewhere: where to, when, by whom and why."""
    return [
        LeftLine(
            each.submission.number,
            _("to %(desk)s, %(when)s, %(who)s")
            % {
                "desk": Place(each.to_organization, each.to_unit).name,
                "when": day_and_time(each.handed_over_at),
                "who": each.handed_over_by.display_name,
            },
            each.reason,
        )
        for each in rows
    ]
