"""Taking hold of a record that is published alone: an office holder's decision, a notice, an initiative."""

from __future__ import annotations

from typing import TypeVar

from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.models import Initiative, Notice, OfficerDecision, RecordState

R = TypeVar("R", OfficerDecision, Notice, Initiative)


class WrongRecordState(Exception):
    """The record has not come that far, or has come too far; ``state`` is how far it has."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = RecordState(state)


class ReasonMissing(Exception):
    """What was public is taken offline only with a reason."""


def hold_record(row: R, *, revision: int | None = None) -> R:
    """Lock the row of a record until the transaction ends; it is read anew.

    :raises EditConflict: its revision is not ``revision``.
    """
    held = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if revision is not None and held.revision != revision:
        raise EditConflict(held)
    return held


def refuse_unless(state: str, wanted: RecordState) -> None:
    """Stop unless a record has come as far as ``wanted``.

    :raises WrongRecordState: it has not, or has come further.
    """
    if state != wanted:
        raise WrongRecordState(state)
