"""The base of every record, the number that empties the page cache, and counts of requests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Record(models.Model):
    """A row that says when it was made and last changed."""

    created_at = models.DateTimeField(pgettext_lazy("record", "created"), auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(pgettext_lazy("record", "changed"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class CacheGeneration(models.Model):
    """The generation of the page cache that all processes share: one row, its number only grows."""

    number = models.PositiveBigIntegerField(default=1)


class RequestCount(models.Model):
    """How often one address has asked for one kind of dear page in one minute; the key is a keyed hash of the three."""

    key = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField(db_index=True)
    number = models.PositiveIntegerField()
