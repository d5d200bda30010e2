"""The page of an item, and its attachments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from seutu.publishing.decisions import presentation, queries, reading
from seutu.publishing.decisions.models.kinds import PartKind, Remedy
from seutu.publishing.decisions.rules import ShownAttachment, ShownItem, ShownPart
from seutu.publishing.decisions.views import linked_data
from seutu.publishing.decisions.views.frame import frame, keep_from_search_engines
from seutu.shared.core import clock, page_cache
from seutu.shared.core.rich_text import to_text
from seutu.shared.files.kinds import EXTENSIONS
from seutu.shared.files.responses import file_response
from seutu.shared.ui import dates
from seutu.shared.ui.components import Link
from seutu.shared.ui.numbers import file_size
from seutu.shared.ui.typesetting import section_sign

DECISION_ID = "paatos"
# A decision that is a sentence or two is shown large; a longer one is ordinary text.
LONGEST_RULING = 240
# Parts that are there to name people.
NAMING = frozenset({PartKind.DISSENT, PartKind.DISQUALIFICATION, PartKind.EXPERT, PartKind.DISTRIBUTION})
# The provision of the Local Government Act on decisions that only prepare or implement (KuntaL 410/2015 136 §).
PREPARATION = re.compile(
    r"(?:Kuntal|KuntaL|kommunall)\w*(?: \(410/2015\))?,? 136 §|136 § i kommunallagen", re.IGNORECASE
)


@dataclass(frozen=True)
class Section:
    """A part of the item's text, as the page shows it."""

    part: ShownPart
    id: str
    heading: object
    heading_language: str
    language: str
    is_superseded: bool

    @property
    def is_decision(self) -> bool:
        return self.part.kind is PartKind.DECISION

    @property
    def is_proposal(self) -> bool:
        return self.part.kind is PartKind.PROPOSAL

    @property
    def is_ruling(self) -> bool:
        html = self.part.html
        return self.is_decision and "<table" not in html and len(to_text(html)) <= LONGEST_RULING

    @property
    def author(self) -> str:
        """Whose part it is, unless its own heading says so: “Kansliapäällikön muutettu päätösehdotus”."""
        author = self.part.author
        # The heading has the name inflected, so only its beginning is compared.
        is_told = author and str(self.heading).casefold().startswith(author.casefold()[: max(4, len(author) - 3)])
        return "" if is_told else author

    @property
    def names_people(self) -> bool:
        return self.part.kind in NAMING


@require_safe
def item(request: HttpRequest, municipality: str, meeting_id: int, position: int) -> HttpResponse:
    reader = reading.reader_of(request)
    shown = reading.item_at(reader, municipality, meeting_id, position)
    before, after = queries.neighbours(shown)
    sections = list(_sections(shown))
    address = request.build_absolute_uri(request.path)
    context = {
        "item": shown,
        "meeting": shown.meeting,
        "statuses": presentation.item_statuses(shown),
        "sections": sections,
        "decision_id": next((section.id for section in sections if section.is_decision), ""),
        "attachments": [(each, attachment_name(each), attachment_facts(each)) for each in shown.attachments],
        "remedies": [_remedy_words(each.remedy, each.provision) for each in shown.remedies],
        "lacks_publication_day": _lacks_publication_day(shown),
        "previous": _step(before),
        "next": _step(after),
        "address": address,
        "citation": presentation.citation(shown),
        "full_citation": presentation.full_citation(shown, address),
        "linked_data": linked_data.item(shown, request),
    }
    page = frame(request, _trail(shown), owner=shown.meeting.organization, feeds=[])
    return keep_from_search_engines(render(request, "decisions/item.html", page | context))


def _trail(item: ShownItem) -> list[Link]:
    meeting = item.meeting
    day = _("Meeting %(day)s") % {"day": dates.day(meeting.day)}
    last = section_sign(item.section_number or "") or item.title
    language = "" if item.section_number else item.language
    return [presentation.body_link(meeting.body), Link(day, meeting.url), Link(last, lang=language)]


def _sections(item: ShownItem) -> list[Section]:
    is_amended = any(part.is_amended for part in item.parts)
    taken: dict[str, int] = {}
    sections = []
    for part in item.parts:
        name = DECISION_ID if part.kind is PartKind.DECISION else part.kind.value
        taken[name] = taken.get(name, 0) + 1
        language = part.language or item.language
        sections.append(
            Section(
                part=part,
                id=name if taken[name] == 1 else f"{name}-{taken[name]}",
                heading=part.heading or _own_heading(part),
                heading_language=language if part.heading else "",
                language=language,
                is_superseded=is_amended and part.kind is PartKind.PROPOSAL and not part.is_amended,
            )
        )
    return sections


def _own_heading(part: ShownPart) -> object:
    return gettext_lazy("Amended proposed decision") if part.is_amended else part.kind.label


def attachment_name(attachment: ShownAttachment) -> str:
    """“Liite 1”, or “Oheismateriaali” of one without a number."""
    kind = str(attachment.kind.label)
    return f"{kind} {attachment.number}" if attachment.number else kind


def attachment_facts(attachment: ShownAttachment) -> str:
    """“PDF, 640 kt”, or "" without a file."""
    if attachment.file is None:
        return ""
    extension = EXTENSIONS.get(attachment.file.kind, "").removeprefix(".").upper()
    return ", ".join(part for part in (extension, file_size(attachment.file.size)) if part)


def _remedy_words(remedy: Remedy, provision: str) -> str:
    """What can be done about the decision, by name; when, is for the statutory clock to say."""
    if remedy is Remedy.BAN and PREPARATION.fullmatch(provision.strip()):
        return _(
            "No review can be requested and no appeal made, because the decision concerns only preparation or "
            "implementation (%(provision)s)."
        ) % {"provision": provision}
    if remedy is Remedy.BAN:
        return _("This decision cannot be appealed (%(provision)s).") % {"provision": provision}
    name = str(remedy.label)
    named = name[:1].upper() + name[1:]
    return f"{named} ({provision})" if provision else named


def _lacks_publication_day(item: ShownItem) -> bool:
    """Whether a time limit runs that nobody can work out, since nobody told us when it began."""
    has_period = any(each.remedy is not Remedy.BAN for each in item.remedies)
    return item.meeting.has_minutes and item.meeting.displayed_on is None and has_period


def _step(item: ShownItem | None) -> Link | None:
    return Link(presentation.item_title(item), item.url, item.language) if item else None


@require_safe
def attachment(
    request: HttpRequest, municipality: str, meeting_id: int, position: int, number: int
) -> HttpResponseBase:
    reader = reading.reader_of(request)
    shown = queries.attachment(reader, municipality, meeting_id, position, number)
    if shown is None or shown.file is None:
        raise Http404("no such attachment")
    response = file_response(shown.file, name=f"{attachment_name(shown)} {shown.title}", as_download=False)
    response.headers["X-Robots-Tag"] = "noindex"
    if not page_cache.is_personal(request):
        patch_cache_control(response, public=True, max_age=_seconds_to_keep())
    return response


def _seconds_to_keep() -> int:
    """No longer than a page may be kept: the file goes when its page does."""
    boundary = clock.next_boundary()
    left = page_cache.LONGEST if boundary is None else min(page_cache.LONGEST, boundary - clock.now())
    return max(0, int(left.total_seconds()))
