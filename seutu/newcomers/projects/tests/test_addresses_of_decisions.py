"""What is read from the address of a decision, and which addresses are never asked."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.newcomers.projects import client_addresses
from seutu.newcomers.projects.actions.decisions import ask_to_read_all, read_decision, read_decision_task
from seutu.newcomers.projects.client_addresses import NoAnswer, NotAllowed, is_public, read_address
from seutu.newcomers.projects.models import ProjectDecision
from seutu.newcomers.projects.rules.read_pages import NotUnderstood, PageFacts, facts_of
from seutu.newcomers.projects.tests.factories import ProjectDecisionFactory

HTML = "text/html; charset=utf-8"
DAY = dt.date(2022, 3, 29)


class Site:
    """A site on this machine: what it answers by path, and which paths were asked."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                status, headers, body = site.answers.get(self.path, (404, {}, b""))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def page(self, path: str, body: str | bytes, kind: str = HTML) -> str:
        self.answers[path] = (200, {"Content-Type": kind}, body.encode() if isinstance(body, str) else body)
        return self.address + path

    def leads(self, path: str, to: str) -> str:
        self.answers[path] = (302, {"Location": to}, b"")
        return self.address + path


@pytest.fixture(autouse=True)
def _only_loopback() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)


@pytest.fixture
def site(settings) -> Iterator[Site]:
    found = Site()
    thread = threading.Thread(target=lambda: found.server.serve_forever(poll_interval=0.01))
    thread.start()
    settings.READABLE_HOSTS = [f"127.0.0.1:{found.server.server_port}"]
    yield found
    found.server.shutdown()
    thread.join()
    found.server.server_close()


# -- what is read ------------------------------------------------------------------------------------------------------


def test_the_title_of_a_page_is_read(site):
    address = site.page("/paatos/", "<!doctype html><title>\n Kotoutumishankkeen  jatko </title><h1>Muu</h1>")

    assert read_address(address) == PageFacts("Kotoutumishankkeen jatko")


def test_the_twin_that_a_page_names_tells_more(site):
    site.page("/kuusela/kokoukset/1/4.json", '{"title": "Hankkeen jatko", "day": "2022-03-29"}', "application/json")
    head = '<link rel="alternate" type="application/json" href="/kuusela/kokoukset/1/4.json">'
    address = site.page("/kuusela/kokoukset/1/4/", f"<title>Hankkeen jatko – Seutu</title>{head}")

    assert read_address(address) == PageFacts("Hankkeen jatko", DAY)


@pytest.mark.parametrize("twin", ["/rikki.json", "/puuttuu.json", "https://127.0.0.1/muualla.json", "//x.example/y"])
def test_a_twin_that_does_not_help_leaves_the_page(site, twin):
    site.page("/rikki.json", "{", "application/json")
    head = f'<link rel="alternate" type="application/json" href="{twin}">'
    address = site.page("/", f"<title>Sivu</title>{head}")

    assert read_address(address) == PageFacts("Sivu")


def test_a_redirect_is_followed(site):
    site.page("/uusi/", "<title>Uusi</title>")

    assert read_address(site.leads("/vanha/", "/uusi/")).title == "Uusi"


def test_endless_redirects_end(site):
    with pytest.raises(NoAnswer):
        read_address(site.leads("/a/", "/a/"))

    assert len(site.asked) == client_addresses.MOST_REDIRECTS + 1


@pytest.mark.parametrize("status", [403, 404, 410, 500])
def test_an_error_is_no_answer(site, status):
    site.answers["/x"] = (status, {"Content-Type": HTML}, b"<title>Virhe</title>")

    with pytest.raises(NoAnswer):
        read_address(site.address + "/x")


def test_only_the_beginning_of_an_endless_page_is_read(site, monkeypatch):
    monkeypatch.setattr(client_addresses, "MOST_OCTETS", 100_000)
    address = site.page("/", b"<title>Pitka</title>" + b"x" * 1_000_000)

    assert read_address(address).title == "Pitka"


@pytest.mark.parametrize(
    ("kind", "body", "title"),
    [
        ("text/html", "<meta charset=windows-1252><title>P\u00e4\u00e4t\u00f6s</title>".encode("cp1252"), "Päätös"),
        ("text/html; charset=iso-8859-1", "<title>Päätös</title>".encode("latin-1"), "Päätös"),
        ("text/html; charset=klingon", "<title>Päätös</title>".encode(), "Päätös"),
        ("text/html; charset=hex", b"<title>41</title>", "41"),
        ("text/html; charset=utf-8", b"<title>P\xe4\xe4t\xf6s</title>", "Päätös"),
        ("text/html", b"\xef\xbb\xbf<title>P\xc3\xa4\xc3\xa4t\xc3\xb6s</title>", "Päätös"),
        ("text/html", b"<title>A&amp;B \x01\x00</title>", "A&B"),
        ("text/html", b'<meta property="og:title" content="Jaettu"><title>Sivu</title>', "Jaettu"),
    ],
)
def test_bad_encodings_still_have_a_title(kind, body, title):
    assert facts_of(kind, body).title == title


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        ('{"type": "https://schema.oparl.org/1.1/Paper", "name": "Esitys", "date": "2022-03-29"}', ("Esitys", DAY)),
        (
            '{"type": "https://schema.oparl.org/1.1/Meeting", "name": "Kokous", "start": "2022-03-29T16:00:00+03:00"}',
            ("Kokous", DAY),
        ),
        ('{"title": "Päätös", "decided_on": "2022-03-29"}', ("Päätös", DAY)),
        ('{"title": "Asia", "meeting": {"day": "2022-03-29"}}', ("Asia", DAY)),
        ('{"body_name": "Valtuusto", "day": "2022-13-99"}', ("Valtuusto", None)),
    ],
)
def test_json_of_seutu_and_of_oparl_tells_title_and_day(body, facts):
    assert facts_of("application/json", body.encode()) == PageFacts(*facts)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", b"%PDF"),
        ("text/html", b"<p>No title"),
        ("application/json", b"[]"),
        ("application/json", b'{"title": 4}'),
        ("application/json", b"[" * 100_000),
        ("application/json", b"\xff\xfe"),
        ("", b""),
    ],
)
def test_what_has_no_title_is_not_understood(kind, body):
    with pytest.raises(NotUnderstood):
        facts_of(kind, body)


# -- which addresses are asked -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "ftp://kunta.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "kunta.example",
        "//kunta.example/",
        "",
        "http://",
        "http://[::1",
        "http://kunta.example:22/",
        "https://kunta.example:80/",
        "http://user:pass@kunta.example/",
        "http://kunta.example:99999/",
        "http://xn--\ud800/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://localhost/",
        "http://localhost./",
    ],
)
def test_an_address_that_is_not_public_is_never_asked(address):
    with pytest.raises((NotAllowed, NoAnswer)) as refusal:
        read_address(address)

    # A machine may not know odd spellings of a number at all.
    assert isinstance(refusal.value, NotAllowed) or "unknown host" in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.5.5",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "fe80::1%eth0",
        "fc00::1",
        "::",
        "::ffff:10.0.0.1",
        "2002:0a00:0001::",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
        "ff02::1",
        "rubbish",
    ],
)
def test_inner_networks_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_internet_is_public(address):
    assert is_public(address)


def _resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to ``answers``, one list for each look-up, and note which network address is connected to."""
    left, connected = list(answers), []

    def look_up(host: str, port: int, **_kind: object) -> list[tuple[object, ...]]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    def connect(address: tuple[str, int], *_more: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(client_addresses.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(client_addresses.socket, "create_connection", connect)
    return connected


def test_a_name_that_leads_inside_is_not_asked(monkeypatch):
    connected = _resolving(monkeypatch, ["10.0.0.5"])

    with pytest.raises(NotAllowed):
        read_address("http://paha.example/")

    assert connected == []


def test_a_name_of_which_one_answer_leads_inside_is_not_asked(monkeypatch):
    connected = _resolving(monkeypatch, ["93.184.216.34", "127.0.0.1"])

    with pytest.raises(NotAllowed):
        read_address("http://paha.example/")

    assert connected == []


def test_a_name_that_changes_its_answer_is_connected_where_it_was_judged(monkeypatch):
    connected = _resolving(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])

    with pytest.raises(NoAnswer):
        read_address("http://paha.example/")

    assert connected == ["93.184.216.34"]


def test_a_redirect_inside_is_not_followed(site, settings):
    with pytest.raises(NotAllowed):
        read_address(site.leads("/ulos/", "http://127.0.0.1:1/"))
    with pytest.raises(NotAllowed):
        read_address(site.leads("/sisaan/", "http://169.254.169.254/latest/meta-data/"))


def test_the_services_own_name_may_lie_inside(monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["seutu.example", "localhost", "127.0.0.1"]
    connected = _resolving(monkeypatch, ["127.0.0.1"])

    with pytest.raises(NoAnswer):
        read_address("http://seutu.example/kuusela/")
    for own in ("http://localhost/", "http://127.0.0.1/", "http://seutu.example:5432/"):
        with pytest.raises(NotAllowed):
            read_address(own)

    assert connected == ["127.0.0.1"]


@pytest.mark.slow
def test_who_answers_a_byte_at_a_time_is_cut(monkeypatch, settings):
    monkeypatch.setattr(client_addresses, "SECONDS", 0.4)
    listener = socket.create_server(("127.0.0.1", 0))
    settings.READABLE_HOSTS = ["127.0.0.1"]

    def drip() -> None:
        connection, _address = listener.accept()
        with connection:
            try:
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                return

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(NoAnswer):
        read_address(f"http://127.0.0.1:{listener.getsockname()[1]}/")

    thread.join()
    listener.close()


# -- what becomes of it ------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_was_read_is_kept_beside_what_was_typed(site):
    address = site.page("/", '{"title": "Hankkeen jatko", "day": "2022-03-29"}', "application/json")
    decision = ProjectDecisionFactory(address=address, case_number="", title="Oma otsikko")

    assert read_decision_task.func(decision.pk) == "read"

    decision.refresh_from_db()
    assert (decision.read_title, decision.read_on, decision.reading) == ("Hankkeen jatko", DAY, "read")
    assert (decision.shown_title, decision.shown_day) == ("Oma otsikko", DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda site: site.address + "/puuttuu/", "no_answer"),
        (lambda site: site.page("/", b"%PDF", "application/pdf"), "not_understood"),
        (lambda site: "http://10.0.0.1/", "not_allowed"),
    ],
)
def test_an_address_that_cannot_be_read_leaves_what_was_read_before(site, make: Callable[[Site], str], state):
    decision = ProjectDecisionFactory(address=make(site), read_title="Ennen")

    read_decision(decision)

    decision.refresh_from_db()
    assert (decision.reading, decision.shown_title) == (state, "Ennen")


@pytest.mark.django_db
def test_an_address_that_was_changed_meanwhile_keeps_nothing(site):
    decision = ProjectDecisionFactory(address=site.page("/", "<title>Vanha</title>"))
    ProjectDecision.objects.update(address="https://uusi.example/")

    read_decision(decision)

    decision.refresh_from_db()
    assert decision.read_title == ""


@pytest.mark.django_db
def test_addresses_that_were_not_read_are_read_each_night(django_capture_on_commit_callbacks):
    ProjectDecisionFactory()
    ProjectDecisionFactory(address="https://kunta.example/1")

    assert ask_to_read_all() == 1
