"""Writing the trail, and letting go of what has been kept long enough."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from django.db import connection, transaction
from django.db.models import Model

from seutu.shared.audit.actor import Actor
from seutu.shared.audit.models import Entry, PurgePermit
from seutu.shared.core import clock
from seutu.shared.core.request_log import request_id

KEEP = dt.timedelta(days=5 * 366)
# An id, an enumeration's value, a hash: nothing that could be a sentence, or a name with a space or a Finnish letter.
PLAIN = re.compile(r"[\w:./+-]+", re.ASCII)
LONGEST_NAME, LONGEST_DETAIL = 60, 80


class TextInTrail(Exception):
    """Something else than an id, a code or a hash was given to the trail."""


class OutsideTransaction(Exception):
    """The trail is written in the transaction of what it tells of, so that neither can stand without the other."""


def record(
    verb: str,
    *,
    target: Model | None = None,
    by: Actor,
    details: Mapping[str, str | int] | None = None,
    organization_id: int | None = None,
    keep: dt.timedelta = KEEP,
) -> Entry:
    """Add an entry to the trail, in the caller's own transaction.

    ``organization_id`` is the target's own when it has one and none is given. ``details`` name ids, codes and hashes.

    :raises TextInTrail: ``verb``, the actor or ``details`` hold more than ids, codes and hashes.
    :raises OutsideTransaction: there is no transaction.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction
    given = dict(details or {})
    _refuse_text(verb, by.audit_id, given)
    at = clock.now()
    return Entry.objects.create(
        at=at,
        verb=verb,
        actor=by.audit_id,
        target_type=target._meta.label_lower if target else "",
        target_id=str(target.pk) if target else "",
        organization_id=getattr(target, "organization_id", None) if organization_id is None else organization_id,
        request_id=request_id(),
        details=given,
        keep_until=clock.day_of(at + keep),
    )


def _refuse_text(verb: str, actor: str, details: Mapping[str, object]) -> None:
    # What is refused stays out of the message, the verb too: messages end in logs.
    if not _is_plain(verb, LONGEST_NAME):
        raise TextInTrail("the trail takes a code for a verb")
    is_plain = _is_plain(actor, LONGEST_NAME) and all(_is_plain(key) for key in details)
    if not is_plain or not all(_is_number(value) or _is_plain(value) for value in details.values()):
        raise TextInTrail(f"{verb}: the trail takes ids, codes and hashes only")


def _is_plain(value: object, longest: int = LONGEST_DETAIL) -> bool:
    return isinstance(value, str) and len(value) <= longest and PLAIN.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@transaction.atomic
def purge(*, by: Actor) -> int:
    """Delete the entries whose day is past, say how many, and leave an entry about it.

    The permit stands only inside this transaction: a test holds that no other code makes one.
    """
    # By the day of UTC, as SQLite's trigger counts: just after midnight in Helsinki it would refuse the whole purge.
    permit = PurgePermit.objects.create()
    purged, _ = Entry.objects.filter(keep_until__lt=clock.now().date()).delete()
    permit.delete()
    if purged:
        record("audit.purged", by=by, details={"entries": purged})
    return purged
