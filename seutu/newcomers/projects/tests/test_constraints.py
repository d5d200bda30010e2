"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from seutu.newcomers.projects import models
from seutu.newcomers.projects.tests import factories as make
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

EARLY, LATE = dt.date(2026, 1, 1), dt.date(2026, 12, 31)


def _twice(factory: type, **values: object) -> None:
    factory(**values)
    factory(**values)


def _itself() -> None:
    project = make.ProjectFactory()
    models.Project.objects.filter(pk=project.pk).update(continues=project)


def _partner_twice() -> None:
    partner = make.PartnerFactory()
    make.PartnerFactory(project=partner.project, organization=partner.organization)


def _file_twice() -> None:
    kept = make.AgreementFileFactory()
    make.AgreementFileFactory(agreement=kept.agreement, file=kept.file)


def _share_twice() -> None:
    partner = make.PartnerFactory()
    _twice(make.MunicipalShareFactory, partner=partner)


def _budget_twice() -> None:
    _twice(make.BudgetLineFactory, kind=make.CostKindFactory())


def _target_twice(**values: object) -> None:
    _twice(make.TargetFactory, project=make.ProjectFactory(), **values)


def _target_of_municipality_twice(**values: object) -> None:
    _target_twice(organization=make.OrganizationFactory(), **values)


def _ledger_file_twice() -> None:
    values = {"fingerprint": "f" * 64, "state": "done", "done_at": clock.now()}
    _twice(make.LedgerImportFactory, project=make.ProjectFactory(), **values)


def _ledger_row_twice() -> None:
    brought = make.LedgerImportFactory()
    kind = make.CostKindFactory(project=brought.project)
    _twice(make.ActualCostFactory, kind=kind, ledger_import=brought, row_number=2, row_key="k")


BROKEN: dict[str, Callable[[], object]] = {
    "project_ends_after_start": lambda: make.ProjectFactory(starts_on=LATE, ends_on=EARLY),
    "project_does_not_continue_itself": _itself,
    "project_state_percent_is_a_percentage": lambda: make.ProjectFactory(state_percent="100.01"),
    "project_basis_is_known": lambda: make.ProjectFactory(target_basis="other"),
    "project_state_part_is_of_something_known": lambda: make.ProjectFactory(state_percent_of="other"),
    "partner_is_one_municipality": lambda: make.PartnerFactory(outside_name="Toinen kunta"),
    "partner_leaves_after_joining": lambda: make.PartnerFactory(joined_on=LATE, left_on=EARLY),
    "partner_joins_once_on_a_day": _partner_twice,
    "outside_partner_joins_once_on_a_day": lambda: _twice(
        make.PartnerFactory, project=make.ProjectFactory(), organization=None, outside_name="Ulkokunta"
    ),
    "steering_ends_after_start": lambda: make.SteeringMemberFactory(starts_on=LATE, ends_on=EARLY),
    "goal_is_of_a_known_kind": lambda: make.GoalFactory(kind="other"),
    "target_has_an_indicator": lambda: make.TargetFactory(indicator=""),
    "target_quarters_begin_at_one": lambda: make.TargetFactory(quarter=0),
    "target_once_for_project": _target_twice,
    "target_once_for_quarter": lambda: _target_twice(quarter=2),
    "target_once_for_municipality": _target_of_municipality_twice,
    "target_once_for_municipality_and_quarter": lambda: _target_of_municipality_twice(quarter=2),
    "cost_kind_once_in_project": lambda: _twice(
        make.CostKindFactory, project=make.ProjectFactory(), name_fi="Palkkakulut"
    ),
    "budget_once_for_year_and_kind": _budget_twice,
    "budget_is_not_negative": lambda: make.BudgetLineFactory(amount_cents=-1),
    "budget_year_is_a_year": lambda: make.BudgetLineFactory(year=1999),
    "ledger_state_is_known": lambda: make.LedgerImportFactory(state="other", done_at=clock.now()),
    "ledger_brought_in_has_its_time": lambda: make.LedgerImportFactory(state="done"),
    "ledger_undone_has_its_time": lambda: make.LedgerImportFactory(state="undone", done_at=clock.now()),
    "ledger_file_once_in_project": _ledger_file_twice,
    "ledger_account_once_in_project": lambda: _twice(make.LedgerAccountFactory, project=make.ProjectFactory()),
    "ledger_row_once_in_project": _ledger_row_twice,
    "cost_from_a_ledger_knows_its_row": lambda: make.ActualCostFactory(row_key="k"),
    "claim_ends_after_start": lambda: make.PaymentClaimFactory(starts_on=LATE, ends_on=EARLY),
    "claim_is_not_negative": lambda: make.PaymentClaimFactory(asked_cents=-1),
    "claim_paid_has_its_sum": lambda: make.PaymentClaimFactory(state="paid", granted_cents=1),
    "claim_granted_has_its_sum": lambda: make.PaymentClaimFactory(state="granted"),
    "share_once_for_year_and_stage": _share_twice,
    "share_stage_is_known": lambda: make.MunicipalShareFactory(stage="other"),
    "share_year_is_a_year": lambda: make.MunicipalShareFactory(year=2101),
    "project_report_ends_after_start": lambda: make.ProjectReportFactory(starts_on=LATE, ends_on=EARLY),
    "project_report_is_of_a_known_kind": lambda: make.ProjectReportFactory(kind="other"),
    "negotiation_is_with_one_municipality": lambda: make.NegotiationFactory(organization=None),
    "negotiation_says_what_was_agreed": lambda: make.NegotiationFactory(agreed=""),
    "agreement_state_is_known": lambda: make.AgreementFactory(state="other"),
    "agreement_signed_has_its_day": lambda: make.AgreementFactory(state="signed"),
    "agreement_ends_after_start": lambda: make.AgreementFactory(starts_on=LATE, ends_on=EARLY),
    "agreement_has_a_file_once": _file_twice,
    "project_decision_has_a_number_or_an_address": lambda: make.ProjectDecisionFactory(case_number=""),
    "project_decision_read_has_its_time": lambda: make.ProjectDecisionFactory(reading="read"),
    "project_decision_address_once": lambda: _twice(
        make.ProjectDecisionFactory, project=make.ProjectFactory(), address="https://kunta.example/1"
    ),
    "board_report_has_a_title": lambda: make.BoardReportFactory(title=""),
    "board_report_ends_after_start": lambda: make.BoardReportFactory(starts_on=LATE, ends_on=EARLY),
    "programme_version_once": lambda: _twice(make.IntegrationProgrammeFactory, organization=make.OrganizationFactory()),
    "programme_ends_after_start": lambda: make.IntegrationProgrammeFactory(valid_from=LATE, valid_to=EARLY),
    "programme_versions_begin_at_one": lambda: make.IntegrationProgrammeFactory(version=0),
    "programme_text_once_in_a_language": lambda: _twice(
        make.ProgrammeTextFactory, programme=make.IntegrationProgrammeFactory()
    ),
    "programme_text_has_words_or_a_document": lambda: make.ProgrammeTextFactory(text=""),
}


def _constraints() -> set[str]:
    named = [value for value in vars(models).values() if isinstance(value, type) and hasattr(value, "_meta")]
    return {constraint.name for model in named if not model._meta.abstract for constraint in model._meta.constraints}


def test_every_constraint_is_tried():
    assert set(BROKEN) == _constraints()


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        BROKEN[name]()

    if connection.vendor == "postgresql" or "CHECK" in str(refusal.value):
        assert name in str(refusal.value)
    else:
        assert "UNIQUE" in str(refusal.value)
