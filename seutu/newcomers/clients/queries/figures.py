"""What the register counts for figures: for each indicator its rows, its measure and its dimensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, When

from seutu.newcomers.clients.models import (
    Assessment,
    Client,
    Contact,
    GroupSession,
    IntegrationPlan,
    Interpreting,
    OtherWork,
    Reach,
    StatusRecord,
    VisitKind,
    scoped,
)
from seutu.newcomers.clients.queries import figure_columns as columns
from seutu.newcomers.clients.queries.figure_counting import (
    Counting,
    Places,
    restricted_by_client,
    restricted_clients,
    tally,
)
from seutu.newcomers.clients.queries.kept_figures import tally_of_months
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.kept_figures import combination_for
from seutu.shared.core.figures import FigureCell, FigureQuestion

REACHED = Q(reach=Reach.REACHED)
# By the client and not by ``is_anonymous``, which says the same: the index that counts clients has the client alone.
KNOWN = REACHED & Q(client__isnull=False)


def counted(key: str, question: FigureQuestion) -> list[FigureCell]:
    """The cells of an indicator that are not empty."""
    combination = combination_for(key, question)
    with acting_as_system():
        if combination is not None:
            found = tally_of_months(key, combination, countings()[key], question)
        else:
            found = tally(countings()[key], question, Places.read())
        return Places.read().cells(found, question.by)


def dimensions_of(key: str) -> frozenset[str]:
    """By what an indicator can be broken down: what every one of its tables knows."""
    known = [frozenset(each.columns) for each in countings()[key]]
    return frozenset.intersection(*known) - ({"work_kind"} if len(known) == 1 else set())


def countings() -> Mapping[str, Sequence[Counting]]:
    """What is counted for each indicator; some are counted of several tables."""
    return {
        **{key: [_contacts(condition)] for key, condition in _CONTACTS.items()},
        "topics": [_contacts(REACHED & Q(topics__isnull=False), of_topics=True)],
        "contact_minutes": [_minutes(Contact, columns.WORK_OF_CONTACT)],
        "work_minutes": [
            _minutes(Contact, columns.WORK_OF_CONTACT),
            _minutes(GroupSession, columns.GROUP_SESSION),
            _minutes(OtherWork, columns.OTHER_WORK),
        ],
        "group_sessions": [_sessions(Count("pk"))],
        "participants": [_sessions(Sum("participants"))],
        "clients": [_clients(KNOWN, Count("client", distinct=True), of_topics=True)],
        "new_clients": [_clients(KNOWN & Q(~Exists(_earlier_contacts())), Count("pk"))],
        "households": [_households()],
        "assessments_started": [_path(Assessment, "started_on")],
        "assessments_finalised": [_path(Assessment, "finalised_at")],
        "plans": [_path(IntegrationPlan, "finalised_at")],
        "statuses": [_path(StatusRecord, "recorded_on", columns.STATUS)],
    }


_CONTACTS: Mapping[str, Q] = {
    "contacts": REACHED,
    "anonymous_contacts": REACHED & Q(client__isnull=True),
    "no_shows": Q(reach=Reach.NO_SHOW),
    "not_reached": Q(reach=Reach.NOT_REACHED),
    "first_visits": REACHED & Q(visit_kind=VisitKind.FIRST),
    "interpreted_contacts": REACHED & ~Q(interpreting=Interpreting.NONE) & Q(interpreter_unused=False),
    "unused_interpreters": Q(interpreter_unused=True),
}


def _contacts(condition: Q, *, of_topics: bool = False) -> Counting:
    known = {**columns.CONTACT, **columns.TOPIC} if of_topics else columns.CONTACT
    return Counting(model=Contact, condition=condition, measure=Count("pk"), columns=known)


def _minutes(model: type[Contact | GroupSession | OtherWork], known: Mapping[str, columns.Column]) -> Counting:
    restricted = restricted_by_client if model is Contact else None
    return Counting(model=model, condition=Q(), measure=Sum("minutes"), columns=known, restricted=restricted)


def _sessions(measure: Count | Sum) -> Counting:
    return Counting(model=GroupSession, condition=Q(), measure=measure, columns=columns.GROUP_SESSION, restricted=None)


def _clients(condition: Q, measure: Count, *, of_topics: bool = False) -> Counting:
    known = {**columns.CONTACT, **columns.TOPIC} if of_topics else columns.CONTACT
    return Counting(model=Contact, condition=condition, measure=measure, columns=known)


def _earlier_contacts() -> QuerySet[Contact]:
    """Contacts of the same client before the one in hand, in the whole register."""
    before = Q(occurred_on__lt=OuterRef("occurred_on")) | Q(occurred_on=OuterRef("occurred_on"), pk__lt=OuterRef("pk"))
    return scoped(Contact.objects.filter(before, KNOWN, client=OuterRef("client")))


def _households() -> Counting:
    """Who has no household of several is one of their own, under a number that no household has."""
    household = Case(When(client__household__isnull=False, then=F("client__household_id")), default=-F("client_id"))
    return Counting(
        model=Contact,
        condition=KNOWN,
        measure=Count(household, distinct=True),
        columns={**columns.CONTACT, **columns.TOPIC},
        restricted=_of_restricted_households,
    )


def _of_restricted_households() -> Q:
    """A household with one restricted client is restricted as a whole, or it would be counted on both sides."""
    together = Client.objects.filter(pk__in=restricted_clients().values("pk"), household__isnull=False).values(
        "household"
    )
    return restricted_by_client() | Q(client__in=Client.objects.filter(household__in=together).values("pk"))


def _path(
    model: type[Assessment | IntegrationPlan | StatusRecord],
    day: str,
    known: Mapping[str, columns.Column] = columns.PATH,
) -> Counting:
    return Counting(
        model=model,
        condition=Q(**{f"{day}__isnull": False}),
        measure=Count("client", distinct=True),
        columns=known,
        day=day,
        provider="client__controller",
        is_instant=day.endswith("_at"),
    )
