"""How quick is search? bin/bench search [--documents N] [--compared N] [--rounds N]

Makes an index of generated documents of 100–300 words, asks it a mixed set of questions over HTTP while another process
indexes, then the engine alone beside SQLite FTS5 and PostgreSQL. The exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import itertools
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import _corpus
import _rivals
from _figures import Figure, Told, add_option, telling
from _installation import ROOT, installation
from _questions import Question, questions

MOST_P50_MS, MOST_P99_MS = 25.0, 100.0
LEAST_PER_SECOND = 250
MOST_USS_MB = 400
TIMES_POSTGRES, TIMES_SQLITE = 10, 5
CLIENTS = 4
BENCH = Path(__file__).resolve().parent


def main() -> int:
    chosen = _parser().parse_args()
    with telling(chosen.json) as tell, installation() as folder:
        os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(BENCH), os.environ.get("PYTHONPATH", "")])
        _tell(f"{len(_corpus.sentences())} sentences; words by {_analyzer()}")
        _corpus.fill_bodies()
        asked = questions(chosen.questions, chosen.documents)
        # Each part is printed when it is measured: whoever ends the long run early keeps what there was.
        _grow(folder, chosen.documents, asked, tell)
        with indexing_beside():
            tell(*(_over_http(asked) if _has_page() else _in_process(asked)))
        tell(*_compared(min(chosen.compared, chosen.documents), asked))
    return tell.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench search", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=1_000_000, help="generated documents (1000000)")
    parser.add_argument("--compared", type=int, default=200_000, help="documents beside other engines (200000), or 0")
    parser.add_argument("--questions", type=int, default=800, help="questions asked (800)")
    add_option(parser)
    return parser


def _analyzer() -> str:
    from seutu.shared.search import analysis

    return analysis.identity()


def _tell(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)


# -- growing ----------------------------------------------------------------------------------


def _grow(folder: Path, documents: int, asked: list[Question], tell: Told) -> None:
    """Indexes of a hundredth, a tenth and all of the documents, each made from nothing by a process of its own."""
    per_second = 0.0
    for count in sorted({max(100, documents // 100), max(100, documents // 10), documents}):
        _corpus.register(count)
        per_second = count / _seconds_to_make()
        size = sum(path.stat().st_size for path in (folder / "search").glob("generation-*/*")) / 1e6
        times = sorted(_milliseconds(_find, question) for question in asked)
        middle, far = statistics.median(times), times[int(len(times) * 0.99)]
        grown = f"{per_second:,.0f}/s, {size:,.0f} MB, {middle:.1f} / {far:.1f}"
        tell(Figure(f"{count:,} documents: indexed, size, found p50 / p99", grown, "ms"))
    tell(Figure.at_least("indexing, cold", per_second, LEAST_PER_SECOND, "docs/s", digits=0))


MAKE = """
import os, time, django
django.setup()
import _corpus
_corpus.register(int(os.environ[_corpus.COUNT]))
_corpus.sentences()
from seutu.shared.search.reindexing import reindex
began = time.perf_counter()
reindex()
print(time.perf_counter() - began)
"""


def _seconds_to_make() -> float:
    """Make the index in a new process, which remembers no word; its start does not count, that of its analyzer does."""
    made = subprocess.run([sys.executable, "-c", MAKE], check=True, cwd=BENCH, env=os.environ, stdout=subprocess.PIPE)
    return float(made.stdout)


def _find(question: Question) -> None:
    from seutu.shared.search.finding import find
    from seutu.shared.search.query import Order, SearchQuery

    order = Order.NEWEST if question.body else Order.RELEVANCE
    bodies = frozenset({question.body} if question.body else ())
    answer = find(SearchQuery(question.text, bodies=bodies, order=order))
    if not answer.state.is_ready:
        raise RuntimeError("there is no index")


def _milliseconds(ask: Callable[[Question], object], question: Question) -> float:
    began = time.perf_counter()
    ask(question)
    return (time.perf_counter() - began) * 1000


# -- while another process indexes ------------------------------------------------------------


@contextlib.contextmanager
def indexing_beside() -> Iterator[None]:
    """Another process changes five records every fifth of a second."""
    script = str(BENCH / "_indexing_beside.py")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, env=os.environ, cwd=BENCH) as process:
        time.sleep(3)
        try:
            yield
        finally:
            process.communicate(timeout=60)


def _in_process(asked: list[Question]) -> list[Figure]:
    _tell("there is no page at /haku/: measured in this process")
    return [*_times("finding, another process indexes", asked, _find), _memory("memory of this process", os.getpid())]


def _times(name: str, asked: list[Question], ask: Callable[[Question], object]) -> list[Figure]:
    for question in asked[:20]:
        ask(question)
    taken: defaultdict[str, list[float]] = defaultdict(list)
    for question in asked:
        taken[question.kind].append(_milliseconds(ask, question))
    every = sorted(time for times in taken.values() for time in times)
    p50, p99 = statistics.median(every), every[int(len(every) * 0.99)]
    of_kinds = [
        Figure(f"  {kind}, p50 / longest", f"{statistics.median(times):.1f} / {max(times):.1f}", "ms")
        for kind, times in taken.items()
    ]
    return [
        Figure.at_most(f"{name}, p50", p50, MOST_P50_MS, "ms"),
        Figure.at_most(f"{name}, p99", p99, MOST_P99_MS, "ms"),
        *of_kinds,
    ]


def _memory(name: str, pid: int) -> Figure:
    """What only this process holds (USS)."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return Figure(name, "unknown here")
    private = sum(int(line.split()[1]) for line in told if line.startswith("Private_")) / 1024
    return Figure.at_most(name, private, MOST_USS_MB, "MB", digits=0)


# -- over HTTP --------------------------------------------------------------------------------


def _has_page() -> bool:
    from django.urls import resolve

    return resolve("/haku/").func.__module__.startswith("seutu.shared.search.")


def _over_http(asked: list[Question]) -> list[Figure]:
    with serving() as (port, pid):
        ask = _client(port)
        lines = _times("page over HTTP, another process indexes", asked, ask)
        lines.append(_of_clients(port, asked))
        workers = _children(pid)
        lines += [_memory(f"memory of web worker {number}", worker) for number, worker in enumerate(workers, start=1)]
    return lines


@contextlib.contextmanager
def serving() -> Iterator[tuple[int, int]]:
    """The web server as the launcher starts it, with the generated documents; gives its port and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, str(BENCH / "_search_server.py"), str(port)]
    environment = os.environ | {"SEUTU_TRUSTED_PROXIES": "127.0.0.1"}
    with subprocess.Popen(command, cwd=BENCH, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            _get(port, "/terveys/elossa")
            return
        time.sleep(0.2)
    raise RuntimeError("the server did not start")


_asked = itertools.count(1)


def _client(port: int) -> Callable[[Question], object]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(question: Question) -> object:
        number = next(_asked)
        # A number of its own, so that no page that was kept answers; an address of its own, so that none has too many.
        given = {"q": question.text, "kierros": str(number)}
        if question.body:
            given |= {"toimielin": question.body, "jarjestys": "uusin"}
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        headers = {"Host": "localhost", "X-Forwarded-For": address}
        connection.request("GET", f"/haku/?{urlencode(given)}", headers=headers)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{question.text}: {response.status} {body[:200]!r}")
        return body

    return ask


def _get(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().read()
    finally:
        connection.close()


def _of_clients(port: int, asked: list[Question]) -> Figure:
    times: list[float] = []

    def work(mine: list[Question]) -> None:
        ask = _client(port)
        times.extend(_milliseconds(ask, question) for question in mine)

    threads = [threading.Thread(target=work, args=(asked[number::CLIENTS],)) for number in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    times.sort()
    p50, p99 = statistics.median(times), times[int(len(times) * 0.99)]
    return Figure(f"{CLIENTS} clients, p50 / p99", f"{p50:.1f} / {p99:.1f}", f"ms, {len(times) / took:.0f}/s")


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in found.read_text(encoding="ascii").split()] if found.exists() else []


# -- beside other engines ---------------------------------------------------------------------


def _compared(count: int, asked: list[Question]) -> list[Figure]:
    if not count:
        return []
    _corpus.register(count)
    _seconds_to_make()
    mine = _rate(_rivals.ours(), asked)
    lines = [Figure(f"engine alone, {count:,} documents", f"{mine:,.0f}", "questions/s")]
    for name, rival, times in (
        ("SQLite FTS5", _rivals.sqlite, TIMES_SQLITE),
        ("PostgreSQL", _rivals.postgres, TIMES_POSTGRES),
    ):
        _tell(f"filling {name}")
        try:
            with rival(count) as ask:
                theirs = _rate(ask, asked)
        except ImportError:
            lines.append(Figure(f"engine alone against {name}", "not here"))
            continue
        ratio = mine / theirs
        more = f" its {theirs:,.0f}/s"
        lines.append(Figure.at_least(f"engine alone against {name}", ratio, times, "×", more=more))
    return lines


def _rate(ask: Callable[[Question], int], asked: list[Question]) -> float:
    """Questions in a second."""
    for question in asked[:40]:
        ask(question)
    began = time.perf_counter()
    for question in asked:
        ask(question)
    return len(asked) / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
