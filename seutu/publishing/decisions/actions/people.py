"""Elected officials and office holders: who they are, what they hold, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.actions.writing import one_line
from seutu.publishing.decisions.models import Office, OfficeHolding, Person, Seat, SeatRole
from seutu.publishing.decisions.queries.of_registers import former_people
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import clock, page_cache
from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import Body, Organization


class NameMissing(Exception):
    """A person or an office has no name."""


class OtherOrganization(Exception):
    """The body, the office or the seat belongs to another organization than the person."""


class TermsOverlap(Exception):
    """The person already has a seat in the body, or holds the office, in a part of that time."""


class EndsBeforeStart(Exception):
    """The last day is before the first."""


class StillInForce(Exception):
    """The person has a term that is in force or to come: the public has a right to know of it (KuntaL 84 §)."""


@dataclass(frozen=True, slots=True)
class SeatInput:
    """A membership of a body; ``deputises_for`` is the seat that a deputy stands in for, when it is one person's."""

    body: Body
    role: SeatRole | str
    starts_on: dt.date
    ends_on: dt.date | None = None
    group: str = ""
    deputises_for: Seat | None = None


@dataclass(frozen=True, slots=True)
class OfficeInput:
    """A post with a number series of its own."""

    name_fi: str
    name_sv: str = ""
    abbreviation: str = ""


@transaction.atomic
def add_person(organization: Organization, name: str, *, by: Actor) -> Person:
    """Take a person into the register. Nothing of them is public before a seat or an office is in force.

    :raises NameMissing: the name is empty.
    """
    person = Person(organization=organization, name=_named(name))
    person.slug = _free_slug(person)
    person.save()
    record("person.added", target=person, by=by)
    return person


@transaction.atomic
def rename_person(person: Person, name: str, *, by: Actor) -> None:
    """Give a person another name; the address follows it, since a former name is theirs to leave behind.

    :raises NameMissing: the name is empty.
    """
    person.name = _named(name)
    person.slug = _free_slug(person)
    person.save()
    record("person.renamed", target=person, by=by)
    page_cache.empty()


@transaction.atomic
def give_seat(person: Person, given: SeatInput, *, by: Actor) -> Seat:
    """Give a person a seat in a body.

    :raises OtherOrganization: the body, or the seat that is stood in for, is not of the person's organization.
    :raises TermsOverlap: the person sits in the body already in that time.
    :raises EndsBeforeStart: the last day is before the first.
    """
    whose = given.deputises_for if given.role == SeatRole.DEPUTY else None
    if given.body.organization_id != person.organization_id or (whose and whose.body_id != given.body.pk):
        raise OtherOrganization
    _refuse_backwards(given.starts_on, given.ends_on)
    if person.seats.filter(_overlaps(given.starts_on, given.ends_on), body=given.body).exists():
        raise TermsOverlap
    seat = Seat.objects.create(
        person=person,
        body=given.body,
        role=given.role,
        deputises_for=whose,
        group=one_line(given.group, 100),
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )
    record("seat.given", target=seat, by=by, organization_id=person.organization_id)
    page_cache.empty()
    return seat


@transaction.atomic
def give_office(
    person: Person, office: Office, *, title: str = "", starts_on: dt.date, ends_on: dt.date | None = None, by: Actor
) -> OfficeHolding:
    """Note that a person holds an office; several may hold it at once, as when one stands in for another.

    :raises OtherOrganization: the office is not of the person's organization.
    :raises TermsOverlap: the person holds it already in that time.
    :raises EndsBeforeStart: the last day is before the first.
    """
    if office.organization_id != person.organization_id:
        raise OtherOrganization
    _refuse_backwards(starts_on, ends_on)
    if person.holdings.filter(_overlaps(starts_on, ends_on), office=office).exists():
        raise TermsOverlap
    holding = OfficeHolding.objects.create(
        person=person, office=office, title=one_line(title, 200), starts_on=starts_on, ends_on=ends_on
    )
    record("holding.given", target=holding, by=by, organization_id=person.organization_id)
    page_cache.empty()
    return holding


@transaction.atomic
def end_term(term: Seat | OfficeHolding, *, on: dt.date, by: Actor) -> None:
    """Say which day is the last of a seat or of an office; the day after, it is off every public page.

    :raises EndsBeforeStart: that day is before the first.
    """
    _refuse_backwards(term.starts_on, on)
    term.ends_on = on
    term.save(update_fields=["ends_on", "updated_at"])
    record(f"{_kind(term)}.ended", target=term, by=by, organization_id=term.person.organization_id)
    page_cache.empty()


@transaction.atomic
def remove_term(term: Seat | OfficeHolding, *, by: Actor) -> None:
    """Take back a seat or an office that was entered by mistake."""
    record(f"{_kind(term)}.removed", target=term, by=by, organization_id=term.person.organization_id)
    term.delete()
    page_cache.empty()


@transaction.atomic
def add_office(organization: Organization, given: OfficeInput, *, by: Actor) -> Office:
    """Make an office, whose decisions get a number series of their own.

    :raises NameMissing: the Finnish name is empty.
    """
    office = Office(organization=organization)
    _write_office(office, given)
    office.slug = _free(slugify(office.name_fi) or "virka", organization.offices.values_list("slug", flat=True))
    office.save()
    record("office.added", target=office, by=by)
    return office


@transaction.atomic
def change_office(office: Office, given: OfficeInput, *, by: Actor) -> None:
    """Change the names of an office; its address and its series stay.

    :raises NameMissing: the Finnish name is empty.
    """
    _write_office(office, given)
    office.save()
    record("office.changed", target=office, by=by)
    note_public_change(office)


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Erase a person whose terms are over, with the terms.

    :raises StillInForce: one of them is in force or to come.
    """
    today = clock.today()
    if person.seats.filter(_not_over(today)).exists() or person.holdings.filter(_not_over(today)).exists():
        raise StillInForce
    record("person.erased", target=person, by=by)
    takedown_journal.note(person, "erased")
    person.delete()
    page_cache.empty()


@transaction.atomic
def erase_former_people(
    *, by: Actor, organizations: Collection[int] | None = None, is_dry_run: bool = False
) -> list[int]:
    """Erase everybody who held something and holds nothing any more (KuntaL 84 § 3 mom.); say who, by id.

    ``organizations`` limits it to some, by id. A dry run only says. Who has not held anything yet stays.
    """
    former = list(former_people(clock.today(), organizations=organizations))
    ids = [person.pk for person in former]
    if not is_dry_run:
        for person in former:
            erase_person(person, by=by)
    return ids


def _named(name: str) -> str:
    clean = one_line(name, 200)
    if not clean:
        raise NameMissing
    return clean


def _write_office(office: Office, given: OfficeInput) -> None:
    office.name_fi, office.name_sv = _named(given.name_fi), one_line(given.name_sv, 200)
    office.abbreviation = one_line(given.abbreviation, 20)


def _free_slug(person: Person) -> str:
    others = person.organization.people.exclude(pk=person.pk)
    return _free(slugify(person.name) or "henkilo", others.values_list("slug", flat=True))


def _free(slug: str, others: Collection[str]) -> str:
    """``slug`` cut to what its column holds, with a number behind it when somebody has it already."""
    base, taken, number = slug[:110].strip("-"), set(others), 2
    free = base
    while free in taken:
        free, number = f"{base}-{number}", number + 1
    return free


def _not_over(day: dt.date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def _overlaps(starts_on: dt.date, ends_on: dt.date | None) -> Q:
    begins_in_time = Q(starts_on__lte=ends_on) if ends_on else Q()
    return _not_over(starts_on) & begins_in_time


def _refuse_backwards(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart


def _kind(term: Seat | OfficeHolding) -> str:
    return "seat" if isinstance(term, Seat) else "holding"
