"""Requests to look at a record again, which the writer of the index takes."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IndexRequestQuerySet(models.QuerySet["IndexRequest"]):
    def due(self, at: dt.datetime) -> IndexRequestQuerySet:
        """What the writer is to look at now, the oldest first."""
        return self.waiting().filter(due_at__lte=at).order_by("due_at", "pk")

    def waiting(self) -> IndexRequestQuerySet:
        """What the index does not hold yet, also what is asked for later."""
        return self.filter(written_at=None)

    def written_since(self, at: dt.datetime) -> IndexRequestQuerySet:
        """What was written into the index at ``at`` or later, in the order of the writing."""
        return self.filter(written_at__gte=at).order_by("written_at", "pk")


class IndexRequest(models.Model):
    """Look at this record again, at once or at an instant: what the public may find of it may be something else.

    Written in the transaction of the change. ``written_at`` is set when the index holds it for good; such rows stay
    two weeks, so that an index that is being made meanwhile, and those who follow a search, can catch up.
    """

    kind = models.CharField(_("kind"), max_length=60)
    record = models.BigIntegerField(_("record"))
    requested_at = models.DateTimeField(_("requested"))
    due_at = models.DateTimeField(_("not before"))
    written_at = models.DateTimeField(_("written"), null=True, blank=True)

    objects = IndexRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("index request")
        verbose_name_plural = _("index requests")
        indexes = [
            models.Index(fields=["due_at"], condition=Q(written_at=None), name="search_request_waiting"),
            models.Index(fields=["kind", "record"], condition=Q(written_at=None), name="search_request_of_record"),
            models.Index(fields=["written_at"], name="search_request_written"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.record}"
