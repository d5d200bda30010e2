"""What `seutu doctor` says about backups."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.launcher.keeping import backing_up, checks, turns
from seutu.shared.core import clock


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("age", "level", "words"),
    [
        (None, "warning", "Varmuuskopiota ei ole otettu kertaakaan."),
        (dt.timedelta(days=3), "warning", "Viimeisin varmuuskopio on vanha"),
        (dt.timedelta(hours=20), "ok", "Viimeisin varmuuskopio otettiin"),
    ],
)
def test_a_backup_that_is_old_or_was_never_made_is_told(data, age, level, words):
    if age is not None:
        turns.write_mark(data, backing_up.LAST, at=(clock.now() - age).isoformat())

    (finding,) = checks.findings()

    assert finding.level == level
    assert finding.message.startswith(words)


def test_a_demo_needs_no_backup(settings):
    settings.DEMO = True
    assert checks.findings() == []


def test_what_was_not_finished_is_a_problem(data, settings):
    settings.DEMO = True
    turns.write_mark(data, turns.RESTORE, backup="/backups/one")
    turns.write_mark(data, turns.UPGRADE, backup="/backups")

    assert [finding.level for finding in checks.findings()] == ["problem", "problem"]
    assert "seutu restore /backups/one" in checks.findings()[0].advice
