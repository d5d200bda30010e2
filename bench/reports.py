"""How quick are the ready-made figures as the register grows? bin/bench reports [--quick]

On SQLite and on PostgreSQL, each with 30,000, 300,000 and 3,000,000 contacts over ten years in a database of its own:
every ready-made figure over one year and over all ten, asked without pages as a report asks it. Medians of one run; the
exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from _figures import Figure, add_option, telling
from _installation import installation
from _postgres import address
from _worked import BEGAN, ENDS, fill, log_a_contact

SIZES = (30_000, 300_000, 3_000_000)
ROUNDS = 3
SAVES = 120
YEAR = (dt.date(2025, 1, 1), dt.date(2025, 12, 31))
ALL = (BEGAN, ENDS)
BOARD_REPORT = 10_000
BOARD = "a year's board report with its PDF, ms"
GOALS = {"year": 1000, "all": 5000}

Took = dict[str, dict[str, float]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench reports", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="30,000 contacts only")
    parser.add_argument("--size", type=int, action="append", help="so many contacts; may be given again")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="one database only")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    add_option(parser)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(_measured(chosen.one)))
        return 0
    sizes = chosen.size or (SIZES[:1] if chosen.quick else SIZES)
    databases = [chosen.only] if chosen.only else ["sqlite", "postgresql"]
    with telling(chosen.json) as tell:
        for database in databases:
            found = {size: _in_a_process(database, size) for size in sizes}
            _print(database, sizes, found)
            for size in sizes:
                tell.keep(*_figures_of(f"{database}, {size:,} contacts", found[size]))
    return tell.exit_code


def _figures_of(where: str, found: dict[str, Any]) -> Iterator[Figure]:
    """The slowest of the ready-made figures, since the goals are for each of them, and the rest as it is."""
    for span, goal in GOALS.items():
        name, took = max(((name, each[span]) for name, each in found["figures"].items()), key=lambda it: it[1])
        spans = {"year": "one year", "all": "ten years"}
        slowest = f"{where}: slowest of {len(found['figures'])} figures over {spans[span]}"
        yield Figure.under(slowest, took, goal, "ms", digits=0, more=f" ({name})")
    yield Figure.under(f"{where}: {BOARD}", float(found["others"][BOARD]), BOARD_REPORT, "ms", digits=0)
    yield from (Figure(f"{where}: {name}", value) for name, value in found["others"].items() if name != BOARD)


def _print(database: str, sizes: tuple[int, ...], found: dict[int, dict[str, Any]]) -> None:
    """The whole table, with how it grows."""
    print(f"\n{database}: milliseconds over one year and over ten, by the number of contacts")
    heads = "".join(f"{size:>20,}" for size in sizes)
    print(f"{'':<52}{heads}")
    for name in found[sizes[0]]["figures"]:
        took = [found[size]["figures"][name] for size in sizes]
        late = any(each[span] >= goal for each in took for span, goal in GOALS.items())
        cells = "".join(f"{each['year']:>10.0f}{each['all']:>10.0f}" for each in took)
        print(f"{name:<52}{cells}{'   MISSED' if late else ''}")
    for name in found[sizes[0]]["others"]:
        print(f"{name:<52}" + "".join(f"{found[size]['others'][name]:>20}" for size in sizes), flush=True)


def _in_a_process(database: str, size: int) -> dict[str, Any]:
    with address() if database != "sqlite" else contextlib.nullcontext("") as where:
        environment = os.environ | {"SEUTU_DATABASE": where}
        command = [sys.executable, __file__, "--one", str(size)]
        answer = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


# -- in a process of its own ------------------------------------------------------------------------


def _measured(contacts: int) -> dict[str, Any]:
    with installation():
        began = time.monotonic()
        fill(contacts)
        filled = time.monotonic() - began
        _settle()
        load = os.getloadavg()[0]
        gathered = _gathered()
        figures, grown = _figures()
        others = {
            "filled, s": f"{filled:.0f}",
            "gathered for the first time, s": f"{gathered:.0f}",
            "rows that are kept": f"{_kept():,}",
            "saving a contact, with its note and without, ms": " ".join(f"{each:.1f}" for each in _saving()),
            "most memory beside the smallest question, MB": f"{grown:.0f}",
            BOARD: f"{_board_report():.0f}",
            "load of the machine before, after": f"{load:.1f}, {os.getloadavg()[0]:.1f}",
        }
        return {"figures": figures, "others": others}


def _settle() -> None:
    """Do what a database does by itself in time."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _gathered() -> float:
    """Gather all months, and let two have changed since, as on a working day; how many seconds the gathering took."""
    from seutu.newcomers.clients.actions.gathering_figures import gather_figures
    from seutu.newcomers.clients.models import Contact, scoped
    from seutu.newcomers.clients.row_security import acting_as_system

    began = time.monotonic()
    gather_figures()
    took = time.monotonic() - began
    _settle()
    for day in (YEAR[0], ENDS):
        with acting_as_system():
            contact = scoped(Contact.objects.filter(occurred_on__lte=day)).order_by("-occurred_on", "-pk")[0]
            contact.save()
    return took


def _figures() -> tuple[Took, float]:
    from seutu.newcomers.clients.rules.ready_figures import READY
    from seutu.shared.core.figures import FigureQuestion, indicators

    def asked(ready: Any, days: tuple[dt.date, dt.date]) -> Callable[[], Any]:
        question = FigureQuestion(starts_on=days[0], ends_on=days[1], by=ready.by)
        return lambda: list(indicators.entry(ready.indicator).count(question))

    asked(READY[0], YEAR)()
    before = _memory()
    found: Took = {}
    for ready in READY:
        name = f"{ready.indicator} by {', '.join(ready.by)}"
        found[name] = {"year": _median(asked(ready, YEAR)), "all": _median(asked(ready, ALL))}
        print(f"  {name}: {found[name]}", file=sys.stderr, flush=True)
    return found, _memory() - before


def _board_report() -> float:
    """Milliseconds of a year's board report: five municipalities, three figures with targets, drawings and PDF."""
    from seutu.newcomers.projects.actions.board_reports import make_board_report
    from seutu.newcomers.projects.models import Partner, Project, Target
    from seutu.newcomers.projects.presentation.board import first_texts, sheets_for
    from seutu.newcomers.projects.publications.board_document import board_report_pdf
    from seutu.newcomers.projects.rules.access import Access
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Organization

    places = list(Organization.objects.order_by("pk")[:5])
    project = Project.objects.create(
        name_fi="Mittaus", slug="mittaus", lead=places[0], starts_on=YEAR[0], ends_on=YEAR[1]
    )
    for place in places:
        Partner.objects.create(project=project, organization=place, joined_on=YEAR[0])
        Target.objects.create(project=project, indicator="contacts", organization=place, number=10_000)
    for indicator in ("clients", "participants"):
        Target.objects.create(project=project, indicator=indicator, number=10_000)
    by = User.objects.all()[0]

    def made() -> None:
        sheets = sheets_for(Access(project, manages=True), YEAR[1])
        texts = first_texts(project, *YEAR)
        board_report_pdf(
            make_board_report(project, texts, sheets, starts_on=YEAR[0], ends_on=YEAR[1], language="fi", by=by)
        )

    return _median(made)


def _kept() -> int:
    from seutu.newcomers.clients.models import MonthlyFigure

    return MonthlyFigure.objects.count()


def _saving() -> tuple[float, float]:
    """Milliseconds of saving a contact while months are noted as changed, and while they are not; in turns."""
    from django.db import connection

    from seutu.newcomers.clients import figure_triggers

    took: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(SAVES):
        is_noting = bool(turn // 10 % 2)
        if turn % 10 == 0:
            (figure_triggers.install if is_noting else figure_triggers.remove)(connection)
        started = time.perf_counter()
        log_a_contact()
        took[is_noting].append((time.perf_counter() - started) * 1000)
    figure_triggers.install(connection)
    return statistics.median(took[True]), statistics.median(took[False])


def _median(run: Callable[[], Any]) -> float:
    """Milliseconds; the first run is not counted."""
    run()
    took = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        run()
        took.append((time.perf_counter() - started) * 1000)
    return statistics.median(took)


def _memory() -> float:
    """The most memory this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
