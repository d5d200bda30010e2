"""How an app says what it keeps about a client of the register: entries for `core.registry.personal_data`.

Anonymisation happens in place: rows that figures count stay with their codes and days (`keeping_rows`) and every word
goes; what nobody counts goes as a whole (`deleting_rows`). Apps above register entries of their own made here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db.models import Field, Model, Q, QuerySet

from seutu.newcomers.clients.models import ScopedManager, scoped
from seutu.shared.core.registry import PersonalData


def readable(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows for work of the register itself, which asks on nobody's behalf."""
    return scoped(rows) if isinstance(rows.model._default_manager, ScopedManager) else rows


def about(model: type[Model], *paths: str) -> Callable[[int], QuerySet[Any]]:
    """A question for the rows of ``model`` that lead to a client by one of ``paths``."""

    def rows(client_id: int) -> QuerySet[Any]:
        leads = Q()
        for path in paths:
            leads |= Q(**{path: client_id})
        return readable(model._default_manager.filter(leads)).order_by("pk")

    return rows


def emptied(model: type[Model], name: str) -> Any:
    """What stands in a field once its value is taken away."""
    field = cast("Field[Any, Any]", model._meta.get_field(name))
    return None if field.null else field.get_default()


def clear(rows: QuerySet[Any], names: Sequence[str]) -> int:
    """Take the values of the fields ``names`` away.

    Past the records: what cannot be opened any more (a lost key) refuses to be overwritten there, and must go too.
    """
    return rows.order_by().update(**{name: emptied(rows.model, name) for name in names}) if names else 0


def keeping_rows(
    model: type[Model],
    label: Any,
    *,
    told: Sequence[str],
    cleared: Sequence[str] = (),
    kept: Sequence[str] = (),
    untold: Sequence[str] = (),
    paths: Sequence[str] = ("client",),
    also: Callable[[int], object] | None = None,
    order: int = 100,
) -> PersonalData:
    """An entry for rows that stay, since figures count them, without their words; ``also`` is done before."""
    rows = about(model, *paths)

    def forget(client_id: int) -> None:
        if also is not None:
            also(client_id)
        clear(rows(client_id), cleared)

    return PersonalData(
        key=model._meta.label_lower,
        order=order,
        label=label,
        rows=rows,
        forget=forget,
        told=told,
        untold=untold,
        cleared=cleared,
        kept=kept,
    )


def deleting_rows(
    model: type[Model],
    label: Any,
    *,
    told: Sequence[str],
    untold: Sequence[str] = (),
    paths: Sequence[str] = ("client",),
    also: Callable[[int], object] | None = None,
    order: int = 100,
) -> PersonalData:
    """An entry for rows that go with the person; ``also`` is done before."""
    rows = about(model, *paths)

    def forget(client_id: int) -> None:
        if also is not None:
            also(client_id)
        rows(client_id).order_by().delete()

    return PersonalData(
        key=model._meta.label_lower,
        order=order,
        label=label,
        rows=rows,
        forget=forget,
        told=told,
        untold=untold,
        rows_go=True,
    )
