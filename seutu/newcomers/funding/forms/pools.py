"""Forms of a shared cost, its partners and its rules."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.funding.actions.split_rules import RuleInput
from seutu.newcomers.funding.forms.fields import PercentField
from seutu.newcomers.funding.models import ApartKind, PoolMember, SplitKind, StateBase, StateRounding
from seutu.newcomers.funding.queries.years import code_of
from seutu.newcomers.funding.rules.percentages import shown as shown_percent
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.fields import DayField

MIX = {
    SplitKind.HEADCOUNT: _("Of the mixed rule: by headcount, percent"),
    SplitKind.EQUAL: _("Of the mixed rule: in equal shares, percent"),
    SplitKind.USE: _("Of the mixed rule: by use, percent"),
    SplitKind.PERCENTAGES: _("Of the mixed rule: by fixed percentages, percent"),
}


class PoolForm(forms.Form):
    """A new shared cost."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the name.")})
    lead = forms.ModelChoiceField(Organization.objects.none(), label=_("Lead"), empty_label=None)

    def __init__(self, leads: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.queryset = leads


class NameForm(forms.Form):
    """Another name for a shared cost."""

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the name.")})


class DaysForm(forms.Form):
    """On which days a municipality takes part."""

    joined_on = DayField(
        label=pgettext_lazy("partner", "First day"), error_messages={"required": _("Write the first day.")}
    )
    left_on = DayField(
        label=pgettext_lazy("partner", "Last day"),
        required=False,
        help_text=_("Leave it empty while the municipality takes part. The last day is still paid for."),
    )


class MemberForm(DaysForm):
    """A municipality that begins to take part."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Municipality"),
        empty_label=_("Choose the municipality"),
        error_messages={"required": _("Choose the municipality.")},
    )
    field_order = ("organization", "joined_on", "left_on")

    def __init__(self, choices: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = choices


def _capital(choices: Any) -> list[tuple[str, str]]:
    return [(value, str(capfirst(label))) for value, label in choices]


class RuleForm(forms.Form):
    """A rule of the split."""

    name = forms.CharField(
        label=_("Name of the rule"),
        max_length=120,
        error_messages={"required": _("Write the name.")},
        help_text=_("By which it is known, such as “Agreement 1.9.2020”."),
    )
    state_percent = PercentField(
        label=_("The state pays, percent"), error_messages={"required": _("Write the percentage, or 0.")}
    )
    state_of = forms.ChoiceField(
        label=_("Of what"), choices=lambda: _capital(StateBase.choices), widget=forms.RadioSelect
    )
    rounding = forms.ChoiceField(
        label=_("A fraction of a cent in the state's part is"),
        choices=lambda: _capital(StateRounding.choices),
        widget=forms.RadioSelect,
        help_text=_("By the wording of the grant. The municipalities pay what the state does not."),
    )
    kind = forms.ChoiceField(
        label=_("The municipalities pay the rest"),
        choices=lambda: _capital(SplitKind.choices),
        widget=forms.RadioSelect,
    )
    apart = forms.ChoiceField(
        label=_("Ineligible cost"),
        choices=lambda: [("", _("Together with the rest")), *_capital(ApartKind.choices)],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("What the grant may not be used for can be divided apart from the rest."),
    )

    def __init__(self, members: Iterable[PoolMember], *args: Any, **kwargs: Any) -> None:
        initial = {
            "state_percent": Fraction(70),
            "state_of": StateBase.TOTAL.value,
            "rounding": StateRounding.FLOOR.value,
            "kind": SplitKind.HEADCOUNT.value,
            "apart": "",
        }
        kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for kind, label in MIX.items():
            self.fields[f"mix_{kind.value}"] = PercentField(label=label, required=False)
        for member in self.members:
            words = str(_("Fixed percentage: %(municipality)s")) % {"municipality": member.organization.name}
            self.fields[f"percent_{code_of(member.organization)}"] = PercentField(label=words, required=False)

    @property
    def main_fields(self) -> list[Any]:
        return [self[name] for name in ("name", "state_percent", "state_of", "rounding", "kind")]

    @property
    def mix_fields(self) -> list[Any]:
        return [self[f"mix_{kind.value}"] for kind in MIX]

    @property
    def percent_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("percent_")]

    def given(self) -> RuleInput:
        """What was typed, once it is valid."""
        clean = self.cleaned_data
        mix = {kind: clean[f"mix_{kind.value}"] for kind in MIX}
        percentages = {
            (code := code_of(each.organization)): clean[f"percent_{code}"] or Fraction() for each in self.members
        }
        return RuleInput(
            name=clean["name"],
            state_percent=clean["state_percent"],
            state_of=StateBase(clean["state_of"]),
            rounding=StateRounding(clean["rounding"]),
            kind=SplitKind(clean["kind"]),
            percentages=percentages,
            mix={kind: percent for kind, percent in mix.items() if percent},
            apart=ApartKind(clean["apart"]) if clean["apart"] else None,
        )

    def refuse_not_a_hundred(self, total: Fraction) -> None:
        """Say at the kind what the percentages add up to."""
        words = _("The percentages add up to %(total)s. They must be 100 together.")
        self.add_error("kind", str(words) % {"total": shown_percent(total).replace(".", ",")})
