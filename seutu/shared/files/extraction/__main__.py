"""``python -m seutu.shared.files.extraction KIND SECONDS``: reads a file on standard input, writes its outcome."""

from __future__ import annotations

import sys

from seutu.shared.files.extraction.dispatch import outcome_of
from seutu.shared.files.extraction.limits import set_limits


def main() -> None:
    kind, seconds = sys.argv[1:]
    set_limits(int(seconds))
    outcome = outcome_of(sys.stdin.buffer, kind)
    sys.stdout.buffer.write(outcome.as_json().encode())
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
