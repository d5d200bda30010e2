"""Everything that can happen to the words of everyday."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import page_cache
from seutu.shared.search.models import EverydayWord


class PairTaken(Exception):
    """The two words stand beside each other already."""


class ChangedMeanwhile(Exception):
    """Somebody else has changed the row since it was opened."""


@transaction.atomic
def add_everyday_word(word: str, other: str, *, by: Actor) -> EverydayWord:
    """Let whoever types ``word`` find ``other`` too, and the other way round.

    :raises PairTaken: they do already.
    """
    row = EverydayWord(word=word.lower(), other=other.lower())
    _refuse_taken(row)
    row.save()
    record("everyday_word.added", target=row, by=by)
    page_cache.empty()
    return row


@transaction.atomic
def change_everyday_word(pk: int, word: str, other: str, *, opened_at: dt.datetime, by: Actor) -> EverydayWord:
    """Write the words of a row anew, as it stood at ``opened_at``.

    :raises PairTaken: the words stand beside each other in another row.
    :raises ChangedMeanwhile: the row is another since, or gone.
    """
    row = EverydayWord.objects.select_for_update().filter(pk=pk, updated_at=opened_at).first()
    if row is None:
        raise ChangedMeanwhile
    row.word, row.other = word.lower(), other.lower()
    _refuse_taken(row)
    row.save(update_fields=["word", "other", "updated_at"])
    record("everyday_word.changed", target=row, by=by)
    page_cache.empty()
    return row


@transaction.atomic
def remove_everyday_word(row: EverydayWord, *, by: Actor) -> None:
    """Let the two words go their own ways again."""
    record("everyday_word.removed", target=row, by=by)
    row.delete()
    page_cache.empty()


def _refuse_taken(row: EverydayWord) -> None:
    """A pair is one in both directions, which the database cannot see."""
    same = EverydayWord.objects.filter(word=row.word, other=row.other) | EverydayWord.objects.filter(
        word=row.other, other=row.word
    )
    if same.exclude(pk=row.pk).exists():
        raise PairTaken
