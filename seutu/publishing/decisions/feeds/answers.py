"""How a feed or a calendar is answered: readable by anyone's program, and not again when it is known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from seutu.publishing.decisions.feeds.kinds import Kind
from seutu.publishing.decisions.feeds.sources import Source, count_long_feed, source_at
from seutu.shared.core.rate_limits import TooManyRequests, too_many
from seutu.shared.documents.feeds import Channel, Entry, Format
from seutu.shared.documents.responses import open_answer, origin_of, own_tag

View = Callable[..., HttpResponseBase]
# When a feed without entries was changed last: before there was anything in any.
BEFORE_ALL = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def feed_view(kind: Kind, form: Format) -> View:
    """A view that answers feeds of ``kind`` in one form."""

    @require_safe
    def view(request: HttpRequest, municipality: str = "", body: str = "", case: str = "") -> HttpResponseBase:
        source = source_at(request, municipality=municipality, body=body, case=case)
        try:
            count_long_feed(request, source.limit)
        except TooManyRequests as refusal:
            return too_many(request, refusal.retry_after)
        entries = kind.entries(source)
        channel = _channel(request, kind, source, entries)
        response = open_answer(form.write(channel), form.content_type)
        if entries and not kind.forgets:
            response.headers["Last-Modified"] = http_date(channel.updated_at.timestamp())
        return response

    return view


def _channel(request: HttpRequest, kind: Kind, source: Source, entries: list[Entry]) -> Channel:
    language = get_language() or settings.LANGUAGE_CODE
    origin = origin_of(request)
    return Channel(
        id=f"{own_tag()}{request.path}",
        address=f"{origin}{request.path}",
        link=f"{origin}{source.url}",
        title=kind.title(source),
        description=kind.description(),
        author=source.author,
        language=language,
        updated_at=max((entry.updated_at for entry in entries), default=BEFORE_ALL),
        entries=entries,
        origin=origin,
        tag=own_tag(),
        language_prefix="" if language == settings.LANGUAGE_CODE else f"/{language}",
    )
