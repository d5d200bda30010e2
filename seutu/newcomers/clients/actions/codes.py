"""Keeping the code lists: a code is added, renamed and closed, and never deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction

from seutu.newcomers.clients.models import FundingCode, Topic
from seutu.newcomers.clients.queries.codes import is_used_after
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.audit.actions import record
from seutu.shared.core.slugs import slugify

C = TypeVar("C", Topic, FundingCode)
LONGEST_CODE = 40


class UsedAfter(Exception):
    """Work has been written down under the code for a day after the one on which it was to end."""


class EndsBeforeItBegins(Exception):
    """The last day of a code is before its first."""


class CodeIsThere(Exception):
    """A code of this name begins on the same day already."""


@transaction.atomic
def add_code(model: type[C], values: Mapping[str, Any], *, by: Worker) -> C:
    """Add a code to the list of ``model``; its word is made of its Finnish name.

    :raises CodeIsThere: one of the same word begins on the same day.
    """
    word = slugify(values["name_fi"])[:LONGEST_CODE].strip("-") or "koodi"
    if model._default_manager.filter(code=word, starts_on=values["starts_on"]).exists():
        raise CodeIsThere
    code = model._default_manager.create(code=word, **values)
    _record("added", code, by)
    return code


@transaction.atomic
def rename_code(code: Topic | FundingCode, values: Mapping[str, Any], *, by: Worker) -> None:
    """Change the names of a code and its place in the list. What it means stays: another meaning is another code."""
    for name in ("name_fi", "name_sv", "name_en", "position", "is_sensitive"):
        if name in values and hasattr(code, name):
            setattr(code, name, values[name])
    code.save()
    _record("renamed", code, by)


@transaction.atomic
def close_code(code: Topic | FundingCode, ends_on: dt.date | None, *, by: Worker) -> None:
    """Let ``ends_on`` be the last day for which the code can be chosen; None opens it again.

    :raises EndsBeforeItBegins: it begins later.
    :raises UsedAfter: work of a later day stands under it.
    """
    if ends_on is not None and ends_on < code.starts_on:
        raise EndsBeforeItBegins
    if ends_on is not None and is_used_after(code, ends_on):
        raise UsedAfter
    code.ends_on = ends_on
    code.save(update_fields=["ends_on", "updated_at"])
    _record("reopened" if ends_on is None else "closed", code, by)


def _record(verb: str, code: Topic | FundingCode, by: Worker) -> None:
    record(f"{code._meta.model_name}.{verb}", target=code, by=by, details={"code": code.code})
