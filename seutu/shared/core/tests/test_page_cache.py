"""The page cache inside the whole stack of middleware, with pages made for these tests."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools

import pytest
import time_machine
from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock, page_cache
from seutu.shared.core.models import CacheGeneration

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
PRIVATE = "no-store"
_numbers = itertools.count(1)


def numbered(request: HttpRequest) -> HttpResponse:
    """A page that is another one each time it is made."""
    return HttpResponse(f"page {next(_numbers)} {request.LANGUAGE_CODE}")


def long(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Pöytäkirja. " * 100)


def bounded(request: HttpRequest) -> HttpResponse:
    clock.note_boundary(NOW + dt.timedelta(seconds=int(request.GET["in"])))
    return numbered(request)


def named(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.user))


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = numbered(request)
    response.set_cookie("koe", "1")
    return response


def with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{next(_numbers)} {get_token(request)}")


def with_message(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Kiitos palautteesta.")
    return redirect("/viestit/")


def of_messages(request: HttpRequest) -> HttpResponse:
    return HttpResponse("".join(str(message) for message in messages.get_messages(request)) or "no message")


def refused(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{next(_numbers)}", headers={"Cache-Control": request.GET["control"]})


def missing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"missing {next(_numbers)}", status=404)


def large(request: HttpRequest) -> HttpResponse:
    # What does not shrink: the limit is one of what is kept.
    noise = b"".join(number.to_bytes(4, "big") for number in range(0, 2**32, 2**32 // 700_000))
    return HttpResponse(noise + str(next(_numbers)).encode(), content_type="application/octet-stream")


def overtaken(request: HttpRequest) -> HttpResponse:
    """What it shows was read before a change, and is answered after it."""
    text = f"old {next(_numbers)}"
    page_cache.empty()
    return HttpResponse(text)


urlpatterns = [
    path("ohitettu/", overtaken),
    path("sivu/", numbered),
    path("sv/sivu/", numbered),
    path("pitka/", long),
    path("raja/", bounded),
    path("nimi/", named),
    path("eväste/", with_cookie),
    path("lomake/", with_form),
    path("kiitos/", with_message),
    path("viestit/", of_messages),
    path("kielletty/", refused),
    path("puuttuu/", missing),
    path("iso/", large),
]


@pytest.fixture
def now():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda seconds: traveller.move_to(NOW + dt.timedelta(seconds=seconds))


def seen(client: Client, address: str = "/sivu/", **headers: str) -> str:
    return client.get(address, headers=headers).text


def test_a_visitor_gets_the_page_that_was_kept(client):
    first = client.get("/sivu/")
    second = client.get("/sivu/")

    assert first.text == second.text
    assert "public" in first["Cache-Control"]
    assert second["ETag"] == first["ETag"]


def test_another_visitor_gets_the_same_page(client):
    assert seen(client) == seen(Client())


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/sivu/?a=1"},
        {"path": "/sv/sivu/"},
        {"headers": {"host": "localhost"}},
        {"headers": {"HX-Request": "true"}},
        {"headers": {"HX-Request": "true", "HX-Target": "list"}},
        {"secure": True},
    ],
)
def test_another_address_host_scheme_language_query_or_part_is_another_page(client, other):
    first = seen(client)

    assert client.get(**{"path": "/sivu/"} | other).text != first
    assert seen(client) == first


@pytest.mark.parametrize("headers", [{"Accept-Language": "sv"}, {"User-Agent": "koe"}, {"Cookie": "muu=1"}])
def test_other_headers_make_no_other_page(client, headers):
    assert seen(client) == client.get("/sivu/", headers=headers).text


def test_someone_signed_in_neither_gets_nor_leaves_a_kept_page(client):
    worker = Client()
    worker.force_login(UserFactory(display_name="Kerttu"))

    before = worker.get("/nimi/")
    visitor = client.get("/nimi/")
    after = worker.get("/nimi/")

    assert (before.text, visitor.text, after.text) == ("Kerttu", "AnonymousUser", "Kerttu")
    assert PRIVATE in before["Cache-Control"]
    assert PRIVATE in after["Cache-Control"]


def test_a_session_cookie_that_means_nothing_is_still_personal(client):
    client.cookies["seutu_session"] = "aged"

    assert PRIVATE in client.get("/sivu/")["Cache-Control"]
    assert seen(client) != seen(client)


def test_an_answer_to_a_key_is_not_kept(client):
    assert seen(client, Authorization="Bearer x") != seen(client)
    assert PRIVATE in client.get("/sivu/", headers={"Authorization": "Bearer x"})["Cache-Control"]


def test_a_message_is_shown_to_the_one_it_is_for_and_kept_for_nobody(client):
    told = client.get("/kiitos/", follow=True)

    assert told.text == "Kiitos palautteesta."
    assert PRIVATE in told["Cache-Control"]
    assert seen(Client(), "/viestit/") == "no message"


def test_an_answer_that_sets_a_cookie_is_not_kept(client):
    first = client.get("/eväste/")
    second = Client().get("/eväste/")

    assert first.text != second.text
    assert PRIVATE in first["Cache-Control"]
    assert second.cookies["koe"].value == "1"


def test_a_page_with_a_form_is_not_kept_and_everyone_has_a_key_of_their_own(client):
    first, second = client.get("/lomake/"), Client().get("/lomake/")

    assert first.text != second.text
    assert first.cookies["seutu_csrf"].value != second.cookies["seutu_csrf"].value
    assert PRIVATE in first["Cache-Control"]


def test_no_kept_page_sets_a_cookie(client):
    client.get("/sivu/")

    assert not Client().get("/sivu/").cookies


@pytest.mark.parametrize("control", ["no-store", "private", "no-cache", "private, max-age=60"])
def test_what_says_that_it_may_not_be_kept_is_not(client, control):
    address = f"/kielletty/?control={control}"

    assert seen(client, address) != seen(client, address)
    assert client.get(address)["Cache-Control"] == control


def test_a_page_that_is_missing_is_looked_for_again(client):
    assert seen(client, "/puuttuu/") != seen(client, "/puuttuu/")
    assert client.get("/puuttuu/")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_kept(client, method):
    assert getattr(client, method)("/sivu/").text != getattr(client, method)("/sivu/").text


@pytest.mark.slow
def test_a_huge_page_is_answered_and_not_kept(client):
    first, second = client.get("/iso/"), client.get("/iso/")

    assert len(first.content) > page_cache.LARGEST_BYTES
    assert first.content != second.content


# -- its time


def test_a_page_is_kept_for_a_minute(client, now):
    first = client.get("/sivu/")
    now(seconds=59)
    kept = client.get("/sivu/")
    now(seconds=60)

    assert first["Cache-Control"] == "public, max-age=60"
    assert kept["Cache-Control"] == "public, max-age=1"
    assert kept.text == first.text
    assert seen(client) != first.text


def test_a_page_is_kept_no_longer_than_until_the_next_boundary(client, now):
    first = client.get("/raja/?in=20")
    now(seconds=19)
    kept = client.get("/raja/?in=20")
    now(seconds=20)

    assert first["Cache-Control"] == "public, max-age=20"
    assert kept.text == first.text
    assert seen(client, "/raja/?in=20") != first.text


def test_the_boundary_of_one_page_does_not_shorten_another(client, now):
    client.get("/raja/?in=5")

    assert client.get("/sivu/")["Cache-Control"] == "public, max-age=60"


def test_a_boundary_later_than_a_minute_shortens_nothing(client, now):
    assert client.get("/raja/?in=3600")["Cache-Control"] == "public, max-age=60"


# -- emptying


def test_emptying_forgets_every_page_at_once(client):
    before = seen(client), seen(client, "/sv/sivu/")

    page_cache.empty()

    assert seen(client) != before[0]
    assert seen(client, "/sv/sivu/") != before[1]


def test_the_number_grows_from_nothing_and_stays_one_row():
    CacheGeneration.objects.all().delete()
    numbers = [page_cache.generation()]
    for _time in range(3):
        page_cache.empty()
        numbers.append(page_cache.generation())

    assert numbers == sorted(set(numbers))
    assert CacheGeneration.objects.count() == 1


def test_a_change_that_is_undone_forgets_nothing(client):
    before = seen(client)
    number = page_cache.generation()

    with transaction.atomic():
        page_cache.empty()
        assert page_cache.generation() != number
        transaction.set_rollback(True)

    assert page_cache.generation() == number
    assert seen(client) == before


def test_a_page_made_while_something_changed_is_not_found_afterwards(client):
    overtaken_page = seen(client, "/ohitettu/")

    assert seen(client, "/ohitettu/") != overtaken_page


# -- as it is sent


def test_the_head_of_a_page_is_that_of_the_page_itself(client):
    page = client.get("/pitka/")
    head = client.head("/pitka/")

    assert head.content == b""
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control", "Vary"):
        assert head[name] == page[name]


def test_asking_for_the_head_keeps_nothing(client):
    client.head("/sivu/")
    first = seen(client)

    assert client.head("/sivu/")["ETag"] == client.get("/sivu/")["ETag"]
    assert seen(client) == first


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_the_page_already_is_not_sent_it_again(client, encoding):
    page = client.get("/pitka/", headers={"Accept-Encoding": encoding})
    answer = client.get("/pitka/", headers={"Accept-Encoding": encoding, "If-None-Match": page["ETag"]})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == page["ETag"]
    assert "Content-Encoding" not in answer.headers


def test_who_has_another_page_is_sent_it(client):
    assert client.get("/pitka/", headers={"If-None-Match": '"muu"'}).status_code == 200


def test_each_browser_gets_the_page_as_it_can_read_it(client):
    packed = client.get("/pitka/", headers={"Accept-Encoding": "gzip, br"})
    plain = client.get("/pitka/")

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == ("Pöytäkirja. " * 100).encode()
    assert "Content-Encoding" not in plain.headers
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) == int(plain["Content-Length"])


def test_a_cache_between_is_told_what_the_page_depends_on(client):
    names = {name.strip() for name in client.get("/sivu/")["Vary"].split(",")}

    assert {"Cookie", "HX-Request", "Accept-Encoding"} <= names
    assert "Accept-Language" not in names


def test_a_kept_page_has_the_same_safe_headers_as_a_made_one(client):
    made, kept = client.get("/sivu/"), client.get("/sivu/")

    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert made[name] == kept[name]
    assert made["X-Request-ID"] != kept["X-Request-ID"]


def test_a_kept_page_costs_one_question_and_a_made_one_no_more_by_itself(client):
    for _time in ("made", "kept"):
        with CaptureQueriesContext(connection) as asked:
            client.get("/sivu/")

        assert len(asked) == 1


def test_without_its_table_the_page_is_made(client):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {CacheGeneration._meta.db_table} RENAME TO elsewhere")
    before = transaction.savepoint()

    page = client.get("/sivu/")

    # PostgreSQL refuses everything after the question that failed.
    transaction.savepoint_rollback(before)
    assert page.text.startswith("page")
    assert "public" not in page.headers.get("Cache-Control", "")
