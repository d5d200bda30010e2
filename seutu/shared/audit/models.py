"""The trail: who did or saw what, when. Ids, verbs, hashes and times; never text, titles or names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing done or seen. The database itself refuses to change it, or to delete it before its day.

    Whom and what it concerns is kept as plain ids: a foreign key would bind the trail to the life of the other row.
    """

    at = models.DateTimeField(_("at"), db_index=True)
    verb = models.CharField(_("verb"), max_length=60)
    actor = models.CharField(_("by"), max_length=60)
    target_type = models.CharField(_("kind of target"), max_length=60, blank=True)
    target_id = models.CharField(_("id of target"), max_length=60, blank=True)
    organization_id = models.PositiveBigIntegerField(_("id of organization"), null=True, blank=True)
    request_id = models.CharField(_("request"), max_length=40, blank=True)
    details = models.JSONField(_("details"), default=dict)
    keep_until = models.DateField(_("kept until"))

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [
            models.Index(fields=["target_type", "target_id", "at"], name="audit_by_target"),
            models.Index(fields=["actor", "at"], name="audit_by_actor"),
            models.Index(fields=["organization_id", "at"], name="audit_by_organization"),
            models.Index(fields=["keep_until"], name="audit_by_keep_until"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_type}:{self.target_id}"


class PurgePermit(models.Model):
    """Stands here only inside the transaction of `purge_audit`: without it the database lets no entry go."""

    given_at = models.DateTimeField(_("given"), auto_now_add=True)

    class Meta:
        verbose_name = _("permit to purge")
        verbose_name_plural = _("permits to purge")
