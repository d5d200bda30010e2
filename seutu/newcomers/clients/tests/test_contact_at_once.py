"""The same form sent twice in the same instant, as by a double click."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from seutu.newcomers.clients.models import Contact, RegisterDraft, scoped
from seutu.newcomers.clients.tests.entries import sent
from seutu.newcomers.clients.tests.signed_in import signed_in

needs_two_writers = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="the tests' SQLite is in memory, with one connection"
)


@needs_two_writers
@pytest.mark.django_db(transaction=True)
def test_a_double_click_logs_one_contact(counsellor, unit):
    form, start, answers = sent(unit), threading.Barrier(2), []
    browsers = [signed_in(counsellor), signed_in(counsellor)]

    def send(browser) -> None:
        start.wait()
        try:
            answers.append(browser.post("/tyo/kontaktit/uusi/", form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert answers == [302, 302]
    assert scoped(Contact.objects.all()).count() == 1
    assert RegisterDraft.objects.get().target == "saved:contact"
