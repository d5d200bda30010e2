"""The forms in which what is typed is kept: what each is called, where it goes on, and who may fill it.

A draft's target is the word of its form, and after a colon the key of what the form changes: the id of a contact or of
a document, the reference of a client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.forms.changes import NAMES, SECTIONS
from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.contacts import client_to_log
from seutu.newcomers.clients.queries.open_documents import open_document
from seutu.newcomers.clients.queries.visible import (
    clients_writable_by,
    contacts_writable_by,
    group_sessions_writable_by,
    other_work_writable_by,
)
from seutu.newcomers.clients.rules.access import Worker

Fields = dict[str, list[str]]
# What may not be written on an anonymous contact is not kept of it for a fortnight either.
ONLY_OF_A_CLIENT = frozenset({"note", "client", "client_search"})


class NoSuchForm(Exception):
    """There is no form with this target that the worker may fill."""


@dataclass(frozen=True)
class Filled:
    """What of a form is kept, and of which client it is, when it is of one."""

    typed: Fields
    client: Client | None = None


@dataclass(frozen=True)
class KeptForm:
    """A form in which what is typed is kept; ``filled`` raises `NoSuchForm` for whom it is not there."""

    label: Any
    address: Callable[[str], str]
    filled: Callable[[Worker, str, Fields], Filled]
    is_of_client: bool = False


def form_of(target: str) -> tuple[KeptForm, str]:
    """The form of a draft, and the key of what it changes.

    :raises NoSuchForm: nothing is kept under such a target.
    """
    word, _colon, key = target.partition(":")
    if word not in FORMS:
        raise NoSuchForm
    return FORMS[word], key


def _number(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise NoSuchForm
    return int(key)


def _new(may_fill: Callable[[Worker], bool], worker: Worker, key: str, typed: Fields) -> Filled:
    if key or not may_fill(worker):
        raise NoSuchForm
    return Filled(typed)


def _contact(worker: Worker, key: str, typed: Fields) -> Filled:
    if key or not worker.logs_for:
        raise NoSuchForm
    return _of_contact(worker, typed)


def _changed_work(rows: Callable[[Worker], QuerySet[Any]], worker: Worker, key: str, typed: Fields) -> Filled:
    if not rows(worker).filter(pk=_number(key)).exists():
        raise NoSuchForm
    return Filled(typed)


def _changed_contact(worker: Worker, key: str, typed: Fields) -> Filled:
    if not contacts_writable_by(worker).filter(pk=_number(key)).exists():
        raise NoSuchForm
    return _of_contact(worker, typed)


def _of_contact(worker: Worker, typed: Fields) -> Filled:
    if typed.get("who") == ["client"]:
        return Filled(typed, client_to_log(worker, typed.get("client", [""])[0]))
    if "who" in typed:
        return Filled({name: values for name, values in typed.items() if name not in ONLY_OF_A_CLIENT})
    return Filled(typed)


def _document(kind: str, worker: Worker, key: str, typed: Fields) -> Filled:
    document = open_document(worker, kind, _number(key))
    if document is None:
        raise NoSuchForm
    return Filled(typed, document.client)


def _of_client(worker: Worker, key: str, typed: Fields) -> Filled:
    client = clients_writable_by(worker).filter(reference=key).first() if key else None
    if client is None:
        raise NoSuchForm
    return Filled(typed, client)


def _page(name: str) -> Callable[[str], str]:
    return lambda key: reverse(name, args=[key] if key else [])


def _section(slug: str) -> Callable[[str], str]:
    return lambda reference: reverse("clients:client_section", args=[reference, slug])


_logs = partial(_new, lambda worker: bool(worker.logs_for))
_serves = partial(_new, lambda worker: worker.serves)

FORMS: Mapping[str, KeptForm] = {
    "assessment": KeptForm(_("Assessment"), _page("clients:to_assessment"), partial(_document, "assessment")),
    "plan": KeptForm(_("Integration plan"), _page("clients:to_plan"), partial(_document, "plan")),
    "contact": KeptForm(_("Contact"), _page("clients:new_contact"), _contact),
    "group_session": KeptForm(_("Group session"), _page("clients:group_sessions"), _logs),
    "other_work": KeptForm(_("Other work"), _page("clients:other_work"), _logs),
    "changed_contact": KeptForm(_("Change of a contact"), _page("clients:change_contact"), _changed_contact),
    "changed_group_session": KeptForm(
        _("Change of a group session"),
        _page("clients:change_group_session"),
        partial(_changed_work, group_sessions_writable_by),
    ),
    "changed_other_work": KeptForm(
        _("Change of other work"), _page("clients:change_other_work"), partial(_changed_work, other_work_writable_by)
    ),
    "forgotten_contact": KeptForm(_("Forgotten contact"), _page("clients:forgotten_contact"), _contact),
    "forgotten_group_session": KeptForm(_("Forgotten group session"), _page("clients:forgotten_group_session"), _logs),
    "forgotten_other_work": KeptForm(_("Forgotten other work"), _page("clients:forgotten_other_work"), _logs),
    "corrected_contact": KeptForm(_("Correction of a contact"), _page("clients:correct_contact"), _changed_contact),
    "corrected_group_session": KeptForm(
        _("Correction of a group session"),
        _page("clients:correct_group_session"),
        partial(_changed_work, group_sessions_writable_by),
    ),
    "corrected_other_work": KeptForm(
        _("Correction of other work"),
        _page("clients:correct_other_work"),
        partial(_changed_work, other_work_writable_by),
    ),
    "new_client": KeptForm(_("New client"), _page("clients:new_client"), _serves),
    "new_intake": KeptForm(_("Contact under section 9"), _page("clients:new_intake"), _serves),
    "closing": KeptForm(_("End of the service"), _page("clients:close"), _of_client, is_of_client=True),
    NAMES: KeptForm(_("Names"), _page("clients:client_names"), _of_client, is_of_client=True),
    **{
        section.target: KeptForm(section.title, _section(slug), _of_client, is_of_client=True)
        for slug, section in SECTIONS.items()
    },
}
