from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import NoticeKind, RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory
from seutu.publishing.decisions.tests.record_factories import NoticeAttachmentFactory, NoticeFactory

LIST = "/en/kuusela/kuulutukset/"
NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
MIDNIGHT_AFTER = dt.datetime(2026, 3, 31, 21, 0, tzinfo=dt.UTC)  # 1.4. at 0 o'clock in Helsinki

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def text(response):
    return " ".join(response.content.decode().split())


def page_of(row):
    return f"{LIST}{row.public_id}/"


def test_a_public_notice_tells_when_those_concerned_are_deemed_notified(client, municipality):
    row = NoticeFactory(
        organization=municipality, kind=NoticeKind.PUBLIC, provision="MRL 65 §", where_available="Tori 1"
    )

    response = client.get(page_of(row))
    page = text(response)

    assert "deemed to have been notified on 24 March 2026" in page
    assert "MRL 65 §" in page
    assert "Tori 1" in page
    assert response["X-Robots-Tag"] == "noindex"
    assert client.get(f"/kuusela/kuulutukset/{row.public_id}.json").json()["deemed_notified_on"] == "2026-03-24"


def test_of_a_municipal_announcement_nobody_is_deemed_notified(client, municipality):
    row = NoticeFactory(organization=municipality)

    assert "deemed" not in text(client.get(page_of(row)))


def test_the_list_has_what_is_on_display_today_and_can_be_narrowed_to_a_kind(client, municipality):
    NoticeFactory(organization=municipality, title="Kaava", kind=NoticeKind.PUBLIC)
    NoticeFactory(organization=municipality, title="Uimahalli")
    NoticeFactory(organization=municipality, title="Huominen", displayed_on=dt.date(2026, 3, 21))
    NoticeFactory(organization=municipality, title="Eilinen", ends_on=dt.date(2026, 3, 19))

    page, narrowed = text(client.get(LIST)), text(client.get(f"{LIST}?laji=kuulutukset"))

    assert [word for word in ("Kaava", "Uimahalli", "Huominen", "Eilinen") if word in page] == ["Kaava", "Uimahalli"]
    assert "Kaava" in narrowed
    assert "Uimahalli" not in narrowed
    assert client.get(f"{LIST}?laji=olematon").status_code == 404


def test_after_its_last_day_page_twin_and_document_are_gone(client, municipality, stored_file, frozen):
    row = NoticeFactory(organization=municipality, title="Puunkaato")
    NoticeAttachmentFactory(notice=row, position=1, file=stored_file)
    addresses = [page_of(row), f"/kuusela/kuulutukset/{row.public_id}.json", f"{page_of(row)}liitteet/1/"]

    frozen.move_to(MIDNIGHT_AFTER - dt.timedelta(seconds=1))
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    frozen.move_to(MIDNIGHT_AFTER)

    for address in addresses:
        response = client.get(address)
        assert response.status_code == 410
        assert "Puunkaato" not in text(response)
    assert "Puunkaato" not in text(client.get(LIST))


def test_a_kept_page_is_true_no_longer_than_its_last_day(client, municipality, frozen):
    row = NoticeFactory(organization=municipality)
    frozen.move_to(MIDNIGHT_AFTER - dt.timedelta(seconds=20))

    assert client.get(page_of(row))["Cache-Control"] == "public, max-age=20"
    assert client.get(LIST)["Cache-Control"] == "public, max-age=20"


def test_even_those_who_prepare_see_nothing_of_an_ended_notice(client, municipality, clerk):
    row = NoticeFactory(organization=municipality, ends_on=dt.date(2026, 3, 19))
    client.force_login(clerk)

    assert client.get(page_of(row)).status_code == 410


def test_one_that_was_never_public_is_not_found_rather_than_gone(client, municipality):
    ended = {"displayed_on": dt.date(2026, 3, 1), "ends_on": dt.date(2026, 3, 10)}
    row = NoticeFactory(organization=municipality, state=RecordState.DRAFT, published_at=None, **ended)

    assert client.get(page_of(row)).status_code == 404


def test_a_coming_notice_is_for_those_who_prepare(client, municipality, clerk, outsider):
    row = NoticeFactory(organization=municipality, displayed_on=dt.date(2026, 3, 25))

    assert client.get(page_of(row)).status_code == 404
    client.force_login(outsider)
    assert client.get(page_of(row)).status_code == 404
    client.force_login(clerk)
    assert "This is not on display yet." in text(client.get(page_of(row)))


def test_the_case_of_a_notice_is_a_link_only_where_there_is_something_to_see(client, municipality):
    case = CaseFactory(organization=municipality, number="1/2026")
    row = NoticeFactory(organization=municipality, case=case)

    page = text(client.get(page_of(row)))

    assert "1/2026" in page
    assert "/asiat/" not in page
