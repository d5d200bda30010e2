from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import MeetingState
from seutu.publishing.decisions.tests.factories import AttachmentFactory, ItemFactory, MeetingFactory
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PAGE = "/kuusela/kokoukset/2026104/4/liitteet/1/"

pytestmark = pytest.mark.django_db


def attach(owner=None, state=MeetingState.MINUTES_PUBLISHED, is_withheld_item=False, **values):
    body = BodyFactory(organization=owner or OrganizationFactory(slug="kuusela"))
    ground = "JulkL 24 § 1 mom. 20 k." if is_withheld_item else ""
    meeting = MeetingFactory(body=body, legacy_id="2026104", state=state)
    item = ItemFactory(meeting=meeting, position=4, is_withheld=is_withheld_item, secrecy_ground=ground)
    return AttachmentFactory(item=item, position=1, number=1, title="Kartta", **values)


def test_the_file_is_sent_with_its_real_kind_and_can_do_nothing(client, stored_file):
    attach(file=stored_file)

    response = client.get(PAGE)

    assert b"".join(response.streaming_content) == b"Kartan selite\n"
    assert response["Content-Type"].startswith("text/plain")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Robots-Tag"] == "noindex"
    assert "Liite 1 Kartta.txt" in response["Content-Disposition"]
    assert response["Cache-Control"] == "public, max-age=60"


def test_it_is_not_kept_longer_than_its_page(client, stored_file):
    row = attach(file=stored_file, state=MeetingState.AGENDA_PUBLISHED)
    published = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
    type(row.item.meeting).objects.update(
        state=MeetingState.MINUTES_PUBLISHED, minutes_checked_on=published.date(), minutes_published_at=published
    )

    with time_machine.travel(published - dt.timedelta(seconds=30), tick=False):
        response = client.get(PAGE)

    assert response["Cache-Control"] == "public, max-age=30"
    response.close()


@pytest.mark.parametrize(
    "values",
    [
        {"is_withheld": True, "secrecy_ground": "JulkL 24 § 1 mom. 20 k."},
        {"is_unpublished": True},
        {"is_withheld_item": True},
        {"state": MeetingState.DRAFT},
        {},
    ],
)
def test_a_file_that_is_not_for_everyone_is_not_found(client, values):
    attach(**values)

    assert client.get(PAGE).status_code == 404


def test_a_file_of_a_withheld_item_is_not_sent_even_if_it_were_stored(client, stored_file):
    attach(file=stored_file, is_withheld_item=True)

    assert client.get(PAGE).status_code == 404


def test_a_preparer_gets_the_file_of_a_draft_for_themselves_alone(client, clerk, municipality, stored_file):
    attach(owner=municipality, file=stored_file, state=MeetingState.DRAFT)

    assert client.get(PAGE).status_code == 404
    client.force_login(clerk)
    response = client.get(PAGE)

    assert b"".join(response.streaming_content) == b"Kartan selite\n"
    assert response["Cache-Control"] == "private, no-store"
