"""What somebody has typed and not saved yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Draft(models.Model):
    """The fields of a form as they were last typed by one person; gone as soon as the form is saved.

    ``target`` says which form: a word, and the key of its row (``item:12``). ``opening`` says which opening of it: a
    form that is opened once more, or in another tab, writes a draft of its own. ``base_revision`` is the revision of
    the row when the form was opened. ``fields`` has for each name of the form the list of its values.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    target = models.CharField(_("form"), max_length=80)
    opening = models.CharField(_("opening of the form"), max_length=20, default="", db_default="", blank=True)
    base_revision = models.PositiveIntegerField(default=0)
    fields = models.JSONField(_("what was typed"), default=dict)
    saved_at = models.DateTimeField(pgettext_lazy("draft", "saved"))

    class Meta:
        verbose_name = _("unsaved draft")
        verbose_name_plural = _("unsaved drafts")
        indexes = [models.Index(fields=["saved_at"], name="draft_by_age")]
        constraints = [models.UniqueConstraint(fields=["user", "target", "opening"], name="draft_once_for_an_opening")]

    def __str__(self) -> str:
        return self.target

    @property
    def title(self) -> str:
        """The title that was typed, if the form has one."""
        return " ".join(self.fields.get("title", [])).strip()
