"""Integration programmes: written, published once and for all, read by everyone, missed by the doctor."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from seutu.newcomers.projects.actions import programmes as actions
from seutu.newcomers.projects.models import IntegrationProgramme
from seutu.newcomers.projects.registering import _addresses, _missing_programmes
from seutu.newcomers.projects.tests.factories import (
    IntegrationProgrammeFactory,
    PartnerFactory,
    ProgrammeTextFactory,
    ProjectFactory,
)
from seutu.shared.core import clock
from seutu.shared.files.models import StoredFile
from seutu.shared.law.integration import programme_rule

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 28)
NEW = {
    "approved_by": "Kuuselan valtuusto",
    "approved_on": "1.12.2025",
    "valid_from": "1.1.2026",
    "title_fi": "Kuuselan kotoutumisohjelma",
    "text_fi": "## Ohjaus\n\nOhjausta annetaan **kaikille**.",
    "services_fi": "Neuvontapiste\nKielikahvila\n",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def published(organization, version=1, **values):
    made = IntegrationProgrammeFactory(organization=organization, version=version, is_published=True, **values)
    ProgrammeTextFactory(programme=made, title=f"Ohjelma {version}")
    return made


def test_a_programme_is_written_published_and_read_by_everyone(client, coordinator, municipality):
    client.force_login(coordinator)
    new = f"/tyo/kotoutumisohjelmat/{municipality.slug}/uusi/"
    document = SimpleUploadedFile("ohjelma.txt", b"Program.")

    answer = client.post(new, {**NEW, "title_sv": "Granbys program", "file_sv": document})
    draft = answer["Location"]
    client.logout()
    assert client.get(f"/kotoutumisohjelma/{municipality.slug}/").status_code == 404
    client.force_login(coordinator)
    assert client.get(draft).status_code == 200
    client.post(f"{draft}julkaise/", {"revision": 1})
    client.logout()

    said = client.get(f"/kotoutumisohjelma/{municipality.slug}/").content.decode()
    assert "Kuuselan kotoutumisohjelma" in said
    assert "<strong>kaikille</strong>" in said
    assert "<li>Kielikahvila</li>" in said
    swedish = client.get(f"/sv/kotoutumisohjelma/{municipality.slug}/").content.decode()
    assert "Granbys program" in swedish
    assert b"".join(client.get(f"/kotoutumisohjelma/{municipality.slug}/1/sv/tiedosto/")) == b"Program."
    assert client.get(f"/kotoutumisohjelma/{municipality.slug}/1/fi/tiedosto/").status_code == 404


def test_a_reader_of_another_language_is_told(client, municipality):
    published(municipality)

    answer = client.get(f"/en/kotoutumisohjelma/{municipality.slug}/")

    assert '<h1 lang="fi">Ohjelma 1' in answer.content.decode()


def test_the_one_in_force_is_shown_and_the_older_stay(client, municipality):
    published(municipality, 1)
    published(municipality, 2, valid_from=dt.date(2026, 6, 1))
    published(municipality, 3, valid_from=dt.date(2030, 1, 1))
    IntegrationProgrammeFactory(organization=municipality, version=4)

    def title(rest=""):
        return client.get(f"/kotoutumisohjelma/{municipality.slug}/{rest}").context["text"].title

    assert title() == "Ohjelma 2"
    assert [title(f"{number}/") for number in (1, 2, 3)] == ["Ohjelma 1", "Ohjelma 2", "Ohjelma 3"]
    assert client.get(f"/kotoutumisohjelma/{municipality.slug}/4/").status_code == 404
    assert client.get("/kotoutumisohjelma/puuttuva/").status_code == 404
    assert _addresses() == [
        f"/kotoutumisohjelma/{municipality.slug}/",
        *(f"/kotoutumisohjelma/{municipality.slug}/{number}/" for number in (3, 2, 1)),
    ]


def test_a_published_version_is_never_changed(client, coordinator, municipality):
    made = published(municipality)
    client.force_login(coordinator)

    for page in ("muokkaa", "julkaise", "poista"):
        address = f"/tyo/kotoutumisohjelmat/{municipality.slug}/1/{page}/"
        assert client.post(address, {**NEW, "revision": 1}).status_code == 404
    with pytest.raises(actions.AlreadyPublished):
        actions.remove_draft(made, revision=1, by=coordinator)
    with pytest.raises(actions.AlreadyPublished):
        actions.change_version(made, {}, [], revision=1, by=coordinator)


def test_who_was_slower_sees_both_versions(client, coordinator, municipality):
    client.force_login(coordinator)
    draft = client.post(f"/tyo/kotoutumisohjelmat/{municipality.slug}/uusi/", NEW)["Location"]
    client.post(f"{draft}muokkaa/", {**NEW, "title_fi": "Toisen", "revision": 1})

    answer = client.post(f"{draft}muokkaa/", {**NEW, "title_fi": "Oma", "revision": 1})

    assert answer.status_code == 409
    assert "Toisen" in answer.content.decode()
    assert 'value="Oma"' in answer.content.decode()


def test_a_draft_and_its_documents_are_removed(client, coordinator, municipality):
    client.force_login(coordinator)
    new = f"/tyo/kotoutumisohjelmat/{municipality.slug}/uusi/"
    draft = client.post(new, {**NEW, "file_fi": SimpleUploadedFile("a.txt", b"A")})["Location"]
    client.post(f"{draft}muokkaa/", {**NEW, "file_fi": SimpleUploadedFile("b.txt", b"B"), "revision": 1})
    assert [each.name for each in StoredFile.objects.all()] == ["b.txt"]

    client.post(f"{draft}poista/", {"revision": 2})

    assert not IntegrationProgramme.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_fi": ""}, "title_fi"),
        ({"text_fi": ""}, "text_fi"),
        ({"title_sv": "Program"}, "text_sv"),
        ({"text_en": "Programme"}, "title_en"),
        ({"valid_to": "31.12.2025"}, "valid_to"),
    ],
)
def test_what_is_missing_is_told(client, coordinator, municipality, changed, field):
    client.force_login(coordinator)

    answer = client.post(f"/tyo/kotoutumisohjelmat/{municipality.slug}/uusi/", {**NEW, **changed})

    assert field in answer.context["form"].errors
    assert not IntegrationProgramme.objects.exists()


def test_a_lead_keeps_the_programmes_of_its_partners_and_of_nobody_else(
    client, coordinator, municipality, other_municipality
):
    client.force_login(coordinator)
    address = f"/tyo/kotoutumisohjelmat/{other_municipality.slug}/uusi/"

    assert client.get(address).status_code == 404
    with pytest.raises(actions.NotKeptBy):
        actions.write_version(other_municipality, {}, [], by=coordinator)
    PartnerFactory(project=ProjectFactory(lead=municipality), organization=other_municipality)
    assert client.get(address).status_code == 200


def test_the_doctor_misses_a_programme_of_a_partner(project, municipality, other_municipality):
    published(municipality)

    (finding,) = _missing_programmes()

    assert finding.level == "warning"
    assert other_municipality.name in finding.message
    assert municipality.name not in finding.message
    assert "681/2023 13 §" in finding.advice
    published(other_municipality)
    assert [each.level for each in _missing_programmes()] == ["ok"]


def test_nobody_is_missed_after_the_project(project):
    type(project).objects.update(ends_on=dt.date(2026, 11, 27))

    assert [each.level for each in _missing_programmes()] == ["ok"]


def test_the_programme_is_a_condition_under_the_new_act_only():
    rule = programme_rule(TODAY)

    assert rule is not None
    assert rule.is_in_force(dt.date(2025, 1, 1))
    assert programme_rule(dt.date(2024, 12, 31)) is None
