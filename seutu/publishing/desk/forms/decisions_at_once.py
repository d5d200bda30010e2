"""Which items were decided as they were proposed, and how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions import ItemText
from seutu.publishing.decisions.models import AgendaItem, Outcome
from seutu.publishing.desk.forms.decisions import text_with_decision
from seutu.publishing.desk.forms.items import text_of
from seutu.publishing.desk.queries.meetings import proposal_of

OUTCOMES = (Outcome.UNANIMOUS, Outcome.APPROVED, Outcome.NOTED)


class AsProposedForm(forms.Form):
    """The items that are ticked get the outcome, and their last proposal as the decision."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(each.value, each.label) for each in OUTCOMES],
        initial=Outcome.UNANIMOUS.value,
        widget=forms.RadioSelect,
    )
    items = forms.MultipleChoiceField(
        label=_("Items decided as proposed"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Take the tick off those that were decided in another way, and write them one by one."),
        error_messages={
            "required": _("Tick at least one item."),
            "invalid_choice": _("One of the items was changed meanwhile. Look at the list, and save again."),
        },
    )

    def __init__(self, *args: Any, proposed: Iterable[AgendaItem], named: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The revision goes along: what somebody else has changed since the page was opened is no longer a choice.
        self.offered = {f"{item.pk}-{item.revision}": item for item in proposed}
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (key, named(item)) for key, item in self.offered.items()
        ]
        self.fields["items"].initial = list(self.offered)

    def decided(self) -> list[tuple[AgendaItem, ItemText, int]]:
        """Each ticked item with its text as it is to be, and the revision that was looked at."""
        chosen = [self.offered[key] for key in self.cleaned_data["items"]]
        return [(item, _as_proposed(item, self.cleaned_data["outcome"]), item.revision) for item in chosen]


def _as_proposed(item: AgendaItem, outcome: str) -> ItemText:
    text, proposal = text_of(item), proposal_of(item)
    given = {
        "outcome": outcome,
        "outcome_detail": "",
        "handling": next((part.html for part in item.parts.all() if part.kind == "handling"), ""),
        "copies_proposal": False,
        "decision": proposal.html if proposal else "",
        "video_seconds": item.video_seconds,
    }
    return text_with_decision(text, given)
