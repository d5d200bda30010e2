"""A year of a shared cost as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.funding.models import CostPool, CostShare, CostYear, Instalment
from seutu.newcomers.funding.presentation.amounts import euros, signed_euros
from seutu.newcomers.funding.rules.splitting import Split
from seutu.shared.ui.components import Link, Status


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One municipality's share of a year, what it has been billed, and what remains."""

    name: str
    share: str
    billed: str
    left: str
    is_even: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One municipality's share as it is and as it would be."""

    name: str
    now: str
    then: str
    difference: str


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """An instalment in the list of a year."""

    instalment: Instalment
    title: str
    url: str
    amount: str
    statuses: Sequence[Status]


def way_to(pool: CostPool | None = None, *links: Link) -> list[Link]:
    """The breadcrumb of a page under a shared cost."""
    way = [Link(_("Split of costs"), reverse("funding:pools"))]
    if pool is not None:
        way.append(Link(pool.name, reverse("funding:pool", args=[pool.pk])))
    return [*way, *links]


def way_to_year(year: CostYear, *links: Link) -> list[Link]:
    return way_to(year.pool, Link(year.name, reverse("funding:year", args=[year.pk])), *links)


def year_status(year: CostYear) -> Status:
    """How far a year is."""
    if year.closed_at is not None:
        return Status(_("Settled"), "settled")
    if year.actual_eligible_cents is not None:
        return Status(_("To be settled"), "soon")
    return Status(pgettext("year of costs", "Open"))


STATE_TONES = {
    CostShare.State.IN_BUDGET: Status(CostShare.State.IN_BUDGET.label),
    CostShare.State.DECIDED: Status(CostShare.State.DECIDED.label, "firm"),
    CostShare.State.INVOICED: Status(CostShare.State.INVOICED.label, "settled"),
}


def share_status(share: CostShare) -> Status:
    return _capital(STATE_TONES[CostShare.State(share.state)])


def _capital(status: Status) -> Status:
    words = str(status.label)
    return Status(f"{words[:1].upper()}{words[1:]}", status.tone)


def share_rows(split: Split, billed: Mapping[str, int], names: Mapping[str, str]) -> list[ShareRow]:
    """The table of shares; who was billed and takes part no longer is in it too."""
    shares = split.shares
    codes = dict.fromkeys([*shares, *billed])
    return [
        ShareRow(
            name=names.get(code, code),
            share=euros(shares.get(code, 0)),
            billed=euros(billed.get(code, 0)),
            left=euros(shares.get(code, 0) - billed.get(code, 0)),
            is_even=shares.get(code, 0) == billed.get(code, 0),
        )
        for code in codes
    ]


def totals(split: Split, billed: Mapping[str, int]) -> ShareRow:
    municipal, so_far = split.parts.municipal, sum(billed.values())
    return ShareRow(_("Together"), euros(municipal), euros(so_far), euros(municipal - so_far), municipal == so_far)


def differences(now: Split, then: Split, names: Mapping[str, str]) -> list[Difference]:
    """Side by side, municipality by municipality, with a last row of the sums."""
    before, after = now.shares, then.shares
    rows = [
        difference(names.get(code, code), before.get(code, 0), after.get(code, 0))
        for code in dict.fromkeys([*before, *after])
    ]
    return [*rows, difference(_("The municipalities' part"), now.parts.municipal, then.parts.municipal)]


def difference(name: str, before: int, after: int) -> Difference:
    return Difference(name, euros(before), euros(after), signed_euros(after - before))


def instalment_rows(instalments: Sequence[Instalment]) -> list[InstalmentRow]:
    """The instalments of a year, with how many bills are in each state."""
    return [
        InstalmentRow(
            each,
            instalment_title(each),
            reverse("funding:instalment", args=[each.pk]),
            euros(each.amount_cents),
            _states(list(each.shares.all())),
        )
        for each in instalments
    ]


def _states(shares: Sequence[CostShare]) -> list[Status]:
    found = []
    for state, status in STATE_TONES.items():
        count = sum(each.state == state for each in shares)
        if count:
            capital = _capital(status)
            label = capital.label if count == len(shares) else f"{capital.label} {count}/{len(shares)}"
            found.append(Status(label, status.tone))
    return found


def sums(split: Split, *, is_actual: bool) -> list[tuple[str, str]]:
    """The largest figures of a year."""
    parts = split.parts
    return [
        (_("Actual cost") if is_actual else _("Budgeted cost"), euros(parts.total)),
        (_("The state's part"), euros(parts.state)),
        (_("The municipalities' part"), euros(parts.municipal)),
    ]


@dataclass(frozen=True, slots=True)
class BillRow:
    """One municipality's bill of an instalment."""

    share: CostShare
    amounts: Sequence[str]
    status: Status


def bill_row(share: CostShare, amounts: Sequence[int]) -> BillRow:
    return BillRow(share, [euros(cents) for cents in amounts], share_status(share))


def instalment_title(instalment: Instalment) -> str:
    """Advance 1, or Settlement."""
    words = str(instalment.get_kind_display())
    name = f"{words[:1].upper()}{words[1:]}"
    return f"{name} {instalment.number}" if instalment.kind == Instalment.Kind.ADVANCE else name
