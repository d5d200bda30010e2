"""The tools in `bin` that people start by hand: each finds what it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_the_pictures_of_pages_can_be_asked_for_help():
    answer = subprocess.run(
        [sys.executable, ROOT / "bin" / "make_screens.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr
    assert "--all FOLDER" in answer.stdout
