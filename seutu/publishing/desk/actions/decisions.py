"""Writing what was decided on many items at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import ItemText
from seutu.publishing.decisions.models import AgendaItem
from seutu.shared.audit.actor import Actor

Decided = tuple[AgendaItem, ItemText, int]


@transaction.atomic
def decide_at_once(decided: Iterable[Decided], *, by: Actor) -> None:
    """Write each item with what was decided on it, from the revision on which that was chosen; all of them or none.

    :raises EditConflict: somebody else has changed one of them since.
    :raises WrongState: the minutes are out.
    :raises NotPublishable: one holds what may not be published.
    """
    for item, text, revision in decided:
        decisions.save_item(item, text, revision=revision, by=by)
