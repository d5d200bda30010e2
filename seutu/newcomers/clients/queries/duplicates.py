"""Whether a person who is about to be made a client is one already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.finding import Elsewhere, Found, find_clients, find_elsewhere
from seutu.newcomers.clients.queries.typed_search import TypedSearch
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core.encryption.unreadable import is_readable


class Named(Protocol):
    """A name that was typed."""

    @property
    def whole(self) -> str: ...


@dataclass(frozen=True)
class Duplicates:
    """Clients who may be the same person: those whom the worker sees, and that there are some elsewhere."""

    near: Sequence[Found] = ()
    elsewhere: Sequence[Elsewhere] = ()

    def __len__(self) -> int:
        return len(self.near) + len(self.elsewhere)


def duplicates_of(worker: Worker, names: Iterable[Named], values: Mapping[str, Any]) -> Duplicates:
    """Who may be the person of ``names``, with the birth and the identity code in ``values``."""
    near: dict[int, Found] = {}
    elsewhere: dict[int, Elsewhere] = {}
    for name in names:
        asked = _asked(name, values)
        near |= {each.client.pk: each for each in find_clients(worker, asked).near}
        elsewhere |= {each.controller.pk: each for each in find_elsewhere(worker, asked)}
    return Duplicates(list(near.values()), list(elsewhere.values()))


def _asked(name: Named, values: Mapping[str, Any]) -> TypedSearch:
    return TypedSearch(
        name=name.whole,
        birth_date=values.get("birth_date"),
        birth_year=values.get("birth_year"),
        identity_code=values.get("identity_code") or "",
    )


def near_clients(worker: Worker, client: Client) -> list[Found]:
    """Other records that may be the same person's, as far as ``worker`` sees them."""
    values = {
        "birth_date": client.birth_date,
        "birth_year": client.birth_year,
        "identity_code": client.identity_code if is_readable(client.identity_code) else "",
    }
    near: dict[int, Found] = {}
    for name in client.names.all():
        asked = _asked(name, values)
        near |= {each.client.pk: each for each in find_clients(worker, asked).near if each.client.pk != client.pk}
    return list(near.values())
