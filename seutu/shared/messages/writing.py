"""From a template to a message's subject and text, and what may stand in a header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from seutu.shared.core.characters import strip_control

LONGEST_SUBJECT = 250
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
OURS = frozenset({"message-id", "date", "auto-submitted", "content-language", "from", "to", "cc", "bcc", "subject"})
TEMPLATE = re.compile(r"(?P<app>[a-z_]+)/email/(?P<name>[a-z_]+)\.txt")


class BadRecipient(Exception):
    """What should be an e-mail address is none."""


class BadHeader(Exception):
    """A header has a name that is not free, or a value with a line end: it could carry another header with it."""


class BadTemplate(Exception):
    """A template of a message has no subject in its first line, or does not lie in an app's folder ``email``."""


def kind_of(template: str) -> str:
    """The kind of a message by its template: ``desk/email/check_invitation.txt`` → ``desk.check_invitation``.

    :raises BadTemplate: it lies elsewhere.
    """
    match = TEMPLATE.fullmatch(template)
    if match is None:
        raise BadTemplate(template)
    return f"{match['app']}.{match['name']}"


def render(template: str, context: Mapping[str, Any], language: str) -> tuple[str, str]:
    """The subject and the text in ``language``. Nothing is escaped: it is plain text.

    :raises BadTemplate: its first line is empty.
    """
    with translation.override(language):
        # Django's own way in would write &amp; for &.
        engine_template: Any = get_template(template)
        written = engine_template.template.render(Context(dict(context), autoescape=False))
    first, _, rest = strip_control(written).lstrip("\n").partition("\n")
    subject = " ".join(first.split())[:LONGEST_SUBJECT]
    if not subject:
        raise BadTemplate(template)
    return subject, re.sub(r"\n{3,}", "\n\n", rest).strip() + "\n"


def address(to: str) -> str:
    """``to`` as one address.

    :raises BadRecipient: it is none, or more than one.
    """
    try:
        validate_email(to)
    except ValidationError:
        # Neither the address nor the validator's words, which hold it.
        raise BadRecipient from None
    return to


def refuse_headers(headers: Mapping[str, str]) -> None:
    """Let only headers through that are not ours to set and that end where they should.

    :raises BadHeader: one is not so.
    """
    for name, value in headers.items():
        is_free = HEADER_NAME.fullmatch(name) and name.lower() not in OURS
        if not is_free or not value.isprintable():
            raise BadHeader(name if is_free else "")
