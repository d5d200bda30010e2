"""How quick are public pages? bin/bench pages [--items N] [--rounds N]

Everything goes through the whole of Django in this process, with every middleware of the installation: no network, no
other process. A page is told as a ratio to a trivial view behind the same middleware, measured in turns with it, so
that the machine and its load fall out. Medians of rounds; the exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable

from _figures import Figure, add_option, telling
from _generated import fill
from _installation import installation

TRIVIAL = "/bench/trivial"
FEED = "/syotteet/kokousasiat.rss"
LEAST_RATIO = 0.4
MOST_ITEM_MS = 15.0
MOST_FEED_MS = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=100_000, help="generated items (100000)")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of which the median counts (9)")
    add_option(parser)
    chosen = parser.parse_args()
    if not (1000 <= chosen.items <= 1_000_000 and 3 <= chosen.rounds <= 101):
        parser.error("--items is from 1000 to 1000000, --rounds from 3 to 101")
    with telling(chosen.json) as tell, installation():
        few = _counts_of(1000)
        fill(chosen.items - 1000)
        tell(Figure("generated items", f"{chosen.items:,}"))
        tell(*_ratios(chosen.rounds))
        tell(*_uncached(chosen.rounds))
        tell(*_same_counts(few, query_counts(), chosen.items))
    return tell.exit_code


def _counts_of(items: int) -> dict[str, int]:
    _add_trivial_view()
    fill(items)
    return query_counts()


def _add_trivial_view() -> None:
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    from seutu import urls

    def trivial(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("<!doctype html><title>.</title>", headers={"Cache-Control": "no-store"})

    urls.urlpatterns.insert(0, path(TRIVIAL.lstrip("/"), trivial))


def _ratios(rounds: int) -> list[Figure]:
    """Cached pages against the trivial view: how many of them are answered while it answers one."""
    found = []
    for name, address in (("item page, cached", _addresses(1)[0]), ("feed of 30 items, cached", f"{FEED}?show=30")):
        get(address)
        ratio = statistics.median(_rate(address) / _rate(TRIVIAL) for _ in range(rounds))
        found.append(Figure.at_least(name, ratio, LEAST_RATIO, "× trivial", digits=2))
    found.append(Figure("trivial view", f"{1000 / _rate(TRIVIAL):.2f}", "ms"))
    return found


def _uncached(rounds: int) -> list[Figure]:
    """Pages that nobody has asked for yet."""
    item = [_milliseconds(address) for address in _addresses(rounds * 20)]
    feed = [_milliseconds(f"{FEED}?round={n}") for n in range(rounds * 5)]
    p50, feed_p50 = statistics.median(item), statistics.median(feed)
    p95 = sorted(item)[int(len(item) * 0.95)]
    return [
        Figure.under("item page, not cached, p50", p50, MOST_ITEM_MS, "ms"),
        Figure("item page, not cached, p95", f"{p95:.1f}", "ms"),
        Figure.under("feed of 30 items, not cached, p50", feed_p50, MOST_FEED_MS, "ms"),
    ]


def query_counts() -> dict[str, int]:
    """How many queries each kind of page makes when it is not kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from seutu.publishing.decisions.models import Meeting
    from seutu.shared.core import page_cache

    meeting = Meeting.objects.newest_first().select_related("organization", "body").first()
    if meeting is None:
        raise RuntimeError("nothing was generated")
    owner = meeting.organization.slug
    pages = {
        "item": f"/{owner}/kokoukset/{meeting.public_id}/1/",
        "meeting": f"/{owner}/kokoukset/{meeting.public_id}/",
        "meetings": f"/{owner}/kokoukset/",
        "body": f"/{owner}/toimielimet/{meeting.body.slug}/",
        "municipality": f"/{owner}/",
        "feed": FEED,
        "front": "/",
    }
    counts = {}
    for name, address in pages.items():
        page_cache.empty()
        with CaptureQueriesContext(connection) as queries:
            get(address)
        counts[name] = len(queries)
    return counts


def _same_counts(few: dict[str, int], many: dict[str, int], items: int) -> list[Figure]:
    return [
        Figure(
            f"queries of {name}, 1,000 and {items:,} items",
            f"{few[name]} and {many[name]}",
            goal="the same",
            met=few[name] == many[name],
        )
        for name in few
    ]


def _addresses(count: int) -> list[str]:
    from seutu.publishing.decisions.models import AgendaItem

    step = max(1, AgendaItem.objects.count() // (count + 1))
    rows = AgendaItem.objects.select_related("meeting__organization").order_by("pk")
    keys = list(rows.values_list("pk", flat=True))[step : step * (count + 1) : step][:count]
    return [
        f"/{row.meeting.organization.slug}/kokoukset/{row.meeting.public_id}/{row.position}/"
        for row in rows.filter(pk__in=keys)
    ]


def _rate(address: str, *, calls: int = 120) -> float:
    """Answers in a second."""
    began = time.perf_counter()
    for _ in range(calls):
        get(address)
    return calls / (time.perf_counter() - began)


def _milliseconds(address: str) -> float:
    began = time.perf_counter()
    get(address)
    return (time.perf_counter() - began) * 1000


def get(address: str) -> bytes:
    """Fetch a page from this process, the way a server does."""
    path, _, query = address.partition("?")
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "gzip", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.version": (1, 0),
        "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
    answer = _application()(environ, lambda status, headers, exc_info=None: told.append(status))
    body = b"".join(answer)
    answer.close()
    if not told[0].startswith("200"):
        raise RuntimeError(f"{address}: {told[0]}")
    return body


_made: list[Callable[..., object]] = []


def _application() -> Callable[..., object]:
    if not _made:
        from django.core.handlers.wsgi import WSGIHandler

        # Not by `get_wsgi_application`: it sets Django up once more, and the log would be shown again.
        _made.append(WSGIHandler())
    return _made[0]


if __name__ == "__main__":
    sys.exit(main())
