"""Reminders by mail: how much waits, never what or for whom."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import translation

from seutu.newcomers.clients.models import ReminderChoice
from seutu.newcomers.clients.queries.reminders import due_counts, leaders_to_tell, people_to_remind, team_counts
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.home import Part
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.law.days import is_working_day
from seutu.shared.messages.actions import send_mail

log = logging.getLogger("seutu.clients")


def remind_workers(*, by: Actor) -> int:
    """Write to each worker with something late or due today, and each week to who leads; say how many were written.

    On working days only. Run twice on a day, it writes once.
    """
    today = clock.today()
    if not is_working_day(today):
        return 0
    daily = _to_each(people_to_remind(), lambda user: _remind(user, today, by=by))
    return daily + _to_each(leaders_to_tell(), lambda user: _tell_of_team(user, today, by=by))


def _to_each(people: Iterable[User], write: Callable[[User], bool]) -> int:
    written = 0
    for user in people:
        try:
            written += write(user)
        except Exception as error:  # noqa: BLE001 (the edge of the loop: one worker must not leave others without)
            # Not what the error says: a database quotes the row.
            log.warning("reminder not written", extra={"user": user.pk, "error": type(error).__name__})
    return written


@transaction.atomic
def _remind(user: User, today: dt.date, *, by: Actor) -> bool:
    worker = worker_of(user)
    if worker is None:
        return False
    with acting_as(worker):
        counts = due_counts(worker)
    if not (counts[Part.OVERDUE] or counts[Part.TODAY]):
        return False
    context = {
        "overdue": counts[Part.OVERDUE],
        "today": counts[Part.TODAY],
        **_links(user, settings.LOGIN_REDIRECT_URL),
    }
    send_mail(
        to=user.email,
        template="clients/email/reminder.txt",
        context=context,
        language=user.language,
        key=f"clients.reminder:{user.pk}:{today}",
        by=by,
    )
    return True


@transaction.atomic
def _tell_of_team(user: User, today: dt.date, *, by: Actor) -> bool:
    worker = worker_of(user)
    if worker is None or not worker.led:
        return False
    with acting_as(worker):
        counts = team_counts(worker)
    year, week, _weekday = today.isocalendar()
    send_mail(
        to=user.email,
        template="clients/email/team_digest.txt",
        context={"counts": counts, **_links(user, "clients:team")},
        language=user.language,
        key=f"clients.team_digest:{user.pk}:{year}-{week}",
        by=by,
    )
    return True


def _links(user: User, page: str) -> dict[str, object]:
    return {"link": address_of(page, user.language), "choice_link": address_of("clients:reminders", user.language)}


def address_of(page: str, language: str) -> str:
    """The address of a page as a mail names it: at the first of the hosts of this installation."""
    host = next((each for each in settings.ALLOWED_HOSTS if each.strip("*.")), "localhost").lstrip(".")
    with translation.override(language):
        return f"{'https' if settings.HTTPS else 'http'}://{host}{resolve_url(page)}"


@transaction.atomic
def choose_reminders(*, wants_daily: bool, wants_weekly: bool, by: User) -> None:
    """Note which mails ``by`` wants."""
    ReminderChoice.objects.update_or_create(
        user=by, defaults={"wants_daily": wants_daily, "wants_weekly": wants_weekly}
    )
    record("reminders.chosen", by=by, details={"daily": int(wants_daily), "weekly": int(wants_weekly)})
