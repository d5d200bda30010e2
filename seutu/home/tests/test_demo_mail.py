from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.messages.actions import call_off, send_mail
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO = True


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

    assert "Postia ei vielä ole" in client.get("/demo/posti/").content.decode()


def test_where_it_is_no_demo_there_is_no_such_page(client):
    write("eka")

    assert client.get("/demo/posti/").status_code == 404
    assert "/demo/posti/" not in client.get("/").content.decode()
