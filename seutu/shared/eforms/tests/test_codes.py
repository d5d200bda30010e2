"""Short addresses and their QR codes."""

from __future__ import annotations

import pytest

from seutu.shared.eforms.answers.tests.specs import asked, spec
from seutu.shared.eforms.codes import qr_code, short_address
from seutu.shared.eforms.tests.factories import organization, published
from seutu.shared.organizations.models import Unit

pytestmark = pytest.mark.django_db


def test_a_form_has_a_short_address_for_each_language_and_unit():
    form = published(spec(asked("x")))
    unit = Unit.objects.create(organization=organization(), name_fi="Neuvontapiste")

    assert short_address(form, "fi") == "/lomake/yhteydenotto/"
    assert short_address(form, "ar") == "/ar/lomake/yhteydenotto/"
    assert short_address(form, "sv", unit) == f"/sv/lomake/yhteydenotto/{unit.pk}/"


def test_its_code_is_a_picture_with_a_name_and_no_script():
    svg = qr_code("https://seutu.example/lomake/x/", title="Lomake <x>")

    assert svg.startswith("<svg")
    assert "<title>Lomake &lt;x&gt;</title>" in svg
    assert "script" not in svg
