"""The rights of the person and retention: what the register keeps about a client, the night's work, and the ways in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients import erasure_journal
from seutu.newcomers.clients.actions.erasure import replay
from seutu.newcomers.clients.client_data import entries
from seutu.newcomers.clients.client_sections import ClientSection, Opened, client_sections
from seutu.newcomers.clients.erasure_checks import findings
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.views.frame import answers_data_requests, manages_register, worker_on
from seutu.shared.audit.actor import System
from seutu.shared.core.journals import Unreadable
from seutu.shared.core.registry import (
    AfterRestore,
    DailyWork,
    DoctorCheck,
    NavigationLink,
    after_restore,
    daily_work,
    doctor_checks,
    navigation,
    personal_data,
)


def register() -> None:
    """Say what the register keeps about a client, let go each night of what was kept long enough, offer the pages."""
    for entry in entries():
        personal_data.register(entry)
    after_restore.register(AfterRestore(key="clients.erasures", order=10, run=_forget_again))
    daily_work.register(DailyWork(key="clients.retention", command="anonymise_clients", from_hour=2))
    for key, order, label, url_name, may_open in LINKS:
        link = NavigationLink(
            key=key,
            order=order,
            audience="work",
            label=label,
            url_name=url_name,
            is_visible=_opens(may_open),
            group="" if key == "clients-data-protection" else "register",
        )
        navigation.register(link)
    client_sections.register(
        ClientSection(
            key="rights",
            order=85,
            label=_("Restriction and disclosures"),
            template="clients/client/_rights.html",
            context=_section,
        )
    )
    doctor_checks.register(
        DoctorCheck(key="clients.erasure_journal", order=61, label=_("Journal of erasures"), run=findings)
    )
    navigation.register(
        NavigationLink(
            key="privacy", order=60, audience="footer", label=_("Privacy notices"), url_name="privacy:notices"
        )
    )


def _forget_again() -> str:
    with acting_as_system():
        count, unreadable = replay(by=System("restore"))
    if unreadable:
        raise Unreadable(erasure_journal.NAME, unreadable)
    return f"{count} clients were forgotten again." if count else ""


def _only_keeps_register(worker: Worker) -> bool:
    """Who answers people about their data finds the notices on the page of data protection."""
    return manages_register(worker) and not answers_data_requests(worker)


LINKS = (
    ("clients-data-protection", 70, _("Data protection"), "clients:data_protection", answers_data_requests),
    ("clients-retention", 75, _("Retention"), "clients:retention", manages_register),
    ("clients-notices", 80, _("Privacy notices"), "clients:privacy_notices", _only_keeps_register),
)


def _section(_request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """Whether processing is restricted, what was given to others, and the ways on."""
    return {
        "client": opened.client,
        "disclosures": opened.client.disclosures.order_by("-disclosed_on", "-pk"),
        "is_writable": opened.is_writable,
        "answers": opened.client.controller_id in opened.worker.answers_for,
    }


def _opens(may_open: Callable[[Worker], bool]) -> Callable[[HttpRequest], bool]:
    def is_visible(request: HttpRequest) -> bool:
        worker = worker_on(request)
        return worker is not None and may_open(worker)

    return is_visible
