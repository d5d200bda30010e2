"""How quick are electronic forms, and is a receipt kept whatever happens? bin/bench eforms [--quick]

A form of 200 fields with 50 conditions is judged; drafts of a form of 20 fields are sent on SQLite as it is installed,
in turns with bare commits of one row; and the database is locked, full, and its writer killed while answers arrive.
Medians; the exit code is 1 when a goal is missed or a number that was given is not there afterwards.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from _figures import Figure, add_option, telling
from _installation import installation

FIELDS, CONDITIONS = 200, 50
USUAL_FIELDS = 20
MILLISECONDS_TO_JUDGE = 5.0
SHARE_OF_BARE_COMMITS = 0.25
KILLS = 5
FROM_OUTSIDE = "SEUTU_BENCH_SENDS_IN"


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench eforms", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds of each")
    add_option(parser)
    chosen = parser.parse_args()
    if os.environ.get(FROM_OUTSIDE):
        return _send_until_killed()
    rounds = 20 if chosen.quick else 100
    with telling(chosen.json) as tell, installation() as data:
        for part in (_judging(rounds), _sending(rounds), _receipts(data, 1 if chosen.quick else KILLS)):
            for figure in part:
                tell(figure)
    return tell.exit_code


# -- judging ------------------------------------------------------------------------------


def _judging(rounds: int) -> Iterator[Figure]:
    from seutu.shared.core import clock
    from seutu.shared.eforms.answers.judging import judge
    from seutu.shared.eforms.answers.prepared import prepare

    form = prepare(_form_of())
    chance = random.Random(6)
    raw = {f"f{number}": [chance.choice(["1", "2", "kyllä", ""])] for number in range(FIELDS)}
    took = _median(lambda: judge(form, raw, today=clock.today()), rounds)
    only = _median(lambda: _conditions_only(form, raw), rounds)
    most = MILLISECONDS_TO_JUDGE
    yield Figure.under(f"{CONDITIONS} conditions of {FIELDS} fields, p50", only, most, "ms", digits=2)
    yield Figure.under("the whole form judged: read, asked, required, right, p50", took, most, "ms", digits=2)


def _conditions_only(form: Any, raw: dict[str, list[str]]) -> None:
    from seutu.shared.core import clock
    from seutu.shared.eforms.expressions import is_true

    today = clock.today()
    for node in form.nodes.values():
        if node.relevant:
            is_true(node.relevant, value_of=lambda name: raw[name][0], today=today)


def _form_of(fields: int = FIELDS) -> Any:
    from seutu.shared.eforms.spec.items import Field, FieldKind, Spec
    from seutu.shared.eforms.spec.texts import Text

    def text(words: str) -> Text:
        return Text({"fi": words})

    every = FIELDS // CONDITIONS
    items = [
        Field(
            name=f"f{number}",
            kind=FieldKind.TEXT,
            label=text(f"Kysymys {number}"),
            relevant=f"${{f{number - 1}}} != '' and (${{f{number - 2}}} = 'kyllä' or ${{f{number - 3}}} > 1)"
            if number >= every and number % every == 0
            else "",
        )
        for number in range(fields)
    ]
    return Spec(title=text("Mittauslomake"), languages=["fi"], items=items)


def _median(measured: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    took = []
    for _round in range(rounds):
        began = time.perf_counter()
        measured()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


# -- sending ------------------------------------------------------------------------------


def _sending(rounds: int) -> Iterator[Figure]:
    from django.db import transaction

    from seutu.shared.audit.actor import System
    from seutu.shared.core import clock
    from seutu.shared.core.models import RequestCount
    from seutu.shared.eforms.actions.sending import submit

    form, number = _form(), iter(range(1_000_000))

    def bare() -> None:
        with transaction.atomic():
            RequestCount.objects.create(key=f"bench-{next(number)}", until=clock.now(), number=1)

    def send() -> None:
        submit(drafts.pop(), by=System("bench"))

    def visit() -> None:
        submit(_draft(form), by=System("bench"))

    drafts = [_draft(form) for _each in range(rounds)]
    # In turns, so that all three meet the same disk.
    took = [[_median(each, 1) for each in (bare, send, visit)] for _round in range(rounds)]
    commit, sent, visited = (statistics.median(column) for column in zip(*took, strict=True))
    yield Figure("bare commits of one row, a second", f"{1000 / commit:,.0f}")
    yield Figure("submissions a second", f"{1000 / sent:,.0f}")
    yield Figure.at_least("submissions against bare commits", commit / sent, SHARE_OF_BARE_COMMITS, "×", digits=2)
    yield Figure("whole visits a second: begun, kept, sent", f"{1000 / visited:,.0f}, {commit / visited:.2f}", "×")


def _form() -> Any:
    from seutu.shared.core import clock
    from seutu.shared.eforms.models import EForm, FormVersion
    from seutu.shared.eforms.spec.codec import sha256_of, to_json
    from seutu.shared.organizations.models import Organization

    known = EForm.objects.filter(slug="mittaus").first()
    if known:
        return known
    organization = Organization.objects.create(name_fi="Mittala", slug="mittala")
    spec = _form_of(USUAL_FIELDS)
    form = EForm.objects.create(organization=organization, slug="mittaus", draft_spec=to_json(spec))
    form.current = FormVersion.objects.create(
        form=form, number=1, spec=to_json(spec), sha256=sha256_of(spec), published_at=clock.now()
    )
    form.save()
    return form


def _draft(form: Any) -> Any:
    from seutu.shared.audit.actor import System
    from seutu.shared.eforms.actions import drafts

    draft, _key = drafts.begin(form, language="fi", by=System("bench"))
    drafts.save(draft, {f"f{each}": ["kyllä"] for each in range(10)}, page=0, language="fi", by=System("bench"))
    return draft


# -- receipts -----------------------------------------------------------------------------


def _receipts(data: Path, kills: int) -> Iterator[Figure]:
    database = data / "seutu.sqlite3"
    yield _while_locked(database)
    yield _while_full()
    given: list[str] = []
    for round_number in range(kills):
        given += _killed(data, after=0.5 + 0.2 * round_number)
    lost = [number for number in given if not _is_there(database, number)]
    yield Figure(
        f"numbers given before a kill -9, {kills} times, and lost", f"{len(given)}, {len(lost)}",
        goal="some, none lost", met=bool(given) and not lost,
    )  # fmt: skip


def _while_locked(database: Path) -> Figure:
    """Somebody holds the database for two seconds: the answers wait for it, and arrive."""
    from seutu.shared.audit.actor import System
    from seutu.shared.eforms.actions.sending import submit

    draft = _draft(_form())
    with closing(sqlite3.connect(database, check_same_thread=False, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(2, lambda: other.execute("ROLLBACK"))
        letting_go.start()
        began = time.perf_counter()
        number = submit(draft, by=System("bench")).number
        waited = time.perf_counter() - began
        letting_go.join()
    return Figure(
        "sent while the database was locked for 2 s", f"after {waited:.1f}", "s",
        goal="is there", met=_is_there(database, number),
    )  # fmt: skip


def _while_full() -> Figure:
    """The disk is full: no number is given, the draft stays, and it can be sent when there is room again."""
    from django.db import DatabaseError, connection

    from seutu.shared.audit.actor import System
    from seutu.shared.eforms.actions.sending import submit
    from seutu.shared.eforms.models import Draft, Submission

    draft, before = _draft(_form()), Submission.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    refused = 0
    drafts = [draft]
    try:
        while refused == 0 and len(drafts) < 1000:
            try:
                submit(drafts[-1], by=System("bench"))
                before += 1
                drafts.append(_draft(_form()))
            except DatabaseError:
                refused += 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    is_sound = refused == 1 and Submission.objects.count() == before
    if Draft.objects.filter(pk=drafts[-1].pk).exists():
        submit(drafts[-1], by=System("bench"))
    return Figure(
        "sent while the disk was full", "no number, no row" if is_sound else "a row without a number",
        goal="sent when there is room", met=is_sound,
    )  # fmt: skip


def _killed(data: Path, *, after: float) -> list[str]:
    """Numbers that a process gave until it was killed."""
    environment = os.environ | {FROM_OUTSIDE: str(data)}
    command = [sys.executable, str(Path(__file__).resolve())]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(after)
        process.kill()
        rest = process.stdout.read()
    # A line that was cut off was not given to anybody.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def _send_until_killed() -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    import django

    django.setup()
    from seutu.shared.audit.actor import System
    from seutu.shared.eforms.actions.sending import submit

    form = _form()
    while True:
        print(submit(_draft(form), by=System("bench")).number, flush=True)


def _is_there(database: Path, number: str) -> bool:
    with closing(sqlite3.connect(database)) as looked_at:
        found = looked_at.execute("SELECT count(*) FROM eforms_submission WHERE number = ?", [number]).fetchone()
    return bool(found[0])


if __name__ == "__main__":
    sys.exit(main())
