"""A vote as it is written down: what was voted on, what could be chosen, how many chose it and who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from seutu.publishing.decisions.actions import ChoiceInput, VoteInput
from seutu.publishing.decisions.models import ChoiceKind, VoteEvent, VoteProcedure
from seutu.publishing.desk.forms.typed import RowForm

_GROUP_IN_BRACKETS = re.compile(r"(.+?)\s*\(([^()]*)\)")


class VoteForm(forms.Form):
    title = forms.CharField(
        label=_("What was voted on"), max_length=500, error_messages={"required": _("Write what was voted on.")}
    )
    procedure = forms.ChoiceField(
        label=_("Procedure"),
        choices=VoteProcedure.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the vote was held.")},
    )
    note = forms.CharField(label=pgettext_lazy("minutes", "Note"), required=False, max_length=400)


class ChoiceForm(RowForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ChoiceKind.choices, widget=forms.Select(attrs={"class": "w-s"}))
    label = forms.CharField(
        label=_("Word called"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )
    proposal = forms.CharField(label=_("What it stands for"), required=False, max_length=500)
    count = forms.IntegerField(
        label=_("Votes"),
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        help_text=_("Empty: as many as there are names."),
        error_messages={"invalid": _("Write the number of votes.")},
    )
    is_winner = forms.BooleanField(label=_("This carried"), required=False)
    names = forms.CharField(
        label=_("Names"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on a line, the group in brackets or after a comma. You can paste from a table."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        names, count = names_in(given.get("names", "")), given.get("count")
        given["people"] = names
        if count is None and "count" not in self.errors:
            given["count"] = len(names)
        elif names and count is not None and len(names) != count:
            told = ngettext("There is %(n)s name.", "There are %(n)s names.", len(names)) % {"n": len(names)}
            self.add_error(
                "count", ValidationError(_("%(told)s Write as many votes, or mend the names."), params={"told": told})
            )
        return given


def names_in(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and a group from lines such as “Meri Malli (Kesk.)”, “Meri Malli, Kesk.” or cells of a table."""
    pairs = []
    for line in text.splitlines():
        words = line.strip(" ;\t")
        if not words:
            continue
        if found := _GROUP_IN_BRACKETS.fullmatch(words):
            pairs.append((found[1].strip(), found[2].strip()))
            continue
        name, _sign, group = words.partition("\t") if "\t" in words else words.partition(",")
        pairs.append((name.strip(), group.strip()))
    return tuple(pairs)


def vote_given(form: VoteForm, rows: Iterable[Mapping[str, Any]]) -> VoteInput:
    """The vote as it was written, for the action; the forms are valid."""
    given = form.cleaned_data
    choices = tuple(
        ChoiceInput(
            kind=row["kind"],
            count=row["count"],
            label=row["label"],
            proposal=row["proposal"],
            is_winner=row["is_winner"],
            names=row["people"],
        )
        for row in rows
    )
    return VoteInput(title=given["title"], procedure=given["procedure"], choices=choices, note=given["note"])


def vote_values(vote: VoteEvent) -> dict[str, Any]:
    return {"title": vote.title, "procedure": vote.procedure, "note": vote.note}


def choice_rows(vote: VoteEvent) -> list[dict[str, Any]]:
    """What the rows of a vote's choices are filled with."""
    return [
        {
            "kind": choice.kind,
            "label": choice.label,
            "proposal": choice.proposal,
            "count": choice.count,
            "is_winner": choice.is_winner,
            "names": "\n".join(
                f"{each.name} ({each.group})" if each.group else each.name for each in choice.votes.all()
            ),
        }
        for choice in vote.choices.all()
    ]


def vote_as_input(vote: VoteEvent) -> VoteInput:
    """A vote as it stands, to be written again beside one that changes."""
    choices = tuple(
        ChoiceInput(
            kind=choice.kind,
            count=choice.count,
            label=choice.label,
            proposal=choice.proposal,
            is_winner=choice.is_winner,
            names=tuple((each.name, each.group) for each in choice.votes.all()),
        )
        for choice in vote.choices.all()
    )
    return VoteInput(title=vote.title, procedure=vote.procedure, choices=choices, note=vote.note)
