"""The measurement of reliability with few kills: whatever was acknowledged is there when the product was killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.launcher.conftest import ROOT, environment

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="whom to kill is looked up in /proc"),
]
KILLS = 25


@pytest.mark.usefixtures("tables_are_made")
def test_nothing_acknowledged_is_lost_when_the_product_is_killed(tmp_path: Path, free_port: int) -> None:
    command = [sys.executable, "bench/reliability.py", "--only", "kills", "--kills", str(KILLS)]
    command += ["--port", str(free_port), "--tables", str(tmp_path / "seutu.sqlite3")]
    paths = os.pathsep.join([str(ROOT), str(ROOT / "bench")])

    run = subprocess.run(
        command, cwd=ROOT, env=environment(PYTHONPATH=paths), capture_output=True, text=True, timeout=900, check=False
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert int(_figure(run.stdout, "kills in all, of so many processes")) == KILLS
    assert int(_figure(run.stdout, "acknowledged in all").replace(",", "")) > 0
    assert len(re.findall(r"^lost: \w+ +0 ", run.stdout, re.MULTILINE)) == 5


def _figure(told: str, name: str) -> str:
    found = re.search(rf"^{name} +([\d,]*\d)", told, re.MULTILINE)
    assert found, told
    return found[1]
