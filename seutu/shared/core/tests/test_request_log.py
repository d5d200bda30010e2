"""The log's lines, as they are written: one JSON object each."""

from __future__ import annotations

import json
import logging
import logging.config
import re

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from django.utils.module_loading import import_string

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core.request_log import keep_values_out, request_id

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def person(request: HttpRequest, number: int, name: str) -> HttpResponse:
    return HttpResponse("a page of someone")


def of_reference(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request_id(), headers={"Cache-Control": "no-store"})


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"a", b"b"]))


def broken(request: HttpRequest) -> HttpResponse:
    hidden = request.GET.get("nimi", "")
    try:
        int(hidden)
    except ValueError as error:
        raise RuntimeError("it broke\nDETAIL: Key (email)=(maija@kuusela.example)") from error
    return HttpResponse(hidden)


def broken_about_people(request: HttpRequest) -> HttpResponse:
    keep_values_out(request)
    raise ValueError("not a day: maija@kuusela.example")


def broken_by_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret_word FROM no_such_table")
    return HttpResponse()


handler404 = "seutu.shared.ui.error_pages.page_not_found"
handler500 = "seutu.shared.ui.error_pages.server_error"
urlpatterns = [
    path("henkilo/<int:number>/<str:name>/", person),
    path("viite/", of_reference),
    path("virta/", streamed),
    path("rikki/", broken),
    path("ihmiset/", broken_about_people),
    path("kanta/", broken_by_the_database),
    # The pages of errors have the links of the real ones.
    *import_string(f"{django_settings.ROOT_URLCONF}.urlpatterns"),
]


@pytest.fixture
def lines(caplog):
    """What has been written until now, read back from the form that the installation writes."""
    config = logging.config.DictConfigurator(django_settings.LOGGING["formatters"]["json"])
    formatter = config.configure_formatter(dict(django_settings.LOGGING["formatters"]["json"]))
    return lambda: [json.loads(formatter.format(record)) for record in caplog.records]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_each_request_is_one_line_of_json(client, lines):
    answer = client.get("/henkilo/7/maija/")

    (line,) = lines()
    assert line | {"time": "", "duration_ms": 0} == {
        "time": "",
        "level": "INFO",
        "logger": "seutu.requests",
        "message": "request",
        "request_id": answer["X-Request-ID"],
        "method": "GET",
        "route": "/henkilo/<int:number>/<str:name>/",
        "status": 200,
        "duration_ms": 0,
        "bytes": len(answer.content),
        "kept": False,
    }
    assert 0 < line["duration_ms"] < 60_000


def test_a_line_never_has_line_ends_inside(caplog, client, lines):
    client.get("/henkilo/7/a%0Ab/")

    (line,) = lines()
    assert "\n" not in json.dumps(line)


@pytest.mark.parametrize("address", ["/henkilo/7/maija/?haku=salaisuus", "/ei/ole/maija/?haku=salaisuus"])
def test_neither_query_nor_address_nor_person_is_in_a_line(client, caplog, lines, address):
    client.force_login(UserFactory(email="kerttu@kuusela.example", display_name="Kerttu"))
    headers = {"User-Agent": "Koeselain", "Referer": "https://muu.example/"}

    client.get(address, headers=headers, REMOTE_ADDR="192.0.2.7")

    (line,) = lines()
    text = json.dumps(line)
    for hidden in ("maija", "salaisuus", "haku", "kerttu", "Kerttu", "192.0.2.7", "Koeselain", "muu.example", "/7/"):
        assert hidden not in text


def test_an_address_that_nothing_answers_has_an_empty_route(client, lines):
    client.get("/ei/ole/maija/")

    (line,) = lines()
    assert (line["route"], line["status"]) == ("", 404)


def test_a_made_page_is_not_called_kept_and_a_kept_one_is(client, lines):
    for _time in range(2):
        client.get("/henkilo/7/maija/")

    made, kept = lines()
    assert (made["kept"], kept["kept"]) == (False, True)
    assert made["route"] == kept["route"] == "/henkilo/<int:number>/<str:name>/"


def test_an_answer_that_says_nothing_is_new_has_its_route_as_well(client, lines):
    page = client.get("/henkilo/7/maija/")
    client.get("/henkilo/7/maija/", headers={"If-None-Match": page["ETag"]})

    line = lines()[-1]
    assert (line["status"], line["kept"], line["bytes"]) == (304, True, 0)
    assert line["route"] == "/henkilo/<int:number>/<str:name>/"


def test_a_personal_answer_is_not_called_kept(client, lines):
    client.get("/henkilo/7/maija/")
    client.force_login(UserFactory())
    client.get("/henkilo/7/maija/")

    assert [line["kept"] for line in lines()] == [False, False]


def test_the_code_that_answers_knows_the_reference(client, lines):
    answer = client.get("/viite/")

    assert answer.text == answer["X-Request-ID"] == lines()[0]["request_id"]
    assert request_id() == ""


def test_a_reference_is_always_our_own_and_new(client):
    given = {client.get("/viite/", headers={"X-Request-ID": "mine"})["X-Request-ID"] for _time in range(3)}

    assert len(given) == 3
    assert all(re.fullmatch("[0-9a-f]{16}", reference) for reference in given)


def test_a_stream_is_not_read_to_be_counted(client, lines):
    answer = client.get("/virta/")

    assert b"".join(answer.streaming_content) == b"ab"
    assert lines()[0]["bytes"] is None


def test_an_exception_is_logged_under_the_reference_that_the_page_shows(visitor, lines):
    answer = visitor.get("/rikki/?nimi=maija")

    exception, request = lines()
    reference = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert reference in answer.text
    assert exception["request_id"] == request["request_id"] == reference
    assert (exception["level"], request["level"], request["status"]) == ("ERROR", "ERROR", 500)


def test_an_exception_says_what_and_where_but_not_with_which_values(visitor, lines):
    visitor.get("/rikki/?nimi=maija")

    exception = lines()[0]
    assert exception["exception"] == "builtins.RuntimeError"
    assert exception["reason"] == "it broke"
    assert exception["cause"] == "ValueError"
    assert exception["places"][-1].endswith(" broken")
    assert "maija" not in json.dumps(lines())


def test_an_exception_of_the_database_says_no_more_than_its_first_line(visitor, lines):
    visitor.get("/kanta/")

    exception = lines()[0]
    assert exception["exception"].startswith("django.db.utils.")
    assert "no_such_table" in exception["reason"]
    assert "SELECT" not in json.dumps(exception)
    connection.needs_rollback = False


def test_static_files_have_their_folder_as_their_route(client, lines):
    client.get("/static/no-such-file.css")

    assert lines()[0]["route"] == "/static/"


def test_of_an_exception_in_a_page_about_people_only_its_class_and_places_are_written(visitor, lines):
    visitor.get("/ihmiset/")

    line = lines()[0]
    assert (line["exception"], line["reason"]) == ("builtins.ValueError", "")
    assert line["places"]
    assert "maija" not in json.dumps(lines())
