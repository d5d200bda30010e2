from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from seutu.shared.audit.models import Entry
from seutu.shared.eforms.actions import desk
from seutu.shared.eforms.models import HandOver, Submission
from seutu.shared.eforms.queries.desk import desks_of, left_from, submissions_visible_to
from seutu.shared.organizations.tests.factories import RegionFactory

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="submission").order_by("pk").values_list("verb", flat=True))


def test_a_worker_takes_a_submission(submission, clerk):
    taken = desk.take(submission, revision=1, by=clerk)

    assert (taken.assigned_to, taken.state, taken.revision) == (clerk, "taken", 2)
    assert verbs() == ["submission.assigned"]


def test_a_worker_gives_it_to_a_colleague_who_may_answer_it(submission, clerk, counsellor, outsider):
    taken = desk.take(submission, revision=1, by=clerk, to=counsellor)

    assert taken.assigned_to == counsellor
    with pytest.raises(desk.NotForThem):
        desk.take(submission, revision=2, by=clerk, to=outsider)


def test_who_read_an_older_revision_writes_nothing(submission, clerk, counsellor):
    desk.take(submission, revision=1, by=clerk)

    with pytest.raises(desk.StaleSubmission):
        desk.take(submission, revision=1, by=counsellor)

    assert Submission.objects.get().assigned_to == clerk


def test_an_outsider_does_nothing_with_it(submission, outsider):
    for verb in (desk.take, desk.close, desk.reopen):
        with pytest.raises(desk.NotForThem):
            verb(submission, revision=1, by=outsider)
    with pytest.raises(desk.NotForThem):
        desk.note(submission, "Ei", revision=1, by=outsider)
    assert verbs() == []


def test_a_note_is_of_a_field_or_of_the_whole_and_is_sealed(submission, clerk):
    desk.note(submission, "Soita ensin", revision=1, by=clerk, field_name="nimi")
    desk.note(submission, "Kiireellinen", revision=2, by=clerk)

    assert [(each.field_name, each.text) for each in submission.notes.all()] == [
        ("nimi", "Soita ensin"),
        ("", "Kiireellinen"),
    ]
    assert not any("Soita" in str(each.details) for each in Entry.objects.all())


def test_what_is_closed_takes_nothing_but_notes_and_opens_again(submission, clerk):
    closed = desk.close(submission, revision=1, by=clerk)
    assert closed.closed_at is not None
    for verb in (desk.take, desk.close):
        with pytest.raises(desk.AlreadyClosed):
            verb(submission, revision=2, by=clerk)
    desk.note(submission, "Jälkikäteen", revision=2, by=clerk)

    opened = desk.reopen(submission, revision=3, by=clerk)

    assert (opened.state, opened.closed_at) == ("new", None)
    with pytest.raises(desk.NotClosed):
        desk.reopen(submission, revision=4, by=clerk)


def test_what_was_in_somebodys_work_is_theirs_again(submission, clerk):
    desk.take(submission, revision=1, by=clerk)
    desk.close(submission, revision=2, by=clerk)

    assert desk.reopen(submission, revision=3, by=clerk).state == "taken"


# -- hand-over ---------------------------------------------------------------------------------------------------


@pytest.fixture
def region(municipality, other_municipality):
    found = RegionFactory()
    for each in (municipality, other_municipality):
        each.region = found
        each.save()
    return found


def test_another_municipality_gets_it_and_the_giver_sees_only_that_it_left(
    submission, region, clerk, outsider, municipality, other_municipality
):
    desk.take(submission, revision=1, by=clerk)

    gone = desk.hand_over(submission, str(other_municipality.pk), "Asuu siellä", revision=2, by=clerk)

    assert not submissions_visible_to(clerk).exists()
    found = submissions_visible_to(outsider).get()
    assert (found.state, found.assigned_to) == ("new", None)
    assert list(left_from(desks_of(clerk))) == [gone]
    assert not left_from(desks_of(outsider)).exists()
    lines = Entry.objects.filter(verb__in=["submission.handed_over", "submission.received"]).order_by("pk")
    assert [each.organization_id for each in lines] == [municipality.pk, other_municipality.pk]
    assert HandOver.objects.get().reason == "Asuu siellä"


def test_it_comes_back_and_is_not_gone_any_more(submission, region, clerk, outsider, municipality, other_municipality):
    desk.hand_over(submission, str(other_municipality.pk), "Asuu siellä", revision=1, by=clerk)

    desk.hand_over(submission, str(municipality.pk), "Muutti takaisin", revision=2, by=outsider)

    assert submissions_visible_to(clerk).exists()
    assert not left_from(desks_of(clerk)).exists()
    assert left_from(desks_of(outsider)).count() == 1


def test_a_unit_of_the_same_municipality_gets_it(submission, clerk, counsellor, colleague, unit):
    desk.hand_over(submission, f"{unit.organization_id}-{unit.pk}", "Kuuluu teille", revision=1, by=clerk)

    assert submissions_visible_to(counsellor).exists()
    assert submissions_visible_to(clerk).exists()
    assert not submissions_visible_to(colleague).exists()


@pytest.mark.parametrize("place", ["", "0", "999999", "1-999999", "x"])
def test_it_goes_nowhere_where_nobody_works(submission, clerk, place):
    with pytest.raises(desk.NoSuchDesk):
        desk.hand_over(submission, place, "Syy", revision=1, by=clerk)


def test_a_hand_over_needs_a_reason(submission, clerk, counsellor, unit):
    with pytest.raises(desk.NoReason):
        desk.hand_over(submission, f"{unit.organization_id}-{unit.pk}", "  ", revision=1, by=clerk)


def test_the_database_refuses_to_empty_what_is_open(submission):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(erased_at=submission.arrived_at)
