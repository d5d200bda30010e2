"""Words of everyday beside the words of the record."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.models import Record

ONE_WORD = RegexValidator(r"^[^\W_]+(?:[-:][^\W_]+)*$", _("Write one word, without spaces."))
LONGEST_WORD = 60


class EverydayWord(Record):
    """Two words for one thing: whoever types either finds both. In lower case, in the form of a dictionary."""

    word = models.CharField(_("everyday word"), max_length=LONGEST_WORD, validators=[ONE_WORD])
    other = models.CharField(_("word of the decisions"), max_length=LONGEST_WORD, validators=[ONE_WORD])

    class Meta:
        verbose_name = _("everyday word")
        verbose_name_plural = _("everyday words")
        ordering = ["word", "other"]
        constraints = [
            models.UniqueConstraint(fields=["word", "other"], name="everyday_word_pair_once"),
            models.CheckConstraint(condition=~Q(word=F("other")), name="everyday_word_means_another"),
        ]

    def __str__(self) -> str:
        return f"{self.word} ~ {self.other}"
