"""Office holders' decisions at the desk, as a clerk fills them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.publishing.decisions.models import OfficerDecision, OfficerDecisionAttachment, RecordState
from seutu.publishing.decisions.tests.record_factories import OfficeFactory, OfficerDecisionFactory
from seutu.shared.files.actions import read_text_now
from seutu.shared.organizations.models import Body
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def office(municipality):
    return OfficeFactory(organization=municipality, name_fi="Rehtori")


def form(office, **given):
    known = {
        "office": office.pk,
        "officer_name": "Reija Rehtori",
        "decided_on": "2.11.2026",
        "title": "Opettajan valinta",
        "language": "fi",
        "decision_html": "<p>Valitaan.</p>",
        "remedy": "review_request",
    }
    return known | given


@pytest.fixture
def draft(desk_client, office) -> OfficerDecision:
    desk_client.post(reverse("desk:new_officer_decision"), form(office))
    return OfficerDecision.objects.get()


def page(name: str, row) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def test_a_draft_is_written_and_published(desk_client, draft):
    answer = desk_client.post(page("publish_officer_decision", draft), follow=True)

    draft.refresh_from_db()
    assert (draft.state, draft.number) == (RecordState.PUBLISHED, 1)
    assert "§ 1/2026" in answer.content.decode()


def test_what_stands_in_the_way_is_said_with_a_link_to_its_field(desk_client, office):
    desk_client.post(reverse("desk:new_officer_decision"), form(office, remedy="", decision_html="Henkilö 131052-308T"))
    draft = OfficerDecision.objects.get()

    answer = desk_client.post(page("publish_officer_decision", draft))

    body = answer.content.decode()
    assert answer.status_code == 409
    assert f"{page('change_officer_decision', draft)}#id_remedy" in body
    assert f"{page('change_officer_decision', draft)}#id_decision_html" in body
    assert "131052-308T" not in body
    draft.refresh_from_db()
    assert draft.state == RecordState.DRAFT


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": ""}, "title"),
        ({"decided_on": "3.11.2026"}, "decided_on"),
        ({"decided_on": "eilen"}, "decided_on"),
        ({"remedy": "ban"}, "remedy_provision"),
        ({"is_takeover_excluded": "on"}, "takeover_exclusion"),
        ({"is_withheld": "on"}, "secrecy_ground"),
        ({"is_withheld": "on", "secrecy_ground": "JulkL 24 § 1 mom. 23 k."}, "decision_html"),
        ({"is_withheld": "on", "title": "Salainen asia"}, "title"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(desk_client, office, given, field):
    answer = desk_client.post(reverse("desk:new_officer_decision"), form(office) | given)

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert "Reija Rehtori" in answer.content.decode()
    assert not OfficerDecision.objects.exists()


def test_an_office_of_another_municipality_cannot_be_chosen(desk_client):
    answer = desk_client.post(reverse("desk:new_officer_decision"), form(OfficeFactory()))

    assert "office" in answer.context["form"].errors


def test_two_who_change_the_same_draft_see_both_versions(desk_client, office, draft):
    desk_client.post(page("change_officer_decision", draft), form(office, title="Ensimmäinen", revision="1"))

    answer = desk_client.post(page("change_officer_decision", draft), form(office, title="Toinen", revision="1"))

    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Kerttu Kirjuri" in body
    assert "Ensimmäinen" in body
    assert "Toinen" in body
    draft.refresh_from_db()
    assert draft.title == "Ensimmäinen"

    desk_client.post(page("change_officer_decision", draft), form(office, title="Toinen", revision="2"))
    draft.refresh_from_db()
    assert draft.title == "Toinen"


def test_a_form_with_an_error_still_notices_a_change_made_meanwhile(desk_client, office, draft):
    desk_client.post(page("change_officer_decision", draft), form(office, title="Ensimmäinen", revision="1"))

    answer = desk_client.post(page("change_officer_decision", draft), form(office, title="", revision="1"))

    assert answer.context["keeping"].revision == 1


def test_a_form_without_a_revision_was_not_made_here(desk_client, office, draft):
    assert desk_client.post(page("change_officer_decision", draft), form(office)).status_code == 404


@pytest.mark.slow  # a file is read in a process of its own
def test_files_are_added_read_and_removed(desk_client, draft):
    upload = SimpleUploadedFile("hakemus.txt", b"Henkilo 131052-308T\n")
    desk_client.post(page("add_officer_decision_files", draft), {"uploads": [upload]})
    attachment = OfficerDecisionAttachment.objects.get()
    assert attachment.title == "hakemus"
    assert desk_client.get(page("officer_decision_file", attachment)).status_code == 200

    refused = desk_client.post(page("publish_officer_decision", draft)).content.decode()
    assert f"{page('officer_decision', draft)}#attachment-1" in refused

    desk_client.post(page("remove_officer_decision_file", attachment))
    desk_client.post(page("publish_officer_decision", draft))
    draft.refresh_from_db()
    assert draft.number == 1


def test_an_empty_file_is_refused_in_words(desk_client, draft):
    answer = desk_client.post(
        page("add_officer_decision_files", draft), {"uploads": [SimpleUploadedFile("tyhja.txt", b"")]}
    )

    assert answer.status_code == 200
    assert answer.context["upload_form"].errors
    assert not OfficerDecisionAttachment.objects.exists()


@pytest.mark.slow  # a file is read in a process of its own
def test_a_file_that_was_read_is_not_confirmed(desk_client, draft):
    text = SimpleUploadedFile("selostus.txt", b"Selostus")
    desk_client.post(page("add_officer_decision_files", draft), {"uploads": [text]})
    attachment = OfficerDecisionAttachment.objects.get()
    read_text_now(attachment.file)

    address = page("confirm_officer_decision_file", attachment)
    assert address not in desk_client.get(page("officer_decision", draft)).content.decode()
    assert desk_client.get(address).status_code == 302
    desk_client.post(address)

    attachment.refresh_from_db()
    assert attachment.unreadable_confirmed_by == ""


def test_the_council_is_not_offered_as_the_body_that_can_take_over(desk_client, office, municipality):
    for name, kind in (("Valtuusto", Body.Kind.COUNCIL), ("Kunnanhallitus", Body.Kind.BOARD)):
        BodyFactory(organization=municipality, name_fi=name, slug=name.lower(), kind=kind)

    offered = str(desk_client.get(reverse("desk:new_officer_decision")).context["form"]["takeover_body"])

    assert "Kunnanhallitus" in offered
    assert "Valtuusto" not in offered


@pytest.mark.slow  # a file is read in a process of its own
def test_a_file_that_no_machine_can_read_is_confirmed(desk_client, draft):
    picture = SimpleUploadedFile("kuva.png", b"\x89PNG\r\n\x1a\n" + bytes(40))
    desk_client.post(page("add_officer_decision_files", draft), {"uploads": [picture]})
    attachment = OfficerDecisionAttachment.objects.get()
    assert desk_client.post(page("publish_officer_decision", draft)).status_code == 409

    assert (
        page("officer_decision_file", attachment)
        in desk_client.get(page("confirm_officer_decision_file", attachment)).content.decode()
    )
    desk_client.post(page("confirm_officer_decision_file", attachment))

    assert desk_client.post(page("publish_officer_decision", draft)).status_code == 302


def test_a_published_decision_goes_offline_with_a_reason(desk_client, draft):
    desk_client.post(page("publish_officer_decision", draft))
    assert desk_client.post(page("withdraw_officer_decision", draft), {"reason": ""}).status_code == 200

    desk_client.post(page("withdraw_officer_decision", draft), {"reason": "Väärä liite"})

    draft.refresh_from_db()
    assert (draft.state, draft.number) == (RecordState.WITHDRAWN, 1)


def test_a_draft_is_deleted_and_a_published_one_is_not(desk_client, draft):
    published = OfficerDecisionFactory(office=draft.office)

    for row in (draft, published):
        desk_client.post(page("discard_officer_decision", row))

    assert list(OfficerDecision.objects.all()) == [published]


def test_pages_of_a_draft_lead_back_once_it_is_published(desk_client, office):
    published = OfficerDecisionFactory(office=office)

    for name in ("change_officer_decision", "publish_officer_decision", "discard_officer_decision"):
        assert desk_client.get(page(name, published)).url == page("officer_decision", published)


def test_the_list_of_takeovers_has_open_ones_with_their_last_day(desk_client, municipality, office):
    board = BodyFactory(organization=municipality, name_fi="Kaupunginhallitus")
    shown = {"office": office, "takeover_body": board}
    OfficerDecisionFactory(title="Avoin päätös", displayed_on=dt.date(2026, 10, 15), **shown)
    OfficerDecisionFactory(title="Rauennut päätös", displayed_on=dt.date(2026, 10, 1), **shown)
    OfficerDecisionFactory(
        title="Poissuljettu päätös", is_takeover_excluded=True, takeover_exclusion="KuntaL 92 §", **shown
    )

    body = desk_client.get(reverse("desk:takeovers")).content.decode()

    assert "Avoin päätös" in body
    assert "5.11.2026" in body
    assert "Rauennut päätös" not in body
    assert "Poissuljettu päätös" not in body


def test_a_decision_is_marked_as_taken_over(desk_client, municipality, office):
    board = BodyFactory(organization=municipality)
    decision = OfficerDecisionFactory(office=office, takeover_body=board, displayed_on=dt.date(2026, 10, 15))
    late = desk_client.post(page("take_over", decision), {"on": "6.11.2026"})
    assert "on" in late.context["form"].errors

    desk_client.post(page("take_over", decision), {"on": "2.11.2026"})

    decision.refresh_from_db()
    assert decision.taken_over_on == dt.date(2026, 11, 2)


@pytest.mark.parametrize("name", ["officer_decisions", "takeovers"])
def test_three_decisions_cost_as_many_queries_as_one(count_queries, municipality, office, name):
    board = BodyFactory(organization=municipality)
    shown = {"office": office, "takeover_body": board, "displayed_on": dt.date(2026, 10, 30)}
    OfficerDecisionFactory(**shown)
    one = count_queries(reverse(f"desk:{name}"))
    for _number in range(2):
        OfficerDecisionFactory(**shown)

    assert count_queries(reverse(f"desk:{name}")) == one
