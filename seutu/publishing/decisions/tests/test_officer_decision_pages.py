from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory, ItemFactory, MeetingFactory
from seutu.publishing.decisions.tests.record_factories import (
    DecisionAttachmentFactory,
    OfficeFactory,
    OfficerDecisionFactory,
)
from seutu.shared.organizations.tests.factories import BodyFactory

LIST = "/en/kuusela/viranhaltijapaatokset/"
PAGE = "/en/kuusela/viranhaltijapaatokset/2026900/"
TWIN = "/kuusela/viranhaltijapaatokset/2026900.json"
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def office(municipality):
    return OfficeFactory(organization=municipality, name_fi="Tekninen johtaja", slug="tekninen-johtaja")


def decision(office, **values):
    return OfficerDecisionFactory(**{"office": office, "legacy_id": "2026900", "number": 12, **values})


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_tells_who_decided_what_and_until_when_a_review_can_be_asked_for(client, office):
    decision(
        office,
        title="Urakoitsija",
        background_html="<p>Kolme.</p>",
        decision_html="<p>Valitaan.</p>",
        remedy="review_request",
    )

    page = text(client.get(PAGE))

    assert "§ 12/2026" in page
    assert "Veera Virkanen" in page
    assert page.index("<p>Kolme.</p>") < page.index("<p>Valitaan.</p>")
    # Deemed notified on 24.3., fourteen days, and Easter Monday is no day of it.
    assert "You can request a review by 7 April 2026." in page
    assert "18 days left" in page
    assert "If you are a party, your time runs" in page


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "can take this decision over until 7 April 2026."),
        ({"displayed_on": dt.date(2026, 2, 2)}, "did not take this decision over."),
        ({"taken_over_on": dt.date(2026, 3, 18)}, "took this decision over on 18 March 2026."),
        ({"is_takeover_excluded": True, "takeover_exclusion": "KuntaL 92 §"}, "cannot be taken over (KuntaL"),
        ({"displayed_on": None}, "so we cannot work out the time."),
    ],
    ids=["open", "lapsed", "taken over", "excluded", "unknown"],
)
def test_the_page_tells_how_far_the_right_to_take_it_over_has_come(client, office, values, words):
    values = {"decided_on": dt.date(2026, 2, 1), **values}
    decision(office, takeover_body=BodyFactory(organization=office.organization), **values)

    assert words in text(client.get(PAGE))


def test_of_a_withheld_decision_only_title_office_and_ground_are_shown(client, office):
    row = decision(office, is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.", title="Henkilöstöasia")
    DecisionAttachmentFactory(decision=row, title="Hakemus")

    page = text(client.get(PAGE))

    assert "Henkilöstöasia" in page
    assert "JulkL 24 § 1 mom. 25 k." in page
    assert "Veera Virkanen" not in page
    assert "Hakemus" not in page


def test_a_public_attachment_is_sent_and_a_withheld_one_is_only_named(client, office, stored_file):
    row = decision(office)
    DecisionAttachmentFactory(decision=row, position=1, file=stored_file)
    DecisionAttachmentFactory(decision=row, position=2, is_withheld=True, secrecy_ground="JulkL 24 §")

    sent = client.get(f"{PAGE}liitteet/1/")

    assert b"".join(sent.streaming_content) == b"Kartan selite\n"
    assert sent["X-Robots-Tag"] == "noindex"
    assert client.get(f"{PAGE}liitteet/2/").status_code == 404


def test_attachments_go_with_the_decision(client, office, stored_file):
    row = decision(office)
    DecisionAttachmentFactory(decision=row, position=1, file=stored_file)
    row.state = RecordState.DRAFT
    row.save()

    assert client.get(f"{PAGE}liitteet/1/").status_code == 404


def test_a_draft_is_for_those_who_prepare(client, office, clerk, outsider):
    decision(office, state=RecordState.DRAFT, number=None, published_at=None)

    assert client.get(PAGE).status_code == 404
    client.force_login(outsider)
    assert client.get(PAGE).status_code == 404
    client.force_login(clerk)
    assert "This is a draft." in text(client.get(PAGE))


def test_a_withdrawn_decision_is_gone_without_a_word_of_why(client, office):
    decision(office, state=RecordState.WITHDRAWN, withdrawal_reason="Maijan pyynnöstä", title="Salaisuus")

    for address in (PAGE, TWIN):
        response = client.get(address)
        assert response.status_code == 410
        assert "Maija" not in text(response)
        assert "Salaisuus" not in text(response)


def test_the_list_can_be_narrowed_to_an_office_and_a_year(client, office, municipality):
    decision(office, title="Pyörätie")
    OfficerDecisionFactory(office=office, title="Vanha tie", year=2025, decided_on=dt.date(2025, 2, 2))
    other = OfficeFactory(organization=municipality, slug="kunnanjohtaja")
    OfficerDecisionFactory(office=other, title="Virkavapaus")

    def titles(query):
        page = text(client.get(f"{LIST}{query}"))
        return [title for title in ("Pyörätie", "Vanha tie", "Virkavapaus") if title in page]

    assert titles("") == ["Pyörätie", "Vanha tie", "Virkavapaus"]
    assert titles("?virka=tekninen-johtaja") == ["Pyörätie", "Vanha tie"]
    assert titles("?virka=tekninen-johtaja&vuosi=2026") == ["Pyörätie"]
    assert client.get(f"{LIST}?virka=olematon").status_code == 404
    assert client.get(f"{LIST}?vuosi=abcd").status_code == 404


def test_htmx_gets_the_list_alone(client, office):
    decision(office)
    headers = {"HX-Request": "true", "HX-Target": "section#officer-decision-list"}

    assert client.get(LIST, headers=headers).content.strip().startswith(b"<section")


def test_a_long_list_has_pages(client, office):
    for number in range(1, 33):
        OfficerDecisionFactory(office=office, number=number)

    page = text(client.get(LIST))

    assert "32 decisions" in page
    assert "?sivu=2" in page
    assert client.get("/kuusela/viranhaltijapaatokset.json?sivu=2").json()["page"] == 2


def test_a_case_tells_the_decisions_of_office_holders_among_its_steps(client, office, municipality):
    case = CaseFactory(organization=municipality, number="1/2026", title="1/2026")
    meeting = MeetingFactory(body=BodyFactory(organization=municipality))
    ItemFactory(meeting=meeting, case=case, title="Suunnitelma")
    decision(office, case=case, title="Urakoitsija")

    page = text(client.get("/en/kuusela/asiat/1-2026/"))
    twin = client.get("/kuusela/asiat/1-2026.json").json()

    assert page.index("Suunnitelma</a>") < page.index("Urakoitsija</a>")
    assert [each["title"] for each in twin["officer_decisions"]] == ["Urakoitsija"]


def test_a_case_that_only_an_office_holder_decided_has_a_page(client, office, municipality):
    case = CaseFactory(organization=municipality, number="1/2026", title="1/2026")
    decision(office, case=case, title="Urakoitsija")

    assert "Urakoitsija" in text(client.get("/en/kuusela/asiat/1-2026/"))


def test_the_twin_tells_the_same(client, office):
    decision(office, decision_html="<p>Valitaan.</p>", remedy="review_request")

    twin = client.get(TWIN).json()

    assert twin["decision"]["text"] == "Valitaan."
    assert twin["office"]["slug"] == "tekninen-johtaja"
    assert (twin["number"], twin["year"]) == (12, 2026)
    assert twin["remedy"]["ends_on"] == "2026-04-07"
    assert twin["takeover"]["state"] == "none"
