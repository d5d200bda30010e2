"""What the register counts for figures, and what counts in each, in plain words."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.figure_checks import findings
from seutu.newcomers.clients.queries.figure_columns import PERIODS
from seutu.newcomers.clients.queries.figures import counted, dimensions_of
from seutu.newcomers.clients.registering.figure_dimensions import register_dimensions
from seutu.shared.core.figures import CountUnit, Indicator, indicators
from seutu.shared.core.registry import DailyWork, DoctorCheck, daily_work, doctor_checks

# Key, unit, label, definition. A changed definition gets a higher version below, since frozen reports keep it.
_CONTACTS: tuple[tuple[str, CountUnit, Any, Any], ...] = (
    (
        "contacts",
        CountUnit.CONTACT,
        _("Contacts"),
        _(
            "A contact counts when the other person was reached. One contact counts once, however many topics it had. "
            "Contacts of clients known by name and anonymous ones count alike. No-shows, attempts that reached nobody, "
            "group sessions and other work do not count."
        ),
    ),
    (
        "anonymous_contacts",
        CountUnit.CONTACT,
        _("Anonymous contacts"),
        _(
            "Contacts in which the person was reached and was not recorded as a client. They are a part of all "
            "contacts."
        ),
    ),
    (
        "first_visits",
        CountUnit.CONTACT,
        _("First-time visits"),
        _(
            "Contacts of people who by their own word came for the first time. If it was not asked, the contact does "
            "not count."
        ),
    ),
    (
        "no_shows",
        CountUnit.CONTACT,
        _("No-shows"),
        _("Appointments to which nobody came. They are counted apart and are not contacts."),
    ),
    (
        "not_reached",
        CountUnit.CONTACT,
        _("Attempts without an answer"),
        _("Calls and messages that reached nobody. They are counted apart and are not contacts."),
    ),
    (
        "interpreted_contacts",
        CountUnit.CONTACT,
        _("Interpreted contacts"),
        _(
            "Contacts in which an interpreter was used on site, by telephone or by video. They are a part of all "
            "contacts."
        ),
    ),
    (
        "unused_interpreters",
        CountUnit.CONTACT,
        _("Interpreters booked in vain"),
        _("Entries that say that an interpreter was booked and was not used, whether or not the client came."),
    ),
    (
        "topics",
        CountUnit.TOPIC,
        _("Topics of contacts"),
        _(
            "How many times each topic came up in contacts that reached somebody. A contact with three topics counts "
            "under each of them, so topics are more than contacts. Topics of group sessions do not count."
        ),
    ),
)
_PEOPLE: tuple[tuple[str, CountUnit, Any, Any], ...] = (
    (
        "clients",
        CountUnit.CLIENT,
        _("Clients"),
        _(
            "People known by name who were reached at least once in the period. A person counts once in the period and "
            "in each cell, however many contacts there were, so cells do not add up to the whole. Anonymous visitors "
            "and people who were not reached do not count. Two records that were linked as one person's count as two."
        ),
    ),
    (
        "new_clients",
        CountUnit.CLIENT,
        _("New clients"),
        _(
            "Clients whose first contact in the whole register falls in the period. What is told of them is as it was "
            "at that contact. Who returns after a pause is not new."
        ),
    ),
    (
        "households",
        CountUnit.HOUSEHOLD,
        _("Households"),
        _(
            "Households of which at least one client was reached in the period, by the household as it is now. A "
            "client for whom no household is recorded counts as a household of one."
        ),
    ),
    (
        "assessments_started",
        CountUnit.CLIENT,
        _("Clients whose assessment was started"),
        _(
            "Clients whose assessment of skills and needs was started in the period, in the municipality that keeps "
            "their record. A client counts once, also with several assessments."
        ),
    ),
    (
        "assessments_finalised",
        CountUnit.CLIENT,
        _("Clients whose assessment was finalised"),
        _(
            "Clients whose assessment of skills and needs was finalised in this register in the period. Assessments "
            "that another system keeps do not count."
        ),
    ),
    (
        "plans",
        CountUnit.CLIENT,
        _("Clients for whom a plan was made"),
        _(
            "Clients for whom at least one version of an integration plan was finalised in this register in the "
            "period. A first plan and a revised one count alike, a client once."
        ),
    ),
    (
        "statuses",
        CountUnit.CLIENT,
        _("Clients whose status was recorded"),
        _(
            "Clients whose status in work and studies was recorded in the period: at the start of the service, at its "
            "end, or six months after it. Break it down by when the status was recorded: a client counts at each of "
            "these points. Clients whose status nobody recorded do not count."
        ),
    ),
)
_WORK: tuple[tuple[str, CountUnit, Any, Any], ...] = (
    (
        "contact_minutes",
        CountUnit.MINUTE,
        _("Working hours in contacts"),
        _("Time that workers recorded for contacts, also for no-shows and attempts without an answer."),
    ),
    (
        "work_minutes",
        CountUnit.MINUTE,
        _("Working hours in all"),
        _(
            "Time that workers recorded for contacts, group sessions and other work. It is the length of the work, not "
            "multiplied by the number of participants. Work that nobody recorded does not count."
        ),
    ),
    (
        "group_sessions",
        CountUnit.SESSION,
        _("Group sessions"),
        _("Group sessions that were held. Participants are counted apart, and sessions are not contacts."),
    ),
    (
        "participants",
        CountUnit.PARTICIPANT,
        _("Participants of group sessions"),
        _(
            "Heads counted in group sessions. Who came to three sessions counts three times, since only the number of "
            "participants is kept."
        ),
    ),
)
# One client is in several months and cells.
_NOT_ADDITIVE = frozenset(
    {"clients", "households", "assessments_started", "assessments_finalised", "plans", "statuses"}
)


def register() -> None:
    """Register what stands above."""
    register_dimensions()
    doctor_checks.register(
        DoctorCheck(key="clients.figures", order=74, label=_("Figures counted beforehand"), run=findings)
    )
    daily_work.register(DailyWork(key="clients.figures", command="gather_figures", from_hour=2))
    for order, (key, unit, label, definition) in enumerate((*_CONTACTS, *_PEOPLE, *_WORK), start=1):
        indicators.register(
            Indicator(
                key=key,
                order=order,
                label=label,
                definition=definition,
                count_unit=unit,
                dimensions=dimensions_of(key) | frozenset(PERIODS),
                count=partial(counted, key),
                is_additive=key not in _NOT_ADDITIVE,
            )
        )
