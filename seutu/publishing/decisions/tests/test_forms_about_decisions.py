"""From a decision to the registry: a request for review, and a request for a document."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.form_subjects import REVIEW_REQUEST, document_request_to
from seutu.publishing.decisions.models import AttachmentKind, ItemRemedy, MeetingState, Remedy
from seutu.publishing.decisions.tests.factories import AttachmentFactory, ItemFactory, MeetingFactory
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.eforms.actions import links, sending
from seutu.shared.eforms.actions.completing import open_again
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.models import Draft, EForm, OneTimeLink, Submission
from seutu.shared.eforms.subjects import subject_of
from seutu.shared.eforms.tests.answerer import Answerer
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

PAGE = "/kuusela/kokoukset/2026104/4/"
FORM = "/lomakkeet/oikaisuvaatimus-kuusela/"
WHILE_IT_RUNS = dt.datetime(2026, 4, 7, 12, 0, tzinfo=dt.UTC)
AFTER_IT = dt.datetime(2026, 4, 8, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def owner():
    return OrganizationFactory(
        name_fi="Kuusela", slug="kuusela", full_name_fi="Kuuselan kunta", registry_email="kirjaamo@kuusela.example"
    )


@pytest.fixture
def item(owner):
    body = BodyFactory(organization=owner, name_fi="Tekninen lautakunta", abbreviation="TEKLA")
    made = ItemFactory(
        meeting=MeetingFactory(body=body, legacy_id="2026104"), position=4, section_number=16, title="Väylän valot"
    )
    ItemRemedy.objects.create(item=made, remedy=Remedy.REVIEW_REQUEST)
    return made


@pytest.fixture
def form(owner) -> EForm:
    offered = offer_ready_forms(owner, by=System("test"), keys=[REVIEW_REQUEST], is_published=True)
    return EForm.objects.get(pk=offered.made[0].pk)


@pytest.fixture
def at(monkeypatch):
    def set_to(instant):
        monkeypatch.setattr(clock, "now", lambda: instant)

    return set_to


def address_of(item):
    return f"{FORM}?asia=decisions.item:{item.pk}"


def sent(client, item):
    """Answer the form from the item's page to the acknowledgement."""
    person = Answerer(client, FORM)
    person.begin(f"?asia=decisions.item:{item.pk}")
    decision = Draft.objects.get().answers["decision"][0]
    person.send_page(0, decision=decision, demand="Keksitty vaatimus", grounds="Keksityt perusteet")
    person.send_page(1, person_name="Keksitty Kuntalainen", address="Keksitie 1", signature="Keksitty Kuntalainen")
    person.send()
    return Submission.objects.get()


@pytest.mark.parametrize("instant", [WHILE_IT_RUNS, AFTER_IT])
def test_a_review_is_requested_from_the_page_of_the_decision_also_when_the_time_is_over(
    client, item, form, at, instant
):
    at(instant)

    page = client.get(PAGE).content.decode()

    assert "Tee oikaisuvaatimus" in page
    assert f'href="{address_of(item)}"' in page


def test_without_the_form_or_without_the_remedy_there_is_no_way_to_it(client, item, form):
    EForm.objects.update(is_open=False)
    assert "asia=" not in client.get(PAGE).content.decode()
    EForm.objects.update(is_open=True)
    ItemRemedy.objects.update(remedy=Remedy.MUNICIPAL)
    assert "asia=" not in client.get(PAGE).content.decode()


def test_the_form_tells_what_it_is_about_and_the_last_day(client, item, form, at):
    at(WHILE_IT_RUNS)

    page = client.get(address_of(item)).content.decode()

    assert "Väylän valot" in page
    assert "Viimeinen päivä: 7.4.2026." in page.replace("\xa0", " ")


def test_the_form_warns_that_the_time_is_over_and_is_open_all_the_same(client, item, form, at):
    at(AFTER_IT)

    page = client.get(address_of(item)).content.decode()

    assert "Viimeinen päivä oli 7.4.2026." in page.replace("\xa0", " ")
    assert "notice--late" in page
    assert "<button" in page


def test_what_is_sent_in_time_is_received_about_the_decision_and_the_registry_is_told(client, item, form, at):
    at(WHILE_IT_RUNS)

    submission = sent(client, item)

    assert (submission.subject, submission.last_day) == (f"decisions.item:{item.pk}", dt.date(2026, 4, 7))
    assert not submission.is_late
    mail = Message.objects.get()
    assert mail.recipient == "kirjaamo@kuusela.example"
    assert submission.number in mail.body_text
    assert f"/tyo/lomakevastaukset/{submission.pk}/tuloste/" in mail.body_text
    assert "Keksit" not in mail.body_text + mail.subject


def test_what_is_sent_too_late_is_received_and_marked(client, item, form, at):
    at(AFTER_IT)

    submission = sent(client, item)

    assert submission.is_late
    receipt = client.get(f"{FORM}kuitti/").content.decode()
    assert submission.number in receipt
    assert "Saapunut määräajan jälkeen" in receipt
    assert "määräajan" in Message.objects.get().body_text


def test_a_registry_without_an_address_hinders_nobody(client, item, form, owner, at):
    at(WHILE_IT_RUNS)
    type(owner).objects.update(registry_email="")

    assert sent(client, item).number
    assert not Message.objects.exists()


def test_what_not_everybody_sees_is_no_subject(item, form):
    key = f"decisions.item:{item.pk}"
    assert subject_of(key, form) is not None
    type(item.meeting).objects.update(
        state=MeetingState.DRAFT, minutes_published_at=None, displayed_on=None, agenda_published_at=None
    )

    assert subject_of(key, form) is None


@pytest.mark.parametrize(
    "key", ["", "decisions.item", "decisions.item:", "decisions.item:x", "users.user:1", "a:" + "9" * 30]
)
def test_a_key_that_leads_nowhere_is_no_subject(item, form, key):
    assert subject_of(key, form) is None


def test_a_decision_of_another_municipality_is_no_subject_of_this_form(client, item, form):
    EForm.objects.update(organization=OrganizationFactory(slug="mantyla"))

    form.refresh_from_db()
    assert subject_of(f"decisions.item:{item.pk}", form) is None


def test_a_document_that_is_not_online_is_requested_with_the_clock_of_the_law(client, item, owner):
    AttachmentFactory(
        item=item, kind=AttachmentKind.ATTACHMENT, is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k."
    )
    offer_ready_forms(owner, by=System("test"), keys=["decisions.document_request"], is_published=True)

    page = client.get(PAGE).content.decode()

    assert f"/lomakkeet/asiakirjapyynto-kuusela/?asia=decisions.item:{item.pk}" in page


def test_what_was_taken_offline_can_be_requested_where_there_is_a_form(owner):
    assert document_request_to(owner) == ""

    offer_ready_forms(owner, by=System("test"), keys=["decisions.document_request"], is_published=True)

    assert document_request_to(owner) == "/lomakkeet/asiakirjapyynto-kuusela/"


def test_the_page_of_a_form_for_the_registry_tells_how_the_same_is_done_without_it(client, form):
    page = client.get(FORM).content.decode()

    assert "tehdään kirjallisesti" in page
    assert 'href="mailto:kirjaamo@kuusela.example"' in page
    assert "neuvontaa" not in page


def test_the_registry_is_told_of_a_completion_too(client, item, form, at):
    at(WHILE_IT_RUNS)
    submission = sent(client, item)
    links.new_link(OneTimeLink.Purpose.COMPLETE, submission=submission, lasts=dt.timedelta(days=7))
    at(AFTER_IT)
    draft, _key = open_again(submission, OneTimeLink.objects.get())

    sending.submit(draft, site="https://seutu.example", by=System("test"))

    arrived, completed = Message.objects.filter(recipient="kirjaamo@kuusela.example").order_by("pk")
    assert "saapunut lomake" in arrived.subject
    assert "täydennetty" in completed.subject
    assert submission.number in completed.body_text
    assert "8.4.2026" in completed.body_text.replace("\xa0", " ")
    assert not Submission.objects.get().is_late
