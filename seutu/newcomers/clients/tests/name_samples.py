"""The samples of names: what one person is called, and what people are called who look alike."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

SAMPLES = Path(__file__).with_name("samples")


def pairs(sample: str) -> list[tuple[str, str]]:
    """Every two names of a line of the sample."""
    lines = (SAMPLES / sample).read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[1:] for line in lines if line and not line.startswith("#")]
    return [pair for line in names for pair in combinations(line, 2)]
