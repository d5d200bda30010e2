"""What preparing officers hand in for the agenda of a body."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.publishing.decisions.models import AgendaItem
from seutu.shared.core.models import Record
from seutu.shared.files.models import StoredFile
from seutu.shared.organizations.models import Body


class PreparedItemState(models.TextChoices):
    """Where an item that was handed in stands."""

    WAITING = "waiting", pgettext_lazy("prepared item", "waits for a clerk")
    TAKEN = "taken", pgettext_lazy("prepared item", "on an agenda")
    RETURNED = "returned", pgettext_lazy("prepared item", "returned to the preparing officer")


class PreparedItem(Record):
    """An item that a preparing officer has handed in (valmisteltu asia): a clerk takes it to an agenda or returns it.

    ``source`` says of what it was made, in the words of whoever made it, such as ``projects.board_report:12``.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="prepared_items", verbose_name=_("body"))
    title = models.CharField(_("title"), max_length=500)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=8, default="fi")
    background_html = models.TextField(_("background"), blank=True)
    proposal_html = models.TextField(_("proposed decision"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("attachment")
    )
    file_title = models.CharField(_("title of the attachment"), max_length=300, blank=True)
    preparers = models.CharField(_("preparing officers"), max_length=300, blank=True)
    source = models.CharField(_("made of"), max_length=100)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(pgettext_lazy("prepared item", "handed in"))
    state = models.CharField(
        _("state"), max_length=8, choices=PreparedItemState.choices, default=PreparedItemState.WAITING
    )
    handled_at = models.DateTimeField(pgettext_lazy("prepared item", "handled"), null=True, blank=True)
    why_returned = models.CharField(_("why it was returned"), max_length=500, blank=True)
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("prepared item")
        verbose_name_plural = _("prepared items")
        ordering = ["handed_in_at", "pk"]
        indexes = [models.Index(fields=["source"], name="prepared_item_by_source")]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(proposal_html=""), name="prepared_item_proposes"),
            models.CheckConstraint(
                condition=Q(state=PreparedItemState.WAITING, handled_at__isnull=True)
                | (~Q(state=PreparedItemState.WAITING) & Q(handled_at__isnull=False)),
                name="prepared_item_waits_or_was_handled",
            ),
            models.CheckConstraint(
                condition=~Q(state=PreparedItemState.RETURNED) | ~Q(why_returned=""),
                name="prepared_item_returned_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["source"], condition=Q(state=PreparedItemState.WAITING), name="prepared_item_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:prepared_item", args=[self.pk])
