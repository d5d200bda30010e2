from __future__ import annotations

import datetime as dt

import pytest

from seutu.newcomers.clients.actions import substitutions
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen, PastDay
from seutu.newcomers.clients.models import Substitution
from seutu.newcomers.clients.queries.access import access_for, substitutions_for
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

DAY = dt.timedelta(days=1)


@pytest.fixture
def arrange(counsellor, colleague, municipality):
    def arranged(by, **changes) -> Substitution:
        today = clock.today()
        given = {
            "absent": counsellor,
            "substitute": colleague,
            "organization": municipality,
            "starts_on": today,
            "ends_on": today + 7 * DAY,
        }
        return substitutions.arrange_substitution(**(given | changes), by=by)

    return arranged


def test_a_supervisor_arranges_a_substitute(arrange, supervisor, counsellor, colleague, unit):
    client = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)

    made = arrange(supervisor)

    assert access_for(colleague, client) == Access.WRITE
    assert Entry.objects.get().details == {"absent": counsellor.pk, "substitute": colleague.pk}
    assert list(substitutions_for(worker_of(colleague))) == [made]


def test_a_worker_arranges_their_own(arrange, counsellor):
    assert arrange(counsellor).arranged_by == counsellor


@pytest.mark.parametrize("name", ["colleague", "foreign_counsellor", "coordinator", "outsider", "adviser"])
def test_others_do_not_arrange(request, arrange, name, supervisor):
    with pytest.raises(NotAllowed):
        arrange(request.getfixturevalue(name))

    made = arrange(supervisor)
    with pytest.raises(NotAllowed):
        substitutions.end_substitution(made, by=request.getfixturevalue(name))


def test_nobody_is_their_own_substitute(arrange, counsellor):
    with pytest.raises(substitutions.SamePerson):
        arrange(counsellor, substitute=counsellor)


@pytest.mark.parametrize("name", ["foreign_counsellor", "adviser", "coordinator"])
def test_both_serve_clients_of_the_municipality(request, arrange, supervisor, name):
    with pytest.raises(substitutions.NotServingThere):
        arrange(supervisor, substitute=request.getfixturevalue(name))


def test_a_substitution_is_no_way_into_another_municipality(arrange, counsellor, other_municipality):
    with pytest.raises(NotAllowed):
        arrange(counsellor, organization=other_municipality)


def test_days_must_be_in_order_and_not_past(arrange, supervisor):
    today = clock.today()

    with pytest.raises(substitutions.EndsBeforeStart):
        arrange(supervisor, starts_on=today, ends_on=today - DAY)
    with pytest.raises(PastDay):
        arrange(supervisor, starts_on=today - 2 * DAY, ends_on=today - DAY)


def test_the_same_substitute_is_arranged_once_for_a_day(arrange, supervisor):
    made = arrange(supervisor)

    with pytest.raises(substitutions.AlreadyArranged):
        arrange(supervisor, starts_on=made.ends_on, ends_on=made.ends_on + DAY)
    arrange(supervisor, starts_on=made.ends_on + DAY, ends_on=made.ends_on + DAY)


def test_ending_takes_the_right_at_once(arrange, supervisor, counsellor, colleague, unit):
    client = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)
    made = arrange(supervisor, starts_on=clock.today() - DAY)

    substitutions.end_substitution(made, by=counsellor)

    assert access_for(colleague, client) == Access.REFERENCE
    assert Substitution.objects.get().ends_on == clock.today() - DAY
    with pytest.raises(NotOpen):
        substitutions.end_substitution(made, by=supervisor)


def test_one_that_has_not_begun_is_taken_back(arrange, supervisor):
    made = arrange(supervisor, starts_on=clock.today() + DAY)

    substitutions.end_substitution(made, by=supervisor)

    assert not Substitution.objects.exists()
    assert list(Entry.objects.values_list("verb", flat=True)) == ["substitution.arranged", "substitution.ended"]
