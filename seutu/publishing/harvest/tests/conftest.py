from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from seutu.publishing.harvest.sources.minutes import ParsedItem, ParsedMeeting, parse, read_text

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> ParsedMeeting:
    return parse(read_text((SAMPLES / name).read_bytes(), name).lines)


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def board() -> ParsedMeeting:
    """The minutes of a city board: most of what occurs in minutes, once."""
    return sample("kaupunginhallitus-pk.md")


@pytest.fixture
def item(board: ParsedMeeting) -> Callable[[int], ParsedItem]:
    return lambda number: next(item for item in board.items if item.section_number == number)
