"""Joint projects and their parts, and the municipalities' integration programmes."""

from seutu.newcomers.projects.models.board_report import BoardReport
from seutu.newcomers.projects.models.goals import Goal, Target
from seutu.newcomers.projects.models.money import (
    ActualCost,
    BudgetLine,
    CostKind,
    LedgerAccount,
    LedgerImport,
    MunicipalShare,
    PaymentClaim,
)
from seutu.newcomers.projects.models.parts import OfMunicipality, ProjectPart
from seutu.newcomers.projects.models.people import Partner, SteeringMember
from seutu.newcomers.projects.models.programme import IntegrationProgramme, ProgrammeText
from seutu.newcomers.projects.models.project import Project
from seutu.newcomers.projects.models.work import Agreement, AgreementFile, Negotiation, ProjectDecision, ProjectReport

__all__ = [
    "ActualCost",
    "Agreement",
    "AgreementFile",
    "BoardReport",
    "BudgetLine",
    "CostKind",
    "Goal",
    "IntegrationProgramme",
    "LedgerAccount",
    "LedgerImport",
    "MunicipalShare",
    "Negotiation",
    "OfMunicipality",
    "Partner",
    "PaymentClaim",
    "ProgrammeText",
    "Project",
    "ProjectDecision",
    "ProjectPart",
    "ProjectReport",
    "SteeringMember",
    "Target",
]
