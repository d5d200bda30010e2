"""The parts of a project as its pages know them: the word of their addresses, their form, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.forms import rows
from seutu.newcomers.projects.forms.targets import TargetForm
from seutu.newcomers.projects.models import ActualCost, ProjectPart


@dataclass(frozen=True)
class Part:
    """One kind of part. ``page`` is the name of the page that shows it, ``new`` and ``change`` are titles of forms."""

    word: str
    form: type[rows.RowForm]
    page: str
    new: Promise
    change: Promise

    @property
    def model(self) -> type[ProjectPart]:
        model = self.form.MODEL
        assert issubclass(model, ProjectPart)  # noqa: S101 (for the types)
        return model


def may_be_changed(row: ProjectPart) -> bool:
    """Whether a row is changed by hand: what a ledger brought is undone with it, never edited."""
    return not (isinstance(row, ActualCost) and row.ledger_import_id)


_ALL = (
    Part("kunnat", rows.PartnerForm, "project", _("Add a partner municipality"), _("Change the partner municipality")),
    Part("tavoitteet", rows.GoalForm, "project", _("Add a goal served"), _("Change the goal served")),
    Part("tavoiteluvut", TargetForm, "targets", _("Set a target"), _("Change the target")),
    Part(
        "ohjausryhma",
        rows.SteeringMemberForm,
        "project",
        _("Add a member of the group"),
        _("Change the member of the group"),
    ),
    Part("paatokset", rows.DecisionForm, "project", _("Add a decision"), _("Change the decision")),
    Part("neuvottelut", rows.NegotiationForm, "talks", _("Log a negotiation"), _("Change the negotiation")),
    Part("sopimukset", rows.AgreementForm, "talks", _("Add an agreement"), _("Change the agreement")),
    Part("kustannuslajit", rows.CostKindForm, "costs", _("Add a kind of cost"), _("Change the kind of cost")),
    Part(
        "talousarvio", rows.BudgetLineForm, "costs", _("Add a line to the budget"), _("Change the line of the budget")
    ),
    Part("kustannukset", rows.ActualCostForm, "costs", _("Add a cost by hand"), _("Change the cost")),
    Part("osuudet", rows.MunicipalShareForm, "shares", _("Note a share"), _("Change the share")),
    Part("maksatushakemukset", rows.PaymentClaimForm, "reports", _("Add a claim for payment"), _("Change the claim")),
    Part("raportit", rows.ProjectReportForm, "reports", _("Add a report"), _("Change the report")),
)
PARTS: dict[str, Part] = {part.word: part for part in _ALL}
