"""Hard days other than a kill: each part is an installation, a load, a trouble, its end, and a look for losses."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import _real_installation as real
from _figures import Figure
from _hard_migrations import two_migrations, two_upgrades
from _hard_proxy import slow_connections
from _kept import Losses, check, check_at_rest, check_search, settle
from _kills import answers
from _load import Ledger, Person, people
from _shifted_clock import shifted_clock
from _told import line, losses_told, wait_until

ROOM = "96m"
SECONDS_OF_TROUBLE = 12
DAY, HOUR = 86_400, 3_600


@dataclass
class Day:
    """An installation under load, on a folder of its own."""

    place: real.Installation
    services: real.Services
    ledger: Ledger
    load: list[Person]
    losses: Losses

    def serves(self, path: str = "/") -> bool:
        return answers(self.place, path)

    def works(self, seconds: float) -> int:
        """Let people work for so long; gives how much was acknowledged to them."""
        before = self.ledger.count()
        time.sleep(seconds)
        return self.ledger.count() - before

    def until_acknowledged(self) -> float:
        """Seconds until something is acknowledged again."""
        before, began = self.ledger.count(), time.monotonic()
        wait_until(lambda: self.ledger.count() > before)
        return time.monotonic() - began


@contextlib.contextmanager
def day(chosen: argparse.Namespace, folder: Path | None = None) -> Iterator[Day]:
    """People work; when the block ends they stop, and what follows is done.

    Whatever was acknowledged is looked for then: what was lost stands in the losses afterwards.
    """
    ledger, losses = Ledger(), Losses()
    with real.made(folder, chosen.port, tables=chosen.tables) as place:
        with real.Services(place) as services:
            wait_until(lambda: answers(place))
            load = people(place, ledger, chosen.seed)
            for person in load:
                person.start()
            wait_until(lambda: ledger.count() >= len(load))
            yield Day(place, services, ledger, load, losses)
            for person in load:
                person.over.set()
            for person in load:
                person.join(60)
            settle(losses)
            check(ledger.acknowledged, losses)
            check_search(place, ledger.acknowledged, losses)
        check_at_rest(place.folder, losses)


@contextlib.contextmanager
def small_disk() -> Iterator[Path]:
    """A disk in memory, of its own; only root can have one."""
    folder = Path(tempfile.mkdtemp(prefix="seutu-disk-"))
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "seutu", str(folder)], check=True)
    except (OSError, subprocess.CalledProcessError):
        sys.exit("Only root can mount the small disk that this part needs.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)
        folder.rmdir()


def disk_full(chosen: argparse.Namespace) -> Iterator[Figure]:
    """The disk fills up while people work, and is emptied again."""
    with small_disk() as disk:
        with day(chosen, disk) as it:
            refused = it.ledger.refused.total()
            filler = disk / "filler"
            with contextlib.suppress(OSError), filler.open("wb") as file:
                while file.write(b"\0" * 65536):
                    file.flush()
            meanwhile = it.works(SECONDS_OF_TROUBLE)
            read = it.serves(), it.serves("/lomakkeet/")
            refused = it.ledger.refused.total() - refused
            filler.unlink()
            again = it.until_acknowledged()
        yield line("disk full: refused, acknowledged meanwhile", f"{refused}, {meanwhile}", "some refused", refused > 0)
        yield line("disk full: pages that are only read come", _said(all(read)), "yes", all(read))
        yield line("disk full: with room again, acknowledged after", f"{again:.1f} s")
        yield from losses_told("disk full", it.ledger, it.losses)


def read_only(chosen: argparse.Namespace) -> Iterator[Figure]:
    """The file system is read-only for a while, as after a fault of the disk; then at a start."""
    with small_disk() as disk:
        with day(chosen, disk) as it:
            refused = it.ledger.refused.total()
            with _read_only(it.place.folder):
                time.sleep(1)
                meanwhile = it.works(SECONDS_OF_TROUBLE)
                read = it.serves(), it.serves("/lomakkeet/")
            refused = it.ledger.refused.total() - refused
            again = it.until_acknowledged()
        with _read_only(it.place.folder):
            started = _start_once(it.place)
        yield line("read-only: refused, acknowledged meanwhile", f"{refused}, {meanwhile}", "some refused", refused > 0)
        yield line("read-only: pages that are only read come", _said(all(read)))
        yield line("read-only: writable again, acknowledged after", f"{again:.1f} s")
        is_clear = started.returncode == 2 and "read-only" in started.stderr and "Traceback" not in started.stderr
        yield line("read-only at a start: one sentence, and exit code 2", _said(is_clear), "yes", is_clear)
        yield from losses_told("read-only", it.ledger, it.losses)


@contextlib.contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    # A file system with open files cannot be made read-only; one laid over it can. Who opens a file finds this one.
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _start_once(place: real.Installation) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "seutu.cli", "--data", str(place.folder), "serve", "--port", str(place.port)]
    return subprocess.run(command, cwd=real.ROOT, capture_output=True, text=True, timeout=120, check=False)


def index_deleted(chosen: argparse.Namespace) -> Iterator[Figure]:
    """The folder of the search index goes while the site serves."""
    with day(chosen) as it:
        word = _settled_word(it)
        began = time.monotonic()
        shutil.rmtree(it.place.folder / "search", ignore_errors=True)
        statuses = set()
        while not (found := _search(it.place, word))[1]:
            statuses.add(found[0])
            if time.monotonic() - began > 120 or not it.serves():
                break
            time.sleep(0.1)
        took, is_found = time.monotonic() - began, found[1]
    said = ", ".join(map(str, sorted(statuses))) or "never without"
    yield line("index deleted: search answered meanwhile", said, "no 500", 500 not in statuses)
    yield line("index deleted: the same was found again after", f"{took:.1f} s", "found", is_found)
    yield from losses_told("index deleted", it.ledger, it.losses)


def _settled_word(it: Day) -> str:
    """A word that search finds now."""
    wait_until(lambda: any(each.what == "notice published" for each in it.ledger.acknowledged))
    word = next(each.about["word"] for each in it.ledger.acknowledged if each.what == "notice published")
    wait_until(lambda: _search(it.place, word)[1])
    return str(word)


def _search(place: real.Installation, word: str) -> tuple[int, bool]:
    import requests

    asked = time.monotonic_ns()
    network = f"192.168.{asked // 1000 % 250}.{asked % 250}"
    # What nobody has asked before goes past the page cache.
    answer = requests.get(
        f"{place.address}/haku.json",
        params={"q": word, "mittaus": asked},
        headers={"X-Forwarded-For": network},
        timeout=30,
    )
    return answer.status_code, answer.status_code == 200 and word in str(answer.json().get("hits", []))


def clock_jumps(chosen: argparse.Namespace) -> Iterator[Figure]:
    """The clock of the server goes a day forward, and then back to an hour before it was."""
    with shifted_clock() as clock:
        if clock is None:
            yield line("clock jumps", "not tried", "needs a C compiler")
            return
        with day(chosen) as it:
            public = _public_notices(it)
            clock.put(DAY)
            day_on, held = it.works(SECONDS_OF_TROUBLE), it.until_acknowledged()
            clock.put(-HOUR)
            hour_back, back = it.works(SECONDS_OF_TROUBLE), it.until_acknowledged()
            is_well = it.serves("/terveys/valmis")
            clock.put(0)
            it.works(SECONDS_OF_TROUBLE)
            after = _public_notices(it)
    yield line("clock a day on: acknowledged, the next after", f"{day_on}, {held:.1f} s", "some", day_on > 0)
    yield line("clock an hour back: acknowledged, the next after", f"{hour_back}, {back:.1f} s", "some", hour_back > 0)
    yield line("clock: the service says that it is well", _said(is_well), "yes", is_well)
    gone = len(public - after)
    yield line("clock: published before, and gone afterwards", f"{len(public)}, {gone}", "0 gone", gone == 0)
    yield from losses_told("clock jumps", it.ledger, it.losses)


def _public_notices(it: Day) -> set[int]:
    """The notices that the public page lists or has been told of, by id, each once."""
    from django.db import connection

    from seutu.publishing.decisions.models import Notice

    found = set(Notice.objects.filter(state="published").values_list("pk", flat=True))
    connection.close()
    return found


def _said(it: bool) -> str:
    return "yes" if it else "no"


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Figure]]] = {
    "disk-full": disk_full,
    "clock": clock_jumps,
    "read-only": read_only,
    "slow": slow_connections,
    "index": index_deleted,
    "migrations": two_migrations,
    "upgrades": two_upgrades,
}
