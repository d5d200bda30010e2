"""Frozen reports lock their days in the register."""

from __future__ import annotations

from seutu.newcomers.reports.queries.frozen import locks
from seutu.shared.core.locked_days import LockKeeper, lock_keepers


def register() -> None:
    """Let the register ask which days are locked."""
    lock_keepers.register(LockKeeper(key="reports.frozen", locks=locks))
