"""The basis of a bill as an accessible document."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.funding.presentation import computation
from seutu.newcomers.funding.presentation.amounts import euros
from seutu.newcomers.funding.publications.tables import InvoicingBasis, bill_headings
from seutu.shared.documents.blocks import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    TableBlock,
    plain,
)


def as_document(basis: InvoicingBasis) -> Document:
    """The document; its language is the reader's."""
    blocks: list[Block] = [Heading(1, basis.title), _facts(basis.facts)]
    if basis.rule:
        blocks += [Heading(2, _("Rule of the split")), *(plain(words) for words in basis.rule)]
    blocks += [Heading(2, _("What is divided")), _facts([(label, euros(cents)) for label, cents in basis.sums])]
    for division in basis.divisions:
        blocks += _division(division)
    rows = [[name, *(euros(cents) for cents in amounts)] for name, *amounts in basis.bills]
    blocks += [Heading(2, _("Bills")), _table(bill_headings(), rows, _("Bills"))]
    return Document(
        title=basis.title,
        language=(get_language() or "fi")[:2],
        author=basis.author,
        changed_at=basis.made_at,
        blocks=blocks,
        footer=basis.author,
    )


def _division(division: computation.Shown) -> list[Block]:
    columns = computation.headings()
    # On paper the remainder can be read from the exact share, and the reason stands where a cent was given.
    headings = [columns[0], columns[1], columns[2], columns[5], columns[7]]
    rows = [[row.name, row.formula, row.exact, row.cent, row.amount] for row in division.rows]
    reasons = [plain(f"{row.name}: {row.why}.") for row in division.rows if row.cent]
    return [
        Heading(2, f"{division.title}, {division.amount}"),
        plain(division.explanation),
        _table(headings, rows, division.title),
        *reasons,
    ]


def _facts(facts: Sequence[tuple[str, str]]) -> Facts:
    return Facts([Fact(label, (plain(value),)) for label, value in facts])


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> TableBlock:
    head = [Cell((plain(words),), is_header=True) for words in headings]
    body = [[Cell((plain(words),), is_header=place == 0) for place, words in enumerate(row)] for row in rows]
    return TableBlock([head, *body], header_rows=1, caption=caption)
