"""Writing and publishing a municipality's integration programme, one version after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max

from seutu.newcomers.projects.actions.parts import EditConflict
from seutu.newcomers.projects.models import IntegrationProgramme, ProgrammeText
from seutu.newcomers.projects.queries.programmes import programmes_kept_by
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.files.actions import erase, store
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Organization


class NotKeptBy(Exception):
    """The person does not keep the programme of this municipality."""


class AlreadyPublished(Exception):
    """The version is out: it is never changed or taken away, a new one follows it."""


class NoFinnishText(Exception):
    """A programme is published in Finnish at least."""


@dataclass(frozen=True)
class TextInput:
    """A programme in one language as it was written; without ``upload`` the document that was there stays."""

    language: str
    title: str
    text: str
    services: str
    upload: BinaryIO | None = None
    upload_name: str = ""


def write_version(
    organization: Organization, values: Mapping[str, Any], texts: Sequence[TextInput], *, by: User
) -> IntegrationProgramme:
    """Begin the next version of a municipality's programme, as a draft.

    :raises NotKeptBy: ``by`` does not keep it.
    :raises files.store.FileTooLarge, EmptyFile, DiskFull: a document cannot be kept.
    """
    if not programmes_kept_by(by).filter(pk=organization.pk).exists():
        raise NotKeptBy
    files = _stored(texts, by=by)
    with transaction.atomic():
        # One at a time, so that no two versions get one number.
        Organization.objects.select_for_update().get(pk=organization.pk)
        last = IntegrationProgramme.objects.filter(organization=organization).aggregate(last=Max("version"))["last"]
        programme = IntegrationProgramme.objects.create(organization=organization, version=(last or 0) + 1, **values)
        _put(programme, texts, files, by=by)
        record("programme.written", target=programme, by=by, details={"version": programme.version})
    return programme


def change_version(
    programme: IntegrationProgramme,
    values: Mapping[str, Any],
    texts: Sequence[TextInput],
    *,
    revision: int,
    by: User,
) -> None:
    """Change a draft; it must be as it was at ``revision``.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises AlreadyPublished: it is out.
    :raises files.store.FileTooLarge, EmptyFile, DiskFull: a document cannot be kept.
    """
    files = _stored(texts, by=by)
    with transaction.atomic():
        current = _draft(programme, revision)
        for name, value in values.items():
            setattr(current, name, value)
        current.revision += 1
        current.save()
        _put(current, texts, files, by=by)
        record("programme.changed", target=current, by=by, details={"version": current.version})


@transaction.atomic
def publish_version(programme: IntegrationProgramme, *, revision: int, by: User) -> None:
    """Publish a draft for everyone.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises AlreadyPublished: it is out.
    :raises NoFinnishText: it has no text in Finnish.
    """
    current = _draft(programme, revision)
    if not current.texts.filter(language="fi").exists():
        raise NoFinnishText
    current.published_at = clock.now()
    current.revision += 1
    current.save(update_fields=["published_at", "revision", "updated_at"])
    record("programme.published", target=current, by=by, details={"version": current.version})


@transaction.atomic
def remove_draft(programme: IntegrationProgramme, *, revision: int, by: User) -> None:
    """Remove a draft.

    :raises EditConflict: it was saved or removed meanwhile.
    :raises AlreadyPublished: it is out.
    """
    current = _draft(programme, revision)
    record("programme.removed", target=current, by=by, details={"version": current.version})
    documents = _documents_of(current)
    current.delete()
    _let_go(documents, by=by)


def _draft(programme: IntegrationProgramme, revision: int) -> IntegrationProgramme:
    current = IntegrationProgramme.objects.select_for_update().filter(pk=programme.pk).order_by("pk").first()
    if current is None or (current.revision != revision and current.published_at is None):
        raise EditConflict
    if current.published_at is not None:
        raise AlreadyPublished
    return current


def _stored(texts: Sequence[TextInput], *, by: User) -> dict[str, StoredFile]:
    # Outside the transaction: what the scanner and the disk take should hold no lock.
    return {
        each.language: store(each.upload, name=each.upload_name, by=by) for each in texts if each.upload is not None
    }


def _put(
    programme: IntegrationProgramme, texts: Sequence[TextInput], files: Mapping[str, StoredFile], *, by: User
) -> None:
    former = _documents_of(programme)
    programme.texts.exclude(language__in=[each.language for each in texts]).delete()
    for each in texts:
        values: dict[str, Any] = {"title": each.title, "text": each.text, "services": each.services}
        if each.language in files:
            values["file"] = files[each.language]
        ProgrammeText.objects.update_or_create(programme=programme, language=each.language, defaults=values)
    _let_go(former, by=by)


def _documents_of(programme: IntegrationProgramme) -> list[StoredFile]:
    return list(StoredFile.objects.filter(pk__in=programme.texts.values("file")))


def _let_go(documents: Sequence[StoredFile], *, by: User) -> None:
    """Erase documents that nothing has any more."""
    for stored in documents:
        erase(stored, by=by)
