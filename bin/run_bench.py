"""Starts one of the measurements in bench/."""

from __future__ import annotations

import os
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1] / "bench"


def main() -> int:
    known = {path.stem.replace("_", "-"): path for path in sorted(BENCH.glob("*.py")) if not path.stem.startswith("_")}
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in known:
        # The measurements share modules of their own; what starts us has switched off the folder of the script.
        paths = [str(BENCH), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        os.execve(sys.executable, [sys.executable, str(known[name]), *sys.argv[2:]], environment)
    print("usage: bin/bench NAME …\n", file=sys.stderr)
    for each, path in known.items():
        first_line = path.read_text(encoding="utf-8").splitlines()[0].lstrip('"')
        print(f"  {each:<20} {first_line}", file=sys.stderr)
    return 0 if name in {"-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main())
