"""What lies at the desks where somebody answers forms, and where else it can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Case, Count, F, Q, QuerySet, Value, When

from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.eforms.models import AnswerSet, FormVersion, HandOver, Submission
from seutu.shared.eforms.rules.desk import OPEN, OURS, Desks, Place, desks_among, lies_at
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.organizations.models import Membership, Organization, Unit
from seutu.shared.organizations.queries import memberships_of
from seutu.shared.organizations.roles import Permission, roles_with

LEFT_SHOWN = 20
UNREVIEWED = "unreviewed"


def desks_of(user: User | AnonymousUser) -> Desks | None:
    """Where ``user`` answers forms today, or None when nowhere. One query."""
    if not isinstance(user, User) or not user.is_active:
        return None
    return desks_among(memberships_of(user))


def _answering() -> QuerySet[Membership]:
    return Membership.objects.in_force_on(clock.today()).filter(role__in=roles_with(Permission.ANSWER_FORMS))


def submissions_visible_to(user: User | AnonymousUser) -> QuerySet[Submission]:
    """What arrived at the desks of ``user``; what has been emptied is nobody's any more."""
    desks = desks_of(user)
    return submissions_at(desks) if desks else Submission.objects.none()


def submissions_at(desks: Desks) -> QuerySet[Submission]:
    """What arrived at ``desks``."""
    return Submission.objects.filter(lies_at(desks), erased_at__isnull=True)


def places_of(desks: Desks) -> list[Place]:
    """Where something may lie that is seen at ``desks``: the organizations, and units of theirs. Two queries."""
    organizations = {each.pk: each for each in Organization.objects.filter(pk__in=desks.organizations)}
    units = Unit.objects.filter(Q(organization__in=desks.whole) | Q(pk__in=desks.units), closed_on__isnull=True)
    places = [Place(each) for each in organizations.values()]
    places += [Place(organizations[each.organization_id], each) for each in units]
    return sorted(places, key=lambda each: each.name)


# -- the inbox ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of an inbox is asked for: ``state`` "" is all that is open; ``place`` a key of a `Place`."""

    state: str = ""
    form: int | None = None
    place: str = ""
    is_mine: bool = False


def inbox(desks: Desks, wanted: Wanted) -> QuerySet[Submission]:
    """What is asked for of what lies at ``desks``: overdue first, then by the day to answer by, then by arrival."""
    rows = submissions_at(desks)
    rows = rows.filter(state=wanted.state) if wanted.state else rows.filter(state__in=OPEN)
    if wanted.form:
        rows = rows.filter(version__form=wanted.form)
    if wanted.place:
        rows = rows.filter(_at(wanted.place))
    if wanted.is_mine:
        rows = rows.filter(assigned_to=desks.user_id)
    return in_order(rows)


def in_order(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Overdue first, with what a list tells of each."""
    rows = rows.select_related("version__form", "organization", "unit", "assigned_to")
    rows = rows.defer("version__spec", "version__form__draft_spec")
    rows = rows.annotate(is_overdue=_overdue())
    return rows.order_by("-is_overdue", F("answer_by").asc(nulls_last=True), "arrived_at", "pk")


def _overdue() -> Case:
    late = When(Q(state__in=OURS, answer_by__lt=clock.today()), then=Value(True))
    return Case(late, default=Value(False), output_field=BooleanField())


def _at(key: str) -> Q:
    organization, _, unit = key.partition("-")
    return Q(organization=int(organization), unit=int(unit)) if unit else Q(organization=int(organization))


def waiting_at(desks: Desks) -> dict[str, int]:
    """How many wait at ``desks`` for the desk itself, and of them how many are new, the person's own, and overdue."""
    late, mine = Q(answer_by__lt=clock.today()), Q(assigned_to=desks.user_id)
    return (
        submissions_at(desks)
        .filter(state__in=OURS)
        .aggregate(
            all=Count("pk"),
            new=Count("pk", filter=Q(state=Submission.State.NEW)),
            mine=Count("pk", filter=mine),
            overdue=Count("pk", filter=late),
        )
    )


def titles_of(version_ids: set[int]) -> dict[int, Text]:
    """The titles of published versions, in all their languages, without reading their specs whole."""
    rows = FormVersion.objects.filter(pk__in=version_ids).values_list("pk", "spec__title")
    return {pk: _text(title or {}) for pk, title in rows}


def _text(data: Mapping[str, Any]) -> Text:
    words = {code: said for code, said in data.items() if code != UNREVIEWED}
    return Text(words, frozenset(data.get(UNREVIEWED, ())))


def forms_at(desks: Desks) -> dict[int, Text]:
    """The forms from which something lies at ``desks``, with the title of the newest version of each."""
    newest = submissions_at(desks).order_by("version__form", "-version__number").values_list("version__form", "version")
    versions: dict[int, int] = {}
    for form, version in newest.distinct():
        versions.setdefault(form, version)
    titles = titles_of(set(versions.values()))
    return {form: titles[version] for form, version in versions.items()}


def left_from(desks: Desks) -> QuerySet[HandOver]:
    """What went from ``desks`` to where they do not see it: that it went and why, and nothing of the answers."""
    gone = Q(from_organization__in=desks.whole) | (
        Q(from_organization__in=desks.parts) & (Q(from_unit__in=desks.units) | Q(from_unit__isnull=True))
    )
    rows = HandOver.objects.filter(gone, submission__erased_at__isnull=True)
    rows = rows.exclude(submission__in=submissions_at(desks).values("pk"))
    return rows.select_related("submission", "to_organization", "to_unit", "handed_over_by")


# -- one submission ----------------------------------------------------------------------------------------------


def newest_set(submission: Submission) -> AnswerSet:
    """The answers as they are now: those of the arrival, or of the newest completion."""
    return submission.answer_sets.latest("number")


def answers_of(submission: Submission) -> dict[str, Any]:
    """The newest answers, as JSON."""
    answers: dict[str, Any] = newest_set(submission).answers
    return answers


def who_may_answer(submission: Submission) -> QuerySet[User]:
    """The people to whom the submission can be given: all at whose desk it lies."""
    memberships = _answering().filter(organization=submission.organization_id)
    if submission.unit_id:
        memberships = memberships.filter(Q(unit=submission.unit_id) | Q(unit__isnull=True))
    return User.objects.filter(pk__in=memberships.values("user"), is_active=True).order_by("display_name", "pk")


def places_for(submission: Submission) -> list[Place]:
    """Where the submission can be handed over to: desks of its organization and of its region at which somebody works.

    Those of its own organization first. Three queries.
    """
    organizations = {each.pk: each for each in _near(submission.organization)}
    answering = _answering().filter(organization__in=organizations, user__is_active=True)
    whole: set[int] = set()
    units: set[int] = set()
    for organization, unit in answering.values_list("organization", "unit"):
        (units if unit else whole).add(unit or organization)
    open_units = Unit.objects.filter(organization__in=organizations, closed_on__isnull=True)
    worked_in = [each for each in open_units if each.organization_id in whole or each.pk in units]
    worked_at = whole | {each.organization_id for each in worked_in}
    places = [Place(organizations[pk]) for pk in worked_at]
    places += [Place(organizations[each.organization_id], each) for each in worked_in]
    here = (submission.organization_id, submission.unit_id)
    others = [each for each in places if (each.organization.pk, each.unit.pk if each.unit else None) != here]
    return sorted(others, key=lambda each: (each.organization.pk != submission.organization_id, each.name))


def _near(organization: Organization) -> QuerySet[Organization]:
    if organization.region_id is None:
        return Organization.objects.filter(pk=organization.pk)
    return Organization.objects.filter(region=organization.region_id)
