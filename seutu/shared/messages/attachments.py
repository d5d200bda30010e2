"""What goes with a message: kept as references, and made by the app that they belong to when the message is sent.

::

    attachment_makers.register(AttachmentMaker(key="eforms.document", make=make_document))
    send_mail(…, attachments=[Attached("eforms.document", "12:1")])

So the outbox holds nothing of a content. A maker makes the same of the same reference, however often it is asked: a
message that a worker died with is sent again as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from seutu.shared.core.registry import Entry, Point


class Gone(Exception):
    """What was to be attached is not there any more: the message cannot be sent as it was written."""


class TooLarge(Exception):
    """The attachments have more bytes than ``settings.MAIL_ATTACHMENTS_LIMIT``."""


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """A file of a message. Its ``name`` must be safe (`files.names.safe_name`)."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class AttachmentMaker(Entry):
    """Makes files of references that it understands; ``make`` raises `Gone`."""

    make: Callable[[str], MadeFile]


attachment_makers = Point(AttachmentMaker)


@dataclass(frozen=True)
class Attached:
    """A reference to what goes with a message: the key of its maker, and a word that the maker understands."""

    maker: str
    reference: str


def as_json(attached: Sequence[Attached]) -> list[list[str]]:
    """The references as a message keeps them.

    :raises KeyError: nobody makes one of them.
    """
    return [[attachment_makers.entry(each.maker).key, each.reference] for each in attached]


def made(kept: Sequence[Any]) -> list[MadeFile]:
    """The files of a message, in their order.

    :raises Gone: one is not there any more.
    :raises TooLarge: they are too much for a mail.
    """
    files: list[MadeFile] = []
    for key, reference in kept:
        files.append(attachment_makers.entry(key).make(reference))
        if sum(len(file.content) for file in files) > settings.MAIL_ATTACHMENTS_LIMIT:
            raise TooLarge
    return files
