"""What leaves the register as a table: for whom, about whom, and for what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.rules.access import Worker

# A smaller number of people is not told: it could be known who they are.
LEAST_TOLD = 5


class ExportPurpose(models.TextChoices):
    """For what names, or topics of special categories, are taken out."""

    FOLLOWING = "following", _("planning and following up the work")
    REPORTING = "reporting", _("a report to a funder or an authority")
    CHECKING = "checking", _("checking and correcting the data")
    REQUEST = "request", _("a request of the person or of an authority")
    MOVING = "moving", _("moving to another system")


class Scope(models.TextChoices):
    """Which contacts are taken out, and what of each."""

    VISIBLE = "visible", _("the contacts that you may see, with references of clients")
    MUNICIPALITY = "municipality", _("all contacts of the municipality, without anything that points at a client")


def scopes_of(worker: Worker) -> list[Scope]:
    """What ``worker`` may take out: who keeps the register of a municipality sees all of it, and nobody in it."""
    found = [Scope.VISIBLE] if worker.serves or (worker.logs_for and not worker.manages) else []
    return [*found, *([Scope.MUNICIPALITY] if worker.manages else [])]


def may_export_contacts(worker: Worker) -> bool:
    """For the page on which contacts are taken out."""
    return bool(scopes_of(worker))


def may_take_sensitive(worker: Worker, scope: str) -> bool:
    """Whether topics of special categories may be taken out, for a purpose that is told."""
    return bool(worker.led) and scope == Scope.VISIBLE
