"""A worker's clients in a list that begins anywhere: after a client, or before one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.rules.access import Worker

PER_PAGE = 50


class Whose(models.TextChoices):
    """Whose clients a list shows."""

    MINE = "omat", _("My clients")
    UNIT = "yksikko", _("My unit's clients")
    MUNICIPALITY = "kunta", _("The municipality's clients")


class Ended(models.TextChoices):
    """Whether a list shows those whose service has ended."""

    NO = "auki", _("Service goes on")
    YES = "paattyneet", _("Service ended")


@dataclass(frozen=True)
class ClientPage:
    """Some clients of a list. ``before`` and ``after`` are the references beyond which there are more, else ""."""

    clients: Sequence[Client]
    before: str = ""
    after: str = ""


def clients_listed(worker: Worker, whose: str, ended: str) -> QuerySet[Client]:
    """The clients of a list of ``worker``'s, by name."""
    rows = clients_visible_to(worker).filter(ended_on__isnull=ended != Ended.YES)
    if whose == Whose.MINE:
        rows = rows.filter(keyworker__in=worker.acts_as)
    else:
        # Also of a unit: with one controller, the rows are read in the order of names, however many units there are.
        rows = rows.filter(controller__in=worker.controllers | worker.led)
    if whose == Whose.UNIT:
        rows = rows.filter(unit__in=worker.units)
    return rows.order_by("shown_name", "pk").select_related("unit", "keyworker")


def page_of_clients(rows: QuerySet[Client], *, after: str = "", before: str = "") -> ClientPage:
    """The part of ``rows`` after the client with that reference, or before; the first part when there is none such.

    By the place of a client and not by number: the cost is the same at the end of a long list, and no address tells
    a name.
    """
    mark = _place(rows, after or before)
    if mark is None:
        found = list(rows[: PER_PAGE + 1])
        return _page(found[:PER_PAGE], has_after=len(found) > PER_PAGE)
    name, key = mark
    if before:
        earlier = (
            rows.filter(shown_name__lte=name).filter(Q(shown_name__lt=name) | Q(shown_name=name, pk__lt=key)).reverse()
        )
        found = list(earlier[: PER_PAGE + 1])
        return _page(found[:PER_PAGE][::-1], has_before=len(found) > PER_PAGE, has_after=True)
    # The name alone is asked for as well, so that an index is entered at its place.
    later = rows.filter(shown_name__gte=name).filter(Q(shown_name__gt=name) | Q(shown_name=name, pk__gt=key))
    found = list(later[: PER_PAGE + 1])
    return _page(found[:PER_PAGE], has_before=True, has_after=len(found) > PER_PAGE)


def _place(rows: QuerySet[Client], reference: str) -> tuple[str, int] | None:
    return rows.filter(reference=reference).values_list("shown_name", "pk").first() if reference else None


def _page(clients: Sequence[Client], *, has_before: bool = False, has_after: bool = False) -> ClientPage:
    if not clients:
        return ClientPage(())
    return ClientPage(
        clients,
        before=clients[0].reference if has_before else "",
        after=clients[-1].reference if has_after else "",
    )
