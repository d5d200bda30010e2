"""Killing parts of an installation at random instants, and how long it takes until they are there again."""

from __future__ import annotations

import http.client
import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from _load import Ledger
from _real_installation import Installation, Process, Service, Services, kill, processes_of

ONE_WEB_PROCESS, WEB_SERVER, LAUNCHER, WORKER, EVERYTHING = (
    "one of the web processes",
    "the web server with its processes",
    "the launcher alone",
    "the worker",
    "everything at once",
)
WEIGHTS = {ONE_WEB_PROCESS: 80, WEB_SERVER: 1.2, LAUNCHER: 1.2, WORKER: 16, EVERYTHING: 1.2}
# granian takes a process that is killed twice within this for one that cannot live, and ends.
OLD_ENOUGH = 6.0
LONGEST_PAUSE = 0.6
PATIENCE = 180.0


@dataclass
class Kills:
    """What was killed, and how long it took until it answered again."""

    counted: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    processes: int = 0

    def note(self, kind: str, seconds: float) -> None:
        self.seconds.setdefault(kind, []).append(seconds)

    def told(self, kind: str) -> str:
        took = self.seconds.get(kind, [])
        return f"{statistics.median(took):.2f} s, {max(took):.1f} s" if took else "–"


class NeverAgain(Exception):
    """What was killed did not come back."""


class Killer:
    """Kills so many times, each time when something has been acknowledged since the last."""

    def __init__(self, services: Services, ledger: Ledger, seed: int) -> None:
        self.services, self.ledger = services, ledger
        self.installation = services.installation
        self.chance = random.Random(seed)
        self.kills = Kills()
        self._back: list[threading.Thread] = []

    def run(self, times: int, minutes: float) -> Iterator[int]:
        """Kill so many times, but no longer than so many minutes; say after each how often that was."""
        deadline = time.monotonic() + 60 * minutes
        for number in range(1, times + 1):
            if time.monotonic() > deadline:
                break
            self._wait_for_work()
            time.sleep(self.chance.uniform(0, LONGEST_PAUSE))
            self._kill_one()
            yield number
        for thread in self._back:
            thread.join(PATIENCE)

    def _wait_for_work(self) -> None:
        before, deadline = self.ledger.count(), time.monotonic() + PATIENCE
        while self.ledger.count() == before:
            if time.monotonic() > deadline:
                raise NeverAgain("nothing was acknowledged any more")
            time.sleep(0.02)

    def _kill_one(self) -> None:
        kind, victims = self._chosen()
        at = time.monotonic()
        kill(victims)
        self.kills.counted[kind] += 1
        self.kills.processes += len(victims)
        self._watch(kind, at)

    def _chosen(self) -> tuple[str, list[Process]]:
        """A kind of kill by its weight, and whom it meets; another kind when it finds nobody for long."""
        while True:
            kind = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            deadline = time.monotonic() + OLD_ENOUGH
            while time.monotonic() < deadline:
                victims = self._victims(kind)
                if victims:
                    return kind, victims
                time.sleep(0.05)

    def _victims(self, kind: str) -> list[Process]:
        """The processes to kill; none when there are none of that kind now."""
        every = processes_of(self.installation.folder)
        if kind == EVERYTHING:
            return every
        if kind == WORKER:
            return [each for each in every if is_worker(each)]
        launcher = next((each for each in every if " serve " in each.command), None)
        web = [each for each in every if "child web" in each.command]
        if kind == LAUNCHER:
            return [launcher] if launcher and web else []
        if kind == WEB_SERVER:
            return web
        parents = {each.pid for each in web}
        old = [each for each in web if each.parent in parents and each.age > OLD_ENOUGH]
        return [self.chance.choice(old)] if old else []

    def _watch(self, kind: str, at: float) -> None:
        if kind == WORKER and not self.services.together:
            self._later(lambda: self._until_worker(at))
            return
        self._until_answered(kind, at)
        if kind == EVERYTHING:
            self._later(lambda: self._until_worker(at))

    def _later(self, wait: object) -> None:
        thread = threading.Thread(target=wait, daemon=True)  # type: ignore[arg-type]
        thread.start()
        self._back = [each for each in self._back if each.is_alive()] + [thread]

    def _until_answered(self, kind: str, at: float) -> None:
        while not (answers(self.installation) and (kind != LAUNCHER or self._is_all_new(at))):
            if time.monotonic() - at > PATIENCE:
                raise NeverAgain(f"{kind}: no answer for {PATIENCE:.0f} s")
            time.sleep(0.02)
        self.kills.note(kind, time.monotonic() - at)

    def _is_all_new(self, at: float) -> bool:
        """Whether what the launcher had started has noticed its end and gone, and another web server is there."""
        web = [each for each in processes_of(self.installation.folder) if "child web" in each.command]
        return bool(web) and all(each.age < time.monotonic() - at for each in web)

    def _until_worker(self, at: float) -> None:
        """Until a worker that was started since looks for work: it has let itself be heard of."""
        service = next(each for each in self.services.services if each.name in {"worker", "serve"})
        while time.monotonic() - at < PATIENCE:
            if works_since(service, at):
                self.kills.note(WORKER, time.monotonic() - at)
                return
            time.sleep(0.1)


def works_since(service: Service, at: float) -> bool:
    """Whether a worker begun after ``at`` has been heard of. It writes its log for us alone."""
    if service.started_at < at:
        return False
    with service.log.open("rb") as log:
        log.seek(max(0, service.log.stat().st_size - 20_000))
        process = service.process
        return process is not None and f":{process.pid}:".encode() in log.read()


def is_worker(process: Process) -> bool:
    return process.command.endswith("child worker ") or " worker " in process.command


def answers(installation: Installation, path: str = "/terveys/elossa", timeout: float = 5.0) -> bool:
    """Whether a page comes, over a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
