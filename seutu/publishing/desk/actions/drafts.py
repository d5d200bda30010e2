"""Keeping what is being typed, and letting it go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from seutu.publishing.desk.models import Draft
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.rich_text import strip_control

# A draft is for going on after a break, not an archive.
DAYS_KEPT = 30
FIELDS_AT_MOST = 2000
CHARACTERS_AT_MOST = 1_500_000

# Fields whose text is never kept while the matter is marked as secret: of a secret one only what is public is stored.
WITHHELD_FIELD = "is_withheld"
TEXT_FIELDS = ("parts-", "decision", "handling", "background")


class DraftTooLarge(Exception):
    """More was typed than a draft can hold."""


@transaction.atomic
def keep_draft(
    target: str, fields: Mapping[str, Sequence[str]], *, base_revision: int, opening: str = "", by: User
) -> Draft:
    """Keep what ``by`` has typed into the form ``target`` in place of what was kept of the same ``opening`` of it.

    It leaves no line in the trail: nothing of the record has changed.

    :raises DraftTooLarge: it is larger than any form of ours.
    """
    kept = _without_secrets({name: [strip_control(value) for value in values] for name, values in fields.items()})
    if len(kept) > FIELDS_AT_MOST or _length(kept) > CHARACTERS_AT_MOST:
        raise DraftTooLarge
    draft, _is_new = Draft.objects.update_or_create(
        user=by,
        target=target,
        opening=opening,
        defaults={"fields": kept, "base_revision": base_revision, "saved_at": clock.now()},
    )
    return draft


def _without_secrets(fields: dict[str, list[str]]) -> dict[str, list[str]]:
    if not fields.get(WITHHELD_FIELD):
        return fields
    return {
        name: values if name.endswith("_FORMS") else [""] * len(values) if name.startswith(TEXT_FIELDS) else values
        for name, values in fields.items()
    }


def _length(fields: dict[str, list[str]]) -> int:
    return sum(len(name) + sum(map(len, values)) for name, values in fields.items())


def drop_draft(target: str, *, opening: str = "", by: User) -> None:
    """Let go of what ``by`` typed into an ``opening`` of the form ``target``: it was saved, or is not wanted.

    What other openings hold stays: it is another text.
    """
    Draft.objects.filter(user=by, target=target, opening=opening).delete()


@transaction.atomic
def move_drafts(target: str, *, to: str, by: User) -> None:
    """Let what ``by`` typed into the form ``target`` be drafts of the form ``to``, which has come in its place."""
    taken = Draft.objects.filter(user=by, target=to).values_list("opening", flat=True)
    Draft.objects.filter(user=by, target=target).exclude(opening__in=list(taken)).update(target=to)


@transaction.atomic
def prune_drafts(*, by: Actor) -> int:
    """Let go of drafts that nobody has touched for `DAYS_KEPT` days, and say how many there were."""
    gone, _each = Draft.objects.filter(saved_at__lt=clock.now() - dt.timedelta(days=DAYS_KEPT)).delete()
    if gone:
        record("drafts.pruned", target=None, by=by, details={"drafts": gone})
    return gone
