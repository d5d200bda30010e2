"""Forgetting a person: in place, with a line in the journal, so that figures stay and no backup brings them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db import transaction

from seutu.newcomers.clients import erasure_journal
from seutu.newcomers.clients.erasure_journal import Erasure
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.queries.retention import WHEN_ASKED_TO_ERASE, obstacles_of
from seutu.newcomers.clients.rules.retention import Obstacle
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.core.registry import personal_data


class HasToStay(Exception):
    """Something stands in the way of erasing the person; ``obstacles`` say what."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(", ".join(obstacle.value for obstacle in obstacles))
        self.obstacles = obstacles


@transaction.atomic
def erase(client: Client, *, by: Actor) -> None:
    """Erase a person at their own wish (GDPR 17).

    :raises HasToStay: the law requires the record, or it is needed for something that is open.
    """
    if obstacles := obstacles_of(client, WHEN_ASKED_TO_ERASE):
        raise HasToStay(obstacles)
    anonymise(client, by=by, why="request")


@transaction.atomic
def anonymise(client: Client, *, by: Actor, why: Literal["retention", "request", "replay"]) -> bool:
    """Take the person out of everything that is kept about ``client``; False when that was done already.

    The journal's line is written last, when all else has succeeded, and is on the disk before the database commits: a
    stop between the two leaves a line for `replay_erasures`, never a person who was forgotten and can come back.
    """
    held = scoped(Client.objects.filter(pk=client.pk, anonymised_at__isnull=True)).select_for_update().first()
    if held is None:
        return False
    for entry in personal_data.entries():
        entry.forget(held.pk)
    record("client.anonymised", target=held, by=by, details={"why": why}, organization_id=held.controller_id)
    if why != "replay":
        erasure_journal.append(Erasure(held.pk, held.reference, clock.now().isoformat(), why))
    return True


def replay(*, by: Actor) -> tuple[int, int]:
    """Forget again whom the journal names and a backup brought back; says how many, and how many lines were unreadable.

    A row is known by its id and its reference together: after a restore an id can become another client's.
    """
    lines, unreadable = erasure_journal.read()
    replayed = 0
    for line in lines:
        back = scoped(Client.objects.filter(pk=line.client_id, reference=line.reference, anonymised_at__isnull=True))
        client = back.first()
        if client is not None:
            replayed += anonymise(client, by=by, why="replay")
    return replayed, unreadable
