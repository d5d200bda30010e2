"""From the accessibility statement to the form by which feedback on it is given."""

from __future__ import annotations

import pytest

from seutu.publishing.decisions.form_subjects import ACCESSIBILITY
from seutu.shared.audit.actor import System
from seutu.shared.core import page_cache
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.organizations.tests.factories import AccessibilityStatementFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

STATEMENT = "/saavutettavuus/"


def offered(slug, name, *, is_published=True):
    owner = OrganizationFactory(slug=slug, name_fi=name)
    return offer_ready_forms(owner, by=System("test"), keys=[ACCESSIBILITY], is_published=is_published).made[0]


def page_of(client, language=""):
    page_cache.empty()
    return client.get(f"{language}{STATEMENT}").content.decode()


def test_the_statement_leads_to_the_form_in_the_reader_s_language(client):
    AccessibilityStatementFactory()
    form = offered("kuusela", "Kuusela")

    assert f'<a href="/lomakkeet/{form.slug}/">Anna palautetta lomakkeella</a>' in page_of(client)
    assert f'href="/sv/lomakkeet/{form.slug}/"' in page_of(client, "/sv")


def test_where_several_have_the_form_each_is_named(client):
    AccessibilityStatementFactory()
    second, first = offered("suola", "Suola"), offered("kuusela", "Kuusela")

    page = page_of(client)
    assert page.index(f'/lomakkeet/{first.slug}/">Kuusela<') < page.index(f'/lomakkeet/{second.slug}/">Suola<')


def test_a_form_that_cannot_be_answered_is_not_offered(client):
    AccessibilityStatementFactory()
    offered("kuusela", "Kuusela", is_published=False)

    page = page_of(client)
    assert "lomakkeella" not in page
    assert "mailto:" in page


def test_the_form_is_offered_before_a_statement_is_written(client):
    form = offered("kuusela", "Kuusela")

    assert f"/lomakkeet/{form.slug}/" in page_of(client)
