"""Sealing the files of answers that came before files were sealed; nothing is left to do once it has been done."""

from __future__ import annotations

from dataclasses import dataclass

from seutu.shared.audit.actor import Actor
from seutu.shared.eforms.queries.files import unsealed
from seutu.shared.files import actions as files
from seutu.shared.files.store import FileMissing


@dataclass
class Sealed:
    """How many files a run sealed, and how many have no content in the store."""

    sealed: int = 0
    missing: int = 0


def seal_files(*, by: Actor) -> Sealed:
    """Seal each file of an answer that lies in the clear, and let the clear content go where nothing else has it.

    Each is done by itself: a run that was killed is begun again.

    :raises store.DiskFull: there is no room for a file and its sealed copy at the same time.
    """
    done = Sealed()
    for stored in unsealed():
        try:
            done.sealed += files.seal(stored, by=by)
        except FileMissing:
            done.missing += 1
    return done
