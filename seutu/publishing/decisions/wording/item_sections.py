"""The parts of an item's text as the page shows them: what each is called, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from seutu.publishing.decisions.models.kinds import PartKind
from seutu.publishing.decisions.rules import ShownItem, ShownPart
from seutu.shared.core.rich_text import to_text

DECISION_ID = "paatos"
# A decision that is a sentence or two is shown large; a longer one is ordinary text.
LONGEST_RULING = 240
# Parts that are there to name people.
NAMING = frozenset({PartKind.DISSENT, PartKind.DISQUALIFICATION, PartKind.EXPERT, PartKind.DISTRIBUTION})


def is_ruling(html: str) -> bool:
    """Whether a decision is short enough to be shown large."""
    return "<table" not in html and len(to_text(html)) <= LONGEST_RULING


@dataclass(frozen=True)
class Section:
    """A part of the item's text, as the page shows it."""

    part: ShownPart
    id: str
    heading: object
    heading_language: str
    language: str
    is_superseded: bool

    @property
    def is_decision(self) -> bool:
        return self.part.kind is PartKind.DECISION

    @property
    def is_proposal(self) -> bool:
        return self.part.kind is PartKind.PROPOSAL

    @property
    def is_ruling(self) -> bool:
        return self.is_decision and is_ruling(self.part.html)

    @property
    def author(self) -> str:
        """Whose part it is, unless its own heading says so: “Kansliapäällikön muutettu päätösehdotus”."""
        author = self.part.author
        # The heading has the name inflected, so only its beginning is compared.
        is_told = author and str(self.heading).casefold().startswith(author.casefold()[: max(4, len(author) - 3)])
        return "" if is_told else author

    @property
    def names_people(self) -> bool:
        return self.part.kind in NAMING


def sections_of(item: ShownItem) -> list[Section]:
    """The parts of ``item`` in their order, each with an id of its own on the page."""
    is_amended = any(part.is_amended for part in item.parts)
    taken: dict[str, int] = {}
    sections = []
    for part in item.parts:
        name = DECISION_ID if part.kind is PartKind.DECISION else part.kind.value
        taken[name] = taken.get(name, 0) + 1
        language = part.language or item.language
        sections.append(
            Section(
                part=part,
                id=name if taken[name] == 1 else f"{name}-{taken[name]}",
                heading=part.heading or _own_heading(part),
                heading_language=language if part.heading else "",
                language=language,
                is_superseded=is_amended and part.kind is PartKind.PROPOSAL and not part.is_amended,
            )
        )
    return sections


def _own_heading(part: ShownPart) -> object:
    return gettext_lazy("Amended proposed decision") if part.is_amended else part.kind.label
