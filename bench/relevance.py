"""How well does search find? bin/bench relevance [--only PART] [--limit N] [--tell N] [--conllu FILE]…

conflation   how well the forms of a word find each other, for every Finnish analyzer at hand, on words whose base forms
             are known (CoNLL-U files of Universal Dependencies). The goals are for the treebanks beside the project;
             with files of your own the figures are only told.
known-items  whether an item of real minutes is found by other forms of the words of its title, by our engine and by
             others as they come: tantivy, SQLite FTS5, PostgreSQL.
queries      how many of the queries in bench/queries.toml find what they should in the demo region; no goal.

Each part has a process and an installation of its own. The exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import _conflation
import _known_items
import _resident_queries
from _figures import Told, add_option, read, telling
from _installation import installation

PARTS = ("conflation", "known-items", "queries")


def main() -> int:
    parser = _parser()
    chosen = parser.parse_args()
    missing = [str(file) for file in chosen.conllu or [] if not file.is_file()]
    if missing:
        parser.error(f"no such file: {', '.join(missing)}")
    has_treebank = bool(chosen.conllu or _conflation.default_files())
    if chosen.only == "conflation" and not has_treebank:
        parser.error("there is no treebank beside the project: name one with --conllu")
    if chosen.only:
        with telling(chosen.json) as tell:
            _measure(chosen, tell)
        return tell.exit_code
    if not has_treebank:
        print("conflation: passed over, there is no treebank beside the project (shared/real/ud)", flush=True)
    parts = [part for part in PARTS if has_treebank or part != "conflation"]
    with telling(chosen.json) as tell:
        codes = [_in_a_process(part, tell) for part in parts]
    return max(codes)


def _in_a_process(part: str, tell: Told) -> int:
    """The exit code of a part, with the same options; its figures are kept."""
    with tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        figures = Path(folder) / "figures.json"
        # The last of two options of a name counts.
        command = [sys.executable, __file__, *sys.argv[1:], "--only", part, "--json", str(figures)]
        code = subprocess.run(command, check=False).returncode
        found, is_whole = read(figures)
        tell.keep(*found)
        tell.is_whole &= is_whole
    return 1 if code else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bin/bench relevance", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--conllu",
        action="append",
        type=Path,
        metavar="FILE",
        help="a treebank, may be repeated (../shared/real/ud)",
    )
    parser.add_argument("--only", choices=PARTS, help="one part (all)")
    parser.add_argument("--limit", type=int, metavar="N", help="so many titles of known items, so many queries (all)")
    parser.add_argument("--tell", type=int, default=0, metavar="N", help="the N known items that are found worst (0)")
    add_option(parser)
    return parser


def _measure(chosen: argparse.Namespace, tell: Told) -> None:
    if chosen.only == "queries":
        os.environ["SEUTU_DEMO"] = "1"
    with installation():
        if chosen.only == "conflation":
            _conflation.report(chosen.conllu, tell)
        elif chosen.only == "known-items":
            _known_items.report(chosen.limit, chosen.tell, tell)
        else:
            _resident_queries.report(chosen.limit, tell)


if __name__ == "__main__":
    sys.exit(main())
