"""One-time links: made, found again by their secret, used."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from django.conf import settings
from django.db import transaction

from seutu.shared.core import clock
from seutu.shared.eforms.models import Draft, OneTimeLink, Submission
from seutu.shared.eforms.queries.answering import hash_of

WRITES_BACK = dt.timedelta(hours=1)
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


class LinkIsUsed(Exception):
    """The link has led somewhere already, or its time is over."""


@transaction.atomic
def new_link(
    purpose: OneTimeLink.Purpose,
    *,
    draft: Draft | None = None,
    submission: Submission | None = None,
    lasts: dt.timedelta,
) -> str:
    """A link that opens ``draft`` or ``submission`` once, for ``lasts``. What is given back is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    OneTimeLink.objects.create(
        secret_hash=hash_of(secret),
        purpose=purpose,
        draft=draft,
        submission=submission,
        expires_at=clock.now() + lasts,
    )
    return secret


def link_by(secret: str) -> OneTimeLink | None:
    """The link with this secret that still leads somewhere, or None; why is nobody's business. Uses nothing up."""
    if not SECRET.fullmatch(secret):
        return None
    rows = OneTimeLink.objects.select_related("draft__version__form", "submission__version__form")
    return rows.filter(secret_hash=hash_of(secret), used_at__isnull=True, expires_at__gt=clock.now()).first()


def link_used_lately(secret: str) -> OneTimeLink | None:
    """The link with this secret when it was used up within the last hour: who opened it may still write back by it."""
    if not SECRET.fullmatch(secret):
        return None
    rows = OneTimeLink.objects.select_related("submission__version__form")
    return rows.filter(secret_hash=hash_of(secret), used_at__gt=clock.now() - WRITES_BACK).first()


def is_usable(link: OneTimeLink) -> bool:
    """Whether a link that was found a moment ago still leads somewhere."""
    return OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=clock.now()).exists()


@transaction.atomic
def use(link: OneTimeLink) -> None:
    """Use a link up: whoever comes second is told so, at the same moment too.

    :raises LinkIsUsed: somebody was first, or its time has run out since.
    """
    unused = OneTimeLink.objects.filter(pk=link.pk, used_at__isnull=True, expires_at__gt=clock.now())
    if not unused.update(used_at=clock.now()):
        raise LinkIsUsed


@transaction.atomic
def let_go(submission: Submission, purpose: OneTimeLink.Purpose) -> None:
    """Make the unused links of a submission for ``purpose`` lead nowhere."""
    submission.links.filter(purpose=purpose, used_at__isnull=True).update(used_at=clock.now())


def address_of(secret: str, *, site: str, language: str) -> str:
    """The whole address of a link on ``site`` (``https://…``), in a language of the site's pages."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{site}{prefix}/lomakkeet/linkki/{secret}/"


def mail_language(language: str) -> str:
    """The language of a mail to who answered in ``language``: that one where mails are written in it, else English."""
    return language if language in dict(settings.LANGUAGES) else "en"


@transaction.atomic
def end(link: OneTimeLink) -> None:
    """Let a link lead nowhere, not even to writing back."""
    OneTimeLink.objects.filter(pk=link.pk).delete()
