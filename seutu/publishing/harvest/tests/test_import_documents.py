"""Bringing documents in: what is stored, and that the same again changes nothing."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest
from django.db import IntegrityError

from seutu.publishing.decisions.models import AgendaItem, Meeting, MeetingState
from seutu.publishing.harvest import actions, queries
from seutu.publishing.harvest.models import Document, Run
from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
BY = System("import")


def bring(*paths, organization="Kuusela", **options):
    return actions.import_documents(paths, organization=organization, by=BY, **options)


def results(report):
    return [outcome.result for outcome in report.outcomes]


def test_minutes_become_a_published_meeting(samples):
    report = bring(samples / "kaupunginhallitus-pk.md")
    meeting = Meeting.objects.get()

    assert results(report) == ["new"]
    assert meeting.body.kind == Body.Kind.BOARD
    assert meeting.organization.full_name_fi == "Kuuselan kaupunki"
    assert (meeting.state, meeting.origin) == (MeetingState.MINUTES_PUBLISHED, Meeting.Origin.HARVESTED)
    assert meeting.starts_at == clock.at(dt.date(2025, 2, 3), dt.time(17))
    assert meeting.displayed_on == dt.date(2025, 2, 7)
    assert meeting.minutes_checked_on == dt.date(2025, 2, 6)
    assert meeting.items.count() == 6
    assert report.decision_figures == (5, 5)


def test_an_item_has_its_parts_remedies_and_attachments(samples):
    bring(samples / "kaupunginhallitus-pk.md")
    item = AgendaItem.objects.get(section_number=12)

    assert item.case is not None
    assert item.case.number == "KUUDno-2024-77"
    assert [part.kind for part in item.parts.all()][:2] == ["background", "proposal"]
    assert "<table>" in item.parts.get(kind="background").html
    assert "<ol>" in item.parts.get(kind="proposal").html
    assert [remedy.remedy for remedy in item.remedies.all()] == ["review_request"]
    assert [attachment.is_withheld for attachment in item.attachments.all()] == [False, True]


def test_of_a_secret_item_only_its_title_and_ground_are_stored(samples):
    bring(samples / "kaupunginhallitus-pk.md")
    item = AgendaItem.objects.get(section_number=14)

    assert item.is_withheld
    assert not item.parts.exists()


def test_the_document_is_kept_as_it_came(samples):
    path = samples / "kaupunginhallitus-pk.md"
    bring(path)
    document = Document.objects.get()

    assert (document.name, document.file.size) == (path.name, path.stat().st_size)
    assert document.meeting == Meeting.objects.get()
    assert document.report == []


@pytest.mark.slow
def test_the_same_documents_again_change_nothing(samples):
    paths = sorted(samples.iterdir())
    bring(*paths)
    before = [list(model.objects.order_by("pk").values()) for model in (Meeting, AgendaItem, Document, Run, Body)]

    report = bring(*paths)

    assert set(results(report)) == {"unchanged"}
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Meeting, AgendaItem, Document, Run, Body)
    ]


def test_the_database_refuses_the_same_document_twice(samples):
    bring(samples / "kaupunginhallitus-pk.md")
    document = Document.objects.get()
    document.pk = None

    with pytest.raises(IntegrityError, match=r"UNIQUE|document_once"):
        document.save(force_insert=True)


def test_a_corrected_document_changes_the_meeting(samples, tmp_path):
    bring(samples / "kaupunginhallitus-pk.md")
    corrected = tmp_path / "korjattu.md"
    text = (samples / "kaupunginhallitus-pk.md").read_text()
    corrected.write_text(text.replace("Kokous todettiin lailliseksi", "Kokous todettiin hyvin lailliseksi"))

    assert results(bring(corrected)) == ["changed"]
    assert Meeting.objects.count() == 1
    assert "hyvin" in AgendaItem.objects.get(section_number=11).parts.get(kind="decision").html


def test_a_trial_stores_nothing(samples):
    assert results(bring(samples / "kaupunginhallitus-pk.md", is_dry=True)) == ["new"]
    assert not Organization.objects.exists()

    bring(samples / "kaupunginhallitus-pk.md")
    runs = Run.objects.count()

    assert results(bring(samples / "kaupunginhallitus-pk.md", is_dry=True)) == ["unchanged"]
    assert Run.objects.count() == runs


def test_item_pages_of_one_meeting_come_together(samples):
    assert results(bring(samples / "jaosto-16.txt", samples / "jaosto-17.txt")) == ["new", "changed"]

    meeting = Meeting.objects.get()
    assert meeting.body.abbreviation == "HTJ"
    assert not meeting.has_time
    assert list(meeting.items.values_list("section_number", flat=True)) == [16, 17]


def test_a_bad_document_does_not_stop_the_rest(samples, tmp_path):
    (tmp_path / "a.md").write_bytes(b"\x00" * 50)
    (tmp_path / "b.md").write_text("# Talousarvio\n\nMenot kasvavat.")
    shutil.copy(samples / "kaupunginhallitus-pk.md", tmp_path / "c.md")

    report = bring(*sorted(tmp_path.iterdir()))
    run = Run.objects.get()

    assert results(report) == ["failed", "not_minutes", "new"]
    assert report.outcomes[0].reason == "binary"
    assert (run.new, run.failed, run.not_minutes) == (1, 1, 1)


def test_what_is_not_minutes_creates_nothing(tmp_path):
    (tmp_path / "b.md").write_text("# Talousarvio\n\nMenot kasvavat.")

    bring(tmp_path / "b.md")

    assert not Organization.objects.exists()
    assert not Run.objects.exists()


def test_an_unexpected_error_is_one_documents_failure(samples, monkeypatch, caplog):
    monkeypatch.setattr(actions, "put_meeting", lambda *args, **options: 1 / 0)

    report = bring(samples / "kaupunginhallitus-pk.md")

    assert (results(report), report.outcomes[0].reason) == (["failed"], "unexpected")
    assert "could not be brought in" in caplog.text
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["Kuusela", "kuusela", "Kuuselan kaupunki", "Granby"])
def test_an_organization_is_found_by_any_of_its_names(name, samples):
    known = OrganizationFactory(name_fi="Kuusela", full_name_fi="Kuuselan kaupunki", name_sv="Granby", slug="kuusela")

    bring(samples / "kaupunginhallitus-pk.md", organization=name)

    assert Meeting.objects.get().organization == known


def test_a_name_of_several_organizations_is_refused(samples):
    OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    OrganizationFactory(name_fi="Toinen", name_sv="Kuusela", slug="toinen")

    with pytest.raises(queries.AmbiguousOrganization):
        bring(samples / "kaupunginhallitus-pk.md")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Kaupunginvaltuusto", "council"),
        ("Nuorisovaltuusto", "other"),
        ("Yhtymähallitus", "board"),
        ("Keskusvaalilautakunta", "committee"),
        ("Henkilöstöjaosto", "subcommittee"),
        ("Vanhusneuvosto", "other"),
        ("Tarkastustoimikunta", "other"),
    ],
)
def test_the_kind_of_a_body_is_told_by_its_name(name, kind):
    assert actions.body_kind(name) == kind


def test_the_kind_of_an_organization_is_told_by_its_name():
    assert [
        actions.organization_kind(name) for name in ("Kuusela", "Kuuselan kuntayhtymä", "Metsän hyvinvointialue")
    ] == [
        "municipality",
        "joint_authority",
        "wellbeing_county",
    ]
