"""What a worker has typed into forms of the register and not saved."""

from __future__ import annotations

from django.db.models import QuerySet

from seutu.newcomers.clients.models import RegisterDraft
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock

_RECEIPT = "saved:"
LISTED_AT_MOST = 30


def receipt_of(target: str) -> str:
    """Under which name it is remembered that an opening of the form ``target`` was saved."""
    return f"{_RECEIPT}{target}"


def unfinished_of(worker: Worker) -> QuerySet[RegisterDraft]:
    """Everything that ``worker`` has typed and not saved, the newest first."""
    kept = RegisterDraft.objects.filter(user=worker.user_id, expires_at__gt=clock.now())
    return kept.exclude(target__startswith=_RECEIPT).order_by("-saved_at", "-pk")


def drafts_of(worker: Worker, target: str) -> QuerySet[RegisterDraft]:
    """What ``worker`` has typed into openings of the form ``target`` and not saved, the newest first."""
    return unfinished_of(worker).filter(target=target)


def draft_of(worker: Worker, target: str, key: str = "") -> RegisterDraft | None:
    """The draft of ``worker`` with this key, if it is of the form ``target``; without a number, the newest."""
    rows = drafts_of(worker, target)
    if key.isascii() and key.isdigit() and len(key) < 19:
        rows = rows.filter(pk=int(key))
    return rows.first()
