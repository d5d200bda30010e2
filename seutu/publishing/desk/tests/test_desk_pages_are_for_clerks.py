"""Every page of the desk: visitors are asked to sign in, and whoever prepares no meetings here finds none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.publishing.decisions.actions import AttachmentFields, attach
from seutu.publishing.decisions.models import Attachment
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk import urls

pytestmark = pytest.mark.django_db

OF_NOBODY = {"meetings", "new_meeting", "templates", "new_template", "save_draft", "discard_draft", "clean_text"}
NAMES = sorted(
    pattern.name
    for pattern in [*urls.making_meetings, *urls.writing_items, *urls.publishing_it, *urls.keeping_what_is_typed]
    if pattern.name not in OF_NOBODY
)


def address(name: str, meeting, template) -> str:
    item = desk.only_item(meeting)
    attachment = Attachment.objects.filter(item=item).first() or attach(
        item, None, AttachmentFields("Kartta", is_unpublished=True), by=desk.BY
    )
    route = next(str(each.pattern) for each in urls.urlpatterns if each.name == name)
    given = {
        "meeting_id": meeting.pk,
        "item_id": item.pk,
        "attachment_id": attachment.pk,
        "template_id": template.pk,
        "number": 1,
        "target": f"item:{item.pk}",
    }
    return reverse(f"desk:{name}", kwargs={key: value for key, value in given.items() if f":{key}>" in route})


@pytest.mark.parametrize("name", NAMES)
def test_an_outsider_finds_nothing(client, outsider, body, template, name):
    client.force_login(outsider)
    page = address(name, desk.draft(body=body), template)

    for method in (client.get, client.post):
        assert method(page).status_code in {404, 405}
    assert client.post(page).status_code in {404, 405}


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_asked_to_sign_in(client, body, template, name):
    page = address(name, desk.draft(body=body), template)

    answer = client.post(page) if client.get(page).status_code == 405 else client.get(page)

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", ["meetings", "templates", "new_meeting", "new_template"])
def test_pages_of_nobody_tell_an_outsider_nothing(client, outsider, body, template, name):
    desk.draft(body=body)
    client.force_login(outsider)

    page = client.get(reverse(f"desk:{name}")).content.decode()

    assert body.name_fi not in page
    assert template.name not in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stage", ["draft", "published_agenda", "minutes", "published_minutes"])
def test_every_page_opens_for_the_clerk_at_every_stage(desk_client, body, template, name, stage):
    meeting = getattr(desk, stage)(body=body)
    if stage == "published_minutes":
        Attachment.objects.create(item=desk.only_item(meeting), position=1, title="Kartta", is_unpublished=True)

    answer = desk_client.get(address(name, meeting, template))

    assert answer.status_code in {200, 302, 405} or name in {"attached_file", "vote", "remove_vote"}
