"""Answers on their way: begun, saved, continued on another device, thrown away."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock
from seutu.shared.eforms.answers.defaults import with_defaults
from seutu.shared.eforms.answers.prepared import Prepared, key_of
from seutu.shared.eforms.models import Draft, EForm, OneTimeLink, SubmittedFile
from seutu.shared.eforms.queries.answering import hash_of, prepared_of
from seutu.shared.eforms.subjects import Subject
from seutu.shared.files.actions import erase
from seutu.shared.messages.actions import send_mail
from seutu.shared.organizations.models import Unit

LIFETIME = dt.timedelta(days=14)


class NotOpen(Exception):
    """The form takes no answers: it is not published."""


class DeadLink(Exception):
    """The link was used, its time is over, or its draft is gone."""


@transaction.atomic
def begin(
    form: EForm, *, language: str, unit: Unit | None = None, subject: Subject | None = None, by: Actor
) -> tuple[Draft, str]:
    """Begin answering the published version of a form. Gives the draft and its key, of which only a hash is kept.

    What is known of ``subject`` is typed beforehand; the person may change it.

    :raises NotOpen: nothing of the form has been published.
    """
    if form.current is None:
        raise NotOpen
    key, prepared = secrets.token_urlsafe(32), prepared_of(form.current)
    draft = Draft.objects.create(
        key_hash=hash_of(key),
        version=form.current,
        unit=unit,
        language=language,
        subject=subject.key if subject else "",
        answers=with_defaults(prepared, _typed_beforehand(prepared, subject), today=clock.today()),
        expires_at=clock.now() + LIFETIME,
    )
    record("eform.draft_begun", target=draft, by=by, organization_id=form.organization_id)
    return draft, key


def _typed_beforehand(prepared: Prepared, subject: Subject | None) -> dict[str, list[str]]:
    known = subject.answers if subject else {}
    return {key_of(prepared.nodes[name], ()): [words] for name, words in known.items() if name in prepared.nodes}


@transaction.atomic
def save(draft: Draft, typed: Mapping[str, Sequence[str]], *, page: int, language: str, by: Actor) -> None:
    """Keep what has been typed so far, as it was typed, and on which page. Nothing of it goes to the trail."""
    draft.answers = {key: list(values) for key, values in typed.items()}
    draft.page, draft.language = page, language
    draft.expires_at = clock.now() + LIFETIME
    draft.save(update_fields=["answers", "page", "language", "expires_at", "updated_at"])


@transaction.atomic
def make_link(draft: Draft, *, by: Actor) -> str:
    """A one-time link by which the draft can be continued: its secret, of which only a hash is kept."""
    secret = secrets.token_urlsafe(32)
    link = OneTimeLink.objects.create(
        secret_hash=hash_of(secret),
        purpose=OneTimeLink.Purpose.CONTINUE,
        draft=draft,
        expires_at=draft.expires_at,
    )
    record("eform.link_made", target=link, by=by, organization_id=draft.version.form.organization_id)
    return secret


@transaction.atomic
def mail_link(draft: Draft, *, to: str, lines: Mapping[str, str], language: str, address: str, by: Actor) -> None:
    """Mail a link to go on by: ``address`` is a whole address with a secret of `make_link`, ``lines`` the words.

    :raises BadRecipient: ``to`` is no e-mail address.
    """
    send_mail(
        to=to,
        template="eforms/email/link.txt",
        context={**lines, "address": address},
        language=language,
        key=f"eforms.link:{hash_of(address)}",
        by=by,
        organization=draft.version.form.organization,
        has_secret=True,
    )


@transaction.atomic
def use_link(link: OneTimeLink, *, by: Actor) -> tuple[Draft, str]:
    """Go on by a link: it is used up, and the draft has a new key. Whoever had the old key has it no more.

    :raises DeadLink: somebody used it a moment ago.
    """
    now = clock.now()
    if link.draft is None or not OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=now):
        raise DeadLink
    draft, key = link.draft, secrets.token_urlsafe(32)
    draft.key_hash = hash_of(key)
    draft.save(update_fields=["key_hash", "updated_at"])
    record("eform.link_used", target=link, by=by, organization_id=draft.version.form.organization_id)
    return draft, key


@transaction.atomic
def throw_away(draft: Draft, *, by: Actor) -> None:
    """Delete a draft with its links and its files."""
    record("eform.draft_deleted", target=draft, by=by, organization_id=draft.version.form.organization_id)
    erase_files(draft.files.all(), by=by)
    draft.delete()


def erase_files(files: Iterable[SubmittedFile], *, by: Actor) -> None:
    """Delete these files of answers, and their contents where nothing else holds them."""
    for file in list(files):
        stored = file.stored
        file.delete()
        erase(stored, by=by)


def prune(*, by: Actor) -> int:
    """Delete the drafts whose time is over, each in a transaction of its own, and say how many; links go with them."""
    over = list(Draft.objects.filter(expires_at__lte=clock.now()).values_list("pk", flat=True))
    for pk in over:
        with transaction.atomic():
            draft = Draft.objects.select_for_update(of=("self",)).filter(pk=pk, expires_at__lte=clock.now()).first()
            if draft is not None:
                throw_away(draft, by=by)
    OneTimeLink.objects.filter(expires_at__lte=clock.now()).delete()
    return len(over)
