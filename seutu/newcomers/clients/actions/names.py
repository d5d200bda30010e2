"""The names of a client, and the keys by which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from seutu.newcomers.clients.models import Client, ClientName, NameKey, NameKind, scoped
from seutu.newcomers.clients.names import KEYS_VERSION, search_keys
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor

LONGEST_SHOWN = 200
BATCH = 1000


class NoCurrentName(Exception):
    """A client has one current name: none was given, or several."""


@dataclass(frozen=True)
class NameInput:
    """One of a person's names, as it was typed."""

    family_name: str = ""
    given_names: str = ""
    patronymic: str = ""
    kind: str = NameKind.CURRENT

    @property
    def whole(self) -> str:
        """The name as it is said."""
        return " ".join(part for part in (self.given_names, self.patronymic, self.family_name) if part)


def current_of(names: Iterable[NameInput]) -> NameInput:
    """The one current name among ``names``.

    :raises NoCurrentName: there is none, or more than one.
    """
    current = [name for name in names if name.kind == NameKind.CURRENT]
    if len(current) != 1 or not current[0].whole:
        raise NoCurrentName
    return current[0]


def put_names(client: Client, names: Sequence[NameInput]) -> None:
    """Give a saved ``client`` these names in place of the former ones; the caller saves ``shown_name``.

    :raises NoCurrentName: there is no current name, or more than one.
    """
    client.shown_name = current_of(names).whole[:LONGEST_SHOWN]
    client.names.all().delete()
    rows = [
        ClientName(
            client=client,
            kind=name.kind,
            family_name=name.family_name,
            given_names=name.given_names,
            patronymic=name.patronymic,
        )
        for name in names
        if name.family_name or name.given_names
    ]
    ClientName.objects.bulk_create(rows)
    put_keys(client, [name.whole for name in names])


def put_keys(client: Client, names: Iterable[str]) -> bool:
    """Let ``client`` be found by ``names``; whether anything had to change."""
    wanted = keys_of(names)
    present = set(client.name_keys.values_list("key", flat=True))
    if wanted == present:
        return False
    client.name_keys.filter(key__in=present - wanted).delete()
    NameKey.objects.bulk_create(NameKey(client=client, key=key) for key in sorted(wanted - present))
    return True


def keys_of(names: Iterable[str]) -> set[str]:
    """All keys of some names."""
    return set().union(*(search_keys(name) for name in names))


def rebuild_name_keys(*, by: Actor) -> int:
    """Make the search keys of all clients anew, as the code that makes them has changed; says of how many they did.

    Can be stopped and run again: each client is done at once.
    """
    changed, last = 0, 0
    while True:
        with acting_as_system(), transaction.atomic():
            rows = scoped(Client.objects.filter(pk__gt=last, anonymised_at__isnull=True).order_by("pk"))
            batch = list(rows.prefetch_related("names")[:BATCH])
            changed += sum(
                put_keys(client, [name.whole for name in client.names.all()] or [client.shown_name]) for client in batch
            )
        if not batch:
            break
        last = batch[-1].pk
    with transaction.atomic():
        record("name_keys.rebuilt", by=by, details={"version": KEYS_VERSION, "changed": changed})
    return changed
