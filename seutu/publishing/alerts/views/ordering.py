"""Ordering an alert of a search, and asking for the link to all of one's own.

These forms need neither a session nor a form token: whoever sends one could as well type the same address here, and
no answer tells whether an address is known.
"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.alerts import offers
from seutu.publishing.alerts.actions import ordering as actions
from seutu.publishing.alerts.descriptions import canonical, describe, label_of, search_url
from seutu.publishing.alerts.forms import TRAP, OrderForm, OwnLinkForm, TrappedForm
from seutu.shared.audit.actor import System
from seutu.shared.core.addresses import client_address, subscriber
from seutu.shared.core.rate_limits import TooManyRequests, count, count_of, too_many
from seutu.shared.messages.writing import BadRecipient
from seutu.shared.search import query_in_address
from seutu.shared.search.query import SearchQuery

BY = System("alerts")
PER_MINUTE, PER_HOUR = 5, 20
HOUR = dt.timedelta(hours=1)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: HttpRequest) -> HttpResponseBase:
    query = query_in_address.read(request.GET).query
    if request.method != "POST":
        return _order_page(request, query, OrderForm(initial={"label": label_of(query)}))
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _order_page(request, query, form)
    try:
        _count(request)
        _order(request, query, form)
    except TooManyRequests as refusal:
        return too_many(request, refusal.retry_after)
    except actions.TooLong:
        form.add_error(None, _("This search is too long for an alert. Take out words or filters."))
        return _order_page(request, query, form)
    except BadRecipient:
        form.add_error("address", _("Write the e-mail address in the form name@example.fi."))
        return _order_page(request, query, form)
    return redirect("alerts:ordered")


def _order(request: HttpRequest, query: SearchQuery, form: OrderForm) -> None:
    if form.is_trapped:
        return
    wanted = actions.Order(
        address=form.cleaned_data["address"],
        query=canonical(query),
        label=form.cleaned_data["label"] or label_of(query),
        rhythm=form.cleaned_data["rhythm"],
        language=_language(),
        site=request.build_absolute_uri("/"),
    )
    actions.order(wanted, by=BY)


def _order_page(request: HttpRequest, query: SearchQuery, form: OrderForm) -> HttpResponse:
    context = {
        "form": form,
        "trap": TRAP,
        "what": describe(query),
        "search_url": search_url(query),
        "feeds": offers.feeds_of(query),
        "noindex": True,
    }
    return render(request, "alerts/order.html", context)


@require_safe
def ordered(request: HttpRequest) -> HttpResponse:
    return render(request, "alerts/ordered.html", {"noindex": True})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own_link(request: HttpRequest) -> HttpResponseBase:
    form = OwnLinkForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "alerts/own_link.html", {"form": form, "trap": TRAP, "noindex": True})
    try:
        _count(request)
        _send_own_link(request, form)
    except TooManyRequests as refusal:
        return too_many(request, refusal.retry_after)
    except BadRecipient:
        form.add_error("address", _("Write the e-mail address in the form name@example.fi."))
        return render(request, "alerts/own_link.html", {"form": form, "trap": TRAP, "noindex": True})
    return redirect("alerts:own_link_sent")


def _send_own_link(request: HttpRequest, form: TrappedForm) -> None:
    if not form.is_trapped:
        site = request.build_absolute_uri("/")
        actions.send_own_link(form.cleaned_data["address"], site=site, language=_language(), by=BY)


@require_safe
def own_link_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "alerts/own_link_sent.html", {"noindex": True})


def _count(request: HttpRequest) -> None:
    """Let one network address have few mails sent, in a minute and in an hour.

    :raises TooManyRequests: it has had them.
    """
    count(request, "alerts_form", per_minute=PER_MINUTE)
    count_of(subscriber(client_address(request)), "alerts_form_hour", most=PER_HOUR, window=HOUR)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
