"""What answers to forms become in the register. Every person here is invented."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.erasure import anonymise
from seutu.newcomers.clients.eform_specs import address_of
from seutu.newcomers.clients.models import Channel, Client, Contact, FundingCode, Intake, MunicipalityKind, scoped
from seutu.newcomers.clients.tests.factories import FundingCodeFactory, TopicFactory, named_client
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms.actions import becoming
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.meanings import CannotBecome, Choice, StalePreview
from seutu.shared.eforms.models import AnswerSet, Submission
from seutu.shared.eforms.tests.desk_rows import arrived
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db

BY = System("test")
ANSWERS = {
    "topics": ["housing", "other"],
    "message": "Keksitty asia",
    "given_names": "Keksitty",
    "family_name": "Tulija",
    "ways": ["call"],
    "phone": "+358401234567",
    "language": "ar",
    "consent": True,
}
ASSESSMENT = {"given_names": "Keksitty", "family_name": "Tulija", "birth_year": 1990, "language": "ar"}


@pytest.fixture
def paid(municipality):
    TopicFactory(code="housing", name_fi="Asuminen")
    return FundingCodeFactory()


def sent(municipality, unit, key="clients.contact", answers=ANSWERS):
    form = offer_ready_forms(municipality, by=BY, keys=[key], is_published=True).made[0]
    form.refresh_from_db()
    submission = arrived(form, unit=unit, answers=answers)
    return Submission.objects.select_related("version__form").get(pk=submission.pk)


def become(submission, by, existing=""):
    token = becoming.preview(submission, by=by).token
    return becoming.become(submission, Choice(token=token, existing=existing), revision=1, by=by)


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        ("297", MunicipalityKind.OTHER_FINNISH, "Kuopio (muu kunta)"),
        ("999", MunicipalityKind.UNKNOWN, "ei tiedossa"),
        ("911", MunicipalityKind.NAMED, "Nurmes"),
    ],
)
def test_where_somebody_lives_is_known_as_well_as_the_register_knows_the_place(
    municipality, unit, counsellor, paid, code, kind, told
):
    OrganizationFactory(slug="nurmes", name_fi="Nurmes", municipality_code="541")
    submission = sent(municipality, unit, answers=ANSWERS | {"municipality": code})

    rows = {str(row.label): row.value for row in becoming.preview(submission, by=counsellor).rows}
    become(submission, counsellor)

    assert rows["Kunta"] == told
    assert [each.municipality_kind for each in clients()] == [kind]


def clients():
    return list(scoped(Client.objects.all()))


def test_the_preview_tells_what_would_be_written_and_writes_nothing(municipality, unit, counsellor, paid):
    shown = becoming.preview(sent(municipality, unit), by=counsellor)

    rows = {str(row.label): row.value for row in shown.rows}
    assert "Tulija" in rows.values()
    assert "+358401234567" in rows.values()
    assert "Asuminen" in rows.values()
    assert [bool(row.note) for row in shown.rows if row.value == "Asuminen"] == [True]
    assert (shown.problems, list(shown.duplicates)) == ([], [])
    assert clients() == []


def test_a_contact_request_of_a_new_person_becomes_a_client_and_a_contact_by_form(municipality, unit, counsellor, paid):
    outcome = become(sent(municipality, unit), counsellor)

    (client,) = clients()
    contact = scoped(Contact.objects.all()).get()
    assert (client.shown_name, client.service_language, client.keyworker) == ("Keksitty Tulija", "ar", counsellor)
    assert client.contact_details.phone == "+358401234567"
    assert (contact.client, contact.channel, contact.minutes) == (client, Channel.E_FORM, 0)
    assert [topic.code for topic in contact.topics.all()] == ["housing"]
    assert contact.note == "Keksitty asia"
    assert outcome.reference == f"clients.contact:{contact.pk}"
    assert Submission.objects.get().became == outcome.reference
    assert set(Entry.objects.filter(actor=counsellor.audit_id).values_list("verb", flat=True)) >= {
        "client.created",
        "contact.logged",
        "submission.became",
    }


def test_a_person_who_is_there_is_shown_and_may_be_chosen(municipality, unit, counsellor, paid):
    known = named_client("Keksitty", "Tulija", unit=unit, controller=municipality, keyworker=counsellor)
    submission = sent(municipality, unit)

    (duplicate,) = becoming.preview(submission, by=counsellor).duplicates
    assert (duplicate.key, duplicate.is_choosable) == (known.reference, True)
    become(submission, counsellor, existing=known.reference)

    assert clients() == [known]
    assert scoped(Contact.objects.all()).get().client == known
    assert Entry.objects.filter(verb="client.found", details__purpose="e_form").exists()


def test_who_is_like_the_person_may_still_be_another(municipality, unit, counsellor, paid):
    named_client("Keksitty", "Tulija", unit=unit, controller=municipality)

    become(sent(municipality, unit), counsellor)

    assert len(clients()) == 2
    assert Entry.objects.get(verb="client.created").details["reason"] == "another_person"


def test_a_client_whom_the_worker_only_reads_is_shown_and_cannot_be_chosen(
    municipality, unit, other_unit, counsellor, paid
):
    known = named_client("Keksitty", "Tulija", unit=other_unit, controller=municipality)
    submission = sent(municipality, unit)

    (duplicate,) = becoming.preview(submission, by=counsellor).duplicates
    assert not duplicate.is_choosable
    with pytest.raises(CannotBecome):
        become(submission, counsellor, existing=known.reference)
    assert Submission.objects.get().became == ""


def test_of_a_client_elsewhere_only_the_municipality_is_told(
    municipality, other_municipality, unit, foreign_unit, counsellor, paid
):
    named_client("Keksitty", "Tulija", unit=foreign_unit, controller=other_municipality, birth_year=1990)
    submission = sent(municipality, unit, "clients.assessment", ASSESSMENT)

    (duplicate,) = becoming.preview(submission, by=counsellor).duplicates

    assert (duplicate.label, duplicate.address, duplicate.is_choosable) == (other_municipality.name, "", False)


def test_a_protected_client_of_another_is_not_told_of(municipality, unit, other_unit, counsellor, colleague, paid):
    named_client("Keksitty", "Tulija", unit=other_unit, controller=municipality, keyworker=colleague, is_protected=True)

    assert list(becoming.preview(sent(municipality, unit), by=counsellor).duplicates) == []


def test_somebody_who_became_a_client_meanwhile_makes_the_preview_stale(municipality, unit, counsellor, paid):
    submission = sent(municipality, unit)
    token = becoming.preview(submission, by=counsellor).token
    named_client("Keksitty", "Tulija", unit=unit, controller=municipality)

    with pytest.raises(StalePreview):
        becoming.become(submission, Choice(token=token), revision=1, by=counsellor)


def test_answers_before_the_assessment_become_an_intake(municipality, unit, counsellor):
    outcome = become(sent(municipality, unit, "clients.assessment", ASSESSMENT), counsellor)

    intake = scoped(Intake.objects.all()).get()
    assert outcome.reference == f"clients.intake:{intake.pk}"
    assert intake.person["family_name"] == "Tulija"
    assert (intake.source, intake.arrived_on) == (Intake.Source.SELF, clock.today())
    assert clients() == []


def test_a_registration_becomes_a_client_and_no_contact(municipality, unit, counsellor):
    outcome = become(sent(municipality, unit, "clients.training", ASSESSMENT), counsellor)

    (client,) = clients()
    assert outcome.reference == f"clients.client:{client.pk}"
    assert address_of(outcome.reference) == client.get_absolute_url()
    assert not scoped(Contact.objects.all()).exists()


def test_an_identity_code_in_the_text_stands_in_the_way(municipality, unit, counsellor, paid):
    submission = sent(municipality, unit, answers={**ANSWERS, "message": "Tunnus 010190-999W"})

    assert becoming.preview(submission, by=counsellor).problems
    with pytest.raises(CannotBecome):
        become(submission, counsellor)


def test_without_a_funding_code_nothing_is_half_made(municipality, unit, counsellor):
    FundingCode.objects.update(starts_on=clock.today() + dt.timedelta(days=1), ends_on=None)
    with pytest.raises(CannotBecome):
        become(sent(municipality, unit), counsellor)

    assert clients() == []


def test_who_serves_no_clients_is_offered_nothing(municipality, unit, clerk, paid):
    assert becoming.meaning_for(sent(municipality, unit), clerk) is None


def test_a_unit_of_others_is_not_written_to(municipality, unit, other_unit, counsellor, paid):
    submission = sent(municipality, other_unit)

    assert becoming.meaning_for(submission, counsellor) is None


def test_the_page_of_the_client_tells_where_they_came_from(municipality, unit, counsellor, paid):
    become(sent(municipality, unit), counsellor)
    (made,) = clients()
    number = Submission.objects.get().number

    page = signed_in(counsellor).get(made.get_absolute_url())

    assert number in page.content.decode()
    assert "Yhteydenottopyyntö" in page.content.decode()


def test_who_is_forgotten_in_the_register_is_forgotten_in_the_forms(municipality, unit, counsellor, paid):
    become(sent(municipality, unit), counsellor)
    other = sent(municipality, unit, "clients.training")
    (made,) = clients()

    anonymise(made, by=BY, why="request")

    emptied = Submission.objects.exclude(pk=other.pk).get()
    assert emptied.erased_at is not None
    assert (emptied.became, emptied.reply_email) == ("", "")
    assert list(AnswerSet.objects.values_list("submission", flat=True)) == [other.pk]


def test_a_day_that_has_not_been_is_no_birth(municipality, unit, counsellor):
    later = (clock.today() + dt.timedelta(days=800)).year
    shown = becoming.preview(
        sent(municipality, unit, "clients.assessment", {**ASSESSMENT, "birth_year": later}), by=counsellor
    )

    assert str(later) not in [row.value for row in shown.rows]


def test_the_page_of_the_desk_writes_with_the_rights_of_the_worker(municipality, unit, counsellor, paid):
    submission = sent(municipality, unit)
    page = reverse("eforms_desk:become", args=[submission.pk])
    browser = signed_in(counsellor)

    token = browser.get(page).context["preview"].token
    answer = browser.post(page, {"revision": 1, "token": token, "existing": "new"})

    contact = scoped(Contact.objects.all()).get()
    assert (answer.status_code, answer["Location"]) == (302, contact.get_absolute_url())
    assert submission.number in browser.get(contact.client.get_absolute_url()).content.decode()
