"""Keeping what is being typed, letting it go, and saving each opening of a form once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from seutu.newcomers.clients.models import Client, RegisterDraft
from seutu.newcomers.clients.queries.drafts import receipt_of
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.drafts import CHARACTERS_AT_MOST, FIELDS_AT_MOST, KEPT_FOR, RECEIPTS_KEPT_FOR
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import strip_control


class DraftTooLarge(Exception):
    """More was typed than a draft can hold."""


@transaction.atomic
def keep_draft(
    target: str, fields: Mapping[str, Sequence[str]], *, opening: str, by: Worker, client: Client | None = None
) -> RegisterDraft:
    """Keep what ``by`` has typed into an ``opening`` of the form ``target``, in place of what was kept of it.

    With ``client`` it is forgotten when the client is. It leaves no line in the trail: nothing has been written down.

    :raises DraftTooLarge: it is larger than any form of ours.
    """
    kept = {name: [strip_control(value) for value in values] for name, values in fields.items()}
    length = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    if len(kept) > FIELDS_AT_MOST or length > CHARACTERS_AT_MOST:
        raise DraftTooLarge
    now = clock.now()
    draft, _is_new = RegisterDraft.objects.update_or_create(
        user_id=by.user_id,
        target=target,
        opening=opening,
        defaults={"fields": kept, "client": client, "saved_at": now, "expires_at": now + KEPT_FOR},
    )
    return draft


def drop_draft(target: str, *, opening: str, by: Worker) -> None:
    """Let go of what ``by`` typed into an ``opening`` of the form ``target``: it was saved, or is not wanted."""
    RegisterDraft.objects.filter(user=by.user_id, target=target, opening=opening).delete()


@transaction.atomic
def save_once(target: str, save: Callable[[], int], *, opening: str, by: Worker) -> tuple[int, bool]:
    """Call ``save`` for the first time that an ``opening`` of a form is sent, and say the key that it gave.

    When the same is sent once more (a double click, a page sent again) the key is the first one's, and False beside it.
    The drafts of the opening go. If ``save`` raises, nothing was sent.
    """
    now = clock.now()
    receipt, is_new = RegisterDraft.objects.get_or_create(
        user_id=by.user_id,
        target=receipt_of(target),
        opening=opening,
        defaults={"saved_at": now, "expires_at": now + RECEIPTS_KEPT_FOR},
    )
    if not is_new:
        return int((receipt.fields or {})["saved"]), False
    key = save()
    receipt.fields = {"saved": key}
    receipt.save(update_fields=["fields"])
    drop_draft(target, opening=opening, by=by)
    return key, True


@transaction.atomic
def purge_drafts(*, by: Actor) -> int:
    """Let go of the drafts whose time is over, and say how many there were."""
    gone, _each = RegisterDraft.objects.filter(expires_at__lte=clock.now()).delete()
    if gone:
        record("register_drafts.purged", by=by, details={"drafts": gone})
    return gone
