"""Adding, changing and removing the parts of a project: one way for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from seutu.newcomers.projects.models import Project, ProjectPart
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record

P = TypeVar("P", bound=ProjectPart)


class EditConflict(Exception):
    """Somebody saved the row after the form was opened, or removed it."""


class AlreadyThere(Exception):
    """The project has such a row already."""


class InUse(Exception):
    """Other rows of the project hang on this one."""


@transaction.atomic
def add_part(project: Project, model: type[P], values: Mapping[str, Any], *, by: User) -> P:
    """Add a row to a project.

    :raises AlreadyThere: the project has one like it.
    """
    row = model(project=project, **values)
    _written(row)
    _note("project.part_added", row, by)
    return row


@transaction.atomic
def change_part(row: P, values: Mapping[str, Any], *, revision: int, by: User) -> P:
    """Change a row; it must be as it was at ``revision``.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises AlreadyThere: the project has one like it.
    """
    current = _locked(row, revision)
    for name, value in values.items():
        setattr(current, name, value)
    current.revision += 1
    _written(current)
    _note("project.part_changed", current, by)
    return current


@transaction.atomic
def remove_part(row: ProjectPart, *, revision: int, by: User) -> None:
    """Remove a row; it must be as it was at ``revision``.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises InUse: other rows hang on it.
    """
    current = _locked(row, revision)
    _note("project.part_removed", current, by)
    try:
        with transaction.atomic():
            current.delete()
    except ProtectedError as held:
        raise InUse from held


def _locked(row: P, revision: int) -> P:
    # Ordered by itself alone: PostgreSQL locks no row through an outer join, which an order by name would make.
    rows = type(row)._default_manager.select_for_update().filter(pk=row.pk, project=row.project_id)
    current = rows.order_by("pk").first()
    if current is None or current.revision != revision:
        raise EditConflict
    return current


def _written(row: ProjectPart) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as twice:
        raise AlreadyThere from twice


def _note(verb: str, row: ProjectPart, by: User) -> None:
    details = {"part": row._meta.model_name or "", "row": row.pk}
    record(verb, target=row.project, by=by, details=details)
