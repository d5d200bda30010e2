"""The mail server: a message becomes an e-mail, and what the server says becomes yes, later or never.

Its answers name people, so only their codes leave this module.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from seutu.shared.messages import attachments
from seutu.shared.messages.models import Message

CONSOLE = "django.core.mail.backends.console.EmailBackend"


class NotNow(Exception):
    """The server did not take the message, and may later; the text is a code."""


class Never(Exception):
    """The server will never take this message: no such mailbox, or a content that it refuses; the text is a code."""


def has_server() -> bool:
    """Whether mail leaves this installation. Django's own default would print people's messages into the log."""
    return bool(settings.EMAIL_BACKEND != CONSOLE) or is_read_here()


def is_read_here() -> bool:
    """Whether this is a demo without a server: its mail counts as sent, and is read on a page of the demo."""
    return bool(settings.DEMO and settings.EMAIL_BACKEND == CONSOLE)


def knock(seconds: float) -> None:
    """Sign in to the server and leave again, without a message.

    :raises NotNow: it cannot be reached in ``seconds``, or does not let us in.
    """
    connection = get_connection(timeout=seconds)
    try:
        connection.open()
        connection.close()
    except smtplib.SMTPResponseException as error:
        raise NotNow(f"{type(error).__name__}:{error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(type(error).__name__) from None


def send(message: Message) -> None:
    """Hand ``message`` to the server.

    :raises NotNow: the server cannot be reached, or asks to come again.
    :raises Never: it refuses the recipient or the content for good, or what is attached is gone or too large.
    """
    if is_read_here():
        return
    try:
        _as_email(message).send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(error.recipients.values()) from None
    except smtplib.SMTPDataError as error:
        raise _refusal([(error.smtp_code, b"")]) from None
    except smtplib.SMTPNotSupportedError:
        raise Never("SMTPNotSupportedError") from None
    except smtplib.SMTPResponseException as error:
        # Sign-in or sender refused: the settings are to blame, and they can be mended.
        raise NotNow(f"{type(error).__name__}:{error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow(type(error).__name__) from None


def _refusal(answers: object) -> NotNow | Never:
    codes = [code for code, _words in answers]  # type: ignore[attr-defined]
    is_final = bool(codes) and all(code >= 500 for code in codes)
    reason = f"SMTP:{codes[0]}" if codes else "SMTP"
    return Never(reason) if is_final else NotNow(reason)


def _as_email(message: Message) -> EmailMessage:
    sender = settings.DEFAULT_FROM_EMAIL
    mail = EmailMessage(
        subject=message.subject,
        body=message.body_text,
        from_email=sender,
        to=[message.recipient],
        headers={**message.headers, **_own_headers(message, sender)},
    )
    for file in _files_of(message):
        mail.attach(file.name, file.content, file.kind)
    return mail


def _files_of(message: Message) -> list[attachments.MadeFile]:
    try:
        return attachments.made(message.attachments)
    except attachments.Gone:
        raise Never("attachment:gone") from None
    except attachments.TooLarge:
        raise Never("attachment:too large") from None


def _own_headers(message: Message, sender: str) -> Mapping[str, str]:
    """The same at every attempt, so that whoever receives it twice can tell."""
    domain = sender.rpartition("@")[2].strip(" >") or "localhost"
    return {
        "Message-ID": f"<{message.reference}@{domain}>",
        "Date": format_datetime(message.created_at),
        # So that no holiday answer comes back (RFC 3834).
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
