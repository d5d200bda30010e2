"""What the arrival checklist of a client depends on."""

from __future__ import annotations

from seutu.newcomers.clients.models import Client, Relation
from seutu.newcomers.clients.rules.checklist import Arrival
from seutu.shared.core import clock


def arrival_of(client: Client) -> Arrival:
    """What is known of a client whom the caller may see, and of which years the children of the household are."""
    children = client.household_members.filter(relation=Relation.CHILD)
    years = [
        own or (birth.year if birth else theirs)
        for own, birth, theirs in children.values_list("birth_year", "member__birth_date", "member__birth_year")
    ]
    return Arrival(
        began_on=client.began_on,
        today=clock.today(),
        birth_year=client.birth_date.year if client.birth_date else client.birth_year,
        child_birth_years=[year for year in years if year],
        citizenships=list(client.citizenships or []),
        mother_tongue=client.mother_tongue,
        basis_group=client.basis_group,
    )
