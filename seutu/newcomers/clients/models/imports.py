"""Spreadsheets brought in, so that a whole import can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.models.client import Client
from seutu.newcomers.clients.models.contact import Contact
from seutu.newcomers.clients.models.scope import ScopedManager
from seutu.shared.core.encryption.fields import EncryptedJSONField
from seutu.shared.core.models import Record
from seutu.shared.organizations.models import Unit


class RegisterImport(Record):
    """One spreadsheet of clients or contacts, its columns and what became of it."""

    class Kind(models.TextChoices):
        CLIENTS = "clients", _("clients")
        CONTACTS = "contacts", _("contacts")

    class State(models.TextChoices):
        READ = "read", pgettext_lazy("import", "read, its columns to be chosen")
        TRYING = "trying", pgettext_lazy("import", "being tried")
        TRIED = "tried", pgettext_lazy("import", "tried, nothing written")
        WRITING = "writing", pgettext_lazy("import", "being brought in")
        DONE = "done", pgettext_lazy("import", "done")
        UNDOING = "undoing", pgettext_lazy("import", "being undone")
        UNDONE = "undone", pgettext_lazy("import", "undone")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.READ)
    # What each column means, and what stands for empty cells: codes only, so that the next import begins with them.
    columns = models.JSONField(_("columns"), default=dict)
    fingerprint = models.CharField(_("fingerprint of the file"), max_length=64, blank=True)
    # The rows as they were read, until the import is done or given up: encrypted, then taken away.
    rows = EncryptedJSONField(_("rows"), null=True, blank=True)
    # What was found out of each row: codes and columns, and references of those who are like it.
    findings = EncryptedJSONField(_("findings"), null=True, blank=True)
    # How many rows have been looked at, written or taken away in what is going on now.
    position = models.PositiveIntegerField(_("rows dealt with"), default=0)
    row_count = models.PositiveIntegerField(_("rows in the file"), default=0)
    problem_count = models.PositiveIntegerField(_("rows with problems"), default=0)
    new_count = models.PositiveIntegerField(_("new rows"), default=0)
    duplicate_count = models.PositiveIntegerField(_("rows that are there already"), default=0)
    brings_duplicates = models.BooleanField(_("rows that are there already are brought in too"), default=False)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(pgettext_lazy("import", "done"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of a spreadsheet")
        verbose_name_plural = _("imports of spreadsheets")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["done", "undoing", "undone"]) | models.Q(rows__isnull=True),
                name="import_that_is_done_keeps_no_rows",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("clients:import", args=[self.pk])


class ImportedRow(models.Model):
    """What one row of a spreadsheet made, so that it can be taken away again."""

    register_import = models.ForeignKey(RegisterImport, models.CASCADE, related_name="imported")
    row_number = models.PositiveIntegerField()
    client = models.ForeignKey(Client, models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ScopedManager["ImportedRow"]()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [models.UniqueConstraint(fields=["register_import", "row_number"], name="imported_row_made_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.row_number}"
