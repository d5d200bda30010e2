from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.newcomers.clients.models import Client, RegisterImport, scoped
from seutu.newcomers.clients.tests.signed_in import signed_in

pytestmark = pytest.mark.django_db

CLIENTS = "Sukunimi;Etunimi;Syntymäaika\nKeksitty;Amina;1.2.1990\nKeksitty;Omar;31.2.1990\n"


def uploaded(browser, unit, text=CLIENTS, kind="clients"):
    file = SimpleUploadedFile("asiakkaat.csv", text.encode() if isinstance(text, str) else text)
    return browser.post(reverse("clients:imports"), {"kind": kind, "unit": unit.pk, "file": file})


def columns_of(answer):
    form = answer.context["form"]
    return {name: form.get_initial_for_field(form.fields[name], name) or "" for name in form.fields}


def test_from_the_file_to_the_register_and_back(unit, coordinator):
    browser = signed_in(coordinator)

    answer = uploaded(browser, unit)
    made = RegisterImport.objects.get()
    assert answer["Location"] == reverse("clients:import_columns", args=[made.pk])

    answer = browser.get(answer["Location"])
    assert "Amina" in answer.content.decode()
    answer = browser.post(reverse("clients:import_columns", args=[made.pk]), columns_of(answer))
    assert answer["Location"] == made.get_absolute_url()

    page = browser.get(made.get_absolute_url())
    assert "31.2.1990" in page.content.decode()
    assert scoped(Client.objects.all()).count() == 0

    browser.post(reverse("clients:bring_in", args=[made.pk]))
    assert scoped(Client.objects.all()).get().shown_name == "Amina Keksitty"
    assert "Amina" not in browser.get(made.get_absolute_url()).content.decode()

    assert browser.get(reverse("clients:undo_import", args=[made.pk])).status_code == 200
    browser.post(reverse("clients:undo_import", args=[made.pk]))
    assert scoped(Client.objects.all()).count() == 0
    assert browser.get(made.get_absolute_url()).status_code == 200
    assert browser.get(reverse("clients:imports")).status_code == 200
    assert b"".join(browser.get(reverse("clients:import_problems", args=[made.pk])).streaming_content)
