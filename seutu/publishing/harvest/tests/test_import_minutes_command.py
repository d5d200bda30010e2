"""The command as people and programs see it."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from seutu.publishing.decisions.models import Meeting
from seutu.publishing.harvest.management.commands.import_minutes import REASONS
from seutu.publishing.harvest.sources.minutes import Unreadable
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def run(*arguments):
    call_command("import_minutes", *map(str, arguments), "--organization", "Kuusela")


@pytest.mark.slow
def test_a_folder_is_brought_in_and_counted(samples, capsys):
    run(samples)

    out = capsys.readouterr().out
    assert "New 3, changed 1, unchanged 0, failed 0, not minutes 0." in out
    assert "N = 7" in out
    assert "M = 7" in out
    assert "M/N = 1.0000" in out


def test_json_is_one_array_with_an_object_for_each_item(samples, capsys):
    run(samples / "kaupunginhallitus-pk.md", samples / "jaosto-16.txt", "--json")

    captured = capsys.readouterr()
    items = json.loads(captured.out)
    assert [item["section_number"] for item in items] == [11, 12, 13, 14, 15, 16, 16]
    assert items[1]["title"] == "Rantapuiston aita"
    assert items[1]["case_number"] == "KUUDno-2024-77"
    assert items[1]["decision"].startswith("Puheenjohtaja totesi")
    assert (items[1]["document"], items[1]["body"]) == ("kaupunginhallitus-pk.md", "Kaupunginhallitus")
    assert items[1]["date"] == "2025-02-03"
    assert items[6]["parts"][1]["is_amended"]
    assert "New 2" in captured.err


def test_a_trial_says_so_and_stores_nothing(samples, capsys):
    run(samples, "--dry-run")

    assert "nothing was stored" in capsys.readouterr().out
    assert not Meeting.objects.exists()


def test_what_is_not_minutes_is_named_and_no_failure(tmp_path, capsys):
    (tmp_path / "talousarvio.md").write_text("# Talousarvio\n\nMenot kasvavat.")

    run(tmp_path)

    assert "talousarvio.md: not minutes" in capsys.readouterr().out


def test_a_failure_is_named_with_its_reason_and_ends_in_one(tmp_path, samples, capsys):
    (tmp_path / "tyhja.md").write_bytes(b"")
    shutil.copy(samples / "kaupunginhallitus-pk.md", tmp_path)

    with pytest.raises(SystemExit) as end:
        run(tmp_path)

    assert end.value.code == 1
    assert "tyhja.md: failed: the file is empty" in capsys.readouterr().out
    assert Meeting.objects.count() == 1


def test_every_reason_has_its_words():
    assert set(REASONS) == {*Unreadable.REASONS, "storage", "unexpected"}


def test_a_missing_path_is_a_fault_of_usage(tmp_path):
    with pytest.raises(CommandError, match="no file or folder") as refusal:
        run(tmp_path / "ei-ole")

    assert refusal.value.returncode == 2


def test_an_ambiguous_organization_is_a_fault_of_usage(samples):
    OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    OrganizationFactory(name_fi="Toinen", name_sv="Kuusela", slug="toinen")

    with pytest.raises(CommandError, match="Several organizations") as refusal:
        run(samples)

    assert refusal.value.returncode == 2


def test_what_was_not_understood_is_told_and_written_to_the_report(tmp_path, samples, capsys):
    lost = tmp_path / "pk.md"
    text = (samples / "kaupunginhallitus-pk.md").read_text().replace("## § 15\n\n## Muut asiat\n", "")
    lost.write_text(text)

    run(lost, "--report", tmp_path / "raportti.txt")

    assert "pk.md: 1 place not understood" in capsys.readouterr().out
    assert "§ 15" in (tmp_path / "raportti.txt").read_text()


def test_folders_that_lead_round_and_strange_files_do_no_harm(tmp_path, samples, capsys):
    (tmp_path / "alla").mkdir()
    (tmp_path / "alla" / "ympyra").symlink_to(tmp_path, target_is_directory=True)
    shutil.copy(samples / "kaupunginhallitus-pk.md", tmp_path / "alla")
    (tmp_path / "katkennut.md").symlink_to(tmp_path / "ei-ole.md")
    os.mkfifo(tmp_path / "putki.md")
    (tmp_path / "kuva.png").write_bytes(b"\x89PNG")

    with pytest.raises(SystemExit):
        run(tmp_path, tmp_path / "alla")

    out = capsys.readouterr().out
    assert "New 1, changed 0, unchanged 0, failed 2, not minutes 0." in out
    assert "putki.md: failed: it is not a file that can be read" in out


def test_swedish_and_finnish_have_the_same_sentence(tmp_path, capsys):
    (tmp_path / "a.md").write_text("# Talousarvio")

    for language in ("fi", "sv"):
        with translation.override(language):
            run(tmp_path)

    assert capsys.readouterr().out.count("a.md: ") == 2
