"""The rights of the person and retention: what the register keeps about a client, the night's work, and the ways in."""

from __future__ import annotations

from seutu.newcomers.clients.personal_data import entries
from seutu.shared.core.registry import DailyWork, daily_work, personal_data


def register() -> None:
    """Say what the register keeps about a client, and let go of what has been kept long enough each night."""
    for entry in entries():
        personal_data.register(entry)
    daily_work.register(DailyWork(key="clients.retention", command="anonymise_clients", from_hour=2))
