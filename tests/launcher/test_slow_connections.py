"""The limits that keep slow senders and readers from holding every thread."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from seutu.launcher.slow_connections import WHOLE_UP_TO, Seats, SlowConnectionGuard, default_seats

Answer = tuple[str, bytes]


def environ(*, length: int = 0, address: str = "192.0.2.1", **more: Any) -> dict[str, Any]:
    body = io.BytesIO(b"a" * length)
    return {"REMOTE_ADDR": address, "REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(length), "wsgi.input": body, **more}


class Application:
    """Answers with ``pieces``; holds the request open between `begin` and `end`, as a slow body does."""

    def __init__(self, pieces: Iterable[bytes] = (b"ok",), length: int | None = 2) -> None:
        self.pieces, self.length, self.closed = pieces, length, 0
        self.inside: Any = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.inside:
            self.inside(environ)
        headers = [] if self.length is None else [("Content-Length", str(self.length))]
        start_response("200 OK", headers)
        return self

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces)

    def close(self) -> None:
        self.closed += 1


def call(guard: SlowConnectionGuard, request: dict[str, Any]) -> tuple[str, Iterable[bytes]]:
    statuses: list[str] = []
    answer = guard(request, lambda status, headers, exc_info=None: statuses.append(status))  # type: ignore[arg-type, return-value]
    return statuses[0], answer


def nested(guard: SlowConnectionGuard, application: Application, addresses: list[str]) -> list[str]:
    """The statuses of requests with bodies that are all being read at the same time."""
    statuses: list[str] = []

    def send_next(_environ: object) -> None:
        if addresses:
            statuses.append(call(guard, environ(length=5, address=addresses.pop(0)))[0][:3])

    application.inside = send_next
    send_next(None)
    return statuses[::-1] if statuses else []


def test_one_address_may_send_only_so_many_bodies_at_once() -> None:
    application = Application()
    guard = SlowConnectionGuard(application, Seats(total=5, per_address=2))

    assert sorted(nested(guard, application, ["192.0.2.1"] * 3)) == ["200", "200", "503"]


def test_all_addresses_together_leave_threads_free() -> None:
    application = Application()
    guard = SlowConnectionGuard(application, Seats(total=2, per_address=2))

    assert sorted(nested(guard, application, ["192.0.2.1", "192.0.2.2", "192.0.2.3"])) == ["200", "200", "503"]


def test_a_body_that_has_been_read_holds_nothing() -> None:
    application = Application()
    seats = Seats(total=1, per_address=1)
    guard = SlowConnectionGuard(application, seats)
    free: list[bool] = []

    def read_it(request: dict[str, Any]) -> None:
        assert request["wsgi.input"].read(3) == b"aaa"
        free.append(seats.take("192.0.2.9") is not None)
        request["wsgi.input"].read(2)
        free.append(seats.take("192.0.2.9") is not None)

    application.inside = read_it
    call(guard, environ(length=5))

    assert free == [False, True]


def test_a_body_without_a_length_is_counted_until_its_end() -> None:
    application = Application()
    seats = Seats(total=1, per_address=1)
    guard = SlowConnectionGuard(application, seats)
    request = environ(length=5, HTTP_TRANSFER_ENCODING="chunked")
    del request["CONTENT_LENGTH"]
    free: list[bool] = []

    def read_it(request: dict[str, Any]) -> None:
        assert request["wsgi.input"].readline() == b"aaaaa"
        free.append(seats.take("192.0.2.9") is not None)
        assert request["wsgi.input"].readlines() == []
        free.append(seats.take("192.0.2.9") is not None)

    application.inside = read_it
    call(guard, request)

    assert free == [False, True]


def test_a_request_that_breaks_gives_its_seat_back() -> None:
    application = Application()
    seats = Seats(total=1, per_address=1)

    def fail(_environ: object) -> None:
        raise ValueError("broken")

    application.inside = fail
    with pytest.raises(ValueError, match="broken"):
        call(SlowConnectionGuard(application, seats), environ(length=5))

    assert seats.take("192.0.2.9") is not None


def test_a_small_answer_is_handed_over_whole_and_closed() -> None:
    application = Application(pieces=[b"o", b"k"])

    status, answer = call(SlowConnectionGuard(application, Seats(0, 0)), environ())

    assert (status, answer, application.closed) == ("200 OK", [b"ok"], 1)


def test_a_long_answer_holds_a_seat_until_it_has_been_sent() -> None:
    seats = Seats(total=1, per_address=1)
    application = Application(pieces=[b"o", b"k"], length=WHOLE_UP_TO + 1)
    guard = SlowConnectionGuard(application, seats)

    status, answer = call(guard, environ())
    refused, words = call(guard, environ())
    sent = b"".join(answer)

    assert (status, sent) == ("200 OK", b"ok")
    assert refused.startswith("503")
    assert "Yritä" in b"".join(words).decode()
    assert application.closed == 1  # the refused one
    assert seats.take("192.0.2.9") is not None


def test_an_answer_that_nobody_reads_to_its_end_gives_its_seat_back() -> None:
    seats = Seats(total=1, per_address=1)
    application = Application(length=None)
    guard = SlowConnectionGuard(application, seats)

    _status, answer = call(guard, environ())
    answer.close()  # type: ignore[attr-defined]

    assert application.closed == 1
    assert seats.take("192.0.2.9") is not None


def test_behind_a_proxy_one_address_is_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTU_HTTPS", "1")
    assert default_seats().per_address == default_seats().total

    monkeypatch.setenv("SEUTU_HTTPS", "0")
    assert default_seats().per_address < default_seats().total
