"""Are real minutes understood, and does a second import change nothing? bin/bench importing [--documents N]

Brings the minutes of a town in that lie beside the project (shared/real/lapua), twice. Of the items whose text has a
line “Päätös”, 95 % must have a decision. Without the minutes nothing is measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from _figures import Figure, add_option, telling
from _installation import installation
from _known_item_queries import MINUTES, ORGANIZATION

LEAST_SHARE = 95.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench importing", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, metavar="N", help="the first N (all)")
    add_option(parser)
    chosen = parser.parse_args()
    with telling(chosen.json) as tell:
        if not MINUTES.is_dir():
            tell(Figure("real minutes beside the project", "none, so nothing was measured"))
            return 0
        with installation():
            paths = sorted(path for path in MINUTES.iterdir() if path.is_file())[: chosen.documents]
            tell(*_figures(paths))
    return tell.exit_code


def _figures(paths: list[Path]) -> list[Figure]:
    began = time.perf_counter()
    first = _imported(paths)
    took = time.perf_counter() - began
    second = _imported(paths)
    named, filled = first.decision_figures
    changed = second.count("new") + second.count("changed")
    return [
        Figure("documents", f"{len(paths):,}"),
        Figure("brought in for the first time", f"{took:.1f}", "s"),
        Figure("documents that failed", str(first.count("failed")), goal="none", met=not first.count("failed")),
        Figure("items with a line “Päätös”", f"{named:,}"),
        Figure.at_least("those of them with a decision", 100 * filled / named if named else 0, LEAST_SHARE, "%"),
        Figure("documents that a second import changes", str(changed), goal="none", met=not changed),
    ]


def _imported(paths: list[Path]) -> Any:
    from seutu.publishing.harvest import actions
    from seutu.shared.audit.actor import System

    return actions.import_documents(
        paths, organization=ORGANIZATION, by=System("bench"), is_dry=False, on_document=lambda _place, _path: None
    )


if __name__ == "__main__":
    sys.exit(main())
