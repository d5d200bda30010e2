"""What `seutu doctor` asks about the outbox."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.messages import client_mail, queries

SECONDS = 3


def register() -> None:
    """Offer the check."""
    doctor_checks.register(DoctorCheck(key="messages", order=60, label=gettext_lazy("Messages"), run=_findings))


def _findings() -> list[Finding]:
    findings = [finding for finding in (_of_sender(), _of_server(), _of_waiting(), _of_failed()) if finding]
    return findings or [Finding("ok", _("No message waits for long, and none has failed."))]


def _of_sender() -> Finding | None:
    try:
        if settings.MAIL_FROM:
            validate_email(parseaddr(settings.MAIL_FROM)[1])
    except ValidationError:
        words = _("SEUTU_MAIL_FROM is no e-mail address: %(sender)s") % {"sender": settings.MAIL_FROM}
        return Finding("problem", words, _("Write the address from which mail is sent: paatokset@kunta.example"))
    return None


def _of_server() -> Finding | None:
    if not settings.MAIL_SERVER:
        return None
    try:
        client_mail.knock(SECONDS)
    except client_mail.NotNow as reason:
        words = _("The mail server does not take our mail: %(reason)s.") % {"reason": reason}
        return Finding(
            "problem", words, _("See that it runs, and that SEUTU_MAIL_SERVER has its address and password.")
        )
    return None


def _of_waiting() -> Finding | None:
    wait = queries.longest_wait()
    if wait is None:
        return None
    count = queries.waiting_count()
    words = {"count": count}
    if not client_mail.has_server():
        message = ngettext(
            "%(count)d message waits: there is no mail server.",
            "%(count)d messages wait: there is no mail server.",
            count,
        )
        advice = _("Set SEUTU_MAIL_SERVER and SEUTU_MAIL_FROM, then: seutu manage send_waiting_mail")
        return Finding("warning", message % words, advice)
    if wait < queries.LONG:
        return None
    message = ngettext(
        "%(count)d message waits, the oldest for more than an hour.",
        "%(count)d messages wait, the oldest for more than an hour.",
        count,
    )
    return Finding("problem", message % words, _("Look at the worker's log, and whether the mail server answers."))


def _of_failed() -> Finding | None:
    count = queries.failed_count()
    if not count:
        return None
    message = ngettext("%(count)d message could not be sent.", "%(count)d messages could not be sent.", count)
    advice = _("See which and why, and try again: seutu manage retry_mail")
    return Finding("warning", message % {"count": count}, advice)
