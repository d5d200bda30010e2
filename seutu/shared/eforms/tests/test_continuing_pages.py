"""Going on later by a link, throwing answers away, and what is said when there are none."""

from __future__ import annotations

import re

import pytest

from seutu.shared.eforms.models import Draft, OneTimeLink
from seutu.shared.eforms.tests.answerer import START
from seutu.shared.eforms.tests.factories import overdue
from seutu.shared.messages.models import Message

pytestmark = pytest.mark.django_db


def test_one_goes_on_later_by_a_link_that_works_once(answerer, form):
    from django.test import Client

    answerer.begin()
    page = answerer.send_page(0, do="save", name="Samir").content.decode()
    link = re.search(r'href="http://testserver(/[^"]+/jatka/[^"]+)"', page)
    assert link
    elsewhere = Client()
    assert "Samir" not in elsewhere.get(link[1]).content.decode()

    elsewhere.post(link[1])

    assert 'value="Samir"' in elsewhere.get(f"{START}vastaa/").content.decode()
    assert elsewhere.get(link[1]).status_code == 404
    assert elsewhere.post(link[1]).status_code == 404
    assert answerer.get("vastaa/").status_code == 404


def test_a_link_is_mailed_when_it_is_wanted(answerer):
    answerer.begin()

    answerer.client.post(f"{START}tallenna/", {"email": "samir@esimerkki.fi"})

    assert "/jatka/" in Message.objects.get().body_text
    assert OneTimeLink.objects.get().secret_hash not in Message.objects.get().body_text


def test_a_draft_is_deleted_at_once_when_its_owner_wants(answerer):
    answerer.begin()

    response = answerer.client.post(f"{START}poista/", follow=True)

    assert "Vastauksesi on poistettu" in response.content.decode()
    assert not Draft.objects.exists()


def test_without_a_draft_every_page_says_what_to_do(answerer):
    for name in ("vastaa/", "tarkista/", "tallenna/", "kuitti/", "kuitti.pdf"):
        response = answerer.get(name)
        assert response.status_code == 404
        assert START in response.content.decode()


def test_a_draft_whose_time_is_over_is_not_shown(answerer):
    answerer.begin()
    overdue(Draft.objects.get())

    assert answerer.get("vastaa/").status_code == 404


def test_nobody_else_s_site_can_send_a_page(form):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(START).status_code == 403
