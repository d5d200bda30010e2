"""What can happen to a form: it is made, its working version is saved, and a version of it is published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.retention import classes
from seutu.shared.eforms.spec import codec
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.problems import Code, Problem, errors_of
from seutu.shared.eforms.xlsforms.columns import code_of
from seutu.shared.organizations.models import Organization


class ChangedMeanwhile(Exception):
    """Somebody else has saved the working version since it was read; nothing was written."""


class NotPublishable(Exception):
    """The working version has errors: ``problems`` are these, the warnings left out."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(sorted({problem.code.value for problem in problems})))
        self.problems = list(problems)


@transaction.atomic
def add_form(organization: Organization, slug: str, spec: Spec, *, by: Actor, **fields: Any) -> EForm:
    """Make a form with ``spec`` as its working version; ``fields`` are the other columns of `EForm`.

    :raises ValidationError: the address word is reserved or taken, or a field is wrong.
    """
    form = EForm(organization=organization, slug=slug, draft_spec=codec.to_json(spec), **fields)
    form.full_clean()
    form.save()
    record("eform.added", target=form, by=by)
    return form


@transaction.atomic
def save_draft_spec(form: EForm, spec: Spec, *, revision: int, by: Actor) -> EForm:
    """Save the working version, which was read at ``revision``; the form with its new revision.

    A spec that is as it was is not saved again.

    :raises ChangedMeanwhile: the revision is another by now.
    """
    form = _locked(form)
    if form.revision != revision:
        raise ChangedMeanwhile
    data = codec.to_json(spec)
    if codec.canonical(data) == codec.canonical(form.draft_spec):
        return form
    form.draft_spec = data
    form.revision += 1
    form.save(update_fields=["draft_spec", "revision", "updated_at"])
    record("eform.saved", target=form, by=by, details={"revision": form.revision})
    return form


def errors_before_publishing(spec: Spec) -> list[Problem]:
    """What keeps a spec from being published: its own errors, and languages and times of keeping that nobody knows."""
    errors = errors_of(spec)
    unknown = (language for language in spec.languages if code_of(language) != language)
    errors += [Problem(Code.UNKNOWN_LANGUAGE, language=language, words={"word": language}) for language in unknown]
    if spec.retention not in classes():
        errors.append(Problem(Code.UNKNOWN_RETENTION, part="retention", words={"word": spec.retention}))
    return errors


@transaction.atomic
def publish(form: EForm, *, by: Actor) -> FormVersion:
    """Publish the working version as the form's next version, which never changes.

    A spec that is as it was published last is not published again: the version is that one.

    :raises NotPublishable: the working version has errors.
    :raises BadSpec: what is stored is no spec.
    """
    form = _locked(form)
    spec = codec.from_json(form.draft_spec)
    errors = errors_before_publishing(spec)
    if errors:
        raise NotPublishable(errors)
    checksum = codec.sha256_of(spec)
    if form.current is not None and form.current.sha256 == checksum:
        return form.current
    latest = form.versions.order_by("-number").first()
    version = FormVersion.objects.create(
        form=form,
        number=latest.number + 1 if latest else 1,
        spec=codec.to_json(spec),
        sha256=checksum,
        published_at=clock.now(),
        published_by=by if isinstance(by, User) else None,
    )
    form.current = version
    form.save(update_fields=["current", "updated_at"])
    record("eform.published", target=form, by=by, details={"version": version.number, "sha256": checksum})
    return version


def _locked(form: EForm) -> EForm:
    return EForm.objects.select_for_update(of=("self",)).select_related("current").get(pk=form.pk)
