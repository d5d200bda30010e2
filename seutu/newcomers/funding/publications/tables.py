"""The basis of a bill: what stands in it, once for the spreadsheet, the text and the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from seutu.newcomers.funding.models import Basis, CostShare, Instalment, SplitRule
from seutu.newcomers.funding.presentation import computation
from seutu.newcomers.funding.presentation.bases import source_facts
from seutu.newcomers.funding.queries.years import code_of, names_by_code, organizations_by_code
from seutu.newcomers.funding.rules.snapshot import recomputed
from seutu.newcomers.funding.rules.splitting import Split
from seutu.shared.ui.dates import period


@dataclass(frozen=True, slots=True)
class InvoicingBasis:
    """The basis of one municipality's bill (laskutusperuste); without ``share`` of the bills of all of them.

    Amounts are in cents.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    rule: Sequence[str]
    sums: Sequence[tuple[str, int]]
    divisions: Sequence[computation.Shown]
    bills: Sequence[tuple[str, int, int, int]]
    author: str
    made_at: dt.datetime
    file_name: str


def bill_headings() -> list[str]:
    return [_("Municipality"), _("Share so far"), _("Billed before"), _("This bill")]


def invoicing_basis(instalment: Instalment, share: CostShare | None = None) -> InvoicingBasis:
    """Everything that a treasurer needs to check a bill."""
    year, split = instalment.year, recomputed(instalment.inputs)
    shares = list(instalment.shares.select_related("organization"))
    organizations = organizations_by_code(split.shares)
    names = names_by_code([*organizations.values(), *(each.organization for each in shares)])
    whose = share.organization.name if share else _("All municipalities")
    named = [
        _("invoicing-basis"),
        year.starts_on.year,
        instalment.number,
        *([share.organization.slug] if share else []),
    ]
    facts = [
        (_("Shared cost"), year.pool.name),
        (_("Billed by"), year.pool.organization.full_name),
        (_("Billed from"), share.organization.full_name if share else whose),
        (_("Period"), period(year.starts_on, year.ends_on)),
        (_("Instalment"), f"{instalment.number}, {instalment.get_kind_display()}"),
    ]
    return InvoicingBasis(
        title=_("Invoicing basis: %(whose)s, %(year)s") % {"whose": whose, "year": year.name},
        facts=[*facts, *_basis_facts(instalment)],
        rule=_rule(instalment),
        sums=_sums(instalment, split),
        divisions=computation.shown(split, names),
        bills=_bills(split, shares if share is None else [share], names),
        author=year.pool.organization.full_name,
        made_at=instalment.created_at,
        file_name="-".join(map(str, named)),
    )


def _basis_facts(instalment: Instalment) -> list[tuple[str, str]]:
    basis = Basis.objects.select_related("answer", "approved_by").filter(pk=instalment.inputs.get("basis_id")).first()
    return source_facts(basis) if basis else []


def _rule(instalment: Instalment) -> list[str]:
    rule = SplitRule.objects.filter(pk=instalment.inputs.get("rule_id")).first()
    return computation.rule_words(rule) if rule else []


def _sums(instalment: Instalment, split: Split) -> list[tuple[str, int]]:
    if instalment.kind == Instalment.Kind.ADVANCE:
        return [(_("Billed from the municipalities so far, this instalment included"), split.parts.municipal)]
    return [
        (_("Actual cost"), split.parts.total),
        (_("The state's part"), split.parts.state),
        (_("The municipalities' part"), split.parts.municipal),
    ]


def _bills(split: Split, shares: Sequence[CostShare], names: Mapping[str, str]) -> list[tuple[str, int, int, int]]:
    """Name, share of the cumulative amount, billed before, and this bill: the first two differ by the last."""
    rows = []
    for each in shares:
        code = code_of(each.organization)
        so_far = split.shares.get(code, 0)
        rows.append((names[code], so_far, so_far - each.amount_cents, each.amount_cents))
    return rows
