"""What is offered while somebody types, and the document by which a browser searches here from its own address bar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from seutu.shared.core.rate_limits import limited
from seutu.shared.search.suggestions import Suggestion, suggestions
from seutu.shared.search.views.answering import place_at

# Somebody who types fast asks several times a second.
SUGGESTIONS_PER_MINUTE = 300


@require_safe
@limited("search_suggestions", per_minute=SUGGESTIONS_PER_MINUTE)
def suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions for ``q``; with ``muoto=opensearch`` as browsers read them."""
    typed = request.GET.get("q", "")
    found = suggestions(typed, place_at(request.GET.get("kunta", "")))
    if request.GET.get("muoto") == "opensearch":
        titles = [each.label for each in found]
        abouts = [each.about for each in found]
        urls = [request.build_absolute_uri(each.url) for each in found]
        response = JsonResponse([typed, titles, abouts, urls], safe=False)
        response.headers["Content-Type"] = "application/x-suggestions+json"
    else:
        response = JsonResponse({"suggestions": [_shown(each) for each in found], "status": _status(len(found))})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _shown(suggestion: Suggestion) -> dict[str, str]:
    labels = {"body": _("Body"), "case": _("Case"), "title": _("Record")}
    return {
        "kind": suggestion.kind,
        "kind_label": labels[suggestion.kind],
        "label": suggestion.label,
        "about": suggestion.about,
        "url": suggestion.url,
        "lang": suggestion.lang,
    }


def _status(number: int) -> str:
    if not number:
        return _("No suggestions")
    return ngettext("%(number)s suggestion", "%(number)s suggestions", number) % {"number": number}


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    absolute = request.build_absolute_uri
    context = {
        "address": absolute(reverse("search:search")),
        "suggestions": absolute(reverse("search:suggest")),
        "own_address": absolute(request.path),
    }
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")
