from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.publishing.decisions.models import AgendaItem, ItemPart, Meeting
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.tests import sent

pytestmark = pytest.mark.django_db


def page_of(item: AgendaItem) -> str:
    return reverse("desk:item", args=[item.pk])


def texts(item: AgendaItem) -> list[tuple[str, str]]:
    return list(item.parts.order_by("position").values_list("kind", "html"))


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_a_new_item_is_added_to_the_agenda(desk_client, body):
    meeting = desk.draft(body=body)

    answer = desk_client.post(
        reverse("desk:new_item", args=[meeting.pk]), sent.item(title="Koulun rehtori", case_number="5/01.01/2026")
    )

    item = AgendaItem.objects.get(title="Koulun rehtori")
    assert answer.url.endswith(f"#item-{item.pk}")
    assert texts(item) == [("background", "<p>Taustaa.</p>"), ("proposal", "<p>Ehdotus.</p>")]
    assert item.case is not None


def test_saving_can_go_on_to_the_attachments(desk_client, body):
    meeting = desk.draft(body=body)

    answer = desk_client.post(reverse("desk:new_item", args=[meeting.pk]), sent.item(then="attachments"))

    assert answer.url == reverse("desk:attachments", args=[AgendaItem.objects.latest("pk").pk])


def test_many_items_are_written_one_after_another_and_the_presenter_is_kept(desk_client, body):
    address = reverse("desk:new_item", args=[desk.draft(body=body).pk])

    answer = desk_client.post(address, sent.item(then="another", presenter="Sivistysjohtaja Outi Oja"))

    assert answer.url == address
    assert desk_client.get(address).context["form"]["presenter"].value() == "Sivistysjohtaja Outi Oja"


def test_an_item_added_later_is_of_the_supplementary_agenda(desk_client, body):
    meeting = desk.published_agenda(body=body)

    desk_client.post(reverse("desk:new_item", args=[meeting.pk]), sent.item(title="Kiireellinen"))

    item = AgendaItem.objects.get(title="Kiireellinen")
    assert item.is_draft
    assert item.is_supplementary


def test_text_without_tags_becomes_paragraphs(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    desk_client.post(
        page_of(item), sent.item_of(item, parts=({"kind": "background", "html": "Yksi & kaksi\nrivi\n\nKolme"},))
    )

    assert texts(item) == [("background", "<p>Yksi &amp; kaksi<br>rivi</p><p>Kolme</p>")]


def test_script_in_the_text_is_taken_out(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    desk_client.post(
        page_of(item), sent.item_of(item, parts=({"kind": "background", "html": "<p>a<script>alert(1)</script></p>"},))
    )

    assert texts(item) == [("background", "<p>a</p>")]


def test_an_empty_part_is_left_out(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    desk_client.post(
        page_of(item), sent.item_of(item, parts=(sent.BACKGROUND, {"kind": "proposal", "html": "<p><br></p>"}))
    )

    assert [kind for kind, _html in texts(item)] == ["background"]


@pytest.mark.parametrize(
    ("operation", "order"),
    [("up:1", ["Ehdotus", "Taustaa"]), ("down:0", ["Ehdotus", "Taustaa"]), ("remove:0", ["Ehdotus"])],
)
def test_moving_a_part_saves_nothing_and_keeps_what_was_typed(desk_client, body, operation, order):
    item = desk.only_item(desk.draft(body=body))
    before = item.revision

    page = desk_client.post(page_of(item), sent.item_of(item, op=operation)).content.decode()

    places = [page.index(f"&lt;p&gt;{word}") for word in order]
    assert places == sorted(places)
    item.refresh_from_db()
    assert item.revision == before


def test_a_part_is_added_empty(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    page = desk_client.post(page_of(item), sent.item_of(item, op="add")).content.decode()

    assert 'name="parts-TOTAL_FORMS" value="3"' in page


def test_an_operation_that_there_is_not_changes_nothing(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    for operation in ("up:99", "sideways", "remove:x", ""):
        assert desk_client.post(page_of(item), sent.item_of(item, op=operation)).status_code == 200


def test_wrong_input_keeps_the_answers_and_says_what_to_write(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    page = desk_client.post(page_of(item), sent.item_of(item, title="", remedies=["ban"], ban_provision="ei voi"))

    words = page.content.decode()
    assert page.status_code == 200
    assert "&lt;p&gt;Ehdotus.&lt;/p&gt;" in words
    assert 'href="#id_title"' in words
    assert 'href="#id_ban_provision"' in words


def test_a_secret_item_keeps_no_text_and_asks_before_it_goes(desk_client, body):
    item = desk.only_item(desk.draft(body=body))
    secret = {"is_withheld": "on", "secrecy_ground": "JulkL 24 § 1 mom. 25 k.", "title": "Virkavapaushakemus"}

    desk_client.post(page_of(item), sent.item_of(item) | secret)
    assert ItemPart.objects.filter(item=item).exists()

    desk_client.post(page_of(item), sent.item_of(item) | secret | {"removes_text": "on"})
    item.refresh_from_db()
    assert item.is_withheld
    assert not ItemPart.objects.filter(item=item).exists()


@pytest.mark.parametrize(("title", "ground"), [("Salainen asia", "JulkL 24 § 1 mom."), ("Hakemus", "salainen")])
def test_a_secret_item_needs_a_title_that_tells_and_a_provision(desk_client, body, title, ground):
    item = desk.only_item(desk.draft(body=body))

    desk_client.post(
        page_of(item),
        sent.item_of(item) | {"is_withheld": "on", "removes_text": "on", "title": title, "secrecy_ground": ground},
    )

    item.refresh_from_db()
    assert not item.is_withheld


def test_an_identity_code_in_a_public_item_is_refused_at_once(desk_client, body):
    item = desk.only_item(desk.published_agenda(body=body))

    page = desk_client.post(
        page_of(item), sent.item_of(item, parts=({"kind": "background", "html": "<p>Tunnus 131052-308T.</p>"},))
    )

    assert "131052-308T" in page.content.decode()
    assert texts(item) == [("background", "<p>Taustaa.</p>"), ("proposal", "<p>Ehdotus.</p>")]


def test_a_form_without_its_revision_is_refused(desk_client, body):
    item = desk.only_item(desk.draft(body=body))

    assert desk_client.post(page_of(item), sent.item_of(item) | {"revision": "-1"}).status_code == 404


def test_items_move_with_buttons(desk_client, body):
    meeting = desk.draft(desk.item("A"), desk.item("B"), desk.item("C"), body=body)
    last = meeting.items.get(title="C")

    desk_client.post(reverse("desk:move_item", args=[last.pk]), {"op": "up"})

    assert titles(meeting) == ["A", "C", "B"]


def test_items_move_to_a_place_where_they_are_dropped(desk_client, body):
    meeting = desk.draft(desk.item("A"), desk.item("B"), desk.item("C"), body=body)
    last = meeting.items.get(title="C")

    page = desk_client.post(reverse("desk:move_item", args=[last.pk]), {"to": "1"}, headers={"HX-Request": "true"})

    assert titles(meeting) == ["C", "A", "B"]
    assert "data-announce" in page.content.decode()
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize("given", [{"to": "-4"}, {"to": "999"}, {"to": "x"}, {}])
def test_a_place_that_there_is_not_does_no_harm(desk_client, body, given):
    meeting = desk.draft(desk.item("A"), desk.item("B"), body=body)

    desk_client.post(reverse("desk:move_item", args=[meeting.items.get(title="A").pk]), given)

    assert sorted(titles(meeting)) == ["A", "B"]


def test_an_item_of_a_published_agenda_does_not_move_and_does_not_go(desk_client, body):
    meeting = desk.published_agenda(desk.item("A"), desk.item("B"), body=body)
    last = meeting.items.get(title="B")

    desk_client.post(reverse("desk:move_item", args=[last.pk]), {"op": "up"})
    desk_client.post(reverse("desk:remove_item", args=[last.pk]))

    assert titles(meeting) == ["A", "B"]


def test_an_item_is_removed_after_asking(desk_client, body):
    meeting = desk.draft(desk.item("A"), desk.item("B"), body=body)
    address = reverse("desk:remove_item", args=[meeting.items.get(title="A").pk])

    desk_client.get(address)
    assert titles(meeting) == ["A", "B"]
    desk_client.post(address)

    assert titles(meeting) == ["B"]


def test_a_decision_is_written_and_the_next_item_opened(desk_client, body):
    meeting = desk.minutes(desk.item("A"), desk.item("B"), body=body)
    first, second = meeting.items.order_by("position")

    answer = desk_client.post(
        reverse("desk:decision", args=[first.pk]),
        {
            "revision": first.revision,
            "outcome": "unanimous",
            "handling": "Keskusteltiin.",
            "copies_proposal": "on",
            "video_seconds": "1:02:30",
            "then": "next",
        },
    )

    assert answer.url == reverse("desk:decision", args=[second.pk])
    assert texts(first) == [
        ("background", "<p>Taustaa.</p>"),
        ("proposal", "<p>Ehdotus.</p>"),
        ("handling", "<p>Keskusteltiin.</p>"),
        ("decision", "<p>Ehdotus.</p>"),
    ]
    first.refresh_from_db()
    assert first.outcome == "unanimous"
    assert first.video_seconds == 3750


def test_a_decision_changes_in_its_place(desk_client, body):
    item = desk.only_item(desk.minutes(body=body))
    address = reverse("desk:decision", args=[item.pk])
    desk_client.post(address, {"revision": item.revision, "outcome": "approved", "decision": "Kyllä."})
    item.refresh_from_db()

    desk_client.post(address, {"revision": item.revision, "outcome": "rejected", "decision": "Ei."})

    assert texts(item)[-1] == ("decision", "<p>Ei.</p>")
    assert len(texts(item)) == 3


def test_two_decision_texts_are_refused(desk_client, body):
    item = desk.only_item(desk.minutes(body=body))

    page = desk_client.post(
        reverse("desk:decision", args=[item.pk]),
        {"revision": item.revision, "copies_proposal": "on", "decision": "Toisin.", "video_seconds": "tunti"},
    )

    assert 'href="#id_copies_proposal"' in page.content.decode()
    assert 'href="#id_video_seconds"' in page.content.decode()


def test_an_item_is_sent_on_to_the_next_body(desk_client, body, municipality):
    from seutu.shared.organizations.tests.factories import BodyFactory

    board = BodyFactory(organization=municipality, name_fi="Kunnanhallitus", slug="kunnanhallitus")
    item, goal = desk.only_item(desk.published_agenda(body=body)), desk.draft(body=board)

    desk_client.post(reverse("desk:send_on", args=[item.pk]), {"meeting": goal.pk})

    assert AgendaItem.objects.get(forwarded_from=item).meeting == goal


def test_an_item_is_not_sent_to_another_municipality(desk_client, body, other_municipality):
    from seutu.shared.organizations.tests.factories import BodyFactory

    elsewhere = desk.draft(body=BodyFactory(organization=other_municipality))
    item = desk.only_item(desk.published_agenda(body=body))

    desk_client.post(reverse("desk:send_on", args=[item.pk]), {"meeting": elsewhere.pk})

    assert not AgendaItem.objects.filter(forwarded_from=item).exists()


def test_a_published_item_is_corrected_with_a_reason(desk_client, body):
    item = desk.only_item(desk.published_minutes(body=body))
    address = reverse("desk:correct_item", args=[item.pk])
    changed = sent.item_of(
        item, parts=({"kind": "decision", "html": "<p>Korjattu.</p>"},), correction_kind="clerical", reason=""
    )

    desk_client.post(address, changed)
    assert not item.corrections.exists()
    desk_client.post(address, changed | {"reason": "Summa oli väärin."})

    assert item.corrections.get().reason == "Summa oli väärin."
    assert texts(item) == [("decision", "<p>Korjattu.</p>")]


def test_what_is_published_is_only_corrected(desk_client, body):
    item = desk.only_item(desk.published_minutes(body=body))

    assert desk_client.get(page_of(item)).url == reverse("desk:correct_item", args=[item.pk])


def test_saving_lets_the_draft_go(desk_client, body, clerk):
    item = desk.only_item(desk.draft(body=body))
    desk_client.post(reverse("desk:save_draft"), {"target": f"item:{item.pk}", "field:title": "Kesken"})
    assert Draft.objects.exists()

    answer = desk_client.post(page_of(item), sent.item_of(item))

    assert not Draft.objects.exists()
    assert answer.cookies["seutu_saved"].value == f"item:{item.pk}:"
