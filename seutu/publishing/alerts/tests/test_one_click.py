"""A digest goes through a real mail server, and the mail program's one click stops it (RFC 8058)."""

from __future__ import annotations

import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from pytest_socket import enable_socket, socket_allow_hosts

from seutu.publishing.alerts.models import SavedSearch
from seutu.shared.messages.models import Message, State
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db


class Mailbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Take the place of the fixture of the same name above: here a server in this process accepts connections."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.fixture
def digest(archive, follow, mailbox) -> EmailMessage:
    follow("q=silta", label="Sillat & tiet")
    follow("q=puu", label="Puut")
    follow("q=kivi", label="Kivet")
    archive.publish("Puusilta")
    Worker().run_until_idle()
    return next(mail for mail in mailbox.mails if mail["List-Unsubscribe"])


def click(mail: EmailMessage):
    """What a mail program sends: a form of one field, without a cookie, a referrer or an origin."""
    client = Client(enforce_csrf_checks=True)
    path = urlsplit(str(mail["List-Unsubscribe"]).strip(" <>")).path
    return client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")


@pytest.mark.slow
def test_a_digest_arrives_with_the_headers_of_one_click(digest):
    assert digest["To"] == "maija.malli@example.org"
    assert digest["Subject"] == "Hakuvahti: 1 uusi asiakirja"
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(digest["List-Unsubscribe"]).strip().startswith("<https://paatokset.example/hakuvahdit/lopeta/")
    assert len(digest.get_all("List-Unsubscribe")) == len(digest.get_all("From")) == 1
    assert digest["Auto-Submitted"] == "auto-generated"
    assert digest.get_content_type() == "text/plain"
    assert "Hakuvahti ”Sillat & tiet”: 1 uusi asiakirja" in digest.get_content()
    message = Message.objects.get(kind="alerts.digest")
    assert (message.state, message.body_text) == (State.SENT, "")


@pytest.mark.slow
def test_the_one_click_stops_what_the_mail_told_of_and_nothing_else(digest):
    answer = click(digest)

    assert answer.status_code == 200
    assert answer.cookies == {}
    assert list(SavedSearch.objects.active().values_list("label", flat=True)) == ["Kivet"]
    assert click(digest).status_code == 200


@pytest.mark.slow
def test_a_program_that_opens_the_link_stops_nothing(digest):
    path = urlsplit(str(digest["List-Unsubscribe"]).strip(" <>")).path

    assert Client().get(path).status_code == 200
    assert Client().head(path).status_code == 200
    assert SavedSearch.objects.active().count() == 3
