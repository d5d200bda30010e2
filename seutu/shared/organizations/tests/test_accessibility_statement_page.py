from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.shared.core import page_cache
from seutu.shared.organizations.models import AccessibilityStatement
from seutu.shared.organizations.tests.factories import AccessibilityStatementFactory

pytestmark = pytest.mark.django_db

PUBLIC = "/saavutettavuus/"
EDIT = "/tyo/saavutettavuusseloste/"
ANSWERS = {
    "conformity": "partial",
    "deficiencies": "Vanhoissa liitteissä ei ole rakennetta.",
    "assessed_on": "1.11.2026",
    "assessment": "Itse arvioitu",
    "contact_name": "Viestintä",
    "contact_email": "viestinta@kuusela.example",
}


def test_the_statement_says_what_is_missing_and_whom_to_tell(client):
    AccessibilityStatementFactory(deficiencies="Vanhoissa liitteissä ei ole rakennetta.")

    page = client.get(PUBLIC).content.decode()

    assert "Vanhoissa liitteissä ei ole rakennetta." in page
    assert "mailto:viestinta@koekunta.example" in page
    assert "Traficom" in page


def test_a_statement_that_nobody_wrote_is_not_made_up(client):
    page = client.get(PUBLIC)

    assert page.status_code == 200
    assert "mailto:" not in page.content.decode()


def test_a_swedish_reader_gets_the_finnish_statement_until_there_is_a_swedish_one(client):
    AccessibilityStatementFactory(assessment="Itse arvioitu")
    assert "Itse arvioitu" in client.get("/sv" + PUBLIC).content.decode()

    AccessibilityStatementFactory(language="sv", assessment="Egen bedömning")
    page_cache.empty()
    assert "Egen bedömning" in client.get("/sv" + PUBLIC).content.decode()


def test_an_operator_writes_the_statement(client, operator):
    client.force_login(operator)

    answer = client.post(EDIT, ANSWERS)

    assert answer.status_code == 302
    assert AccessibilityStatement.objects.get(language="fi").contact_name == "Viestintä"
    assert "Vanhoissa liitteissä" in client.get(PUBLIC).content.decode()


def test_a_statement_of_partial_conformity_names_the_shortcomings(client, operator):
    client.force_login(operator)

    page = client.post(EDIT, ANSWERS | {"deficiencies": "  "})

    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"deficiencies"}
    assert not AccessibilityStatement.objects.exists()


@pytest.mark.parametrize("person", ["clerk", "outsider"])
def test_others_do_not_find_the_page(client, person, request):
    client.force_login(request.getfixturevalue(person))

    assert client.get(EDIT).status_code == 404
    assert client.post(EDIT, ANSWERS).status_code == 404
    assert not AccessibilityStatement.objects.exists()


def test_one_who_has_not_signed_in_is_asked_to(client):
    assert client.get(EDIT)["Location"].startswith(reverse("account_login"))
