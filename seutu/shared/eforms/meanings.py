"""What the answers to a form may become: the app that owns the meaning says so here, and the desk asks.

::

    meanings.register(EFormMeaning(key="clients.intake", label=_("Intake"), targets=…, preview=…, carry_out=…))

Nothing is written before a worker has seen the preview with its likely duplicates and chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutu.shared.accounts.models import User
from seutu.shared.core.registry import Entry, Point
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.spec.items import Field, FieldKind, Placed, Spec, fields_of

Answers = Mapping[str, Any]
Mapped = Mapping[str, str]

NEW = ""


class StalePreview(Exception):
    """What the preview showed is not so any more: show it again before anything is written."""


class CannotBecome(Exception):
    """The answers cannot become this: the preview tells the problems."""


@dataclass(frozen=True, kw_only=True)
class MeaningField:
    """Something that an answer can fill: ``kinds`` are the kinds of fields that fit it."""

    name: str
    label: Any
    kinds: Sequence[FieldKind]
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the preview: what would stand where, in words. ``note`` says what was changed on the way, or left."""

    label: Any
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """Somebody or something like it that is there already. ``key`` is what `Choice.existing` then holds.

    ``label`` and ``why`` are words that this worker may read; ``address`` leads to its page, or is "". One that cannot
    take the answers in (it is elsewhere, or protected) is not ``is_choosable``, and ``why`` says whom to ask.
    """

    key: str
    label: str
    why: str = ""
    address: str = ""
    is_choosable: bool = True


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would be written. ``problems`` stand in its way; ``token`` tells this preview from a later one.

    ``may_be_new`` says whether something new may be made in spite of the duplicates.
    """

    rows: Sequence[Row] = ()
    duplicates: Sequence[Duplicate] = ()
    problems: Sequence[str] = ()
    token: str = ""
    may_be_new: bool = True


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the worker chose: the ``key`` of a duplicate, or `NEW`; ``token`` is that of the preview they saw."""

    token: str
    existing: str = NEW


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the answers became: ``reference`` is ids and codes only (``clients.intake:12``), ``address`` its page."""

    reference: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class EFormMeaning(Entry):
    """One thing that answers can become.

    ``is_open_to(user, submission)`` says whether this worker may make it. ``preview(answers, mapping, by)`` writes
    nothing. ``carry_out(submission, answers, mapping, choice, by)`` runs in the desk's own transaction, and raises
    `StalePreview` or `CannotBecome`. ``address_of(reference)`` is the page of what was made, for the desk's link to it.
    """

    label: Any
    targets: Sequence[MeaningField]
    preview: Callable[[Answers, Mapped, User], Preview]
    carry_out: Callable[[Submission, Answers, Mapped, Choice, User], Outcome]
    is_open_to: Callable[[User, Submission], bool] = lambda user, submission: True
    address_of: Callable[[str], str] = lambda reference: ""


meanings = Point(EFormMeaning)


def meaning_of(key: str) -> EFormMeaning | None:
    """The meaning with this key; None for "" and where the app that owns it is not installed."""
    return next((each for each in meanings.entries() if each.key == key), None)


def fitting(placed: Iterable[Placed], target: MeaningField) -> list[Field]:
    """The fields that can fill ``target``: of a kind that fits, and in no repeat, where there is one answer alone."""
    fields = [each.item for each in placed if each.repeat is None and isinstance(each.item, Field)]
    return [each for each in fields if each.kind in target.kinds]


def unmapped(meaning: EFormMeaning, mapping: Mapped) -> list[MeaningField]:
    """The required targets that no field gives."""
    given = set(mapping.values())
    return [target for target in meaning.targets if target.is_required and target.name not in given]


def usable(mapping: Mapped, meaning: EFormMeaning, spec: Spec) -> dict[str, str]:
    """What of ``mapping`` still holds for ``spec``: a field that was taken out or changed its kind gives nothing."""
    targets = {target.name: target for target in meaning.targets}
    placed = list(fields_of(spec))
    fits = {name: {field.name for field in fitting(placed, target)} for name, target in targets.items()}
    return {field: target for field, target in mapping.items() if field in fits.get(target, ())}
