"""Rows of projects, with dull values; every name is invented."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from seutu.newcomers.projects.models import (
    ActualCost,
    Agreement,
    AgreementFile,
    BoardReport,
    BudgetLine,
    CostKind,
    Goal,
    IntegrationProgramme,
    LedgerAccount,
    LedgerImport,
    MunicipalShare,
    Negotiation,
    Partner,
    PaymentClaim,
    ProgrammeText,
    Project,
    ProjectDecision,
    ProjectReport,
    SteeringMember,
    Target,
)
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.files.tests.factories import StoredFileFactory
from seutu.shared.organizations.tests.factories import OrganizationFactory


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name_fi = factory.Sequence(lambda n: f"Koehanke {n}")
    slug = factory.Sequence(lambda n: f"koehanke-{n}")
    lead = factory.SubFactory(OrganizationFactory)
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2027, 12, 31)


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner

    project = factory.SubFactory(ProjectFactory)
    organization = factory.SubFactory(OrganizationFactory)
    joined_on = dt.date(2026, 1, 1)


class SteeringMemberFactory(DjangoModelFactory):
    class Meta:
        model = SteeringMember

    project = factory.SubFactory(ProjectFactory)
    name = "Ohto Ohjaaja"
    starts_on = dt.date(2026, 1, 1)


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    project = factory.SubFactory(ProjectFactory)
    document = "Koeseudun kotoutumisohjelma"


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    project = factory.SubFactory(ProjectFactory)
    indicator = "contacts"
    number = 100


class CostKindFactory(DjangoModelFactory):
    class Meta:
        model = CostKind

    project = factory.SubFactory(ProjectFactory)
    name_fi = factory.Sequence(lambda n: f"Kustannuslaji {n}")


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    kind = factory.SubFactory(CostKindFactory)
    project = factory.SelfAttribute("kind.project")
    year = 2026
    amount_cents = 100_000


class LedgerImportFactory(DjangoModelFactory):
    class Meta:
        model = LedgerImport

    project = factory.SubFactory(ProjectFactory)
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    imported_by = factory.SubFactory(UserFactory)


class LedgerAccountFactory(DjangoModelFactory):
    class Meta:
        model = LedgerAccount

    project = factory.SubFactory(ProjectFactory)
    account = "4300"


class ActualCostFactory(DjangoModelFactory):
    class Meta:
        model = ActualCost

    kind = factory.SubFactory(CostKindFactory)
    project = factory.SelfAttribute("kind.project")
    booked_on = dt.date(2026, 3, 31)
    amount_cents = 12_345


class PaymentClaimFactory(DjangoModelFactory):
    class Meta:
        model = PaymentClaim

    project = factory.SubFactory(ProjectFactory)
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2026, 6, 30)
    asked_cents = 50_000


class MunicipalShareFactory(DjangoModelFactory):
    class Meta:
        model = MunicipalShare

    partner = factory.SubFactory(PartnerFactory)
    project = factory.SelfAttribute("partner.project")
    year = 2026
    stage = MunicipalShare.Stage.IN_BUDGET


class ProjectReportFactory(DjangoModelFactory):
    class Meta:
        model = ProjectReport

    project = factory.SubFactory(ProjectFactory)
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2026, 6, 30)
    due_on = dt.date(2026, 8, 31)


class NegotiationFactory(DjangoModelFactory):
    class Meta:
        model = Negotiation

    project = factory.SubFactory(ProjectFactory)
    organization = factory.SubFactory(OrganizationFactory)
    held_on = dt.date(2026, 2, 2)
    agreed = "Jatketaan suunnitellusti."


class AgreementFactory(DjangoModelFactory):
    class Meta:
        model = Agreement

    project = factory.SubFactory(ProjectFactory)
    title = "Yhteistyösopimus"
    parties = "Koekunnat"


class AgreementFileFactory(DjangoModelFactory):
    class Meta:
        model = AgreementFile

    agreement = factory.SubFactory(AgreementFactory)
    file = factory.SubFactory(StoredFileFactory)
    name = "sopimus.txt"


class ProjectDecisionFactory(DjangoModelFactory):
    class Meta:
        model = ProjectDecision

    project = factory.SubFactory(ProjectFactory)
    case_number = factory.Sequence(lambda n: f"{n}/00.01.05.00/2026")


class IntegrationProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = IntegrationProgramme

    organization = factory.SubFactory(OrganizationFactory)
    version = 1
    approved_by = "Koekunnan valtuusto"
    approved_on = dt.date(2025, 12, 1)
    valid_from = dt.date(2026, 1, 1)

    class Params:
        is_published = factory.Trait(published_at=factory.LazyFunction(clock.now))


class ProgrammeTextFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeText

    programme = factory.SubFactory(IntegrationProgrammeFactory)
    language = "fi"
    title = "Koekunnan kotoutumisohjelma"
    text = "Ohjelman teksti."


class BoardReportFactory(DjangoModelFactory):
    class Meta:
        model = BoardReport

    project = factory.SubFactory(ProjectFactory)
    title = "Koehankkeen esittely"
    starts_on = dt.date(2026, 1, 1)
    ends_on = dt.date(2026, 6, 30)
    figures_at = factory.LazyFunction(clock.now)
    made_by = factory.SubFactory(UserFactory)
