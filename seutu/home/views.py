"""The front page of the region: what was decided last, who meets next, and the way to each municipality."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.api import records
from seutu.publishing.decisions.api.answers import answer
from seutu.shared.eforms.presentation.listing import lists_in_other_languages

LATEST = 8
PER_MEETING = 2
# What people look for in the records of any municipality, in the language of most records.
EXAMPLES = ("kouluverkko", "päiväkotimaksut", "kaavamuutos")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    reader = reading.reader_of(request)
    queries.note_next_publication(reader)
    decided = queries.latest_decisions(reader, limit=LATEST, per_meeting=PER_MEETING)
    feeds = presentation.feeds_of()
    address = request.build_absolute_uri(request.path)
    context = {
        "places": presentation.places(queries.organizations()),
        "items": [presentation.item_row(item, is_placed=True) for item in decided],
        "upcoming": [presentation.upcoming_row(each, is_placed=True) for each in queries.upcoming_meetings(reader)],
        "form_lists": lists_in_other_languages(),
        "feeds": feeds,
        "feed": feeds[0],
        "has_large_search": True,
        "examples": EXAMPLES,
        "json_twin": reverse("home:front_twin"),
        "canonical": address,
        "linked_data": {"@context": "https://schema.org", "@type": "WebSite", "name": "Seutu", "url": address},
    }
    return render(request, "home/front.html", context)


@require_safe
def front_twin(request: HttpRequest) -> JsonResponse:
    reader = reading.reader_of(request)
    queries.note_next_publication(reader)
    decided = queries.latest_decisions(reader, limit=LATEST, per_meeting=PER_MEETING)
    return answer(
        {
            "url": request.build_absolute_uri(reverse("home:front")),
            "json": request.build_absolute_uri(request.path),
            "meetings": records.addresses(request, reverse("decisions:all_meetings"))["json"],
            "municipalities": [records.organization(request, owner) for owner in queries.organizations()],
            "latest_items": [records.item(request, item) for item in decided],
            "upcoming_meetings": [records.meeting(request, each) for each in queries.upcoming_meetings(reader)],
        }
    )
