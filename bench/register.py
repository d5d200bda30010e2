"""How quick is the client register as it grows? bin/bench register [--quick]

On SQLite and on PostgreSQL, each with 20,000 clients and 300,000 contacts, then with 200,000 and 3,000,000 (not with
--quick). Pages go through the whole of Django in this process, with every middleware of the installation: no network.
PostgreSQL is asked as a service asks it, by a role before which its row-level security stands. Medians; the exit code
is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from _figures import Figure, Told, add_option, telling
from _installation import installation
from _people import Cast, cast, fill
from _postgres import address

SIZES = ((20_000, 300_000), (200_000, 3_000_000))
ROUNDS = 25
FILLED = "filled"
QUERIES = "queries of "
AS_THE_SERVICE = (
    "DO $$ BEGIN CREATE ROLE seutu_measured NOSUPERUSER NOBYPASSRLS; EXCEPTION WHEN duplicate_object THEN END $$",
    "GRANT USAGE ON SCHEMA public TO seutu_measured",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO seutu_measured",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO seutu_measured",
    "SET ROLE seutu_measured",
)
FULL_SCAN = re.compile(
    r"\bSCAN clients_client\b|Seq Scan on clients_client\b"
    # The whole of an index is no better.
    r"|Index (Only )?Scan .* on clients_client .*\n(?!\s*Index Cond)"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench register", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="20,000 clients only")
    parser.add_argument("--large", action="store_true", help="200,000 clients only")
    parser.add_argument(
        "--size",
        nargs=2,
        type=int,
        action="append",
        metavar=("CLIENTS", "CONTACTS"),
        help="so many; may be given again",
    )
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    parser.add_argument("--keep", metavar="FOLDER", default="", help="keep the generated registers there, and use them")
    parser.add_argument("--one", nargs=2, type=int, metavar=("CLIENTS", "CONTACTS"), help=argparse.SUPPRESS)
    add_option(parser)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps([asdict(figure) for figure in _measured(*chosen.one, chosen.keep)]))
        return 0
    sizes = (
        tuple(map(tuple, chosen.size))
        if chosen.size
        else SIZES[:1]
        if chosen.quick
        else SIZES[1:]
        if chosen.large
        else SIZES
    )
    with telling(chosen.json) as tell:
        for database in [chosen.only] if chosen.only else ["sqlite", "postgresql"]:
            _on(database, sizes, chosen.keep, tell)
    return tell.exit_code


def _on(database: str, sizes: tuple[tuple[int, int], ...], keep: str, tell: Told) -> None:
    """Measure on one database and tell."""
    counts: dict[str, set[str]] = {}
    for clients, contacts in sizes:
        print(f"\n{database}, {clients:,} clients, {contacts:,} contacts", flush=True)
        for figure in _in_a_process(database, clients, contacts, keep):
            print(figure, flush=True)
            tell.keep(replace(figure, name=f"{database}, {clients:,} clients: {figure.name}"))
            if figure.name.startswith(QUERIES):
                counts.setdefault(figure.name, set()).add(figure.value)
    if len(sizes) > 1:
        are_same = all(len(values) == 1 for values in counts.values())
        tell(Figure(f"{database}: queries are as many at both sizes", "yes" if are_same else "no", "", "yes", are_same))


def _in_a_process(database: str, clients: int, contacts: int, keep: str) -> list[Figure]:
    folder = _folder(Path(keep).resolve(), f"{database}-{clients}") if keep else None
    kept = str(folder / "server") if folder and database != "sqlite" else ""
    with address(kept) if database != "sqlite" else contextlib.nullcontext("") as where:
        command = [sys.executable, __file__, "--one", str(clients), str(contacts)]
        command += ["--keep", str(folder)] if folder else []
        environment = os.environ | {"SEUTU_DATABASE": where}
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [Figure(**figure) for figure in json.loads(answer.stdout.splitlines()[-1])]


def _folder(keep: Path, name: str) -> Path:
    """Where a generated register is kept; one that was not finished is made anew."""
    folder = keep / name
    if folder.exists() and not (folder / FILLED).exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# -- in a process of its own ------------------------------------------------------------------------


def _measured(clients: int, contacts: int, kept: str) -> list[Figure]:
    with installation(kept):
        began = time.monotonic()
        if not kept or not (Path(kept) / FILLED).exists():
            fill(clients, contacts)
            if kept:
                (Path(kept) / FILLED).touch()
        print(f"  filled in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        _settle()
        told = [Figure("load of the machine before", f"{os.getloadavg()[0]:.2f}")]
        for measure in (_name_search, _home, _saving, _lists, _team, _export, _query_counts):
            told += measure(cast())
        return [*told, Figure("load of the machine after", f"{os.getloadavg()[0]:.2f}")]


def _settle() -> None:
    """Do what a database does by itself in time, and ask from now on as the service does."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
        for statement in AS_THE_SERVICE if connection.vendor == "postgresql" else ():
            cursor.execute(statement)


@dataclass(frozen=True)
class Took:
    """Milliseconds: the median on the clock, and what the processors worked on the average, here and in the database.

    Where other programs run beside, the clock tells of them, too.
    """

    clock: float
    worked: float


def _median(run: Callable[[], Any], rounds: int = ROUNDS) -> Took:
    """The first run is not counted."""
    run()
    took = []
    worked = _worked()
    for _round in range(rounds):
        started = time.perf_counter()
        run()
        took.append((time.perf_counter() - started) * 1000)
    return Took(statistics.median(took), (_worked() - worked) * 1000 / rounds)


def _worked() -> float:
    """Seconds of processor time of this process and of the one of PostgreSQL that serves it."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return own
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return own + (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _line(name: str, took: Took, most: float) -> Figure:
    return Figure.under(name, took.clock, most, "ms", more=f" ({took.worked:.1f})")


def _worker(user: Any) -> Any:
    from seutu.newcomers.clients.queries.workers import worker_of

    return worker_of(user)


def _name_search(cast: Cast) -> list[Figure]:
    """Names of clients there are, half of them with a letter wrong, and first letters alone."""
    from seutu.newcomers.clients.row_security import acting_as

    worker = _worker(cast.counsellor)
    with acting_as(worker):
        return _searched(worker)


def _searched(worker: Any) -> list[Figure]:
    from seutu.newcomers.clients.models import Client, scoped
    from seutu.newcomers.clients.queries.finding import find_clients
    from seutu.newcomers.clients.queries.typed_search import typed_search

    names = scoped(Client.objects.filter(controller__in=worker.controllers)).values_list("shown_name", flat=True)
    typed = [name if place % 2 else _with_slip(name) for place, name in enumerate(names[: ROUNDS * 4 : 4])]
    took, found, worked = [], 0, _worked()
    for text in typed:
        started = time.perf_counter()
        found += bool(find_clients(worker, typed_search(text)).found)
        took.append((time.perf_counter() - started) * 1000)
    worked = (_worked() - worked) * 1000 / len(typed)
    share = f"{100 * found / len(typed):.0f}"
    beginnings = iter([name[:3] for name in typed] * 2)
    begun = _median(lambda: find_clients(worker, typed_search(next(beginnings))), len(typed) - 1)
    return [
        _line("name search, p50", Took(statistics.median(took), worked), 50),
        Figure("name search, the longest", f"{max(took):.1f}", "ms"),
        Figure("searches that found somebody", share, "%"),
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


def _home(cast: Cast) -> list[Figure]:
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


def _saving(cast: Cast) -> list[Figure]:
    """A contact of a client and an anonymous one in turns, each in its own transaction, to the disk."""
    from seutu.newcomers.clients.actions.contacts import ContactEntry, log_contact
    from seutu.newcomers.clients.models import Channel, FundingCode, Topic
    from seutu.newcomers.clients.queries.visible import clients_writable_by
    from seutu.newcomers.clients.row_security import acting_as
    from seutu.shared.organizations.models import Unit

    worker = _worker(cast.counsellor)
    with acting_as(worker):
        clients = list(clients_writable_by(worker).filter(ended_on__isnull=True)[:ROUNDS])
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


def _lists(cast: Cast) -> Iterator[Figure]:
    """The longest list that a role has, its number, and how the database gets at both."""
    from seutu.newcomers.clients.queries.client_lists import clients_listed
    from seutu.newcomers.clients.queries.visible import clients_visible_to
    from seutu.newcomers.clients.row_security import acting_as

    for name in ROLES:
        worker = _worker(getattr(cast, name))
        # An expert has no list: those are all whose pages open for them.
        granted = clients_visible_to(worker).order_by("shown_name", "pk")
        with acting_as(worker):
            yield from _list_of(name, clients_listed(worker, "kunta", "auki") if worker.serves else granted)


def _list_of(name: str, rows: Any) -> Iterator[Figure]:
    from seutu.newcomers.clients.queries.client_lists import page_of_clients

    yield _line(f"list of clients, {name}, p50", _median(lambda: page_of_clients(rows)), 30)
    number = rows.count()
    middle = rows[number // 2].reference
    yield _line(f"a page in the middle of it, {name}, p50", _median(lambda: page_of_clients(rows, after=middle)), 30)
    yield _line(f"its number ({number:,}), {name}, p50", _median(rows.count, 9), 100)
    scans = sum(bool(FULL_SCAN.search(plan)) for plan in (rows[:51].explain(), _plan_of_count(rows)))
    yield Figure(f"plans with a full scan, {name}", f"{scans} of 2", goal="0 of 2", met=scans == 0)


def _plan_of_count(rows: Any) -> str:
    from django.db.models import Count

    return str(rows.order_by().values("anonymised_at").annotate(number=Count("pk")).explain())


def _team(cast: Cast) -> list[Figure]:
    """The page of a team, for which no goal was set: as it grows with the clients of one municipality."""
    took = _median(lambda: _get(cast.supervisor, "/tyo/tiimi/"), 3)
    return [Figure("page of a team, p50", f"{took.clock:.0f}", f"ms ({took.worked:.0f})")]


def _export(cast: Cast) -> list[Figure]:
    """The flat CSV of a year over the page, read to its end and thrown away; how much memory that takes at most."""
    import tracemalloc

    browser = _browser(cast.coordinator)

    def read(since: str, until: str) -> int:
        fields = {"since": since, "until": until, "scope": "municipality", "file_kind": "csv"}
        answer = browser.post("/tyo/kontaktit/vienti/", fields)
        if not answer.streaming:
            raise RuntimeError("the export was not taken out")
        return sum(piece.count(b"\n") for piece in answer.streaming_content) - 1

    took = []
    for _round in range(3):
        started = time.perf_counter()
        rows = read("1.11.2024", "31.10.2025")
        took.append(time.perf_counter() - started)
    rate = rows / statistics.median(took)
    peaks = []
    for since in ("1.10.2025", "1.11.2024"):
        tracemalloc.start()
        read(since, "31.10.2025")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    grown = peaks[1] / peaks[0]
    return [
        Figure("rows of a year as CSV", f"{rows:,}"),
        Figure.at_least("rows of it a second", rate, 20_000, "rows/s", digits=0),
        Figure.at_most("most memory, a year against a month", grown, 1.5, "×", digits=2),
    ]


def _query_counts(cast: Cast) -> list[Figure]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    found = []
    for name, page in (("home", "/tyo/"), ("clients", "/tyo/asiakkaat/"), ("contacts", "/tyo/kontaktit/")):
        _get(cast.counsellor, page)
        with CaptureQueriesContext(connection) as asked:
            _get(cast.counsellor, page)
        found.append(Figure(f"{QUERIES}{name}", str(len(asked))))
    return found


if __name__ == "__main__":
    sys.exit(main())
