"""The form of a project and of each of its parts: fields made after the model's, periods that end after they begin."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.projects.forms.fields import field_after
from seutu.newcomers.projects.models import (
    ActualCost,
    Agreement,
    BudgetLine,
    CostKind,
    Goal,
    MunicipalShare,
    Negotiation,
    Partner,
    PaymentClaim,
    Project,
    ProjectDecision,
    ProjectReport,
    SteeringMember,
)
from seutu.newcomers.projects.models.money import FIRST_YEAR, LAST_YEAR
from seutu.newcomers.projects.queries.choices import indicator_choices, municipalities
from seutu.shared.core import clock


class RowForm(forms.Form):
    """A form of the fields ``FIELDS`` of ``MODEL``, of one project; ``HINTS`` stand under their labels."""

    MODEL: ClassVar[type[models.Model]]
    FIELDS: ClassVar[tuple[str, ...]]
    HINTS: ClassVar[dict[str, Any]] = {}
    PERIODS: ClassVar[tuple[tuple[str, str], ...]] = (("starts_on", "ends_on"),)

    def __init__(self, data: Any = None, *, project: Project | None = None, row: models.Model | None = None) -> None:
        super().__init__(data)
        self.project, self.row = project, row
        for name in self.FIELDS:
            field = field_after(self.MODEL, name)
            field.help_text = self.HINTS.get(name, "")
            if row is not None:
                field.initial = getattr(row, name)
            elif name == "year":
                field.initial = clock.today().year
            self.fields[name] = field
        self._limit_choices()

    def _limit_choices(self) -> None:
        for name, rows in (("kind", CostKind), ("partner", Partner)):
            field = self.fields.get(name)
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows.objects.filter(project=self.project)
        organization = self.fields.get("organization")
        if isinstance(organization, forms.ModelChoiceField):
            organization.queryset = municipalities()
            organization.empty_label = gettext("Another municipality")

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(gettext("Write a year with four digits."))
        return year

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for first, last in self.PERIODS:
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, gettext("The last day is before the first. Write a later day."))
        return given

    def values(self) -> dict[str, Any]:
        """What was given, for the action."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class OfMunicipalityForm(RowForm):
    """A form in which a municipality is chosen, or named when it is not in this service."""

    HINTS: ClassVar[dict[str, Any]] = {
        "outside_name": _("Only when the municipality cannot be chosen above."),
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        chosen, named = given.get("organization"), given.get("outside_name", "")
        if not chosen and not named and "organization" not in self.errors:
            self.add_error("organization", gettext("Choose a municipality, or write its name below."))
        elif chosen and named:
            self.add_error("outside_name", gettext("Leave this empty when the municipality is chosen above."))
        return given


class PartnerForm(OfMunicipalityForm):
    MODEL = Partner
    FIELDS = ("organization", "outside_name", "municipality_code", "joined_on", "left_on")
    PERIODS = (("joined_on", "left_on"),)
    HINTS: ClassVar[dict[str, Any]] = OfMunicipalityForm.HINTS | {
        "municipality_code": _("Three digits. Only for a municipality that cannot be chosen above."),
        "left_on": _("Only when the municipality leaves before the project ends."),
    }


class SteeringMemberForm(RowForm):
    MODEL = SteeringMember
    FIELDS = ("name", "represents", "role", "starts_on", "ends_on")
    HINTS: ClassVar[dict[str, Any]] = {"represents": _("The municipality, authority or association.")}


class GoalForm(RowForm):
    MODEL = Goal
    FIELDS = ("kind", "document", "section", "words", "address", "indicators")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        chosen = self.row.indicators if isinstance(self.row, Goal) else []
        choices = indicator_choices(chosen)
        self.fields["indicators"] = forms.MultipleChoiceField(
            label=_("Indicators that tell how far the goal has come"),
            choices=choices,
            initial=chosen,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not choices:
            del self.fields["indicators"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in self.FIELDS}


class NegotiationForm(OfMunicipalityForm):
    MODEL = Negotiation
    FIELDS = ("held_on", "organization", "outside_name", "people", "agreed", "next_step", "next_on")
    HINTS: ClassVar[dict[str, Any]] = OfMunicipalityForm.HINTS | {
        "people": _("Names or offices, for example “hyvinvointijohtaja”."),
        "agreed": _("In a few sentences, also when nothing was agreed yet."),
    }


class AgreementForm(RowForm):
    MODEL = Agreement
    FIELDS = ("title", "parties", "state", "day", "starts_on", "ends_on", "note")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        is_signed = given.get("state") in {Agreement.State.SIGNED, Agreement.State.ENDED}
        if is_signed and not given.get("day") and "day" not in self.errors:
            self.add_error("day", gettext("Write the day on which the agreement was signed."))
        return given


class DecisionForm(RowForm):
    MODEL = ProjectDecision
    FIELDS = ("case_number", "address", "title", "decided_on", "body")
    HINTS: ClassVar[dict[str, Any]] = {
        "case_number": _("For example 157/00.01.05.00/2020."),
        "address": _("The page on which the decision was published. Its title and day are read from there."),
        "title": _("Only when it cannot be read from the address, or is to be another here."),
        "decided_on": _("Only when it cannot be read from the address."),
    }

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not given.get("case_number") and not given.get("address") and not self.errors:
            self.add_error("case_number", gettext("Write the case number or the address, or both."))
        return given


class CostKindForm(RowForm):
    MODEL = CostKind
    FIELDS = ("name_fi", "name_sv", "is_eligible", "position")
    HINTS: ClassVar[dict[str, Any]] = {
        "name_fi": _("As the funder calls it, for example “Palkkakulut”."),
        "position": _("Kinds with a small number come first."),
    }


class BudgetLineForm(RowForm):
    MODEL = BudgetLine
    FIELDS = ("year", "kind", "amount_cents")


class ActualCostForm(RowForm):
    MODEL = ActualCost
    FIELDS = ("booked_on", "kind", "amount_cents", "voucher", "description")
    HINTS: ClassVar[dict[str, Any]] = {"amount_cents": _("A correction that lessens the cost has a minus before it.")}


class MunicipalShareForm(RowForm):
    MODEL = MunicipalShare
    FIELDS = ("partner", "year", "stage", "amount_cents", "reached_on", "reference")
    HINTS: ClassVar[dict[str, Any]] = {"amount_cents": _("Leave this empty when only the stage is known.")}


class PaymentClaimForm(RowForm):
    MODEL = PaymentClaim
    FIELDS = (
        "starts_on",
        "ends_on",
        "state",
        "asked_cents",
        "granted_cents",
        "paid_cents",
        "sent_on",
        "paid_on",
        "reference",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        granted = given.get("state") in {PaymentClaim.State.GRANTED, PaymentClaim.State.PAID}
        paid = given.get("state") == PaymentClaim.State.PAID
        needed = (("granted_cents", granted, gettext("Write how much was granted.")),)
        for name, is_needed, words in (*needed, ("paid_cents", paid, gettext("Write how much was paid."))):
            if is_needed and given.get(name) is None and name not in self.errors:
                self.add_error(name, words)
        return given


class ProjectReportForm(RowForm):
    MODEL = ProjectReport
    FIELDS = ("kind", "starts_on", "ends_on", "due_on", "delivered_on", "note")
