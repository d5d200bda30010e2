"""Handing figures out: the trail keeps what went out and in which form, and never whose rows were in it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Model

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record


@transaction.atomic
def note_handed_out(
    what: str, file_kind: str, *, by: User, target: Model | None = None, details: Mapping[str, str | int] | None = None
) -> None:
    """Note that ``what`` (hours, a table, a frozen report) was taken out as a file of this kind."""
    told = {"what": what, "file": file_kind, **(details or {})}
    record("figures.handed_out", target=target, by=by, details=told)
