"""What a feed is of: the region, a municipality, a body, or a case."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.publishing.decisions import presentation, reading
from seutu.publishing.decisions.rules import Reader, ShownCase
from seutu.shared.core.rate_limits import count
from seutu.shared.organizations.models import Body, Organization

ENTRIES = 30
MOST_ENTRIES = 1000
# A longer feed is dear to make; a short one is not worth the counting.
LONG_ENTRIES = 100
LONG_PER_MINUTE = 20


@dataclass(frozen=True, slots=True)
class Source:
    """What a feed is of, for whom it is made, and how many entries are asked for."""

    reader: Reader
    limit: int
    owner: Organization | None = None
    body: Body | None = None
    case: ShownCase | None = None

    @property
    def name(self) -> str:
        """“Joensuu, henkilöstö- ja työllisyysjaosto”; of the whole region, “the region”."""
        owner = self.owner.name if self.owner else _("the region")
        return f"{owner}, {presentation.body_within(self.body)}" if self.body else owner

    @property
    def url(self) -> str:
        """The page that shows the same to a reader."""
        if self.case:
            return self.case.url
        if self.body:
            return presentation.body_url(self.body)
        return presentation.municipality_url(self.owner) if self.owner else reverse("decisions:all_meetings")

    @property
    def author(self) -> str:
        return self.owner.full_name if self.owner else "Seutu"


def source_at(
    request: HttpRequest, *, municipality: str = "", body: str = "", case: str = "", entries: int = ENTRIES
) -> Source:
    """What is asked for at an address. Whoever asks reads as anyone: a feed is the same for everybody.

    :raises Http404: there is no such municipality, body or case.
    """
    reader = Reader()
    owner = reading.organization_at(municipality) if municipality else None
    return Source(
        reader=reader,
        limit=entries_asked_for(request, entries),
        owner=owner,
        body=reading.body_at(owner, body) if owner and body else None,
        case=reading.case_at(reader, municipality, case) if case else None,
    )


def count_long_feed(request: HttpRequest, entries: int) -> None:
    """Count a request for a long feed that is not kept; the former service's addresses share the count.

    :raises TooManyRequests: the network address has had its long feeds of this minute.
    """
    if entries > LONG_ENTRIES:
        count(request, "long_feed", per_minute=LONG_PER_MINUTE)


def entries_asked_for(request: HttpRequest, otherwise: int = ENTRIES) -> int:
    """The number that `?show=` gives, 1 to 1000; ``otherwise`` when it is no number."""
    asked = request.GET.get("show", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else otherwise
    return max(1, min(number, MOST_ENTRIES))
