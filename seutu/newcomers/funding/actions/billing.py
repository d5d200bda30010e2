"""Instalments: each is the cumulative amount divided, less what was billed, so that a year closes to 0.00."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from seutu.newcomers.funding.models import CostShare, CostYear, Instalment
from seutu.newcomers.funding.queries.years import actual_of, billed_in, organizations_by_code, year_rule
from seutu.newcomers.funding.rules.billing import billed_next
from seutu.newcomers.funding.rules.snapshot import dumped, loaded
from seutu.newcomers.funding.rules.splitting import Cost, Parts, YearRule, parted, split_parts
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock

Kind = Instalment.Kind


class YearClosed(Exception):
    """The year has been settled."""


class YearOpen(Exception):
    """The year has not been settled yet."""


class NothingToBill(Exception):
    """The amount is nothing, or below it where it may not be."""


class CostsMissing(Exception):
    """What the year did cost has not been written down."""


class NoSuchPartApart(Exception):
    """The rule divides nothing apart from the rest."""


class NotTheLast(Exception):
    """Later instalments were computed on top of this one."""


class InvoicedAlready(Exception):
    """A bill of the instalment has been sent."""


@transaction.atomic
def bill_advance(year: CostYear, *, amount: int, apart: int = 0, by: User) -> Instalment:
    """Bill ``amount`` cents of the municipalities' part, and ``apart`` of what is divided by a rule of its own.

    Raises also what `year_split` does.

    :raises YearClosed: the year has been settled.
    :raises NothingToBill: there is no amount, or one is below zero.
    :raises NoSuchPartApart: ``apart`` is given, and the rule has nothing apart.
    """
    year = _locked(year)
    if year.closed_at is not None:
        raise YearClosed
    if min(amount, apart) < 0 or amount + apart == 0:
        raise NothingToBill
    rule = year_rule(year)
    if apart and rule.apart is None:
        raise NoSuchPartApart
    shared_before, apart_before = _billed_parts(year)
    shared, beside = shared_before + amount, apart_before + apart
    return _bill(year, Kind.ADVANCE, Parts(shared + beside, 0, shared, beside), rule, by=by)


@transaction.atomic
def settle(year: CostYear, *, by: User) -> Instalment:
    """Bill what the advances leave of each municipality's share, or give back what they were too much; close the year.

    Raises also what `year_split` does.

    :raises YearClosed: it has been settled already.
    :raises CostsMissing: what the year did cost is not known.
    """
    year = _locked(year)
    if year.closed_at is not None:
        raise YearClosed
    actual = actual_of(year)
    if actual is None:
        raise CostsMissing
    instalment = _bill_cost(year, Kind.SETTLEMENT, actual, year_rule(year), by=by)
    year.closed_at = clock.now()
    year.save(update_fields=["closed_at", "updated_at"])
    return instalment


@transaction.atomic
def correct(year: CostYear, actual: Cost, *, by: User) -> Instalment:
    """Bill or give back what a corrected cost makes of a settled year, by everything that it was settled by.

    :raises YearOpen: it has not been settled.
    :raises NothingToBill: the cost is what it was, or below zero.
    """
    year = _locked(year)
    before = actual_of(year)
    if year.closed_at is None or before is None:
        raise YearOpen
    if actual == before or min(actual.eligible, actual.ineligible) < 0:
        raise NothingToBill
    last = year.instalments.order_by("number").last()
    _parts, rule = loaded(last.inputs) if last else (None, year_rule(year))
    kind = Kind.CREDIT if actual.total < before.total else Kind.ADDITION
    instalment = _bill_cost(year, kind, actual, rule, by=by)
    year.actual_eligible_cents, year.actual_ineligible_cents = actual.eligible, actual.ineligible
    year.save(update_fields=["actual_eligible_cents", "actual_ineligible_cents", "updated_at"])
    return instalment


@transaction.atomic
def take_back(instalment: Instalment, *, by: User) -> None:
    """Take away an instalment that was a mistake; a settlement opens its year again.

    :raises NotTheLast: later ones were computed on top of it.
    :raises InvoicedAlready: a bill of it has been sent.
    """
    year = _locked(instalment.year)
    if year.instalments.filter(number__gt=instalment.number).exists():
        raise NotTheLast
    if instalment.shares.filter(state=CostShare.State.INVOICED).exists():
        raise InvoicedAlready
    details: dict[str, str | int] = {"kind": instalment.kind, "amount": instalment.amount_cents}
    _record("instalment.taken_back", instalment, by, details)
    if instalment.kind == Kind.SETTLEMENT:
        year.closed_at = None
        year.save(update_fields=["closed_at", "updated_at"])
    elif instalment.kind != Kind.ADVANCE:
        _restore_cost(year, instalment)
    instalment.delete()


@transaction.atomic
def mark_shares(shares: Iterable[CostShare], state: CostShare.State, *, by: User) -> None:
    """Say how far the bills of these shares are."""
    for share in shares:
        before, share.state, share.state_on = share.state, state, clock.today()
        share.save(update_fields=["state", "state_on", "updated_at"])
        details: dict[str, str | int] = {"share": share.pk, "was": before, "is": state.value}
        _record("cost_share.marked", share.instalment, by, details)


def _restore_cost(year: CostYear, instalment: Instalment) -> None:
    was = instalment.inputs["cost_before"]
    year.actual_eligible_cents, year.actual_ineligible_cents = was["eligible"], was["ineligible"]
    year.save(update_fields=["actual_eligible_cents", "actual_ineligible_cents", "updated_at"])


def _locked(year: CostYear) -> CostYear:
    """The year as it is now, kept from others until this is done: two bills at once would bill the same twice."""
    rows = CostYear.objects.select_for_update(of=("self",)).select_related("pool", "rule", "basis")
    return rows.get(pk=year.pk)


def _billed_parts(year: CostYear) -> tuple[int, int]:
    """What has been billed so far of the part divided by the rule, and of the one apart."""
    last = year.instalments.order_by("number").last()
    if last is None:
        return 0, 0
    parts, _rule = loaded(last.inputs)
    return parts.shared, parts.apart


def _bill_cost(year: CostYear, kind: Kind, cost: Cost, rule: YearRule, *, by: User) -> Instalment:
    before = actual_of(year) or Cost(0)
    parts = parted(cost, rule.state, has_apart=rule.apart is not None)
    return _bill(year, kind, parts, rule, by=by, cost_before=before)


def _bill(
    year: CostYear, kind: Kind, parts: Parts, rule: YearRule, *, by: User, cost_before: Cost | None = None
) -> Instalment:
    """Make the instalment after which ``parts`` have been billed in all."""
    bills = billed_next(split_parts(parts, rule).shares, billed_in(year))
    inputs = {**dumped(parts, rule), "rule_id": year.rule_id, "basis_id": year.basis_id}
    if cost_before is not None:
        inputs["cost_before"] = {"eligible": cost_before.eligible, "ineligible": cost_before.ineligible}
    last = year.instalments.order_by("number").last()
    instalment = Instalment.objects.create(
        year=year,
        number=last.number + 1 if last else 1,
        kind=kind,
        amount_cents=sum(bills.values()),
        inputs=inputs,
        made_by=by,
    )
    _make_shares(instalment, bills)
    details: dict[str, str | int] = {"kind": kind.value, "number": instalment.number, "amount": instalment.amount_cents}
    _record("instalment.billed", instalment, by, details)
    return instalment


def _make_shares(instalment: Instalment, bills: Mapping[str, int]) -> None:
    organizations = organizations_by_code(bills)
    today = clock.today()
    CostShare.objects.bulk_create(
        CostShare(instalment=instalment, organization=organizations[code], amount_cents=cents, state_on=today)
        for code, cents in bills.items()
    )


def _record(verb: str, instalment: Instalment, by: User, details: Mapping[str, str | int]) -> None:
    record(verb, target=instalment, by=by, details=details, organization_id=instalment.year.pool.organization_id)
