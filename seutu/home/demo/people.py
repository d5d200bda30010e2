"""Who sits in the bodies of the demo and who holds its offices, and what their agendas begin with."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from seutu.home.demo.attendance import group_of, series_roster, term_on
from seutu.home.demo.calendar import Table
from seutu.home.demo.records import owners
from seutu.home.demo.region import demo_file
from seutu.publishing.decisions.models import Office, OfficeHolding, Person, Seat, SeatRole
from seutu.publishing.desk.models import AgendaTemplate, TemplateItem
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import Body

TEMPLATE = "Varsinainen kokous"
HELD_FROM = dt.date(2019, 1, 1)


def fill_people(bodies: Mapping[str, Body], *, first_start: dt.date) -> None:
    """Write the seats of the term of ``first_start`` and who holds the offices; nothing when somebody is there."""
    if Person.objects.exists():
        return
    term = term_on(first_start)
    rosters = {path: series_roster(path, term) for path in bodies}
    people = _people(rosters)
    _fill_seats(rosters, people, bodies, next(each for each in demo_file("region.toml")["term"] if each["id"] == term))
    holders = {(entry["town"], entry["name_fi"]): entry["holder"] for entry in demo_file("records.toml")["office"]}
    OfficeHolding.objects.bulk_create(
        OfficeHolding(
            person=people[office.organization.slug, holders[office.organization.slug, office.name_fi]],
            office=office,
            title=office.name_fi,
            starts_on=HELD_FROM,
        )
        for office in Office.objects.select_related("organization")
    )


def _people(rosters: Mapping[str, Table]) -> dict[tuple[str, str], Person]:
    towns = owners()
    named = [(path.split("/")[0], name) for path, roster in rosters.items() for name in _names(roster)]
    named += [(entry["town"], entry["holder"]) for entry in demo_file("records.toml")["office"]]
    slugs: Counter[tuple[str, str]] = Counter()
    people: dict[tuple[str, str], Person] = {}
    for town, name in dict.fromkeys(named):
        slug = slugify(name)
        slugs[town, slug] += 1
        count = slugs[town, slug]
        people[town, name] = Person(organization=towns[town], name=name, slug=f"{slug}-{count}" if count > 1 else slug)
    Person.objects.bulk_create(people.values())
    return people


def _names(roster: Table) -> list[str]:
    deputies = [deputy["name"] for deputy in roster.get("deputies", ())]
    return [roster["chair"], *roster["vice_chairs"], *roster["members"], *deputies]


def _fill_seats(
    rosters: Mapping[str, Table], people: Mapping[tuple[str, str], Person], bodies: Mapping[str, Body], term: Table
) -> None:
    seats: dict[tuple[str, str], Seat] = {}
    for path, roster in rosters.items():
        town = path.split("/")[0]
        for name, role in _roles(roster).items():
            seats[path, name] = Seat(
                person=people[town, name],
                body=bodies[path],
                role=role,
                group=group_of(name),
                starts_on=term["starts_on"],
                ends_on=term.get("ends_on"),
            )
    Seat.objects.bulk_create(seats.values())
    deputies = []
    for path, roster in rosters.items():
        for deputy in roster.get("deputies", ()):
            seat = seats[path, deputy["name"]]
            seat.deputises_for = seats[path, deputy["deputises_for"]]
            deputies.append(seat)
    Seat.objects.bulk_update(deputies, ["deputises_for"])


def _roles(roster: Table) -> dict[str, SeatRole]:
    roles = {deputy["name"]: SeatRole.DEPUTY for deputy in roster.get("deputies", ())}
    roles |= dict.fromkeys(roster["members"], SeatRole.MEMBER)
    roles |= dict.fromkeys(roster["vice_chairs"], SeatRole.VICE_CHAIR)
    return {roster["chair"]: SeatRole.CHAIR, **roles}


def fill_templates(bodies: Mapping[str, Body]) -> None:
    """Write the template of every body's agendas; nothing when there is one."""
    if AgendaTemplate.objects.exists():
        return
    templates = AgendaTemplate.objects.bulk_create(
        AgendaTemplate(body=body, name=TEMPLATE, is_default=True) for body in bodies.values()
    )
    TemplateItem.objects.bulk_create(
        TemplateItem(
            template=template,
            position=position,
            title=entry["title"],
            background_html=from_markdown(entry.get("background", "")),
            proposal_html=from_markdown(entry["proposal"]),
            remedy=entry["remedy"],
            provision=entry["provision"],
        )
        for template in templates
        for position, entry in enumerate(demo_file("standing.toml")["template"], start=1)
    )
