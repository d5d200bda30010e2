"""How well does search find? bin/bench relevance [--conllu FILE]…

conflation: how well the forms of a word find each other, for every Finnish analyzer at hand, on words whose base forms
are known (CoNLL-U files of Universal Dependencies). The goals are for the treebanks beside the project; with files of
your own the figures are only told. The exit code is 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import _conflation
from _installation import installation


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench relevance", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--conllu",
        action="append",
        type=Path,
        metavar="FILE",
        help="a treebank, may be repeated (../shared/real/ud)",
    )
    chosen = parser.parse_args()
    missing = [str(file) for file in chosen.conllu or [] if not file.is_file()]
    if missing:
        parser.error(f"no such file: {', '.join(missing)}")
    if not (chosen.conllu or _conflation.default_files()):
        parser.error("there is no treebank beside the project: name one with --conllu")
    with installation():
        is_reached = _conflation.report(chosen.conllu)
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
