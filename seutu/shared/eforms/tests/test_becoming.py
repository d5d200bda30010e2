from __future__ import annotations

from collections.abc import Iterator

import pytest

from seutu.shared.audit.models import Entry
from seutu.shared.eforms.actions import becoming, desk
from seutu.shared.eforms.meanings import (
    CannotBecome,
    Choice,
    Duplicate,
    EFormMeaning,
    MeaningField,
    Outcome,
    Preview,
    Row,
    StalePreview,
    meanings,
)
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.spec.items import FieldKind

pytestmark = pytest.mark.django_db

MAPPING = {"nimi": "name", "kuvaus": "why"}
SEEN = Choice(token="seen")


def _preview(answers, mapping, by):
    rows = [Row(label=target, value=str(answers.get(field, ""))) for field, target in mapping.items()]
    return Preview(rows=rows, duplicates=[Duplicate(key="7", label="Keksitty Samanniminen")], token="seen")


def _carry_out(submission, answers, mapping, choice, by):
    if choice.token != "seen":
        raise StalePreview
    return Outcome(reference=f"tests.thing:{choice.existing or 'new'}", address="/tyo/")


@pytest.fixture(autouse=True)
def meaning() -> Iterator[EFormMeaning]:
    made = EFormMeaning(
        key="tests.thing",
        label="Asia",
        targets=[
            MeaningField(name="name", label="Nimi", kinds=[FieldKind.TEXT], is_required=True),
            MeaningField(name="why", label="Miksi", kinds=[FieldKind.LONG_TEXT]),
        ],
        preview=_preview,
        carry_out=_carry_out,
        is_open_to=lambda user, submission: user.display_name.startswith("K"),
    )
    meanings.register(made)
    yield made
    del meanings._entries[made.key]


@pytest.fixture
def mapped(submission, contact_form, coordinator) -> Submission:
    becoming.set_meaning(contact_form, "tests.thing", MAPPING, by=coordinator)
    return Submission.objects.select_related("version__form").get()


def test_the_preview_shows_what_would_be_and_writes_nothing(mapped, clerk):
    shown = becoming.preview(mapped, by=clerk)

    assert [(row.label, row.value) for row in shown.rows] == [
        ("name", "Keksitty Lähettäjä"),
        ("why", "Keksitty kuvaus"),
    ]
    assert [each.key for each in shown.duplicates] == ["7"]
    assert Submission.objects.get().became == ""


def test_the_answers_become_something_once(mapped, clerk):
    outcome = becoming.become(mapped, Choice(token="seen", existing="7"), revision=1, by=clerk)

    assert outcome.address == "/tyo/"
    now = Submission.objects.get()
    assert (now.became, now.revision) == ("tests.thing:7", 2)
    assert Entry.objects.get(verb="submission.became").details["reference"] == "tests.thing:7"
    with pytest.raises(becoming.AlreadyBecame):
        becoming.become(mapped, SEEN, revision=2, by=clerk)


def test_a_preview_that_is_not_true_any_more_makes_nothing(mapped, clerk):
    with pytest.raises(StalePreview):
        becoming.become(mapped, Choice(token="older"), revision=1, by=clerk)

    assert Submission.objects.get().became == ""


def test_who_may_not_make_it_is_offered_nothing(mapped, supervisor):
    assert becoming.meaning_for(mapped, supervisor) is None
    for make in (
        lambda: becoming.preview(mapped, by=supervisor),
        lambda: becoming.become(mapped, SEEN, revision=1, by=supervisor),
    ):
        with pytest.raises(becoming.NoMeaning):
            make()


def test_a_form_without_a_meaning_becomes_nothing(submission, clerk):
    with pytest.raises(becoming.NoMeaning):
        becoming.become(submission, SEEN, revision=1, by=clerk)


def test_nothing_is_made_of_what_is_closed_or_elsewhere(mapped, clerk, outsider):
    with pytest.raises(desk.NotForThem):
        becoming.become(mapped, SEEN, revision=1, by=outsider)
    desk.close(mapped, revision=1, by=clerk)
    with pytest.raises(desk.AlreadyClosed):
        becoming.become(mapped, SEEN, revision=2, by=clerk)


def test_a_mapping_that_lacks_what_is_required_makes_nothing(mapped, contact_form, coordinator, clerk):
    becoming.set_meaning(contact_form, "tests.thing", {"kuvaus": "why"}, by=coordinator)
    mapped = Submission.objects.select_related("version__form").get()

    with pytest.raises(CannotBecome):
        becoming.become(mapped, SEEN, revision=1, by=clerk)


@pytest.mark.parametrize(
    "mapping", [{"nimi": "why"}, {"puuttuu": "name"}, {"nimi": "puuttuu"}, {"lapsen_nimi": "name"}, {"sina": "name"}]
)
def test_a_mapping_that_does_not_fit_is_refused(contact_form, coordinator, mapping):
    with pytest.raises(becoming.BadMapping):
        becoming.set_meaning(contact_form, "tests.thing", mapping, by=coordinator)


def test_a_target_is_given_by_one_field(contact_form, coordinator, meaning):
    with pytest.raises(becoming.BadMapping):
        becoming.set_meaning(contact_form, "tests.thing", {"nimi": "name", "lapsen_nimi": "name"}, by=coordinator)
    with pytest.raises(becoming.NoMeaning):
        becoming.set_meaning(contact_form, "tests.none", {}, by=coordinator)


def test_only_who_makes_the_forms_says_what_they_become(contact_form, clerk, outsider):
    for user in (clerk, outsider):
        with pytest.raises(becoming.NotTheirForm):
            becoming.set_meaning(contact_form, "", {}, by=user)


def test_a_form_may_become_nothing_again(mapped, contact_form, coordinator):
    becoming.set_meaning(contact_form, "", MAPPING, by=coordinator)

    contact_form.refresh_from_db()
    assert (contact_form.meaning, contact_form.mapping) == ("", {})
