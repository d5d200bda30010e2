"""Who acts: a person of any app, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """Anything that can be named in the trail, by an id and never by a name."""

    @property
    def audit_id(self) -> str:
        """A stable id such as ``user:12``."""


@dataclass(frozen=True, slots=True)
class System:
    """A command or a task acting on its own; ``name`` says which: ``import``, ``demo``, ``clock``."""

    name: str

    @property
    def audit_id(self) -> str:
        return f"system:{self.name}"
