"""How well does search find? bin/bench relevance [--conllu FILE]…

conflation: how well the forms of a word find each other, for every Finnish analyzer at hand, on words whose base forms
are known (CoNLL-U files of Universal Dependencies). The exit code is 1 when a goal is missed.
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
    files = chosen.conllu or sorted(_conflation.DEFAULT_FOLDER.glob("*.conllu"))
    missing = [str(file) for file in files if not file.is_file()]
    if missing or not files:
        parser.error(f"no such file: {', '.join(missing)}" if missing else "no treebank: name one with --conllu")
    with installation():
        for line in _conflation.lines(files):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
