"""How faults of an installation are planted, as they come about: by hand, by another tool, by a lost disk, by time.

Each says which check must find it, how bad it is, and some of the Finnish words that must be told.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest

from tests.launcher.sound_installation import Installation


@dataclass(frozen=True)
class Hands:
    """What a fault is planted with; ``held`` is let go when the doctor has looked."""

    it: Installation
    settings: Any
    patch: pytest.MonkeyPatch
    held: ExitStack


Plant = Callable[[Hands], object]


@dataclass(frozen=True)
class Fault:
    """``check`` is the key of the check that finds it, ``words`` a part of what it says or advises.

    With ``hinders_others`` other checks cannot look, and say so.
    """

    name: str
    check: str
    words: str
    plant: Plant
    level: str = "problem"
    hinders_others: bool = False


class Faults(list[Fault]):
    """Faults, each a function."""

    def add(self, check: str, words: str, **more: Any) -> Callable[[Plant], Plant]:
        """Add the function below; the names are those of `Fault`."""

        def added(plant: Plant) -> Plant:
            self.append(Fault(plant.__name__, check, words, plant, **more))
            return plant

        return added
