"""What can happen to an initiative."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.actions import initiatives as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.actions.initiatives import InitiativeText
from seutu.publishing.decisions.actions.record_holding import WrongRecordState
from seutu.publishing.decisions.models import Case, RecordState
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.publishing.decisions.tests.factories import ItemFactory
from seutu.shared.audit.actor import System
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

BY = System("tests")
CODE = "131052-308T"


def text(**given) -> InitiativeText:
    known = {"kind": "council", "title": "Pyörätie koululle", "submitted_on": dt.date(2026, 10, 26)}
    return InitiativeText(**(known | given))


@pytest.fixture
def initiative(municipality):
    return actions.register_initiative(municipality, text(), by=BY)


def test_initiatives_are_numbered_by_year_and_municipality(municipality, other_municipality):
    given = [(municipality, 2026), (municipality, 2026), (municipality, 2025), (other_municipality, 2026)]

    made = [actions.register_initiative(owner, text(submitted_on=dt.date(year, 10, 1)), by=BY) for owner, year in given]

    assert [(row.number, row.year) for row in made] == [(1, 2026), (2, 2026), (1, 2025), (1, 2026)]


def test_an_initiative_is_not_public_before_it_is_published(initiative):
    assert initiative.record_state == RecordState.DRAFT

    actions.publish_initiative(initiative, by=BY)

    initiative.refresh_from_db()
    assert initiative.record_state == RecordState.PUBLISHED
    with pytest.raises(WrongRecordState):
        actions.publish_initiative(initiative, by=BY)


@pytest.mark.parametrize("field", ["title", "html", "first_signatory"])
def test_an_identity_code_is_refused_wherever_it_stands(municipality, field):
    row = actions.register_initiative(municipality, text(**{field: f"Allekirjoittaja {CODE}"}), by=BY)

    with pytest.raises(NotPublishable) as refused:
        actions.publish_initiative(row, by=BY)
    assert [each.place for each in refused.value.refusals] == [field]


def test_a_public_initiative_never_gets_an_identity_code(initiative):
    row = actions.publish_initiative(initiative, by=BY)

    with pytest.raises(NotPublishable):
        actions.change_initiative(row, text(html=f"<p>{CODE}</p>"), revision=row.revision, by=BY)
    initiative.refresh_from_db()
    assert initiative.html == ""


def test_an_answered_initiative_tells_its_day(initiative):
    with pytest.raises(actions.AnswerDayMissing):
        actions.change_initiative_state(initiative, "answered", by=BY)
    with pytest.raises(actions.AnsweredTooEarly):
        actions.change_initiative_state(initiative, "answered", answered_on=dt.date(2026, 10, 1), by=BY)


def test_the_item_that_answers_is_of_the_same_municipality(municipality, initiative):
    item = ItemFactory(meeting__body__organization=municipality)
    day = dt.date(2026, 11, 2)

    answered = actions.change_initiative_state(initiative, "answered", answered_on=day, answer_item=item, by=BY)

    assert answered.answer_item == item
    with pytest.raises(actions.OfAnotherOrganization):
        actions.change_initiative_state(initiative, "answered", answered_on=day, answer_item=ItemFactory(), by=BY)


def test_an_initiative_that_goes_back_to_preparation_has_no_answer(municipality, initiative):
    item = ItemFactory(meeting__body__organization=municipality)
    day = dt.date(2026, 11, 2)
    actions.change_initiative_state(initiative, "answered", answered_on=day, answer_item=item, by=BY)

    back = actions.change_initiative_state(initiative, "in_preparation", by=BY)

    assert (back.answered_on, back.answer_item) == (None, None)


def test_an_initiative_was_not_submitted_after_its_answer(initiative):
    row = actions.change_initiative_state(initiative, "answered", answered_on=dt.date(2026, 11, 2), by=BY)

    with pytest.raises(actions.AnsweredTooEarly):
        actions.change_initiative(row, text(submitted_on=dt.date(2026, 11, 3)), revision=row.revision, by=BY)


def test_a_change_on_an_old_revision_is_refused(initiative):
    actions.change_initiative(initiative, text(title="Toinen"), revision=1, by=BY)

    with pytest.raises(EditConflict):
        actions.change_initiative(initiative, text(title="Kolmas"), revision=1, by=BY)


def test_an_initiative_needs_a_title_and_a_body_of_its_own(municipality):
    with pytest.raises(actions.TitleMissing):
        actions.register_initiative(municipality, text(title=""), by=BY)
    with pytest.raises(actions.OfAnotherOrganization):
        actions.register_initiative(municipality, text(submitted_to=BodyFactory()), by=BY)


def test_its_case_gets_a_title_when_it_is_published(municipality):
    row = actions.register_initiative(municipality, text(case_number="7/10.03.01/2026"), by=BY)
    assert Case.objects.get().title == "7/10.03.01/2026"

    actions.publish_initiative(row, by=BY)

    assert Case.objects.get().title == "Pyörätie koululle"


def test_a_withdrawn_initiative_keeps_its_number(municipality, initiative):
    with pytest.raises(WrongRecordState):
        actions.withdraw_initiative(initiative, by=BY)
    actions.withdraw_initiative(actions.publish_initiative(initiative, by=BY), by=BY)

    assert actions.register_initiative(municipality, text(), by=BY).number == 2
