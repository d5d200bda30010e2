"""Telling a registry that something arrived which it has to enter and pass on."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from seutu.shared.audit.actor import Actor
from seutu.shared.eforms.models import AnswerSet
from seutu.shared.eforms.ready_forms import is_for_registry
from seutu.shared.messages.actions import send_mail
from seutu.shared.messages.writing import BadRecipient

MAIL = "eforms/email/for_registry.txt"
LANGUAGE = "fi"


def tell_registry(sent: AnswerSet, *, site: str, by: Actor) -> bool:
    """Mail the registry the number and the time of what arrived or was completed, with the way to it as a PDF.

    Says whether it was told.

    ``site`` is the origin of the addresses (``https://…``).

    Nothing that was answered is in the mail. What arrived has arrived, whatever becomes of the mail.
    """
    submission = sent.submission
    # In this order: most forms are for no registry, and who their organization is need not be asked.
    if not (is_for_registry(submission.version.form.ready_made) and submission.organization.registry_email):
        return False
    with translation.override(LANGUAGE):
        link = site + reverse("eforms_desk:document", args=[submission.pk])
    context = {
        "number": submission.number,
        "arrived_at": submission.arrived_at,
        "completed_at": sent.given_at if sent.number > 1 else None,
        "submission": submission,
        "link": link,
    }
    try:
        send_mail(
            to=submission.organization.registry_email,
            template=MAIL,
            context=context,
            language=LANGUAGE,
            key=f"eforms.registry:{submission.pk}:{sent.number}",
            by=by,
            organization=submission.organization,
        )
    except BadRecipient:
        return False
    return True
