"""Who pays what of a project, as the split of costs has it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.funding.models import CostYear
from seutu.newcomers.projects.queries.shares import YearShares
from seutu.newcomers.projects.templatetags.projects import cents
from seutu.shared.ui.dates import day


@dataclass(frozen=True)
class SharesOfYear:
    """A year of costs, divided: a table of municipalities, and by what it was divided."""

    year: CostYear
    name: str
    lead: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]
    notes: tuple[str, ...]


def shares_of_year(found: YearShares) -> SharesOfYear:
    """A year in words."""
    parts = found.split.parts
    name = found.year.name
    lead = _("Of %(total)s the state pays %(state)s and the municipalities %(municipal)s together.") % {
        "total": cents(parts.total),
        "state": cents(parts.state),
        "municipal": cents(parts.municipal),
    }
    shares = found.split.shares
    return SharesOfYear(
        year=found.year,
        name=name,
        lead=lead,
        caption=_("Municipalities' shares, %(year)s") % {"year": name},
        head=(
            _("Municipality"),
            pgettext("cost", "Share"),
            pgettext("cost", "Billed"),
            pgettext("cost", "Not billed yet"),
        ),
        rows=tuple(
            (
                found.names.get(code, code),
                cents(shares.get(code, 0)),
                cents(found.billed.get(code, 0)),
                cents(shares.get(code, 0) - found.billed.get(code, 0)),
            )
            for code in dict.fromkeys([*shares, *found.billed])
        ),
        foot=(
            _("All together"),
            cents(parts.municipal),
            cents(sum(found.billed.values())),
            cents(parts.municipal - sum(found.billed.values())),
        ),
        notes=tuple(_notes(found)),
    )


def _notes(found: YearShares) -> list[str]:
    year = found.year
    notes = [
        _("The shares are of the costs that came about.")
        if year.actual_eligible_cents is not None
        else _("The shares are of the budget: what came about is not known yet.")
    ]
    if year.rule is not None:
        notes.append(_("Rule of the split: %(rule)s.") % {"rule": year.rule.name})
    if year.basis is not None:
        told = {"basis": year.basis.get_definition_display(), "day": day(year.basis.reference_on)}
        notes.append(_("Basis of the split: %(basis)s, %(day)s.") % told)
    return notes
