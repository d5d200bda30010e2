"""What forms keep about a client, though no foreign key leads there: told, and forgotten with the client.

What arrived and became nothing of the register is nobody's record: it goes when its own time is over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.queries.eform_origins import submissions_of
from seutu.shared.audit.actor import System
from seutu.shared.core.registry import PersonalData
from seutu.shared.eforms.actions.erasing import forget
from seutu.shared.eforms.models import (
    AnswerSet,
    CompletionRequest,
    DeskMessage,
    DeskNote,
    HandOver,
    SubmittedFile,
)

# Before contacts and intakes, by which they are found.
FIRST = 40


def _forget(client_id: int) -> None:
    for pk in list(submissions_of(client_id).values_list("pk", flat=True)):
        forget(pk, by=System("erasure"))


def _of_submissions(model: type[Model]) -> Callable[[int], QuerySet[Any]]:
    def rows(client_id: int) -> QuerySet[Any]:
        return model._default_manager.filter(submission__in=submissions_of(client_id).order_by()).order_by("pk")

    return rows


def _beside(model: type[Model], label: Any, *, told: tuple[str, ...], untold: tuple[str, ...] = ()) -> PersonalData:
    """An entry for what stands beside a submission, and has gone with it when its turn comes."""
    rows = _of_submissions(model)
    return PersonalData(
        key=model._meta.label_lower,
        order=FIRST + 1,
        label=label,
        rows=rows,
        forget=lambda client_id: rows(client_id).order_by().delete(),
        told=told,
        untold=untold,
        rows_go=True,
    )


def entries() -> list[PersonalData]:
    """Submissions that became something of a client, and what was answered, written and attached."""
    return [
        PersonalData(
            key="eforms.submission",
            order=FIRST,
            label=_("Forms that were sent"),
            rows=submissions_of,
            forget=_forget,
            told=("number", "arrived_at", "organization", "unit", "language", "reply_email", "state"),
            untold=("subject", "draft_key_hash", "became"),
            cleared=("reply_email", "subject", "became"),
            kept=("number", "language", "draft_key_hash"),
        ),
        _beside(AnswerSet, _("Answers to forms"), told=("given_at", "answers"), untold=("draft_key_hash",)),
        _beside(SubmittedFile, _("Files that were sent"), told=("field_name", "name"), untold=("key",)),
        _beside(DeskMessage, _("Messages about forms"), told=("created_at", "text")),
        _beside(DeskNote, _("Notes of the desk"), told=("created_at", "field_name", "text")),
        _beside(CompletionRequest, _("Requests for completion"), told=("complete_by", "field_names", "text")),
        _beside(HandOver, _("Hand-overs of forms"), told=("handed_over_at", "reason")),
    ]
