"""A vote in a meeting: what could be chosen, how many chose it, and who, where names were called."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models.items import AgendaItem
from seutu.publishing.decisions.models.kinds import ChoiceKind, VoteProcedure
from seutu.shared.core.models import Record


class VoteEvent(Record):
    """One vote on an item (äänestys); an item may have several, one after another."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="votes")
    position = models.PositiveIntegerField()
    title = models.CharField(_("what was voted on"), max_length=500)
    procedure = models.CharField(_("procedure"), max_length=20, choices=VoteProcedure.choices)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="vote_position_once_in_item")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.position}"


class VoteChoice(models.Model):
    """What could be chosen in a vote, and by how many it was."""

    event = models.ForeignKey(VoteEvent, models.CASCADE, related_name="choices")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=ChoiceKind.choices)
    label = models.CharField(_("word called"), max_length=60, blank=True)
    proposal = models.CharField(_("what it stands for"), max_length=500, blank=True)
    count = models.PositiveIntegerField(_("votes"))
    is_winner = models.BooleanField(_("carried"), default=False)

    class Meta:
        verbose_name = _("choice in a vote")
        verbose_name_plural = _("choices in votes")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="choice_position_once_in_vote"),
            models.UniqueConstraint(fields=["event"], condition=Q(is_winner=True), name="vote_has_one_winner"),
            models.CheckConstraint(
                condition=~Q(kind__in=[ChoiceKind.EMPTY, ChoiceKind.ABSENT], is_winner=True),
                name="choice_blank_never_carries",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class Vote(models.Model):
    """How one person voted, where the vote was by names."""

    choice = models.ForeignKey(VoteChoice, models.CASCADE, related_name="votes")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    group = models.CharField(_("group in the council"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("person's vote")
        verbose_name_plural = _("persons' votes")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["choice", "position"], name="person_vote_position_once")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.position}"
