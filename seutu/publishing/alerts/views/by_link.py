"""Pages that a link in a mail opens: confirming, stopping, and all searches of an address.

Whoever has the link is the subscriber. So the address goes into no log, no referrer, no cache and no search engine.
Opening a page changes nothing, since programs that look into mails open every link; each change is a POST.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from seutu.publishing.alerts import links
from seutu.publishing.alerts.actions import ordering, stopping
from seutu.publishing.alerts.descriptions import describe, names_in, query_in, search_url
from seutu.publishing.alerts.forms import RESUME, StepForm
from seutu.publishing.alerts.models import SavedSearch, Subscriber
from seutu.publishing.alerts.rules import MOST_SEARCHES, can_be_undone, undo_until
from seutu.shared.core import clock
from seutu.shared.core.rate_limits import limited

PER_MINUTE = 60
CONFIRMED, CONTINUED = "vahvistettu", "jatkuu"
View = Callable[[HttpRequest, str], HttpResponseBase]


def by_link(view: View) -> Callable[..., HttpResponseBase]:
    """A page of a link. No form of another site can be sent here: it would have to know the token.

    A mail client sends the one click of RFC 8058 without a cookie, so none can be asked for.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @limited("alerts_link", per_minute=PER_MINUTE)
    @wraps(view)
    def guarded(request: HttpRequest, token: str) -> HttpResponseBase:
        response = view(request, token)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    search = links.unconfirmed_by(token)
    if search is None or search.expires_at is None or search.expires_at <= clock.now():
        return _dead(request)
    if request.method != "POST":
        context = {"search": search, "what": describe(query_in(search.query)), "noindex": True}
        return render(request, "alerts/confirm.html", context)
    try:
        confirmed = ordering.confirm(token)
    except ordering.DeadLink:
        return _dead(request)
    except ordering.TooManySearches:
        context = {"most": MOST_SEARCHES, "has_errors": True, "noindex": True}
        return render(request, "alerts/too_many.html", context, status=HTTPStatus.CONFLICT)
    return redirect(f"{reverse('alerts:manage', args=[links.token_of_all(confirmed.subscriber)])}?{CONFIRMED}")


@by_link
def stop(request: HttpRequest, token: str) -> HttpResponse:
    search = links.search_by(token)
    return _stop_page(request, [search], search.subscriber) if search else _dead(request)


@by_link
def stop_digest(request: HttpRequest, token: str) -> HttpResponse:
    digest = links.digest_by(token)
    if digest is None:
        return _dead(request)
    searches = SavedSearch.objects.filter(alerts__digest=digest).distinct().order_by("pk")
    return _stop_page(request, list(searches), digest.subscriber)


def _stop_page(request: HttpRequest, searches: Sequence[SavedSearch], owner: Subscriber) -> HttpResponse:
    """Stop these searches, or take that back; the mail client's one click stops and is answered at once."""
    if request.method == "POST":
        if request.POST.get("step") == RESUME:
            form = StepForm(request.POST)
            chosen = form.cleaned_data["search"] if form.is_valid() else None
            return _resume(request, [search for search in searches if chosen in {None, search.pk}], owner)
        stopping.stop(searches, by=owner)
        if "List-Unsubscribe" not in request.POST:
            return redirect(request.path)
    rows = SavedSearch.objects.filter(pk__in=[search.pk for search in searches]).order_by("pk")
    others = SavedSearch.objects.active().filter(subscriber=owner).exclude(pk__in=[row.pk for row in rows])
    context = {
        "searches": rows,
        "continued": _continued(request, rows),
        "running": [row for row in rows if row.is_active],
        "stopped": _stopped(rows),
        "has_others": others.exists(),
        "manage_token": links.token_of_all(owner),
        "noindex": True,
    }
    return render(request, "alerts/stop.html", context)


def _resume(request: HttpRequest, searches: Sequence[SavedSearch], owner: Subscriber) -> HttpResponse:
    """Take the stop of these searches back, and go to the same page, which says that the alert continues."""
    stopping.resume(searches, by=owner)
    flag = f"?{CONTINUED}={searches[0].pk}" if searches else ""
    return redirect(f"{request.path}{flag}")


def _continued(request: HttpRequest, rows: Iterable[SavedSearch]) -> SavedSearch | None:
    """The search of which the address says that its stop was just taken back, when it runs."""
    asked = request.GET.get(CONTINUED)
    return next((row for row in rows if row.is_active and str(row.pk) == asked), None)


def _stopped(rows: Iterable[SavedSearch]) -> list[dict[str, object]]:
    """The stopped searches, each with until when that can be undone."""
    now = clock.now()
    return [
        {"search": row, "until": undo_until(row), "can_be_undone": can_be_undone(row, now)}
        for row in rows
        if row.stopped_at
    ]


@by_link
def manage(request: HttpRequest, token: str) -> HttpResponse:
    owner = links.subscriber_by(token)
    if owner is None:
        return _dead(request)
    searches = owner.searches.filter(confirmed_at__isnull=False).order_by("pk")
    if request.method == "POST":
        form = StepForm(request.POST)
        if form.is_valid():
            chosen = list(searches.filter(pk=form.cleaned_data["search"]))
            if form.cleaned_data["step"] == RESUME:
                return _resume(request, chosen, owner)
            stopping.stop(chosen, by=owner)
        return redirect(request.path)
    context = {
        "address": owner.address,
        "running": _running(searches),
        "stopped": _stopped(searches),
        "is_new": CONFIRMED in request.GET,
        "continued": _continued(request, searches),
        "noindex": True,
    }
    return render(request, "alerts/manage.html", context)


def _running(rows: Iterable[SavedSearch]) -> list[dict[str, object]]:
    """The searches that run, each with what it is about and where it leads."""
    queries = {row: query_in(row.query) for row in rows if row.is_active}
    names = names_in(queries.values())
    return [{"search": row, "what": describe(query, names), "url": search_url(query)} for row, query in queries.items()]


def _dead(request: HttpRequest) -> HttpResponse:
    """One page for every link that opens nothing: it does not tell what is wrong."""
    return render(request, "alerts/dead_link.html", {"noindex": True}, status=HTTPStatus.NOT_FOUND)
