"""Forms of a year of a shared cost and of its bills."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.funding.forms.fields import MoneyField, NumberField
from seutu.newcomers.funding.models import Basis, CostYear, PoolMember, SplitRule
from seutu.newcomers.funding.queries.years import Supposed, code_of
from seutu.newcomers.funding.rules.splitting import Cost
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.fields import DayField


class BasisChoice(forms.ModelChoiceField[Basis]):
    """A choice of a basis, told with its day and its table."""

    def label_from_instance(self, obj: Any) -> str:
        day = obj.reference_on
        return f"{obj.get_definition_display()} {day.day}.{day.month}.{day.year} ({obj.table_id})"


class YearForm(forms.Form):
    """A new year with its budget."""

    starts_on = DayField(
        label=pgettext_lazy("year of costs", "First day"), error_messages={"required": _("Write the first day.")}
    )
    ends_on = DayField(
        label=pgettext_lazy("year of costs", "Last day"), error_messages={"required": _("Write the last day.")}
    )
    budget_eligible = MoneyField(
        label=_("Budget, eligible cost (€)"), error_messages={"required": _("Write the amount, or 0.")}
    )
    budget_ineligible = MoneyField(label=_("Budget, ineligible cost (€)"), required=False)

    def budget(self) -> Cost:
        clean = self.cleaned_data
        return Cost(clean["budget_eligible"], clean["budget_ineligible"] or 0)


class CostsForm(forms.Form):
    """The budget of a year, and what it did cost."""

    budget_eligible = MoneyField(
        label=_("Budget, eligible cost (€)"), error_messages={"required": _("Write the amount, or 0.")}
    )
    budget_ineligible = MoneyField(label=_("Budget, ineligible cost (€)"), required=False)
    actual_eligible = MoneyField(
        label=_("Actual eligible cost (€)"),
        required=False,
        help_text=_("Leave it empty until the year's cost is known. Shares are computed of the budget until then."),
    )
    actual_ineligible = MoneyField(label=_("Actual ineligible cost (€)"), required=False)

    @classmethod
    def of(cls, year: CostYear, data: Any = None) -> CostsForm:
        """The form with what is written down now."""
        names = ("budget_eligible", "budget_ineligible", "actual_eligible", "actual_ineligible")
        return cls(data, initial={name: getattr(year, f"{name}_cents") for name in names})

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("actual_eligible") is None and clean.get("actual_ineligible") is not None:
            self.add_error("actual_eligible", _("Write the actual eligible cost as well, or 0."))
        return clean

    def budget(self) -> Cost:
        return Cost(self.cleaned_data["budget_eligible"], self.cleaned_data["budget_ineligible"] or 0)

    def actual(self) -> Cost | None:
        eligible = self.cleaned_data["actual_eligible"]
        return None if eligible is None else Cost(eligible, self.cleaned_data["actual_ineligible"] or 0)


class CorrectedCostForm(forms.Form):
    """What a settled year did cost after all."""

    actual_eligible = MoneyField(
        label=_("Corrected eligible cost (€)"), error_messages={"required": _("Write the amount, or 0.")}
    )
    actual_ineligible = MoneyField(label=_("Corrected ineligible cost (€)"), required=False)

    def actual(self) -> Cost:
        return Cost(self.cleaned_data["actual_eligible"], self.cleaned_data["actual_ineligible"] or 0)


class GroundForm(forms.Form):
    """By which rule and basis a year is divided."""

    rule = forms.ModelChoiceField(SplitRule.objects.none(), label=_("Rule of the split"), required=False)
    basis = BasisChoice(
        Basis.objects.none(),
        label=_("Basis of the split"),
        required=False,
        help_text=_("Only approved bases can be chosen. A rule by headcount needs one."),
    )

    def __init__(self, year: CostYear, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"rule": year.rule_id, "basis": year.basis_id})
        super().__init__(*args, **kwargs)
        _offer(self, year)


class UseForm(forms.Form):
    """How much each municipality used in a year."""

    source = forms.CharField(
        label=_("Where the figures are from"),
        max_length=200,
        error_messages={"required": _("Write where the figures are from.")},
        help_text=_("Such as “Contacts by client's municipality 1.1.–31.12.2021”."),
    )

    def __init__(self, members: Iterable[PoolMember], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for member in self.members:
            self.fields[self._name(member)] = NumberField(label=member.organization.name, required=False)

    @staticmethod
    def _name(member: PoolMember) -> str:
        return f"use_{code_of(member.organization)}"

    @classmethod
    def of(cls, year: CostYear, members: Iterable[PoolMember], data: Any = None) -> UseForm:
        """The form with what is written down now."""
        used = dict(year.use_numbers.values_list("organization_id", "number"))
        rows = list(members)
        numbers = {cls._name(each): used.get(each.organization_id) for each in rows}
        return cls(rows, data, initial={"source": year.use_source, **numbers})

    def numbers(self) -> dict[Organization, int]:
        """The numbers that were given; an empty one is not known."""
        given = {each.organization: self.cleaned_data[self._name(each)] for each in self.members}
        return {organization: number for organization, number in given.items() if number is not None}


class AdvanceForm(forms.Form):
    """How much of the municipalities' part is billed in advance."""

    amount = MoneyField(
        label=_("Amount to be billed from the municipalities together (€)"),
        error_messages={"required": _("Write the amount.")},
    )
    apart = MoneyField(
        label=_("Of cost that is divided apart (€)"),
        required=False,
        help_text=_("Besides the amount above: ineligible cost, which has a rule of its own."),
    )

    def __init__(self, *args: Any, has_apart: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_apart:
            del self.fields["apart"]


class SupposedForm(forms.Form):
    """What if: another rule, another basis, a municipality that leaves."""

    rule = forms.ModelChoiceField(
        SplitRule.objects.none(), label=_("Rule of the split"), required=False, empty_label=_("As it is")
    )
    basis = BasisChoice(Basis.objects.none(), label=_("Basis of the split"), required=False, empty_label=_("As it is"))
    leaves = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Municipality that leaves"), required=False, empty_label=_("None")
    )
    leaving_on = DayField(
        label=_("Its last day"), required=False, help_text=_("Empty means that it takes no part in the year at all.")
    )

    def __init__(self, year: CostYear, members: Iterable[PoolMember], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        _offer(self, year)
        field: Any = self.fields["leaves"]
        field.queryset = Organization.objects.filter(pk__in=[each.organization_id for each in members])

    def clean_leaving_on(self) -> Any:
        day = self.cleaned_data["leaving_on"]
        if day and not self.year.has_day(day):
            raise forms.ValidationError(_("Write a day of the year that is looked at."))
        return day

    def supposed(self) -> Supposed:
        """What was supposed, once it is valid."""
        clean = self.cleaned_data
        leaves = clean["leaves"]
        return Supposed(
            rule=clean["rule"],
            basis=clean["basis"],
            without=frozenset({leaves.pk} if leaves else ()),
            leaving_on=clean["leaving_on"] if leaves else None,
        )


def _offer(form: forms.Form, year: CostYear) -> None:
    """Offer the rules and the approved bases that there are."""
    fields: dict[str, Any] = {name: form.fields[name] for name in ("rule", "basis")}
    fields["rule"].queryset = SplitRule.objects.filter(pool=year.pool_id)
    fields["basis"].queryset = Basis.objects.filter(organization=year.pool.organization_id, approved_at__isnull=False)
