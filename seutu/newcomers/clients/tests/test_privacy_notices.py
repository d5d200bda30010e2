from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import PrivacyNotice
from seutu.shared.core import clock

TODAY = clock.today()


def test_a_notice_is_published_in_versions_and_read_by_everyone(client, municipality, coordinator):
    client.force_login(coordinator)
    address = reverse("clients:write_privacy_notice", args=[municipality.slug, "ar"])
    for text in ("<p>أول</p>", "<p>ثان</p><script>x</script>"):
        client.post(address, {"text_html": text})
    client.logout()

    body = client.get(reverse("privacy:notice_in", args=[municipality.slug, "ar"])).content.decode()

    assert PrivacyNotice.objects.count() == 2
    assert 'lang="ar" dir="rtl"' in body
    assert "ثان" in body
    assert "أول" not in body
    assert "<script>x" not in body


def test_the_public_page_sets_no_cookie_and_may_be_kept(client, municipality):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    for address in (reverse("privacy:notices"), reverse("privacy:notice", args=[municipality.slug])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "public" in answer.headers["Cache-Control"]


def test_a_language_without_a_notice_falls_back_and_says_so(client, municipality):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    body = client.get(reverse("privacy:notice_in", args=[municipality.slug, "so"])).content.decode()

    assert "somali" in body
    assert "<p>Näin</p>" in body


def test_a_machines_translation_is_marked(client, municipality):
    PrivacyNotice.objects.create(
        organization=municipality, language="so", text_html="<p>Sida</p>", published_on=TODAY, is_machine_made=True
    )

    assert "Kone käänsi" in client.get(reverse("privacy:notice_in", args=[municipality.slug, "so"])).content.decode()


@pytest.mark.parametrize("slug_and_language", [("mantyla", "fi"), ("kuusela", "xx"), ("olematon", "fi")])
def test_what_is_no_notice_is_no_page(client, municipality, other_municipality, slug_and_language):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    assert client.get(reverse("privacy:notice_in", args=slug_and_language)).status_code == 404
