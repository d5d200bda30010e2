"""Access beyond one's own work: a section of the client's page, panels, what ends by itself, and a check."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients import officer_checks
from seutu.newcomers.clients.access_panels import emergencies_panel, links_panel
from seutu.newcomers.clients.client_sections import ClientSection, client_sections
from seutu.newcomers.clients.presentation.access import access_section
from seutu.newcomers.clients.row_checks import findings
from seutu.newcomers.clients.row_security import seeing_all_rows
from seutu.shared.core.registry import (
    DailyWork,
    DoctorCheck,
    WholeDatabase,
    WorkPanel,
    daily_work,
    doctor_checks,
    whole_databases,
    work_panels,
)


def register() -> None:
    """Register what stands above."""
    client_sections.register(
        ClientSection(
            key="access", order=70, label=_("Rights"), template="clients/client/_access.html", context=access_section
        )
    )
    work_panels.register(
        WorkPanel(
            key="clients.emergencies",
            order=10,
            template="clients/access/_panel_emergencies.html",
            context=emergencies_panel,
        )
    )
    work_panels.register(
        WorkPanel(key="clients.access", order=95, template="clients/access/_panel_links.html", context=links_panel)
    )
    whole_databases.register(WholeDatabase(key="clients", opened=seeing_all_rows))
    daily_work.register(DailyWork(key="clients.requests", command="expire_requests", from_hour=1))
    doctor_checks.register(
        DoctorCheck(key="clients.officers", order=62, label=_("Data protection officers"), run=officer_checks.findings)
    )
    doctor_checks.register(
        DoctorCheck(key="clients.row_security", order=60, label=_("Second wall of the register"), run=findings)
    )
