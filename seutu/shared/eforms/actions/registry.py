"""Telling a registry that something arrived which it has to enter and pass on, and saying where and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.eforms.models import AnswerSet, EForm
from seutu.shared.eforms.queries.files import files_of
from seutu.shared.eforms.queries.registry import organizations_with_registry_of, registry_forms_of
from seutu.shared.eforms.rules.registry import Way, goes_to_registry, way_of
from seutu.shared.eforms.spec import codec
from seutu.shared.files import client_clamav
from seutu.shared.messages.actions import send_mail
from seutu.shared.messages.attachments import Attached
from seutu.shared.messages.writing import BadRecipient
from seutu.shared.organizations.actions import set_registry_email
from seutu.shared.organizations.models import Organization

MAIL = "eforms/email/for_registry.txt"
LANGUAGE = "fi"
DOCUMENT, FILE = "eforms.document", "eforms.file"
# What is kept free of the limit of a mail for the document itself, whose size is not known before it is made.
ROOM_FOR_DOCUMENT = 1024 * 1024


class NotTheirRegistry(Exception):
    """The person makes no forms in the organization."""


def tell_registry(sent: AnswerSet, *, site: str, by: Actor) -> bool:
    """Mail the registry the number and the time of what arrived or was completed; says whether it was told.

    By the form's way, the answers go along as a PDF with as many of the sender's files as a mail may hold, or nothing
    that was answered is in the mail. The way to it all behind signing in is there in both. ``site`` is the origin of
    the addresses (``https://…``). What arrived has arrived, whatever becomes of the mail.
    """
    submission = sent.submission
    # In this order: most forms are for no registry, and who their organization is need not be asked.
    if not (goes_to_registry(submission.version.form) and submission.organization.registry_email):
        return False
    attached = _attached(sent)
    files = files_of(sent).count() if attached else 0
    try:
        send_mail(
            to=submission.organization.registry_email,
            template=MAIL,
            context={**_words(sent, site), **_of_attached(attached, files)},
            language=LANGUAGE,
            key=f"eforms.registry:{submission.pk}:{sent.number}",
            by=by,
            organization=submission.organization,
            attachments=attached,
        )
    except BadRecipient:
        return False
    if attached:
        record("submission.mailed", target=submission, by=by, details={"files": len(attached) - 1})
    return True


def _words(sent: AnswerSet, site: str) -> dict[str, Any]:
    submission = sent.submission
    with translation.override(LANGUAGE):
        link = site + reverse("eforms_desk:document", args=[submission.pk])
        page = site + reverse("eforms_desk:submission", args=[submission.pk])
    return {
        "number": submission.number,
        "arrived_at": submission.arrived_at,
        "completed_at": sent.given_at if sent.number > 1 else None,
        "submission": submission,
        "link": link,
        "page": page,
    }


def _of_attached(attached: list[Attached], files: int) -> dict[str, Any]:
    sent = max(len(attached) - 1, 0)
    return {
        "has_document": bool(attached),
        "left_out": files - sent,
        "is_unscanned": bool(sent) and not client_clamav.address(),
    }


def _attached(sent: AnswerSet) -> list[Attached]:
    """The document and the files that fit; nothing where the way is a link, or no mail may hold anything."""
    submission = sent.submission
    spec = codec.from_json(submission.version.spec)
    room = settings.MAIL_ATTACHMENTS_LIMIT - ROOM_FOR_DOCUMENT
    if way_of(submission.version.form, spec) is Way.LINK or room < 0:
        return []
    attached = [Attached(DOCUMENT, f"{submission.pk}:{sent.number}")]
    for file in files_of(sent):
        if file.stored.size <= room:
            room -= file.stored.size
            attached.append(Attached(FILE, file.key))
    return attached


@transaction.atomic
def keep_registry(organization: Organization, address: str, ways: Mapping[str, str], *, by: User) -> None:
    """Say where the registry of ``organization`` is told, and how of each of its forms (slug → way, "" for the usual).

    :raises NotTheirRegistry: ``by`` makes no forms there.
    :raises ValidationError: ``address`` is no e-mail address.
    """
    found = organizations_with_registry_of(by).select_for_update().filter(pk=organization.pk).first()
    if found is None:
        raise NotTheirRegistry
    if address != found.registry_email:
        set_registry_email(found, address, by=by)
    for form in registry_forms_of(found):
        _set_way(form, ways.get(form.slug, form.registry_way), by)


def _set_way(form: EForm, way: str, by: User) -> None:
    if way == form.registry_way:
        return
    form.registry_way = Way(way) if way else ""
    form.save(update_fields=["registry_way", "updated_at"])
    record("eform.registry_way_set", target=form, by=by, details={"way": way or "usual"})
