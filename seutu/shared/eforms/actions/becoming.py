"""From answers to what they mean: the mapping of a form, the preview, and carrying it out."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.eforms.actions.desk import locked_open, save
from seutu.shared.eforms.meanings import (
    CannotBecome,
    Choice,
    EFormMeaning,
    Outcome,
    Preview,
    meaning_of,
    unmapped,
    usable,
)
from seutu.shared.eforms.models import EForm, Submission
from seutu.shared.eforms.queries.desk import answers_of
from seutu.shared.eforms.queries.forms import forms_made_by
from seutu.shared.eforms.spec import codec


class NoMeaning(Exception):
    """The form's answers become nothing, or nothing that this worker may make."""


class AlreadyBecame(Exception):
    """The answers have become something already: once is enough."""


class BadMapping(Exception):
    """The mapping names a field or a target that there is not, one that does not fit, or a target twice."""


class NotTheirForm(Exception):
    """The person does not make forms in the form's organization."""


@transaction.atomic
def set_meaning(form: EForm, key: str, mapping: Mapping[str, str], *, by: User) -> None:
    """Say what the answers of ``form`` become: ``key`` of a meaning ("": nothing), fields by target.

    :raises NotTheirForm: ``by`` does not make forms there.
    :raises NoMeaning: there is no such meaning.
    :raises BadMapping: the mapping does not fit the working version of the form.
    """
    found = forms_made_by(by).select_for_update(of=("self",)).filter(pk=form.pk).first()
    if found is None:
        raise NotTheirForm
    if key:
        _refuse_bad(found, key, mapping)
    found.meaning, found.mapping = key, dict(mapping) if key else {}
    found.save(update_fields=["meaning", "mapping", "updated_at"])
    record("eform.meaning_set", target=found, by=by, details={"fields": len(found.mapping)})


def _refuse_bad(form: EForm, key: str, mapping: Mapping[str, str]) -> None:
    meaning = meaning_of(key)
    if meaning is None:
        raise NoMeaning
    fits = usable(mapping, meaning, codec.from_json(form.draft_spec))
    if len(fits) != len(mapping) or len(set(mapping.values())) != len(mapping):
        raise BadMapping


def meaning_for(submission: Submission, by: User) -> EFormMeaning | None:
    """What the answers can become in the hands of ``by``, or None."""
    meaning = meaning_of(submission.version.form.meaning)
    return meaning if meaning is not None and meaning.is_open_to(by, submission) else None


def preview(submission: Submission, *, by: User) -> Preview:
    """What the answers would become, with what is like it; nothing is written.

    :raises NoMeaning: they become nothing.
    """
    meaning, mapping = _meaning_and_mapping(submission, by)
    return meaning.preview(answers_of(submission), mapping, by)


@transaction.atomic
def become(submission: Submission, choice: Choice, *, revision: int, by: User) -> Outcome:
    """Make of the answers what the worker has seen in the preview, and note what that was.

    :raises AlreadyBecame, NoMeaning: they become nothing, or have done so.
    :raises StalePreview, CannotBecome: see `meanings`; nothing was written.
    :raises AlreadyClosed, NotForThem, StaleSubmission: see `desk`.
    """
    found = locked_open(submission, revision=revision, by=by)
    if found.became:
        raise AlreadyBecame
    meaning, mapping = _meaning_and_mapping(found, by)
    if unmapped(meaning, mapping):
        raise CannotBecome
    outcome = meaning.carry_out(found, answers_of(found), mapping, choice, by)
    found.became = outcome.reference
    save(found, "became")
    record("submission.became", target=found, by=by, details={"meaning": meaning.key, "reference": outcome.reference})
    return outcome


def _meaning_and_mapping(submission: Submission, by: User) -> tuple[EFormMeaning, dict[str, str]]:
    meaning = meaning_for(submission, by)
    if meaning is None:
        raise NoMeaning
    spec = codec.from_json(submission.version.spec)
    return meaning, usable(submission.version.form.mapping, meaning, spec)
