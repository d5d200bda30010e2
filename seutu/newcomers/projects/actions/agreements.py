"""The documents of an agreement."""

from __future__ import annotations

from typing import BinaryIO

from django.db import transaction

from seutu.newcomers.projects.models import Agreement, AgreementFile
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.files.actions import erase, store


def add_document(agreement: Agreement, content: bytes | BinaryIO, *, name: str, by: User) -> AgreementFile:
    """Keep a document of an agreement, or find it again.

    :raises files.store.FileTooLarge, EmptyFile, DiskFull: it cannot be kept.
    """
    stored = store(content, name=name, by=by)
    with transaction.atomic():
        kept, is_new = AgreementFile.objects.get_or_create(
            agreement=agreement, file=stored, defaults={"name": stored.name}
        )
        if is_new:
            details: dict[str, str | int] = {"agreement": agreement.pk, "sha256": stored.sha256}
            record("project.document_added", target=agreement.project, by=by, details=details)
    return kept


@transaction.atomic
def remove_document(document: AgreementFile, *, by: User) -> None:
    """Take a document from its agreement; the file goes when nothing else has it."""
    details: dict[str, str | int] = {"agreement": document.agreement_id, "sha256": document.file.sha256}
    record("project.document_removed", target=document.agreement.project, by=by, details=details)
    stored = document.file
    document.delete()
    erase(stored, by=by)
