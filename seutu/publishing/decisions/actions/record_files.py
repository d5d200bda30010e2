"""The files of records: read or confirmed before they go out, erased when their time is over."""

from __future__ import annotations

from collections.abc import Iterable

from seutu.publishing.decisions.rules.refusals import Attached, awaiting_word
from seutu.shared.audit.actor import Actor
from seutu.shared.files import actions as files
from seutu.shared.files.models import StoredFile


class NothingToConfirm(Exception):
    """The file was read by a machine, or has not been read yet, or was confirmed before: no word is needed of it."""


def refuse_unless_unread(attachment: Attached) -> None:
    """Let go on only with a file that no machine could read and that nobody has confirmed.

    :raises NothingToConfirm: the file is another.
    """
    if not awaiting_word([attachment]):
        raise NothingToConfirm


def ask_to_read(stored: StoredFile) -> None:
    """Have a file read by a worker, so that publishing need not wait for it."""
    files.ask_for_text(stored)


def read_files(attached: Iterable[Attached]) -> None:
    """Read now, for ten seconds each at most, the files that no worker has read yet.

    Outside of any transaction: reading may take long, and nobody else may wait for it.
    """
    for row in attached:
        if row.file is not None:
            files.read_text_now(row.file)


def erase_unused(stored: Iterable[StoredFile], *, by: Actor) -> int:
    """Erase those of the files that no record has any more; says how many."""
    return sum(files.erase(file, by=by) for file in stored)
