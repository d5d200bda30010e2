"""Questions about the files of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from seutu.shared.eforms.models import AnswerSet, SubmittedFile
from seutu.shared.files.models import StoredFile


def unsealed() -> list[StoredFile]:
    """The files of answers that lie in the clear, or whose clear content is still to be removed."""
    own = SubmittedFile.objects.values("stored")
    open_or_left = Q(content_key__isnull=True) | ~Q(replaced="")
    return list(StoredFile.objects.filter(open_or_left, pk__in=own).order_by("pk"))


def files_of(answers: AnswerSet) -> QuerySet[SubmittedFile]:
    """The files that a set of answers holds, in the order in which they came; not those of an earlier set alone."""
    keys = set(_words_in(answers.answers))
    rows = answers.submission.files.select_related("stored").order_by("pk")
    # What else was answered stays out of the statement: a database may write it in its log.
    return rows.filter(key__in=[key for key in rows.values_list("key", flat=True) if key in keys])


def _words_in(value: Any) -> Iterator[str]:
    """Every word in answers, also in those that repeat. Keys of files are random: nothing else that is said is one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _words_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _words_in(each)
