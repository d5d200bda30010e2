"""Saving a view of figures, giving it another name or sharing it, and removing it."""

from __future__ import annotations

from django.db import transaction

from seutu.newcomers.reports.models import SavedView
from seutu.newcomers.reports.queries.saved_views import organizations_to_share_in
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.organizations.models import Organization


class CannotShareThere(Exception):
    """Who shares a view reads no figures in that organization."""


class NotTheirs(Exception):
    """A view is changed by its owner only."""


@transaction.atomic
def save_view(name: str, question: str, *, by: User, shared_in: Organization | None = None) -> SavedView:
    """Save a question under a name.

    :raises CannotShareThere: ``by`` reads no figures in ``shared_in``.
    """
    _refuse_sharing(shared_in, by)
    view = SavedView.objects.create(name=name, question=question, owner=by, organization=shared_in)
    record("figure_view.saved", target=view, by=by)
    return view


@transaction.atomic
def change_view(view: SavedView, name: str, *, by: User, shared_in: Organization | None) -> None:
    """Give a view another name, or share it elsewhere or no more.

    :raises NotTheirs: ``by`` does not own it.
    :raises CannotShareThere: ``by`` reads no figures in ``shared_in``.
    """
    _refuse_others(view, by)
    _refuse_sharing(shared_in, by)
    view.name, view.organization = name, shared_in
    view.save(update_fields=["name", "organization", "updated_at"])
    record("figure_view.changed", target=view, by=by)


@transaction.atomic
def remove_view(view: SavedView, *, by: User) -> None:
    """Remove a view; the figures stay as they are.

    :raises NotTheirs: ``by`` does not own it.
    """
    _refuse_others(view, by)
    record("figure_view.removed", target=view, by=by)
    view.delete()


def _refuse_others(view: SavedView, by: User) -> None:
    if view.owner_id != by.pk:
        raise NotTheirs


def _refuse_sharing(shared_in: Organization | None, by: User) -> None:
    if shared_in is not None and not organizations_to_share_in(by).filter(pk=shared_in.pk).exists():
        raise CannotShareThere
