"""Numbers fetched from a service of statistics: a double of it on this machine, with real connections."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.newcomers.funding.actions import bases
from seutu.newcomers.funding.client_pxweb import PxWeb, PxWebError, Why
from seutu.newcomers.funding.models import Basis, Definition, StatisticsAnswer
from seutu.newcomers.funding.rules.json_stat import NotStatistics
from seutu.newcomers.funding.tests.pxweb_double import Double, json_stat, serving

pytestmark = pytest.mark.django_db
TABLE = {"table": "vaerak/keksitty.px", "area": "Alue", "time": "Vuosi", "values": {"Tiedot": "ulk"}}


@pytest.fixture(autouse=True)
def _connections_to_this_machine() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture
def service(settings: Any) -> Iterator[Double]:
    with serving() as double:
        settings.PXWEB_URL, settings.PXWEB_TABLES = double.address, {"foreign_citizens": TABLE}
        yield double


@pytest.fixture
def waits() -> list[float]:
    """How long the client would have waited, each time."""
    return []


@pytest.fixture
def fetch(municipality, coordinator, waits) -> Any:
    def fetched(codes=("901", "902"), year=2021, definition=Definition.FOREIGN_CITIZENS) -> Basis:
        client = PxWeb(timeout=5, spacing=0, sleep=waits.append)
        return bases.fetch_basis(municipality, definition, year, codes, by=coordinator, client=client)

    return fetched


def refusal_of(fetch, *args, **kwargs) -> PxWebError:
    with pytest.raises(PxWebError) as error:
        fetch(*args, **kwargs)
    assert not Basis.objects.exists()
    return error.value


def test_the_numbers_become_a_draft_that_says_where_they_are_from(fetch, service):
    basis = fetch()

    assert basis.numbers == {"901": 2300, "902": 310}
    assert (basis.approved_at, basis.reference_on, basis.table_id) == (None, dt.date(2021, 12, 31), "keksitty.px")
    assert basis.answer.address == f"{service.address}/vaerak/keksitty.px"
    assert json.loads(bytes(basis.answer.content))["value"] == [2300, 310]


def test_only_what_is_needed_is_asked_and_as_the_service_wants_it(fetch, service):
    fetch()

    assert [(method, path) for method, path, _body in service.asked] == [
        ("GET", "/vaerak/keksitty.px"),
        ("POST", "/vaerak/keksitty.px"),
    ]
    asked = json.loads(service.asked[1][2])
    assert asked["response"] == {"format": "json-stat2"}
    assert {each["code"]: each["selection"]["values"] for each in asked["query"]} == {
        "Alue": ["KU901", "KU902"],
        "Vuosi": ["2021"],
        "Tiedot": ["ulk"],
    }


def test_the_same_question_within_a_day_is_answered_from_what_was_kept(fetch, service):
    fetch()
    fetch()

    assert [method for method, _path, _body in service.asked].count("POST") == 1
    assert StatisticsAnswer.objects.count() == 1


def test_a_municipality_that_the_table_has_not_is_left_out(fetch, service):
    assert fetch(codes=("901", "999")).numbers == {"901": 2300}


def test_a_busy_service_is_waited_for_as_long_as_it_asks(fetch, service, waits):
    service.statuses = [(429, {"Retry-After": "3"}), (503, {}), (200, {})]

    assert fetch().numbers
    assert waits[:2] == [3.0, 1.0]


def test_a_service_that_stays_busy_is_left_in_peace(fetch, service):
    service.statuses = [(429, {"Retry-After": "1"})] * 9

    assert refusal_of(fetch).why == Why.BUSY
    assert len(service.asked) == 3


def test_nobody_waits_longer_than_ten_seconds(fetch, service, waits):
    service.statuses = [(429, {"Retry-After": "3600"})]

    assert refusal_of(fetch).why == Why.BUSY
    assert (waits, len(service.asked)) == ([], 1)


def test_a_wait_may_be_told_as_an_instant(fetch, service, waits):
    service.statuses = [(429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})]

    assert fetch().numbers
    assert waits == [1.0]


@pytest.mark.parametrize(("status", "about"), [(400, "400"), (403, "403"), (404, "404"), (500, "500"), (302, "302")])
def test_a_refusal_is_told_with_its_number(fetch, service, status, about):
    service.statuses = [(status, {"Location": f"{service.address}/muualla"})]

    error = refusal_of(fetch)

    assert (error.why, error.about) == (Why.REFUSED, about)
    assert len(service.asked) == 1


def test_a_page_instead_of_numbers_is_refused(fetch, service):
    service.body = b"<!DOCTYPE html><title>Huoltokatko</title>"

    assert refusal_of(fetch).why == Why.NOT_JSON


def test_a_page_instead_of_metadata_is_refused(fetch, service):
    service.metadata = b"<!DOCTYPE html>"

    assert refusal_of(fetch).why == Why.NOT_JSON


def test_a_huge_answer_is_not_read_to_its_end(fetch, service, monkeypatch):
    monkeypatch.setattr("seutu.newcomers.funding.client_pxweb.MOST_OCTETS", 1000)
    service.body = b"{" + b" " * 2000

    assert refusal_of(fetch).why == Why.TOO_LARGE


def test_an_answer_of_another_size_than_it_says_is_refused(fetch, service):
    table = json_stat({"KU901": 2300, "KU902": 310})
    table["size"] = [9, 1, 1]
    service.body = json.dumps(table).encode()

    with pytest.raises(NotStatistics):
        fetch()
    assert not StatisticsAnswer.objects.exists()


def test_an_answer_in_another_order_is_understood(fetch, service):
    service.body = json.dumps(json_stat({"KU902": 310, "KU901": 2300}, order=("Tiedot", "Vuosi", "Alue"))).encode()

    assert fetch().numbers == {"901": 2300, "902": 310}


def test_a_year_and_municipalities_that_are_not_there_are_named(fetch, service):
    error = refusal_of(fetch, year=2031)
    assert (error.why, error.about) == (Why.NO_SUCH_TIME, "Vuosi: 2031")
    assert refusal_of(fetch, codes=("998",)).why == Why.NO_MUNICIPALITIES


@pytest.mark.parametrize("spoil", [{"values": {"Tiedot": "muu"}}, {"area": "Kunta"}, {"values": {"Sukupuoli": "1"}}])
def test_settings_that_do_not_fit_the_table_are_named(fetch, service, settings, spoil):
    settings.PXWEB_TABLES = {"foreign_citizens": TABLE | spoil}

    assert refusal_of(fetch).why == Why.NO_SUCH_VARIABLE


def test_a_service_that_is_not_there_is_told(fetch, settings):
    settings.PXWEB_URL, settings.PXWEB_TABLES = "http://127.0.0.1:9", {"foreign_citizens": TABLE}

    assert refusal_of(fetch).why == Why.UNREACHABLE


def test_numbers_that_no_table_is_named_for_are_not_fetched(fetch, service):
    with pytest.raises(bases.NoSuchTable):
        fetch(definition=Definition.POPULATION)


def test_questions_keep_their_distance(service):
    waited: list[float] = []
    client = PxWeb(spacing=5, sleep=waited.append)
    for _round in range(2):
        with pytest.raises(PxWebError):
            client.query_for(bases.Table(f"{service.address}/x", area="Kunta"), ["901"], "2021")

    assert waited
    assert 4 < waited[-1] <= 5
