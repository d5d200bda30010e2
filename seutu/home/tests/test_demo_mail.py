from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.messages import client_mail
from seutu.shared.messages.actions import call_off, send_mail
from seutu.shared.messages.models import Message, State
from seutu.shared.tasks.worker import Worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.EMAIL_BACKEND = True, client_mail.CONSOLE


def write(key: str, **more):
    given = {
        "to": "maija.malli@example.org",
        "template": "alerts/email/confirm.txt",
        "context": {"label": f"<b>{key}</b>", "until": "1.1.2027", "link": f"https://host.example/hakuvahti/{key}/"},
        "language": "fi",
        "key": key,
        "by": System("tests"),
    }
    return send_mail(**(given | more))


def test_the_mails_are_read_there_newest_first_with_links_that_lead_on(client, demo):
    write("eka")
    write("toka", language="sv")
    Message.objects.filter(unique_key="toka").update(created_at=clock.now() + dt.timedelta(seconds=1))

    page = client.get("/demo/posti/")
    text = page.content.decode()

    assert text.index("Bekräfta prenumerationen") < text.index("Vahvista tilaus")
    assert '<a href="https://host.example/hakuvahti/eka/"' in text
    assert "&lt;b&gt;eka&lt;/b&gt;" in text
    assert "m…@example.org" in text
    assert "maija" not in text
    assert page["Cache-Control"] == "private, no-store"
    assert 'href="/demo/posti/"' in client.get("/").content.decode()


def test_what_was_called_off_is_not_there(client, demo):
    call_off(write("eka"), by=System("tests"))

    assert "Postia ei ole vielä" in client.get("/demo/posti/").content.decode()


def test_a_mail_counts_as_sent_and_its_secret_link_is_there_to_be_read(client, demo, capsys):
    message = write("eka", has_secret=True)

    Worker().run_until_idle()

    message.refresh_from_db()
    assert message.state == State.SENT
    assert not call_off(message, by=System("tests"))
    assert "https://host.example/hakuvahti/eka/" in client.get("/demo/posti/").content.decode()
    assert "host.example" not in capsys.readouterr().out


def test_a_demo_with_a_mail_server_sends_its_mail_and_keeps_no_secret(demo, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    message = write("eka", has_secret=True)

    Worker().run_until_idle()

    message.refresh_from_db()
    assert len(mail.outbox) == 1
    assert message.body_text == ""


def test_where_it_is_no_demo_there_is_no_such_page(client):
    write("eka")

    assert client.get("/demo/posti/").status_code == 404
    assert "/demo/posti/" not in client.get("/").content.decode()
