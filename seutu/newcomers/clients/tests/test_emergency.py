from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail

from seutu.newcomers.clients.actions import emergency
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen
from seutu.newcomers.clients.actions.grants import AlreadyOpen, NoSuchClient
from seutu.newcomers.clients.models import Client, EmergencyAccess, scoped
from seutu.newcomers.clients.queries.access import access_for, emergencies_to_review
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.rules.reasons import IdentityCodeInText, ReasonTooShort
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.messages.models import Message
from seutu.shared.organizations.roles import Role
from seutu.shared.organizations.tests.factories import MembershipFactory

REASON = "Asiakas soittaa poliisin luota."
PAGE = "https://seutu.example/tyo/tietosuoja/poikkeuskatselut/"
CODE = "131052-308T"


@pytest.fixture
def client_of_unit(unit):
    return ClientFactory(unit=unit, shown_name="Keksitty Asiakas", identity_code=CODE)


def open_it(words, by, **changes) -> Client:
    return emergency.open_in_emergency(words, by=by, **({"reason": REASON, "page": PAGE} | changes))


def test_a_client_of_another_municipality_opens_to_read_for_an_hour(client_of_unit, foreign_counsellor):
    assert open_it(client_of_unit.reference, foreign_counsellor) == client_of_unit

    assert access_for(foreign_counsellor, client_of_unit) == Access.READ
    with time_machine.travel(clock.now() + dt.timedelta(minutes=61)):
        assert access_for(foreign_counsellor, client_of_unit) == Access.NONE


def test_how_long_it_lasts_is_a_setting(client_of_unit, foreign_counsellor, settings):
    settings.EMERGENCY_MINUTES = 5

    open_it(client_of_unit.reference, foreign_counsellor)

    opened = scoped(EmergencyAccess.objects.all()).get()
    assert opened.ends_at - opened.opened_at == dt.timedelta(minutes=5)
    assert opened.reason == REASON


@pytest.mark.parametrize("written", [CODE, "131052 308t".replace(" ", "-"), f" {CODE} "])
def test_a_client_is_found_by_the_identity_code(client_of_unit, foreign_counsellor, written):
    assert open_it(written, foreign_counsellor) == client_of_unit


def test_a_protected_client_opens_too(unit, colleague):
    client = ClientFactory(unit=unit, is_protected=True)

    open_it(client.reference, colleague)

    assert access_for(colleague, client) == Access.READ


def test_two_records_with_one_code_are_not_guessed_between(client_of_unit, unit, foreign_counsellor):
    ClientFactory(unit=unit, identity_code=CODE)

    with pytest.raises(NoSuchClient):
        open_it(CODE, foreign_counsellor)


@pytest.mark.parametrize("words", ["ZZZZZZZZ", "", "x", "010190-123A"])
def test_nobody_found_opens_nothing(client_of_unit, foreign_counsellor, words):
    with pytest.raises(NoSuchClient):
        open_it(words, foreign_counsellor)

    assert scoped(EmergencyAccess.objects.all()).count() == 0


def test_an_anonymised_client_is_not_there(unit, foreign_counsellor):
    client = ClientFactory(unit=unit, shown_name="", anonymised_at=clock.now())

    with pytest.raises(NoSuchClient):
        open_it(client.reference, foreign_counsellor)


def test_the_reason_is_judged_before_anybody_is_looked_for(foreign_counsellor):
    with pytest.raises(ReasonTooShort):
        open_it("ZZZZZZZZ", foreign_counsellor, reason="Kiire    !")
    with pytest.raises(IdentityCodeInText):
        open_it("ZZZZZZZZ", foreign_counsellor, reason=f"Kiire, asiakas on {CODE}")


@pytest.mark.parametrize("name", ["adviser", "coordinator", "data_protection_officer", "clerk", "outsider"])
def test_who_serves_nobody_by_name_opens_nobody(request, client_of_unit, name):
    with pytest.raises(NotAllowed):
        open_it(client_of_unit.reference, request.getfixturevalue(name))


def test_who_may_open_the_client_is_led_to_it(client_of_unit, counsellor):
    with pytest.raises(AlreadyOpen) as refusal:
        open_it(client_of_unit.reference, counsellor)

    assert refusal.value.args == (client_of_unit,)


def test_while_it_lasts_it_is_not_opened_again(client_of_unit, foreign_counsellor):
    open_it(client_of_unit.reference, foreign_counsellor)

    with pytest.raises(AlreadyOpen):
        open_it(client_of_unit.reference, foreign_counsellor)


def test_it_is_written_to_the_trail_by_ids(client_of_unit, foreign_counsellor, municipality):
    open_it(client_of_unit.reference, foreign_counsellor)

    entry = Entry.objects.get(verb="emergency.opened")
    assert (entry.actor, entry.organization_id) == (foreign_counsellor.audit_id, municipality.pk)
    assert entry.details == {"client": client_of_unit.pk, "minutes": 60}


def test_an_attempt_that_finds_nobody_is_written_too(foreign_counsellor):
    emergency.note_nobody_found(by=foreign_counsellor)

    assert Entry.objects.get().verb == "emergency.nobody_found"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_officer_of_the_controller_is_told_at_once_without_personal_data(
    client_of_unit, foreign_counsellor, data_protection_officer, supervisor, language
):
    data_protection_officer.language = language
    data_protection_officer.save()

    open_it(client_of_unit.reference, foreign_counsellor)

    message = Message.objects.get()
    opened = scoped(EmergencyAccess.objects.all()).get()
    assert message.recipient == data_protection_officer.email
    assert message.language == language
    assert str(opened.pk) in message.subject
    assert PAGE in message.body_text
    told = message.subject + message.body_text
    secrets = (client_of_unit.reference, client_of_unit.shown_name, CODE, foreign_counsellor.display_name, REASON)
    assert not [secret for secret in secrets if secret in told]
    assert mail.outbox == []


def test_without_an_officer_those_who_answer_for_the_data_are_told(client_of_unit, foreign_counsellor, supervisor):
    open_it(client_of_unit.reference, foreign_counsellor)

    assert Message.objects.get().recipient == supervisor.email


def test_officers_of_other_municipalities_are_not_told(
    client_of_unit, foreign_counsellor, supervisor, other_municipality
):
    elsewhere = MembershipFactory(organization=other_municipality, role=Role.DATA_PROTECTION_OFFICER)

    open_it(client_of_unit.reference, foreign_counsellor)

    assert elsewhere.user.email not in Message.objects.values_list("recipient", flat=True)


class TestReview:
    @pytest.fixture
    def opened(self, client_of_unit, foreign_counsellor) -> EmergencyAccess:
        open_it(client_of_unit.reference, foreign_counsellor)
        return scoped(EmergencyAccess.objects.all()).get()

    def test_the_officer_says_whether_it_was_justified(self, opened, data_protection_officer):
        emergency.review_emergency(opened, was_justified=False, by=data_protection_officer)

        opened.refresh_from_db()
        assert (opened.was_justified, opened.reviewed_by) == (False, data_protection_officer)
        assert Entry.objects.get(verb="emergency.reviewed").details["was_justified"] == 0

    def test_it_is_reviewed_once(self, opened, data_protection_officer, supervisor):
        emergency.review_emergency(opened, was_justified=True, by=supervisor)

        with pytest.raises(NotOpen):
            emergency.review_emergency(opened, was_justified=False, by=data_protection_officer)

    @pytest.mark.parametrize("name", ["counsellor", "foreign_counsellor", "coordinator", "outsider"])
    def test_others_do_not_review(self, request, opened, name):
        with pytest.raises(NotAllowed):
            emergency.review_emergency(opened, was_justified=True, by=request.getfixturevalue(name))

    def test_nobody_reviews_their_own(self, client_of_unit, other_municipality, municipality, supervisor):
        opened = EmergencyAccess.objects.create(
            client=client_of_unit,
            user=supervisor,
            opened_at=clock.now(),
            ends_at=clock.now() + dt.timedelta(hours=1),
        )

        with pytest.raises(NotAllowed):
            emergency.review_emergency(opened, was_justified=True, by=supervisor)

    def test_those_not_reviewed_come_first(self, opened, client_of_unit, colleague, data_protection_officer):
        emergency.review_emergency(opened, was_justified=True, by=data_protection_officer)
        later = EmergencyAccess.objects.create(
            client=client_of_unit, user=colleague, opened_at=clock.now(), ends_at=clock.now() + dt.timedelta(hours=1)
        )

        assert list(emergencies_to_review(worker_of(data_protection_officer))) == [later, opened]
