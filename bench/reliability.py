"""Is anything lost on hard days? bin/bench reliability [--kills N] [--only PART …] [--postgres]

A real installation in a passing folder serves people who publish notices with documents, answer a form with a file and
log contacts, through its own pages. Meanwhile its processes are killed by -9 at random instants. Whatever was
acknowledged must be there afterwards: row, trail, file, the work that follows, and what search finds. Other parts try
other hard days. The exit code is 1 when anything was lost. It needs Linux, and root for what is mounted.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import _real_installation as real
from _figures import Figure, add_option, read, telling
from _hard_days import PARTS
from _kept import Losses, check, check_at_rest, check_search, settle
from _kills import WEIGHTS, Killer, Kills, answers
from _load import Ledger, Person, people
from _postgres import address_if
from _told import KINDS, line, tell_losses, wait_until

CHECK_EVERY = 10
KILLS = "kills"


def main() -> int:
    chosen = _chosen()
    if not Path("/proc/self/stat").exists():
        sys.exit("The processes to kill are looked up in /proc: this measurement needs Linux.")
    names = chosen.only or [KILLS, *PARTS]
    with telling(chosen.json) as told:
        if len(names) == 1:
            for figure in _killed(chosen) if names == [KILLS] else PARTS[names[0]](chosen):
                told(figure)
            return told.exit_code
        # Each in a process of its own: Django is set up once, on one installation.
        for name in names:
            figures, is_whole = _in_its_own_process(name)
            told.keep(*figures)
            told.is_whole = told.is_whole and is_whole
        return told.exit_code if told.is_whole else 1


def _in_its_own_process(name: str) -> tuple[list[Figure], bool]:
    given = _without(_without(sys.argv[1:], "--only"), "--json")
    with tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        file = Path(folder) / "figures.json"
        command = [sys.executable, __file__, *given, "--only", name, "--json", str(file)]
        subprocess.run(command, check=False)
        return read(file)


def _without(given: list[str], option: str) -> list[str]:
    """The arguments without an option and its values."""
    if option not in given:
        return given
    place = given.index(option)
    after = next((n for n in range(place + 1, len(given)) if given[n].startswith("--")), len(given))
    return given[:place] + given[after:]


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench reliability", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="how often something is killed (1000)")
    parser.add_argument("--minutes", type=float, default=600, help="longest time of the killing (600)")
    parser.add_argument("--seed", type=int, default=1, help="of the instants and of what is killed (1)")
    parser.add_argument("--only", nargs="+", choices=[KILLS, *PARTS], metavar="PART", help=f"{KILLS} {' '.join(PARTS)}")
    parser.add_argument("--port", type=int, default=8109, help="to serve at (8109)")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, from the wheel")
    parser.add_argument("--together", action="store_true", help="web and worker by one command, as `seutu serve`")
    parser.add_argument("--tables", default="", help="a SQLite file that has all tables, to save making them")
    add_option(parser)
    return parser.parse_args()


def _killed(chosen: argparse.Namespace) -> Iterator[Figure]:
    """The kills under load, and what was lost."""
    ledger, losses, began = Ledger(), Losses(), time.monotonic()
    with (
        address_if(chosen.postgres) as database,
        real.made(None, chosen.port, tables=chosen.tables, database=database) as place,
    ):
        with real.Services(place, together=chosen.together) as services:
            wait_until(lambda: answers(place))
            killer = Killer(services, ledger, chosen.seed)
            _kill_under_load(killer, chosen, ledger, losses, people(place, ledger, chosen.seed))
            wait_until(lambda: answers(place))
            settled = settle(losses)
            # Again, and all: what was there after its own kill must be there after the last one too.
            check(ledger.acknowledged, losses)
            found = check_search(place, ledger.acknowledged, losses)
        counts = check_at_rest(place.folder, losses)
    yield from _kills_told(killer.kills)
    yield from _told(ledger, losses)
    yield line("published, and found by search", str(found))
    yield line("files that are whole; unfinished ones left behind", f"{counts['files']}; {counts['unfinished files']}")
    yield line("all work was done, and the index written, within", f"{settled:.1f} s")
    yield line("the whole took", f"{(time.monotonic() - began) / 60:.1f} min")


def _kill_under_load(
    killer: Killer, chosen: argparse.Namespace, ledger: Ledger, losses: Losses, load: list[Person]
) -> None:
    """Kill, look after every few kills whether all is there, and let the people go home."""
    for person in load:
        person.start()
    began, checked = time.monotonic(), 0
    for number in killer.run(chosen.kills, chosen.minutes):
        if number % CHECK_EVERY == 0:
            end = ledger.count()
            check(ledger.acknowledged[checked:end], losses)
            checked = end
            _tell(number, ledger, losses, began)
    for person in load:
        person.over.set()
    for person in load:
        person.join(60)


def _kills_told(kills: Kills) -> Iterator[Figure]:
    for kind in WEIGHTS:
        yield line(f"killed: {kind}", f"{kills.counted[kind]} times")
    yield line("kills in all, of so many processes", f"{kills.counted.total()}, {kills.processes}")
    for kind in WEIGHTS:
        yield line(f"answered again, median and worst: {kind}", kills.told(kind))


def _told(ledger: Ledger, losses: Losses) -> Iterator[Figure]:
    what = sorted({each.what for each in ledger.acknowledged})
    for name in what:
        yield line(f"acknowledged: {name}", str(sum(each.what == name for each in ledger.acknowledged)))
    yield line("acknowledged in all", f"{ledger.count():,}", "some", met=ledger.count() > 0)
    yield line("refused or not answered meanwhile", f"{ledger.refused.total():,}")
    for why, times in ledger.refused.most_common(8):
        yield line(f"  {why}", f"{times:,}")
    if ledger.seconds:
        yield line("seconds of a whole visit, median", f"{statistics.median(ledger.seconds):.2f}")
    for kind in KINDS:
        lost = losses.counted[kind]
        yield line(f"lost: {kind}", str(lost), "0", met=lost == 0)
    tell_losses(losses)


def _tell(number: int, ledger: Ledger, losses: Losses, began: float) -> None:
    print(
        f"  {time.strftime('%H:%M:%S')} {number} kills in {time.monotonic() - began:.0f} s, {ledger.count()} "
        f"acknowledged, {losses.counted.total()} lost, {ledger.refused.total()} refused",
        file=sys.stderr,
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
