"""A split line by line, as a treasurer checks it with a pocket calculator: the same on the page and in every file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from seutu.newcomers.funding.models import ApartKind, SplitKind, SplitRule
from seutu.newcomers.funding.presentation.amounts import (
    euros,
    exact_euros,
    percentage,
    plain_number,
    remainder_cents,
)
from seutu.newcomers.funding.rules.largest_remainder import Line, Why
from seutu.newcomers.funding.rules.splitting import Division, Split
from seutu.newcomers.funding.rules.weights import Part, Weighed
from seutu.shared.ui.numbers import number

TIMES, OVER = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"

REASONS: dict[Why, Any] = {
    Why.NO_REMAINDER: gettext_lazy("Even, nothing is left over"),
    Why.LARGE_REMAINDER: gettext_lazy("Among the largest remainders"),
    Why.SMALL_REMAINDER: gettext_lazy("The remainder is too small"),
    Why.LARGER_HEADCOUNT: gettext_lazy("Equal remainders: the larger number gets it"),
    Why.SMALLER_HEADCOUNT: gettext_lazy("Equal remainders: the larger number got it"),
    Why.EARLIER_CODE: gettext_lazy("Equal remainders and numbers: the smaller municipality code gets it"),
    Why.LATER_CODE: gettext_lazy("Equal remainders and numbers: the smaller municipality code got it"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality of a computation, in words."""

    name: str
    formula: str
    exact: str
    whole: str
    remainder: str
    cent: str
    why: str
    amount: str
    cents: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One division: what is divided by what, its rows, and how many cents were left over."""

    title: str
    amount: str
    explanation: str
    rows: Sequence[Row]


def headings() -> list[str]:
    """The columns of a computation."""
    return [
        _("Municipality"),
        _("Calculation"),
        _("Exact share, €"),
        _("Without fractions of a cent"),
        _("Remainder, cents"),
        _("Cent"),
        _("Why"),
        pgettext("of a cost", "Share"),
    ]


def shown(split: Split, names: Mapping[str, str]) -> list[Shown]:
    """The divisions of a split: by the rule, and of what is apart from it where there is any."""
    found = [_division(split.shared, _("The municipalities' part"), names)]
    if split.apart and split.apart.apportionment.amount:
        found.append(_division(split.apart, _("Ineligible cost, apart from the rest"), names))
    return found


def _division(division: Division, title: str, names: Mapping[str, str]) -> Shown:
    split = division.apportionment
    rows = [_row(line, weighed, division, names) for line, weighed in zip(split.lines, division.weighed, strict=True)]
    return Shown(title, euros(split.amount), _explanation(division), rows)


def _explanation(division: Division) -> str:
    left = abs(division.apportionment.left_over)
    if left == 0:
        return _("The shares are even to the cent: nothing is left over.")
    words = _("Each municipality gets its exact share without fractions of a cent.")
    rest = ngettext(
        "That leaves one cent, which goes to the largest remainder.",
        "That leaves %(left)s cents, which go one by one to the largest remainders.",
        left,
    )
    return f"{words} {rest % {'left': number(left)}}"


def _row(line: Line, weighed: Weighed, division: Division, names: Mapping[str, str]) -> Row:
    return Row(
        name=names.get(line.code, line.code),
        formula=formula(weighed.parts, division.apportionment.amount),
        exact=exact_euros(line.quota),
        whole=euros(line.whole),
        remainder=remainder_cents(line.remainder),
        cent=f"{line.cent:+}".replace("-", "\N{MINUS SIGN}") if line.cent else "",
        why=str(REASONS[line.why]),
        amount=euros(line.amount),
        cents=line.amount,
    )


def formula(parts: Sequence[Part], cents: int) -> str:
    """90 000,00 € × 2 300 ÷ 2 610, with days and parts of a mixed rule where there are any."""
    amount = euros(cents)
    if len(parts) == 1:
        return f"{amount} {TIMES} {_weight(parts[0])} {OVER} {plain_number(parts[0].total)}"
    terms = [f"{percentage(part.percent)} {TIMES} {_weight(part)} {OVER} {plain_number(part.total)}" for part in parts]
    return f"{amount} {TIMES} ({' + '.join(terms)})"


def _weight(part: Part) -> str:
    weight = plain_number(part.number)
    if part.days is None:
        return weight
    days = _("%(days)s days") % {"days": number(part.days)}
    return f"({weight} {TIMES} {days})"


def rule_words(rule: SplitRule) -> list[str]:
    """What a rule says, a sentence for each thing."""
    said = [
        _("The state pays %(percent)s of %(of)s.")
        % {"percent": percentage(rule.state_percent), "of": rule.get_state_of_display()},
        _("A fraction of a cent in the state's part is %(rounding)s.") % {"rounding": rule.get_rounding_display()},
        _("The municipalities pay the rest %(kind)s.") % {"kind": _kind(rule)},
    ]
    if rule.apart:
        apart = ApartKind(rule.apart).label
        said.append(_("Ineligible cost is divided apart: %(how)s.") % {"how": apart})
    return said


def _kind(rule: SplitRule) -> str:
    if rule.kind != SplitKind.MIXED:
        return str(SplitKind(rule.kind).label)
    # In the order of the kinds: a database may keep the parts in another one.
    terms = [f"{_percent_text(rule.mix[kind])} {kind.label}" for kind in SplitKind if kind in rule.mix]
    return ", ".join(terms)


def _percent_text(text: str) -> str:
    return percentage(Decimal(text))
