from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.newcomers.clients.actions import grants
from seutu.newcomers.clients.actions.asked import NotAllowed, NotOpen, PastDay
from seutu.newcomers.clients.models import AccessGrant, GrantLevel, GrantRequest, scoped
from seutu.newcomers.clients.queries.access import access_for, client_anywhere, grants_of, requests_to_answer
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.rules.access import Access
from seutu.newcomers.clients.rules.reasons import IdentityCodeInText, ReasonTooShort
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

READ, WRITE = GrantLevel.READ, GrantLevel.WRITE


@pytest.fixture
def client_of_unit(unit):
    return ClientFactory(unit=unit)


def grant(client, to, by, **changes):
    given = {"level": READ, "reason": "Muutto", "ends_on": None} | changes
    return grants.grant_access(client, to, by=by, **given)


def ask(client, by, **changes):
    return grants.request_access(client.reference, by=by, **({"level": READ, "reason": "Muutto"} | changes))


def verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_grant_opens_a_client_to_a_person(client_of_unit, counsellor, foreign_counsellor):
    made = grant(client_of_unit, foreign_counsellor, counsellor)

    assert access_for(foreign_counsellor, client_of_unit) == Access.READ
    entry = Entry.objects.get(verb="grant.made")
    assert (entry.target_id, entry.organization_id) == (str(made.pk), client_of_unit.controller_id)
    assert entry.details == {"client": client_of_unit.pk, "level": "read", "user": foreign_counsellor.pk}


def test_a_grant_opens_a_client_to_a_unit(client_of_unit, counsellor, foreign_counsellor, foreign_unit):
    grant(client_of_unit, foreign_unit, counsellor, level=WRITE)

    assert access_for(foreign_counsellor, client_of_unit) == Access.WRITE


@pytest.mark.parametrize("name", ["colleague", "foreign_counsellor", "adviser", "outsider", "data_protection_officer"])
def test_who_may_not_change_a_client_cannot_open_it_to_others(request, client_of_unit, name, supervisor):
    with pytest.raises(NotAllowed):
        grant(client_of_unit, supervisor, request.getfixturevalue(name))

    assert not verbs()


def test_a_grant_to_who_has_no_work_in_the_register_is_refused(client_of_unit, counsellor, clerk):
    with pytest.raises(grants.NotAWorker):
        grant(client_of_unit, clerk, counsellor)


def test_a_grant_that_is_over_before_it_begins_is_refused(client_of_unit, counsellor, foreign_counsellor):
    with pytest.raises(PastDay):
        grant(client_of_unit, foreign_counsellor, counsellor, ends_on=clock.today() - clock.ONE_DAY)


def test_the_same_grant_twice_is_refused(client_of_unit, counsellor, foreign_counsellor):
    grant(client_of_unit, foreign_counsellor, counsellor, level=WRITE)

    for level in (READ, WRITE):
        with pytest.raises(grants.AlreadyGranted):
            grant(client_of_unit, foreign_counsellor, counsellor, level=level)


def test_a_grant_can_be_made_wider_and_longer(client_of_unit, counsellor, foreign_counsellor):
    day = clock.today()
    grant(client_of_unit, foreign_counsellor, counsellor, ends_on=day)
    grant(client_of_unit, foreign_counsellor, counsellor, ends_on=day + clock.ONE_DAY)
    grant(client_of_unit, foreign_counsellor, counsellor, level=WRITE, ends_on=day)

    assert access_for(foreign_counsellor, client_of_unit) == Access.WRITE


def test_a_protected_client_is_granted_to_people_only(unit, supervisor, foreign_unit, foreign_counsellor):
    client = ClientFactory(unit=unit, is_protected=True)

    with pytest.raises(grants.ProtectedOnlyByName):
        grant(client, foreign_unit, supervisor)
    grant(client, foreign_counsellor, supervisor)

    assert access_for(foreign_counsellor, client) == Access.READ


def test_a_reason_with_an_identity_code_is_refused(client_of_unit, counsellor, foreign_counsellor):
    with pytest.raises(IdentityCodeInText):
        grant(client_of_unit, foreign_counsellor, counsellor, reason="Muutto, 131052-308T")
    with pytest.raises(ReasonTooShort):
        grant(client_of_unit, foreign_counsellor, counsellor, reason="  ")


def test_a_grant_is_withdrawn_once(client_of_unit, counsellor, foreign_counsellor):
    made = grant(client_of_unit, foreign_counsellor, counsellor)

    grants.withdraw_grant(made, by=counsellor)

    assert access_for(foreign_counsellor, client_of_unit) == Access.NONE
    assert list(grants_of(client_of_unit)) == []
    with pytest.raises(NotOpen):
        grants.withdraw_grant(made, by=counsellor)
    assert verbs() == ["grant.made", "grant.withdrawn"]


def test_who_has_a_grant_to_read_cannot_withdraw_or_pass_it_on(client_of_unit, counsellor, foreign_counsellor, adviser):
    made = grant(client_of_unit, foreign_counsellor, counsellor)

    with pytest.raises(NotAllowed):
        grants.withdraw_grant(made, by=foreign_counsellor)
    with pytest.raises(NotAllowed):
        grant(client_of_unit, adviser, foreign_counsellor)


def test_a_consultation_opens_a_client_to_read_and_ends(client_of_unit, counsellor, adviser):
    made = grants.consult(client_of_unit, adviser, days=2, reason="Perheasia", by=counsellor)

    assert made.is_consultation
    assert made.ends_on == clock.today() + clock.ONE_DAY
    assert access_for(adviser, client_of_unit) == Access.READ
    with time_machine.travel(clock.now() + dt.timedelta(days=2)):
        assert access_for(adviser, client_of_unit) == Access.NONE


@pytest.mark.parametrize("days", [0, -1, 31])
def test_a_consultation_lasts_thirty_days_at_most(client_of_unit, counsellor, adviser, days):
    with pytest.raises(grants.TooLong):
        grants.consult(client_of_unit, adviser, days=days, reason="Perheasia", by=counsellor)


def test_a_consultation_is_asked_by_who_may_change_the_client(client_of_unit, colleague, adviser):
    with pytest.raises(NotAllowed):
        grants.consult(client_of_unit, adviser, days=3, reason="Perheasia", by=colleague)


class TestRequest:
    def test_it_tells_nothing_and_opens_nothing(self, client_of_unit, foreign_counsellor):
        asked = ask(client_of_unit, foreign_counsellor)

        assert asked.expires_on == clock.today() + dt.timedelta(days=14)
        assert access_for(foreign_counsellor, client_of_unit) == Access.NONE
        assert verbs() == ["grant_request.made"]

    def test_a_reference_may_be_written_in_small_letters(self, client_of_unit, foreign_counsellor):
        written = f" {client_of_unit.reference.lower()} "

        assert grants.request_access(written, level=READ, reason="Muutto", by=foreign_counsellor)

    @pytest.mark.parametrize("kind", ["protected", "anonymised", "unknown"])
    def test_who_cannot_be_asked_for_is_not_there(self, unit, foreign_counsellor, kind):
        fields = {"protected": {"is_protected": True}, "anonymised": {"anonymised_at": clock.now(), "shown_name": ""}}
        client = ClientFactory(unit=unit, **fields.get(kind, {}))
        reference = "ZZZZZZZZ" if kind == "unknown" else client.reference

        with pytest.raises(grants.NoSuchClient):
            grants.request_access(reference, level=READ, reason="Muutto", by=foreign_counsellor)
        assert scoped(GrantRequest.objects.all()).count() == 0

    @pytest.mark.parametrize("name", ["adviser", "coordinator", "data_protection_officer", "clerk"])
    def test_who_serves_nobody_by_name_asks_for_nobody(self, request, client_of_unit, name):
        with pytest.raises(NotAllowed):
            ask(client_of_unit, request.getfixturevalue(name))

    def test_who_may_open_the_client_need_not_ask(self, client_of_unit, colleague):
        with pytest.raises(grants.AlreadyOpen):
            ask(client_of_unit, colleague)

        assert ask(client_of_unit, colleague, level=WRITE).level == WRITE

    def test_it_is_open_once(self, client_of_unit, foreign_counsellor):
        ask(client_of_unit, foreign_counsellor)

        with pytest.raises(grants.AlreadyAsked):
            ask(client_of_unit, foreign_counsellor)
        assert verbs() == ["grant_request.made"]

    def test_after_its_time_one_may_ask_again(self, client_of_unit, foreign_counsellor):
        with time_machine.travel(clock.now() - dt.timedelta(days=20)):
            ask(client_of_unit, foreign_counsellor)

        ask(client_of_unit, foreign_counsellor)

        states = scoped(GrantRequest.objects.order_by("pk")).values_list("state", flat=True)
        assert list(states) == ["expired", "open"]

    def test_those_who_may_change_the_client_are_asked(
        self, client_of_unit, foreign_counsellor, counsellor, supervisor, colleague, coordinator
    ):
        asked = ask(client_of_unit, foreign_counsellor)

        for person in (counsellor, supervisor):
            assert list(requests_to_answer(worker_of(person))) == [asked]
        for person in (colleague, coordinator, foreign_counsellor):
            assert list(requests_to_answer(worker_of(person))) == []

    def test_accepting_makes_a_grant(self, client_of_unit, foreign_counsellor, counsellor):
        asked = ask(client_of_unit, foreign_counsellor, level=WRITE)
        last = clock.today() + dt.timedelta(days=30)

        made = grants.accept_request(asked, level=READ, ends_on=last, by=counsellor)

        assert (made.level, made.ends_on, made.reason) == (READ, last, "Muutto")
        assert access_for(foreign_counsellor, client_of_unit) == Access.READ
        assert verbs() == ["grant_request.made", "grant.made", "grant_request.accepted"]

    def test_declining_needs_a_reason_and_opens_nothing(self, client_of_unit, foreign_counsellor, counsellor):
        asked = ask(client_of_unit, foreign_counsellor)

        with pytest.raises(ReasonTooShort):
            grants.decline_request(asked, reason="", by=counsellor)
        grants.decline_request(asked, reason="Asiakas ei ole muuttanut.", by=counsellor)

        asked.refresh_from_db()
        assert (asked.state, asked.answer, asked.answered_by) == ("declined", "Asiakas ei ole muuttanut.", counsellor)
        assert access_for(foreign_counsellor, client_of_unit) == Access.NONE

    def test_it_is_answered_once(self, client_of_unit, foreign_counsellor, counsellor, supervisor):
        asked = ask(client_of_unit, foreign_counsellor)
        same = requests_to_answer(worker_of(supervisor)).get()
        grants.decline_request(asked, reason="Ei", by=counsellor)

        with pytest.raises(NotOpen):
            grants.accept_request(same, level=READ, ends_on=None, by=supervisor)
        assert scoped(AccessGrant.objects.all()).count() == 0

    def test_it_cannot_be_answered_after_its_time(self, client_of_unit, foreign_counsellor, counsellor):
        with time_machine.travel(clock.now() - dt.timedelta(days=15)):
            asked = ask(client_of_unit, foreign_counsellor)

        with pytest.raises(NotOpen):
            grants.accept_request(asked, level=READ, ends_on=None, by=counsellor)

    @pytest.mark.parametrize("name", ["colleague", "coordinator", "outsider", "foreign_counsellor"])
    def test_others_do_not_answer(self, request, client_of_unit, foreign_counsellor, name):
        asked = ask(client_of_unit, foreign_counsellor)

        with pytest.raises(NotAllowed):
            grants.accept_request(asked, level=READ, ends_on=None, by=request.getfixturevalue(name))
        with pytest.raises(NotAllowed):
            grants.decline_request(asked, reason="Ei", by=request.getfixturevalue(name))

    def test_nobody_answers_their_own(self, client_of_unit, colleague, counsellor):
        asked = ask(client_of_unit, colleague, level=WRITE)
        grant(client_of_unit, colleague, counsellor, level=WRITE)

        with pytest.raises(NotAllowed):
            grants.accept_request(asked, level=WRITE, ends_on=None, by=colleague)

    def test_it_is_taken_back_by_who_asked(self, client_of_unit, foreign_counsellor, counsellor):
        asked = ask(client_of_unit, foreign_counsellor)

        with pytest.raises(NotAllowed):
            grants.withdraw_request(asked, by=counsellor)
        grants.withdraw_request(asked, by=foreign_counsellor)

        with pytest.raises(NotOpen):
            grants.withdraw_request(asked, by=foreign_counsellor)
        assert list(requests_to_answer(worker_of(counsellor))) == []

    def test_the_system_finds_a_client_by_reference(self, client_of_unit):
        assert client_anywhere(client_of_unit.reference) == client_of_unit
        assert client_anywhere("") is None
