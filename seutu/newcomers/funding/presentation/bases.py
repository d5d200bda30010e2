"""A basis as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seutu.newcomers.funding.models import Basis
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link, Status
from seutu.shared.ui.dates import day, day_and_time
from seutu.shared.ui.numbers import number


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A basis in a list."""

    title: str
    url: str
    about: str
    status: Status


def basis_title(basis: Basis) -> str:
    """Foreign citizens 31.12.2021."""
    return f"{capfirst(basis.get_definition_display())} {day(basis.reference_on)}"


def basis_row(basis: Basis) -> BasisRow:
    about = f"{basis.organization.name}, {basis.table_id}"
    return BasisRow(basis_title(basis), reverse("funding:basis", args=[basis.pk]), about, basis_status(basis))


def basis_status(basis: Basis) -> Status:
    return Status(pgettext("basis", "Approved"), "settled") if basis.approved_at else Status(_("Draft"))


def number_rows(basis: Basis, partners: Iterable[Organization]) -> list[tuple[str, str, str]]:
    """Name, code and number of the municipalities that take part; "" where the basis has none."""
    return [
        (
            each.name,
            each.municipality_code or "–",
            number(basis.numbers[each.municipality_code]) if each.municipality_code in basis.numbers else "",
        )
        for each in partners
    ]


def source_facts(basis: Basis) -> list[tuple[str, str]]:
    """Where the numbers are from, and who let them be used: for pages and files alike."""
    facts = [
        (_("Whom the numbers count"), str(capfirst(basis.get_definition_display()))),
        (_("Table"), basis.table_id),
        (_("Day of the numbers"), day(basis.reference_on)),
        (_("Retrieved"), day_and_time(basis.retrieved_at)),
    ]
    if basis.answer:
        facts.append((_("Source"), basis.answer.address))
        facts.append((_("Hash (SHA-256)"), basis.answer.sha256))
    if basis.note:
        facts.append((_("What else to know of it"), basis.note))
    if basis.approved_at and basis.approved_by:
        facts.append(
            (pgettext("basis", "Approved"), f"{day_and_time(basis.approved_at)}, {basis.approved_by.display_name}")
        )
    return facts


def way_to_bases(*links: Link) -> list[Link]:
    way = [Link(_("Split of costs"), reverse("funding:pools"))]
    return [*way, Link(_("Bases of the split"), reverse("funding:bases") if links else ""), *links]
