from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from seutu.shared.core import clock
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.queries.desk import (
    Wanted,
    desks_of,
    forms_at,
    in_order,
    inbox,
    left_from,
    places_for,
    submissions_visible_to,
    waiting_at,
    who_may_answer,
)
from seutu.shared.eforms.queries.forms import forms_made_by
from seutu.shared.eforms.tests.desk_rows import arrived, form_of
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory, RegionFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lying(contact_form, unit, other_unit, other_municipality):
    """Submissions at the municipality, at each of its two units, and at another municipality."""
    elsewhere = form_of(other_municipality, slug="muualla")
    return {
        "none": arrived(contact_form),
        "unit": arrived(contact_form, unit=unit),
        "other_unit": arrived(contact_form, unit=other_unit),
        "elsewhere": arrived(elsewhere),
    }


def seen_by(user, lying) -> set[str]:
    found = set(submissions_visible_to(user).values_list("pk", flat=True))
    return {key for key, submission in lying.items() if submission.pk in found}


def test_who_works_in_the_organization_sees_all_of_it(lying, clerk, coordinator, supervisor):
    for user in (clerk, coordinator, supervisor):
        assert seen_by(user, lying) == {"none", "unit", "other_unit"}


def test_who_works_in_a_unit_sees_that_unit_and_what_is_at_none(lying, counsellor, colleague):
    assert seen_by(counsellor, lying) == {"none", "unit"}
    assert seen_by(colleague, lying) == {"none", "other_unit"}


def test_others_see_nothing(lying, outsider, adviser, operator, data_protection_officer):
    assert seen_by(outsider, lying) == {"elsewhere"}
    for user in (adviser, operator, data_protection_officer, AnonymousUser()):
        assert seen_by(user, lying) == set()


def test_a_membership_that_ended_shows_nothing_any_more(lying, clerk):
    Membership.objects.filter(user=clerk).update(ends_on=clock.today() - dt.timedelta(days=1))

    assert seen_by(clerk, lying) == set()


def test_somebody_who_may_not_sign_in_any_more_sees_nothing(lying, clerk):
    clerk.is_active = False
    clerk.save()

    assert seen_by(clerk, lying) == set()


def test_what_was_emptied_is_seen_by_nobody(lying, clerk):
    Submission.objects.filter(pk=lying["none"].pk).update(state="closed", erased_at=clock.now())

    assert seen_by(clerk, lying) == {"unit", "other_unit"}


def test_the_coordinator_makes_the_forms_of_the_municipality_and_of_no_other(
    lying, contact_form, coordinator, clerk, outsider
):
    assert list(forms_made_by(coordinator)) == [contact_form]
    assert not forms_made_by(clerk).exists()
    assert not forms_made_by(outsider).exists()


def test_the_inbox_has_what_is_overdue_first_and_what_nobody_promised_last(contact_form, clerk):
    today = clock.today()
    later = arrived(contact_form, answer_by=today + dt.timedelta(days=9))
    never = arrived(contact_form, answer_by=None)
    late = arrived(contact_form, answer_by=today - dt.timedelta(days=1))
    waits = arrived(contact_form, answer_by=today - dt.timedelta(days=5), state="waiting")
    closed = arrived(contact_form, state="closed", closed_at=clock.now())

    desks = desks_of(clerk)

    assert list(inbox(desks, Wanted())) == [late, waits, later, never]
    assert list(inbox(desks, Wanted(state="closed"))) == [closed]
    assert waiting_at(desks) == {"all": 3, "new": 3, "mine": 0, "overdue": 1}


def test_an_inbox_can_be_narrowed(lying, contact_form, counsellor, clerk, unit):
    Submission.objects.filter(pk=lying["unit"].pk).update(assigned_to=counsellor, state="taken")
    desks = desks_of(counsellor)

    assert list(inbox(desks, Wanted(is_mine=True))) == [lying["unit"]]
    assert list(inbox(desks, Wanted(place=f"{unit.organization_id}-{unit.pk}"))) == [lying["unit"]]
    assert list(inbox(desks, Wanted(form=contact_form.pk, state="new"))) == [lying["none"]]
    assert not inbox(desks, Wanted(form=lying["elsewhere"].version.form_id)).exists()


def test_an_inbox_costs_the_same_with_one_and_with_three(contact_form, clerk, django_assert_num_queries):
    desks = desks_of(clerk)
    for number in (1, 2):
        for _each in range(number):
            arrived(contact_form)
        with django_assert_num_queries(1):
            [(each.version.form.slug, each.organization.name, each.assigned_to) for each in inbox(desks, Wanted())]
        with django_assert_num_queries(2):
            assert forms_at(desks)[contact_form.pk].words["fi"] == "Yhteydenottopyyntö"


def test_a_submission_can_be_given_to_whoever_sees_it(lying, clerk, counsellor, colleague, outsider):
    assert set(who_may_answer(lying["unit"])) == {clerk, counsellor}
    assert set(who_may_answer(lying["none"])) == {clerk, counsellor, colleague}


def test_it_can_go_to_the_desks_of_the_region_at_which_somebody_works(
    lying, municipality, other_municipality, unit, other_unit, counsellor, outsider, django_assert_num_queries
):
    assert [each.unit for each in places_for(lying["none"])] == [unit]
    region = RegionFactory()
    for each in (municipality, other_municipality):
        each.region = region
        each.save()
    UnitFactory(organization=other_municipality, name_fi="Suljettu", closed_on=clock.today())
    submission = Submission.objects.select_related("organization").get(pk=lying["unit"].pk)

    with django_assert_num_queries(3):
        places = places_for(submission)

    assert [(each.organization, each.unit) for each in places] == [(municipality, None), (other_municipality, None)]
    assert [each.key for each in places] == [str(municipality.pk), str(other_municipality.pk)]


def test_a_role_that_answers_no_forms_makes_no_desk(lying, municipality, unit):
    MembershipFactory(organization=municipality, unit=unit, role=Role.ADVISER)

    assert places_for(lying["none"]) == []
    assert not left_from(desks_of(MembershipFactory(organization=municipality).user)).exists()
    assert in_order(Submission.objects.all()).count() == 4
