"""Linking two records of one person, and undoing it: neither record changes."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from seutu.newcomers.clients.models import Client, ClientLink, scoped
from seutu.newcomers.clients.queries.visible import access_of
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Access, Worker
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock


class MayNotLink(Exception):
    """Linking needs the right to change one of the records and to read the other."""


class LinkedAlready(Exception):
    """The two are linked already."""


class SameClient(Exception):
    """A record cannot be linked with itself."""


@transaction.atomic
def link_clients(one: Client, other: Client, *, worker: Worker, by: User) -> ClientLink:
    """Say that two records are one person's.

    :raises SameClient: it is one record.
    :raises MayNotLink: the worker may not change either, or may not read both.
    :raises LinkedAlready: a link stands already.
    """
    if one.pk == other.pk:
        raise SameClient
    rights = sorted((access_of(worker, one), access_of(worker, other)))
    if rights[0] < Access.READ or rights[1] < Access.WRITE:
        raise MayNotLink
    first, second = sorted((one, other), key=lambda client: client.pk)
    try:
        with acting_as_system(), transaction.atomic():
            link = ClientLink.objects.create(first=first, second=second, linked_by=by, linked_at=clock.now())
    except IntegrityError as error:
        raise LinkedAlready from error
    _noted("client.linked", first, second, by=by)
    return link


@transaction.atomic
def undo_link(link: ClientLink, *, worker: Worker, by: User) -> None:
    """Say that two records are not one person's after all; what was linked and when is kept.

    :raises MayNotLink: the worker may not change either, or may not read both.
    """
    rights = sorted((access_of(worker, link.first), access_of(worker, link.second)))
    if rights[0] < Access.READ or rights[1] < Access.WRITE:
        raise MayNotLink
    with acting_as_system():
        standing = scoped(ClientLink.objects.filter(pk=link.pk, undone_at__isnull=True))
        undone = standing.update(undone_by=by, undone_at=clock.now())
    if undone:
        _noted("client.unlinked", link.first, link.second, by=by)


def _noted(verb: str, first: Client, second: Client, *, by: User) -> None:
    for one, other in ((first, second), (second, first)):
        record(verb, target=one, by=by, details={"other": other.pk}, organization_id=one.controller_id)
