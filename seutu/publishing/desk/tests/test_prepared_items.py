"""What a preparing officer hands in comes to a clerk, who takes it to an agenda or returns it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.publishing.decisions.actions import WrongState
from seutu.publishing.decisions.models import PartKind
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.actions import prepared as actions
from seutu.publishing.desk.models import PreparedItem, PreparedItemState
from seutu.publishing.desk.queries.prepared import prepared_from
from seutu.shared.audit.models import Entry
from seutu.shared.files.actions import store
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

LIST = reverse("desk:prepared_items")


def handed_in(body, coordinator, **given) -> PreparedItem:
    known = {
        "title": "Hankkeen esittely",
        "background_html": "<p>Hanke alkoi.</p>",
        "proposal_html": "<p>Jaosto merkitsee esittelyn tiedoksi.</p>",
        "case_number": "157/00.01.05.00/2020",
        "source": "test:1",
    }
    return actions.hand_in(body, actions.Prepared(**(known | given)), by=coordinator)


def at(name: str, row: PreparedItem) -> str:
    return reverse(f"desk:{name}", args=[row.pk])


def test_an_item_taken_to_a_draft_agenda_has_its_text_case_and_attachment(body, coordinator, clerk):
    file = store(b"%PDF-1.7 esittely", name="esittely.pdf", by=coordinator)
    row = handed_in(body, coordinator, file=file, file_title="Hankkeen esittely")
    meeting = desk.draft(body=body)

    item = actions.take(row, meeting, by=clerk)

    assert item.title == "Hankkeen esittely"
    assert item.case.number == "157/00.01.05.00/2020"
    assert [part.kind for part in item.parts.order_by("position")] == [PartKind.BACKGROUND, PartKind.PROPOSAL]
    assert item.attachments.get().file == file
    assert prepared_from("test:1")[0].item == item


def test_after_the_agenda_is_out_the_item_becomes_a_draft_of_its_supplement(body, coordinator, clerk):
    row = handed_in(body, coordinator)

    item = actions.take(row, desk.published_agenda(body=body), by=clerk)

    assert item.is_supplementary
    assert item.is_draft


def test_what_is_handed_in_is_clean(body, coordinator):
    row = handed_in(
        body, coordinator, title="Esi\x00ttely\n nyt", proposal_html="<p onclick='x()'>Ei</p><script>1</script>"
    )

    assert row.title == "Esittely nyt"
    assert row.proposal_html == "<p>Ei</p>"


def test_one_source_waits_once_and_may_be_handed_in_again_after_it_was_returned(body, coordinator, clerk):
    row = handed_in(body, coordinator)

    with pytest.raises(actions.WaitsAlready):
        handed_in(body, coordinator)
    actions.send_back(row, why="Luvut puuttuvat.", by=clerk)

    assert handed_in(body, coordinator).state == PreparedItemState.WAITING
    assert [each.state for each in prepared_from("test:1")] == ["waiting", "returned"]


def test_what_was_handled_is_not_handled_again(body, coordinator, clerk):
    row = handed_in(body, coordinator)
    meeting = desk.draft(body=body)
    actions.take(row, meeting, by=clerk)

    with pytest.raises(actions.HandledAlready):
        actions.take(row, meeting, by=clerk)
    with pytest.raises(actions.HandledAlready):
        actions.send_back(row, why="Myöhässä.", by=clerk)

    assert meeting.items.filter(title=row.title).count() == 1


def test_another_bodys_meeting_and_minutes_take_no_item(body, coordinator, clerk, municipality):
    row = handed_in(body, coordinator)
    elsewhere = desk.draft(body=BodyFactory(organization=municipality))

    with pytest.raises(actions.OfAnotherBody):
        actions.take(row, elsewhere, by=clerk)
    with pytest.raises(WrongState):
        actions.take(row, desk.published_minutes(body=body), by=clerk)

    assert PreparedItem.objects.get().state == PreparedItemState.WAITING


def test_handing_in_taking_and_returning_leave_a_line_each(body, coordinator, clerk):
    actions.take(handed_in(body, coordinator), desk.draft(body=body), by=clerk)
    actions.send_back(handed_in(body, coordinator, source="test:2"), why="Kesken.", by=clerk)

    verbs = Entry.objects.filter(verb__startswith="prepared_item.").order_by("pk").values_list("verb", flat=True)

    assert list(verbs) == [f"prepared_item.{verb}" for verb in ("handed_in", "taken", "handed_in", "returned")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"proposal_html": ""},
        {"state": PreparedItemState.TAKEN},
        {"state": PreparedItemState.RETURNED, "handled_at": "2026-01-01T10:00Z"},
    ],
)
def test_the_database_refuses_what_is_half_handled(body, coordinator, wrong):
    row = handed_in(body, coordinator)

    with pytest.raises(IntegrityError), transaction.atomic():
        PreparedItem.objects.filter(pk=row.pk).update(**wrong)


def test_a_clerk_takes_an_item_from_the_first_page(desk_client, body, coordinator):
    row = handed_in(body, coordinator)
    meeting = desk.draft(body=body)
    assert at("prepared_item", row) in desk_client.get("/tyo/").content.decode()

    answer = desk_client.post(at("prepared_item", row), {"meeting": meeting.pk})

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("desk:meeting", args=[meeting.pk]))
    assert "Hankkeen esittely" in desk_client.get(answer.url).content.decode()
    assert at("prepared_item", row) not in desk_client.get("/tyo/").content.decode()


def test_a_clerk_returns_an_item_with_a_reason(desk_client, body, coordinator):
    row = handed_in(body, coordinator)

    missing = desk_client.post(at("return_prepared_item", row), {"why": " "})
    desk_client.post(at("return_prepared_item", row), {"why": "Liite puuttuu."})

    assert "Kirjoita, mitä valmistelijan pitää korjata." in missing.content.decode()
    assert "Liite puuttuu." in desk_client.get(at("prepared_item", row)).content.decode()


def test_a_body_without_meetings_says_so(desk_client, body, coordinator):
    assert "ei ole kokousta" in desk_client.get(at("prepared_item", handed_in(body, coordinator))).content.decode()


@pytest.mark.parametrize("name", ["prepared_item", "return_prepared_item", "prepared_file"])
def test_an_outsider_finds_no_prepared_item(client, outsider, body, coordinator, name):
    row = handed_in(body, coordinator)
    client.force_login(outsider)

    assert client.get(at(name, row)).status_code == 404
    assert client.post(at(name, row), {"why": "x"}).status_code in {404, 405}
    assert PreparedItem.objects.get().state == PreparedItemState.WAITING


@pytest.mark.parametrize("name", ["prepared_item", "return_prepared_item", "prepared_file"])
def test_a_visitor_is_asked_to_sign_in(client, body, coordinator, name):
    answer = client.get(at(name, handed_in(body, coordinator)))

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_the_attachment_is_handed_out_to_the_clerk(desk_client, body, coordinator):
    file = store(b"%PDF-1.7 esittely", name="esittely.pdf", by=coordinator)

    answer = desk_client.get(at("prepared_file", handed_in(body, coordinator, file=file)))

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 esittely"
    assert desk_client.get(at("prepared_file", handed_in(body, coordinator, source="test:2"))).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_three(count_queries, body, coordinator):
    handed_in(body, coordinator)
    one = count_queries(LIST)
    for number in (2, 3):
        handed_in(body, coordinator, source=f"test:{number}")

    assert count_queries(LIST) == one
    assert count_queries(LIST) < 15
