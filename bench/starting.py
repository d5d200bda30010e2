"""How soon is the demo there? bin/bench starting [--port N]

The demo in a new folder, which it fills first, and the same once more: from the command to “Seutu is ready”, with the
program installed already. The second start has the goal.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _figures import Figure, add_option, telling

ROOT = Path(__file__).resolve().parents[1]
MOST_SECONDS = 5.0
PATIENCE = 30


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench starting", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8108, help="for the demo (8108)")
    add_option(parser)
    chosen = parser.parse_args()
    with telling(chosen.json) as tell, tempfile.TemporaryDirectory(prefix="seutu-bench-") as folder:
        tell(Figure("first start, the demo region filled", f"{_seconds(chosen.port, folder):.1f}", "s"))
        tell(Figure.under("second start", _seconds(chosen.port, folder), MOST_SECONDS, "s"))
    return tell.exit_code


def _seconds(port: int, folder: str) -> float:
    """From the command to its saying that it is ready; it is stopped again."""
    command = [sys.executable, "-m", "seutu.cli", "--data", folder, "demo", "--port", str(port), "--no-browser"]
    began, said = time.monotonic(), []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            for line in process.stdout or ():
                said.append(line)
                if "is ready" in line:
                    return time.monotonic() - began
            sys.exit(f"The demo did not start:\n{''.join(said)}")
        finally:
            process.terminate()
            process.wait(PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
