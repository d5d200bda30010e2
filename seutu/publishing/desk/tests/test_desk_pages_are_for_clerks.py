"""Every page of the desk: visitors are asked to sign in, and whoever prepares no meetings here finds none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse

from seutu.publishing.decisions.actions import AttachmentFields, attach
from seutu.publishing.decisions.models import Attachment, Meeting
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk import urls
from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import BodyFactory
from tests.standing import standing

pytestmark = pytest.mark.django_db

OF_NOBODY = {"meetings", "new_meeting", "templates", "new_template", "save_draft", "discard_draft", "clean_text"}
NAMES = sorted(
    pattern.name
    for pattern in [*urls.making_meetings, *urls.writing_items, *urls.publishing_it, *urls.keeping_what_is_typed]
    if pattern.name not in OF_NOBODY
)


STAGES = ("draft", "published_agenda", "minutes", "published_minutes")


@pytest.fixture(scope="module")
def meetings(django_db_setup, django_db_blocker) -> Iterator[dict[str, Attachment]]:
    """The attachment of the only item of a meeting at each stage, once for all tests here."""
    with standing(django_db_blocker):
        body = BodyFactory(organization__slug="kuusela", organization__name_fi="Kuusela", name_fi="Sivistyslautakunta")
        yield {stage: _attached(getattr(desk, stage)(body=body), stage) for stage in STAGES}


def _attached(meeting: Meeting, stage: str) -> Attachment:
    item = desk.only_item(meeting)
    if stage == "published_minutes":
        return Attachment.objects.create(item=item, position=1, title="Kartta", is_unpublished=True)
    return attach(item, None, AttachmentFields("Kartta", is_unpublished=True), by=desk.BY)


@pytest.fixture
def municipality(meetings) -> Organization:
    """The municipality that the meetings stand in, for the cast."""
    return Organization.objects.get(slug="kuusela")


@pytest.fixture
def body(municipality) -> Body:
    return municipality.bodies.get()


def address(name: str, attachment: Attachment, template: AgendaTemplate) -> str:
    route = next(str(each.pattern) for each in urls.urlpatterns if each.name == name)
    given = {
        "meeting_id": attachment.item.meeting_id,
        "item_id": attachment.item_id,
        "attachment_id": attachment.pk,
        "template_id": template.pk,
        "number": 1,
        "target": f"item:{attachment.item_id}",
    }
    return reverse(f"desk:{name}", kwargs={key: value for key, value in given.items() if f":{key}>" in route})


@pytest.mark.parametrize("name", NAMES)
def test_an_outsider_finds_nothing(client, outsider, meetings, template, name):
    client.force_login(outsider)
    page = address(name, meetings["draft"], template)

    for method in (client.get, client.post):
        assert method(page).status_code in {404, 405}
    assert client.post(page).status_code in {404, 405}


@pytest.mark.parametrize("name", NAMES)
def test_a_visitor_is_asked_to_sign_in(client, meetings, template, name):
    page = address(name, meetings["draft"], template)

    answer = client.post(page) if client.get(page).status_code == 405 else client.get(page)

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", ["meetings", "templates", "new_meeting", "new_template"])
def test_pages_of_nobody_tell_an_outsider_nothing(client, outsider, body, template, name):
    client.force_login(outsider)

    page = client.get(reverse(f"desk:{name}")).content.decode()

    assert body.name_fi not in page
    assert template.name not in page


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("stage", STAGES)
def test_every_page_opens_for_the_clerk_at_every_stage(desk_client, meetings, template, name, stage):
    answer = desk_client.get(address(name, meetings[stage], template))

    assert answer.status_code in {200, 302, 405} or name in {"attached_file", "vote", "remove_vote"}
