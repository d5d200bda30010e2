"""Text that is broken, hostile or far too much: a clear answer, and nothing that was there is lost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.tests import sent

pytestmark = pytest.mark.django_db

FORM = "application/x-www-form-urlencoded"


def page_of(item: AgendaItem) -> str:
    return reverse("desk:item", args=[item.pk])


def words_of(item: AgendaItem) -> list[str]:
    return list(item.parts.order_by("position").values_list("html", flat=True))


def save(browser, item: AgendaItem, **given):
    return browser.post(page_of(item), sent.item_of(item, **given))


def background(html: str) -> tuple[dict[str, str], ...]:
    return ({"kind": "background", "html": html},)


@pytest.mark.parametrize(
    "rubbish",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<a href="javascript:alert(1)">linkki</a>',
        '<iframe src="https://huijaus.example"></iframe>',
        "<svg><script>alert(1)</script></svg>",
        '<p style="background:url(https://huijaus.example)">x</p>',
        "<form action=/tyo/><input name=x></form>",
    ],
)
def test_html_that_does_something_becomes_words(browser, item, rubbish):
    save(browser, item, **sent.rows("parts", *background(f"<p>Ennen.</p>{rubbish}<p>Jälkeen.</p>")))

    (html,) = words_of(item)
    assert "Ennen." in html
    assert "Jälkeen." in html
    for sign in ("<script", "onerror", "javascript:", "<iframe", "<svg", "style=", "<form", "<input"):
        assert sign not in html


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\x7f", "\ufffe"])
def test_control_characters_never_get_in(browser, item, sign):
    answer = save(browser, item, title=f"Ot{sign}sikko", **sent.rows("parts", *background(f"<p>Te{sign}ksti.</p>")))

    item.refresh_from_db()
    assert answer.status_code in {200, 302}
    stored = item.title + "".join(words_of(item))
    assert sign not in stored
    # Either it was taken without the sign, or the form says what to do and has what was typed.
    assert "sikko" in (item.title if answer.status_code == 302 else answer.content.decode())


def test_broken_utf_8_in_a_form_is_no_failure(browser, item):
    body = f"revision={item.revision}&title=Hy%E4%FFksytty&language=fi&parts-TOTAL_FORMS=0&parts-INITIAL_FORMS=0"

    answer = browser.post(page_of(item), body, content_type=FORM)

    assert answer.status_code in {200, 302, 400}
    assert AgendaItem.objects.filter(pk=item.pk).exists()


def test_a_lone_surrogate_is_no_failure(browser, item):
    answer = browser.post(page_of(item), f"revision={item.revision}&title=%ED%A0%80&language=fi", content_type=FORM)

    assert answer.status_code in {200, 302, 400}


def test_a_paste_of_fifty_megabytes_is_refused_in_words_and_the_draft_stays(browser, item, clerk):
    browser.post(
        reverse("desk:save_draft"), {"target": f"item:{item.pk}", "base_revision": "1", "field:title": "Kesken"}
    )
    before = Draft.objects.get(user=clerk).fields

    answer = browser.post(page_of(item), "title=" + "x" * 50_000_000, content_type=FORM)

    assert answer.status_code in {400, 413}
    assert "<h1" in answer.content.decode()
    assert Draft.objects.get(user=clerk).fields == before
    assert words_of(item) == ["<p>Taustaa.</p>", "<p>Ehdotus.</p>"]


def test_a_draft_that_is_far_too_large_is_refused_and_the_last_one_stays(browser, item, clerk):
    address, target = reverse("desk:save_draft"), f"item:{item.pk}"
    browser.post(address, {"target": target, "base_revision": "1", "field:title": "Kesken"})

    answer = browser.post(address, {"target": target, "base_revision": "1", "field:title": "x" * 1_900_000})

    assert answer.status_code == 413
    assert Draft.objects.get(user=clerk).fields["title"] == ["Kesken"]


def test_a_title_that_is_too_long_stays_in_the_form(browser, item):
    answer = save(browser, item, title="Pitkä " * 120)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Virhe:" in page
    assert "Pitkä Pitkä" in page
    item.refresh_from_db()
    assert item.title == "Talousarvion muutos"


@pytest.mark.parametrize("count", ["1000000000", "-1", "", "abc", "9" * 5000])
def test_a_count_of_rows_that_cannot_be_is_no_failure(browser, item, count):
    answer = browser.post(page_of(item), sent.item_of(item) | {"parts-TOTAL_FORMS": count})

    assert answer.status_code in {200, 302, 400}
    assert len(words_of(item)) <= 200


@pytest.mark.parametrize("revision", ["", "-1", "x", "9" * 400, "1.5"])
def test_a_revision_that_cannot_be_overwrites_nothing(browser, item, revision):
    actions_before = words_of(item)

    browser.post(page_of(item), sent.item_of(item) | {"revision": revision, "title": "Salaa vaihdettu"})

    item.refresh_from_db()
    assert item.title == "Talousarvion muutos"
    assert words_of(item) == actions_before


@pytest.mark.parametrize(
    ("field", "value"),
    [("day", "31.2.2026"), ("day", "1.1.99999"), ("day", "0.0.0"), ("time", "25.61"), ("number", "9" * 40)],
)
def test_a_day_or_an_hour_that_there_is_not_is_told_beside_the_field(browser, body, field, value):
    answer = browser.post(reverse("desk:new_meeting"), sent.meeting(body.pk, **{field: value}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Virhe:" in page
    assert "Kaupungintalo" in page
    assert not body.meetings.exists()


def test_somebody_elses_item_keeps_no_draft(client, outsider, item):
    client.force_login(outsider)

    answer = client.post(
        reverse("desk:save_draft"), {"target": f"item:{item.pk}", "base_revision": "1", "field:title": "x"}
    )

    assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_an_identity_code_is_stopped_at_publishing_and_named_by_its_place(browser, body):
    meeting = desk.draft(desk.item("Hakemus 131052-308T"), body=body)

    page = browser.post(reverse("desk:publish_agenda", args=[meeting.pk])).content.decode()

    assert "henkilötunnus" in page
    meeting.refresh_from_db()
    assert meeting.state == "draft"
