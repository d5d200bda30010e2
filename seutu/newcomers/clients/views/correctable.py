"""The kinds of work that can be corrected, as their pages need them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients import contact_presentation as presentation
from seutu.newcomers.clients.forms.contacts import contact_values
from seutu.newcomers.clients.forms.corrections import (
    ContactCorrectionForm,
    CorrectionForm,
    GroupSessionCorrectionForm,
    OtherWorkCorrectionForm,
)
from seutu.newcomers.clients.forms.work import group_session_values, other_work_values
from seutu.newcomers.clients.models import Contact, GroupSession, OtherWork
from seutu.newcomers.clients.models.contact import Work
from seutu.newcomers.clients.queries.visible import (
    contacts_writable_by,
    group_sessions_writable_by,
    other_work_writable_by,
)
from seutu.newcomers.clients.rules.access import Worker


@dataclass(frozen=True)
class Correctable:
    """A kind of work: its form with a reason, the rows that a worker may correct, its addresses and its words."""

    word: str
    model: type[Work]
    form_class: type[CorrectionForm]
    values_of: Callable[[Any], dict[str, Any]]
    writable: Callable[[Worker], QuerySet[Any]]
    line: Callable[[Any], Any]
    list_url: str
    title: Promise
    forgotten_title: Promise
    away_title: Promise
    has_page: bool = False

    def target(self, present: Work | None) -> str:
        """The word for drafts of this form."""
        return f"corrected_{self.word}:{present.pk}" if present else f"forgotten_{self.word}"

    def page_of(self, worker: Worker, key: int) -> str:
        """Where ``worker`` sees the work: its page, or the list when it has none or is out of their sight now."""
        has_page = self.has_page and self.writable(worker).filter(pk=key).exists()
        return reverse("clients:contact", args=[key]) if has_page else reverse(self.list_url)

    @property
    def change_url(self) -> str:
        return f"clients:change_{self.word}"

    @property
    def away_url(self) -> str:
        return f"clients:correct_{self.word}_away"


CONTACTS = Correctable(
    word="contact",
    model=Contact,
    form_class=ContactCorrectionForm,
    values_of=contact_values,
    writable=lambda worker: contacts_writable_by(worker).prefetch_related("topics"),
    line=presentation.contact_line,
    list_url="clients:contacts",
    title=_("Correct the contact"),
    forgotten_title=_("Log a forgotten contact"),
    away_title=_("The contact did not happen"),
    has_page=True,
)
GROUP_SESSIONS = Correctable(
    word="group_session",
    model=GroupSession,
    form_class=GroupSessionCorrectionForm,
    values_of=group_session_values,
    writable=group_sessions_writable_by,
    line=presentation.group_session_line,
    list_url="clients:group_sessions",
    title=_("Correct the group session"),
    forgotten_title=_("Log a forgotten group session"),
    away_title=_("The group session did not happen"),
)
OTHER_WORK = Correctable(
    word="other_work",
    model=OtherWork,
    form_class=OtherWorkCorrectionForm,
    values_of=other_work_values,
    writable=other_work_writable_by,
    line=presentation.other_work_line,
    list_url="clients:other_work",
    title=_("Correct the other work"),
    forgotten_title=_("Log forgotten other work"),
    away_title=_("The other work was not done"),
)
