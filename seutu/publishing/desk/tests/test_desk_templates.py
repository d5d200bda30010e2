from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.publishing.desk.models import AgendaTemplate, TemplateItem
from seutu.publishing.desk.tests import sent

pytestmark = pytest.mark.django_db

STANDING = {
    "title": "Kokouksen avaus",
    "background_html": "",
    "proposal_html": "Avataan.",
    "remedy": "",
    "provision": "",
}


def form_of(body, *rows: dict[str, str], **given: str) -> dict[str, str]:
    head = {"revision": "0", "body": str(body.pk), "name": "Pohja", "language": "fi"}
    return {**head, **sent.rows("items", *(rows or (STANDING,))), **given}


def test_a_template_is_written(desk_client, body):
    desk_client.post(
        reverse("desk:new_template"), form_of(body, STANDING, STANDING | {"title": ""} | {"proposal_html": ""})
    )

    made = AgendaTemplate.objects.get()
    assert [(item.title, item.proposal_html) for item in made.items.all()] == [("Kokouksen avaus", "<p>Avataan.</p>")]


def test_a_new_template_offers_the_usual_items(desk_client, body):
    page = desk_client.get(reverse("desk:new_template")).content.decode()

    assert "Kokouksen laillisuus ja päätösvaltaisuus" in page
    assert "Pöytäkirjantarkastajien valinta" in page


def test_a_body_has_one_usual_template(desk_client, body, template):
    desk_client.post(reverse("desk:new_template"), form_of(body, is_default="on"))

    assert AgendaTemplate.objects.get(is_default=True).name == "Pohja"


def test_wrong_input_keeps_the_answers(desk_client, body):
    page = desk_client.post(
        reverse("desk:new_template"),
        form_of(body, STANDING | {"remedy": "ban"}, {"title": "", "proposal_html": "Teksti"}, name=""),
    ).content.decode()

    assert "Kokouksen avaus" in page
    for field in ("id_name", "id_items-0-provision", "id_items-1-title"):
        assert f'href="#{field}"' in page
    assert not AgendaTemplate.objects.exists()


def test_a_name_is_used_once_in_a_body(desk_client, body):
    desk_client.post(reverse("desk:new_template"), form_of(body))

    page = desk_client.post(reverse("desk:new_template"), form_of(body)).content.decode()

    assert 'href="#id_name"' in page
    assert AgendaTemplate.objects.count() == 1


def test_a_template_is_deleted_after_asking(desk_client, template):
    address = reverse("desk:delete_template", args=[template.pk])

    desk_client.get(address)
    assert AgendaTemplate.objects.exists()
    desk_client.post(address)

    assert not AgendaTemplate.objects.exists()


def test_the_list_costs_the_same_for_one_template_and_three(count_queries, body, template):
    one = count_queries(reverse("desk:templates"))
    for name in ("B", "C"):
        AgendaTemplate.objects.create(body=body, name=name)

    assert count_queries(reverse("desk:templates")) == one


@pytest.mark.parametrize("wrong", ["name", "default", "no_name", "item_position", "item_title"])
def test_the_database_refuses_what_cannot_be(body, template, wrong):
    makers = {
        "name": lambda: AgendaTemplate.objects.create(body=body, name=template.name),
        "default": lambda: AgendaTemplate.objects.create(body=body, name="Toinen", is_default=True),
        "no_name": lambda: AgendaTemplate.objects.create(body=body, name=""),
        "item_position": lambda: TemplateItem.objects.create(template=template, position=1, title="x"),
        "item_title": lambda: TemplateItem.objects.create(template=template, position=9, title=""),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        makers[wrong]()
