from __future__ import annotations

from pathlib import Path

import pytest

from seutu.shared.audit.actor import System
from seutu.shared.core.registry import doctor_checks, health_checks
from seutu.shared.files import queries
from seutu.shared.files.actions import store
from seutu.shared.files.checks import _can_store, _findings
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db
BY = System("tests")


@pytest.fixture
def stored() -> StoredFile:
    return store(b"the first", name="a.txt", by=BY)


def path_of(stored: StoredFile, folder: Path) -> Path:
    return next(folder.rglob(stored.sha256))


def test_whole_files_are_not_damaged(stored):
    assert queries.damaged() == []
    assert [finding.level for finding in _findings()] == ["ok"]


def test_a_missing_content_is_damage(stored, folder):
    path_of(stored, folder).unlink()

    assert queries.damaged() == [stored]


def test_a_content_that_has_changed_is_damage(stored, folder):
    path = path_of(stored, folder)
    path.unlink()
    path.write_bytes(b"the other")

    assert queries.damaged() == [stored]


def test_a_sample_looks_at_no_more_than_it_should(stored, folder):
    for number in range(3):
        path_of(store(f"no {number}".encode(), name="b.txt", by=BY), folder).unlink()

    assert len(queries.damaged()) == 3
    assert len(queries.damaged(2)) <= 2


def test_doctor_names_what_is_damaged(stored, folder):
    path_of(stored, folder).unlink()

    (finding,) = _findings()

    assert finding.level == "problem"
    assert stored.sha256[:12] in finding.message


def test_the_checks_are_offered():
    assert "files" in {check.key for check in doctor_checks.entries()}
    assert "files" in {check.key for check in health_checks.entries()}
    assert _can_store() == ""
