"""What keeps figures from being complete, with ways to mend it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.newcomers.clients.queries.hours import people_whose_hours
from seutu.newcomers.clients.queries.missing_data import (
    clients_incomplete,
    contacts_missing,
    missing_by_unit,
    missing_of,
)
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.missing_data import Missing
from seutu.newcomers.reports import hours_presentation, missing_data_presentation
from seutu.newcomers.reports.queries.scope import organizations_of
from seutu.newcomers.reports.rules.hours import HourPeriod
from seutu.newcomers.reports.views.register_frame import person, worker_page
from seutu.shared.core import clock

PER_PAGE = 50
CLIENTS = "asiakkaat"


def _mends(worker: Worker) -> bool:
    return bool(worker.logs_for or worker.led or worker.manages)


@worker_page(_mends)
@require_safe
def missing_data(request: HttpRequest, worker: Worker) -> HttpResponse:
    period = _period(request)
    context: dict[str, Any] = {
        "period": period,
        "years": hours_presentation.years(period),
        "parts": hours_presentation.parts(),
        "kinds": [missing_data_presentation.kind_named(what) for what in Missing],
        "mine": missing_data_presentation.shown(missing_of(worker, period.starts_on, period.ends_on), period),
        "leads": bool(worker.led),
        "breadcrumb": hours_presentation.way_to(_("Missing data")),
    }
    if worker.manages:
        places = organizations_of(person(request))
        found = missing_by_unit(places, period.starts_on, period.ends_on)
        context["region"] = missing_data_presentation.shown(found, period)
    return render(request, "reports/missing_data.html", context)


@worker_page(_mends)
@require_safe
def missing_rows(request: HttpRequest, worker: Worker, what: str) -> HttpResponse:
    period, whose = _period(request), _whose(request, worker)
    context: dict[str, Any] = {"period": period, "whose": whose}
    if what == CLIENTS:
        rows: Any = clients_incomplete(worker, whose=whose)
        title = _("Clients of whom something is not known")
    elif what in Missing.values:
        rows = contacts_missing(worker, Missing(what), period.starts_on, period.ends_on, whose=whose)
        title = missing_data_presentation.title_of(Missing(what))
    else:
        raise Http404("nothing of this kind is missing")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sivu"))
    lines = missing_data_presentation.clients(page) if what == CLIENTS else missing_data_presentation.contacts(page)
    way = hours_presentation.way_to(missing_data_presentation.link(period), title)
    context |= {"title": title, "lines": lines, "page_obj": page, "breadcrumb": way, "is_of_clients": what == CLIENTS}
    return render(request, "reports/missing_rows.html", context)


def _period(request: HttpRequest) -> HourPeriod:
    return HourPeriod.told(request.GET.get("vuosi", ""), request.GET.get("osa", ""), otherwise=clock.today())


def _whose(request: HttpRequest, worker: Worker) -> int | None:
    """Whose rows are asked for: one's own unless others are.

    :raises Http404: of somebody whom one does not lead.
    """
    asked = request.GET.get("tyontekija", "")
    if not asked:
        return None
    found = [each.pk for each in people_whose_hours(worker) if str(each.pk) == asked]
    if not found:
        raise Http404("not of the team")
    return found[0]
