"""Who makes a client has searched first: what was typed travels sealed from the search to the form, and ends there.

The search stands in no address, no session and no cookie: only in the page, unreadable, and good for one worker and a
few hours. With it goes the reference that the new client will have, so that a form that is sent twice makes one client.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from dataclasses import dataclass

from seutu.newcomers.clients.models import new_reference
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock
from seutu.shared.core.encryption.sealing import CannotOpen, seal, unseal

PLACE = "clients.search"
GOOD_FOR = dt.timedelta(hours=4)


class NotSearched(Exception):
    """There is no search behind the form: none was made, it was another worker's, or it is too old."""


@dataclass(frozen=True)
class Searched:
    """A search that was made: what was typed, and the reference of the client who may be made after it."""

    text: str
    reference: str


def sealed_search(text: str, worker: Worker) -> str:
    """The proof that ``worker`` has searched for ``text`` now."""
    return _sealed(Searched(text, new_reference()), worker)


def renewed_search(proof: str, worker: Worker) -> str:
    """A proof good from now on of a search that ``worker`` made before, with the reference that it had.

    :raises NotSearched: it is not a proof of this worker's.
    """
    return _sealed(_opened(proof, worker)[0], worker)


def _sealed(searched: Searched, worker: Worker) -> str:
    told = {
        "by": worker.user_id,
        "text": searched.text,
        "reference": searched.reference,
        "at": clock.now().isoformat(),
    }
    return base64.urlsafe_b64encode(seal(json.dumps(told).encode(), PLACE)).decode("ascii")


def opened_search(proof: str, worker: Worker) -> Searched:
    """The search behind ``proof``.

    :raises NotSearched: it is not a proof of this worker's, or too old.
    """
    searched, at = _opened(proof, worker)
    if clock.now() - at > GOOD_FOR:
        raise NotSearched
    return searched


def _opened(proof: str, worker: Worker) -> tuple[Searched, dt.datetime]:
    try:
        told = json.loads(unseal(base64.urlsafe_b64decode(proof.encode()), PLACE))
    except (binascii.Error, ValueError, CannotOpen) as error:
        raise NotSearched from error
    if told["by"] != worker.user_id:
        raise NotSearched
    return Searched(told["text"], told["reference"]), dt.datetime.fromisoformat(told["at"])
