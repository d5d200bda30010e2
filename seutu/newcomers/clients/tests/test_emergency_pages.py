from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from seutu.newcomers.clients.actions import emergency
from seutu.newcomers.clients.models import (
    EmergencyAccess,
    scoped,
)
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.rights_to_clients import CODE, NAME, at, named_client, text_of
from seutu.newcomers.clients.tests.signed_in import signed_in
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.messages.models import Message


@pytest.fixture
def browse(db):
    return signed_in


@pytest.fixture
def client_of_unit(unit, counsellor):
    return named_client(unit, counsellor)


class TestEmergencies:
    REASON = "Poliisi kysyy lapsen vanhempia."

    def test_a_client_opens_and_the_officer_reviews(
        self, browse, client_of_unit, foreign_counsellor, data_protection_officer
    ):
        browser = browse(foreign_counsellor)
        assert browser.get(at("emergency_access")).status_code == 200
        answer = browser.post(at("emergency_access"), {"client": CODE, "reason": self.REASON})
        assert answer["Location"] == client_of_unit.get_absolute_url()
        assert NAME in text_of(browser.get(answer["Location"]))
        assert f"http://testserver{at('emergencies')}" in Message.objects.get().body_text

        officer = browse(data_protection_officer)
        opened = scoped(EmergencyAccess.objects.all()).get()
        page = text_of(officer.get(at("emergencies")))
        assert self.REASON in page
        assert foreign_counsellor.display_name in page
        assert NAME not in page
        officer.post(at("review_emergency", opened.pk), {"op": "not-justified"})
        officer.post(at("review_emergency", opened.pk), {"op": "justified"})
        opened.refresh_from_db()
        assert opened.was_justified is False

    def test_nobody_found_is_told_and_written_down(self, browse, foreign_counsellor):
        answer = browse(foreign_counsellor).post(at("emergency_access"), {"client": "ZZZZZZZZ", "reason": self.REASON})

        assert list(answer.context["form"].errors) == ["client"]
        assert Entry.objects.get().verb == "emergency.nobody_found"

    def test_the_reason_is_asked_before_anybody_is_looked_for(self, browse, client_of_unit, foreign_counsellor):
        told = []
        for words in (CODE, "ZZZZZZZZ"):
            answer = browse(foreign_counsellor).post(at("emergency_access"), {"client": words, "reason": "Kiire"})
            told.append(dict(answer.context["form"].errors))

        assert told[0] == told[1]
        assert list(told[0]) == ["reason"]

    def test_a_code_in_the_reason_is_refused(self, browse, client_of_unit, foreign_counsellor):
        sent = {"client": CODE, "reason": f"Asiakas {CODE} soittaa."}

        assert list(browse(foreign_counsellor).post(at("emergency_access"), sent).context["form"].errors) == ["reason"]

    def test_who_may_open_the_client_is_led_there(self, browse, client_of_unit, counsellor):
        sent = {"client": client_of_unit.reference, "reason": self.REASON}

        assert browse(counsellor).post(at("emergency_access"), sent)["Location"] == client_of_unit.get_absolute_url()
        assert scoped(EmergencyAccess.objects.all()).count() == 0

    def test_attempts_are_counted(self, browse, foreign_counsellor):
        browser = browse(foreign_counsellor)
        sent = {"client": "ZZZZZZZZ", "reason": self.REASON}

        codes = [browser.post(at("emergency_access"), sent).status_code for _ in range(11)]

        assert codes == [200] * 10 + [429]

    def test_after_its_time_the_client_is_shut(self, browse, client_of_unit, foreign_counsellor):
        browse(foreign_counsellor).post(at("emergency_access"), {"client": CODE, "reason": self.REASON})

        with time_machine.travel(clock.now() + dt.timedelta(minutes=61)):
            answer = browse(foreign_counsellor).get(client_of_unit.get_absolute_url())

        assert answer.status_code == 404

    def test_the_officer_of_another_municipality_reviews_nothing(
        self, browse, client_of_unit, foreign_counsellor, colleague, data_protection_officer, foreign_unit
    ):
        other = ClientFactory(unit=foreign_unit)
        emergency.open_in_emergency(other.reference, reason=self.REASON, by=colleague, page="https://x.example/")
        opened = scoped(EmergencyAccess.objects.all()).get()

        answer = browse(data_protection_officer).post(at("review_emergency", opened.pk), {"op": "justified"})

        assert answer.status_code == 404
        assert self.REASON not in text_of(browse(data_protection_officer).get(at("emergencies")))

    def test_the_first_page_tells_the_officer(
        self, browse, client_of_unit, foreign_counsellor, data_protection_officer
    ):
        panel = 'id="clients-emergencies"'
        assert panel not in text_of(browse(data_protection_officer).get(reverse("work:today")))

        browse(foreign_counsellor).post(at("emergency_access"), {"client": CODE, "reason": self.REASON})

        assert panel in text_of(browse(data_protection_officer).get(reverse("work:today")))

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_the_same_number_of_questions(
        self, client_of_unit, colleague, data_protection_officer, django_assert_max_num_queries, client, count
    ):
        for _ in range(count):
            EmergencyAccess.objects.create(
                client=client_of_unit,
                user=colleague,
                opened_at=clock.now(),
                ends_at=clock.now() + dt.timedelta(hours=1),
            )
        client.force_login(data_protection_officer)

        with django_assert_max_num_queries(37) as asked:
            client.get(at("emergencies"))

        assert len([each for each in asked if "clients_client" in each["sql"]]) <= 4
