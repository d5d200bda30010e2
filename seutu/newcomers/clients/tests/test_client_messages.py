from __future__ import annotations

import logging

import pytest

from seutu.newcomers.clients.models import ClientMessage, ContactDetails, MessageTemplate, MessageText, scoped
from seutu.newcomers.clients.rules.client_messages import PLACEHOLDERS, filled, language_for, unknown_in
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.message_texts import default_messages
from seutu.shared.audit.models import Entry
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db

ADDRESS = "asiakas@example.org"
TEXTS = "/en/tyo/rekisteri/viestipohjat/"


@pytest.fixture(autouse=True)
def _texts(db):
    default_messages()


@pytest.fixture
def served(unit, counsellor):
    client = ClientFactory(unit=unit, keyworker=counsellor, shown_name="Salainen Nimi", service_language="ar")
    ContactDetails.objects.create(client=client, email=ADDRESS, wishes="Mieluiten illalla")
    return client


@pytest.fixture
def signed_in(client, counsellor):
    client.force_login(counsellor)
    return client


def page_of(client) -> str:
    return f"/en/tyo/asiakkaat/{client.reference}/viesti/"


def typed(**changes):
    return {
        "template": "call_back",
        "language": "ar",
        "phone": "013 123 4567",
        "opening": "opening-1",
        "op": "send",
    } | changes


def sent_to(client) -> list[ClientMessage]:
    return list(scoped(ClientMessage.objects.filter(client=client)))


def test_the_preview_stands_in_the_clients_language_beside_finnish(signed_in, served):
    page = signed_in.get(f"{page_of(served)}?pohja=call_back").content.decode()

    assert '<div class="preview" lang="ar" dir="rtl">' in page
    assert "Yritimme tavoittaa sinua." in page
    assert "Machine-made, not read yet" in page
    assert "no text-message gateway has been set up" in page
    assert "Mieluiten illalla" in page


def test_a_preview_is_filled_and_sends_nothing(signed_in, served):
    page = signed_in.post(page_of(served), typed(op="preview")).content.decode()

    assert "013 123 4567" in page
    assert not Message.objects.exists()


def test_a_message_goes_in_the_clients_language_with_the_finnish_below_a_machines(signed_in, served):
    signed_in.post(page_of(served), typed())

    mail = Message.objects.get()
    assert (mail.recipient, mail.language) == (ADDRESS, "ar")
    assert "الرقم: 013 123 4567" in mail.body_text
    assert "Numero on 013 123 4567." in mail.body_text
    assert "Katri Kotouttaja" in mail.body_text
    assert mail.has_secret


def test_neither_subject_nor_text_tells_why(signed_in, served):
    signed_in.post(page_of(served), typed(language="fi"))

    mail = Message.objects.get()
    assert mail.subject == "Viesti sinulle"
    whole = f"{mail.subject} {mail.body_text}".lower()
    assert not [
        word
        for word in ("koto", "maahanmuut", "asiakas", "salainen", served.reference.lower())
        if word in whole.replace("katri kotouttaja", "")
    ]


def test_what_was_sent_is_noted_without_the_address(signed_in, served, caplog):
    with caplog.at_level(logging.DEBUG):
        signed_in.post(page_of(served), typed())

    (noted,) = sent_to(served)
    assert (noted.template.code, noted.language, noted.channel) == ("call_back", "ar", "email")
    line = Entry.objects.get(verb="client.messaged")
    assert line.details == {"template": "call_back", "language": "ar", "channel": "email"}
    assert line.organization_id == served.controller_id
    assert ADDRESS not in caplog.text
    assert ADDRESS not in str(list(Entry.objects.values()))


def test_the_same_opening_of_the_form_sends_once(signed_in, served):
    signed_in.post(page_of(served), typed())
    signed_in.post(page_of(served), typed())

    assert len(sent_to(served)) == 1
    assert Message.objects.count() == 1


def test_without_an_address_nothing_is_sent(signed_in, unit, counsellor):
    unreached = ClientFactory(unit=unit, keyworker=counsellor)

    page = signed_in.post(page_of(unreached), typed()).content.decode()

    assert "The message was not sent." in page
    assert not Message.objects.exists()
    assert sent_to(unreached) == []


def test_what_is_missing_is_asked_for(signed_in, served):
    page = signed_in.post(page_of(served), typed(template="appointment")).content.decode()

    assert "Write the day." in page
    assert not Message.objects.exists()


def test_opening_the_page_leaves_a_line_in_the_trail(signed_in, served):
    signed_in.get(page_of(served))

    assert Entry.objects.filter(verb="client.viewed", target_id=str(served.pk)).exists()


@pytest.mark.parametrize(
    "who", ["colleague", "foreign_counsellor", "adviser", "coordinator", "data_protection_officer", "outsider", "clerk"]
)
def test_only_who_may_change_the_client_writes_to_them(request, client, served, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(page_of(served)).status_code == 404
    assert client.post(page_of(served), typed()).status_code == 404
    assert not Message.objects.exists()


def test_who_cannot_be_seen_is_not_written_to(client, colleague, counsellor, other_unit):
    hidden = ClientFactory(unit=other_unit, keyworker=counsellor, is_protected=True)
    client.force_login(colleague)

    assert client.get(page_of(hidden)).status_code == 404


def test_there_is_a_warning_where_somebody_else_may_read_it(signed_in, served):
    served.is_protected = served.safety_non_disclosure = True
    served.save()

    assert "Make sure that nobody else reads" in signed_in.get(page_of(served)).content.decode()


def test_an_installation_begins_with_texts_in_eight_languages():
    templates = MessageTemplate.objects.all()

    assert {each.code for each in templates} == {"call_back", "appointment", "documents", "closed"}
    for template in templates:
        texts = {text.language: text for text in template.texts.all()}
        assert set(texts) == {"fi", "sv", "en", "ru", "uk", "ar", "so", "fa"}
        assert {code for code, text in texts.items() if text.is_machine_made} == {"ru", "uk", "ar", "so", "fa"}
        asked = {name for name in PLACEHOLDERS if f"{{{name}}}" in texts["fi"].body}
        for text in texts.values():
            assert {name for name in PLACEHOLDERS if f"{{{name}}}" in text.body} == asked
            assert unknown_in(text.body) == []


def test_the_coordinator_marks_a_translation_as_read(client, coordinator):
    client.force_login(coordinator)
    text = MessageText.objects.get(template__code="closed", language="so")

    client.post(f"{TEXTS}{text.pk}/", {"subject": "Fariin", "body": "Waa xiran yahay {day}.", "is_reviewed": "on"})

    text.refresh_from_db()
    assert text.reviewed_on is not None
    assert text.body == "Waa xiran yahay {day}."
    assert Entry.objects.filter(verb="message_text.changed").exists()


def test_a_text_with_something_that_cannot_be_filled_in_is_refused(client, coordinator):
    client.force_login(coordinator)
    text = MessageText.objects.get(template__code="closed", language="so")

    page = client.post(f"{TEXTS}{text.pk}/", {"subject": "Fariin", "body": "{name} {day}"}).content.decode()

    assert "These cannot be filled in: {name}." in page


@pytest.mark.parametrize("who", ["counsellor", "supervisor", "outsider"])
def test_others_do_not_keep_the_texts(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(TEXTS).status_code == 404


def test_what_is_filled_in_is_never_filled_in_again():
    assert filled("{place} {day}", {"place": "{day}", "day": "1.1.2026"}) == "{day} 1.1.2026"
    assert filled("{day.__class__} {place}", {"day": "x"}) == "{day.__class__} {place}"


@pytest.mark.parametrize(("wished", "language"), [(["ti", "ar"], "ar"), (["ti", ""], "en"), (["sv"], "sv"), ([], "en")])
def test_the_language_is_the_first_wished_one_in_which_there_is_a_text(wished, language):
    assert language_for(wished, {"fi", "sv", "en", "ar"}) == language
