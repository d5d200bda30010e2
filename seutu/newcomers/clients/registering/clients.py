"""Clients: their pages in the navigation, the sections of a client's page, and a check of the search keys."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.client_sections import ClientSection, client_sections
from seutu.newcomers.clients.presentation import client_page
from seutu.newcomers.clients.queries.name_keys import findings
from seutu.newcomers.clients.views.frame import worker_on
from seutu.shared.core.registry import (
    DoctorCheck,
    NavigationGroup,
    NavigationLink,
    doctor_checks,
    navigation,
    navigation_groups,
)


def register() -> None:
    """Register what stands above."""
    navigation_groups.register(NavigationGroup(key="clients", order=10, label=_("Work with clients")))
    navigation_groups.register(NavigationGroup(key="register", order=70, label=_("Upkeep of the register")))
    link = NavigationLink(
        key="clients-clients",
        order=10,
        audience="work",
        label=_("Clients"),
        url_name="clients:clients",
        is_visible=_serves_clients,
        group="clients",
    )
    navigation.register(link)
    for section in SECTIONS:
        client_sections.register(section)
    doctor_checks.register(DoctorCheck(key="clients.name_keys", label=_("Search keys of names"), run=findings))


# The sections of a client's page that belong to the record itself.
SECTIONS = (
    ClientSection(
        key="details",
        order=10,
        label=_("Data"),
        template="clients/client/_details.html",
        context=client_page.details,
    ),
    ClientSection(
        key="contact_details",
        order=20,
        label=_("Contact details"),
        template="clients/client/_contact_details.html",
        context=client_page.contact_details,
    ),
    ClientSection(
        key="household",
        order=50,
        label=_("Household"),
        template="clients/client/_household.html",
        context=client_page.household,
    ),
    ClientSection(
        key="links", order=80, label=_("Same person"), template="clients/client/_links.html", context=client_page.links
    ),
    ClientSection(
        key="history",
        order=90,
        label=_("Former data"),
        template="clients/client/_history.html",
        context=client_page.history,
    ),
)


def _serves_clients(request: HttpRequest) -> bool:
    worker = worker_on(request)
    return worker is not None and worker.serves
