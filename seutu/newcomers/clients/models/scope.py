"""A manager that refuses a question nobody has narrowed to what the asking worker may see."""

from __future__ import annotations

from typing import Any, Self, TypeVar, cast

from django.db import models


class UnscopedQuery(RuntimeError):
    """Rows about clients were asked for without saying who asks: go through ``queries.…_visible_to``."""


M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows that can be read only once they are `scoped`; making new rows needs no scope.

    A relation followed from a row that is already in hand (``client.contacts``) is scoped by that row. ``exists`` is
    let through: Django asks it of the default manager when it validates what must be unique.
    """

    is_scoped = False

    def _clone(self) -> Self:
        copy = cast(Self, super()._clone())  # type: ignore[misc]  # private, and where every copy is made
        copy.is_scoped = self.is_scoped
        return copy

    def _refuse_unscoped(self) -> None:
        if not self.is_scoped:
            raise UnscopedQuery(self.model._meta.label)

    def _fetch_all(self) -> None:
        self._refuse_unscoped()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._refuse_unscoped()
        return super().iterator(*args, **kwargs)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._refuse_unscoped()
        return super().aggregate(*args, **kwargs)

    def count(self) -> int:
        self._refuse_unscoped()
        return super().count()

    def update(self, **kwargs: Any) -> int:
        self._refuse_unscoped()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_unscoped()
        return super().delete()


class ScopedManager(models.Manager[M]):
    """The default manager of what the register keeps about people."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        rows: ScopedQuerySet[M] = ScopedQuerySet(self.model, using=self._db)
        # Django gives the manager of a relation the row from which it was reached.
        rows.is_scoped = getattr(self, "instance", None) is not None
        return rows


def scoped(rows: models.QuerySet[M]) -> models.QuerySet[M]:
    """The same rows, readable: called by the queries that narrow them, and by work of the system, which says so."""
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{rows.model._meta.label} has no scope")
    readable = cast("ScopedQuerySet[M]", rows.all())
    readable.is_scoped = True
    return readable
