"""What goes wrong in an installation, planted one by one: the doctor names each, nothing else, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from seutu.launcher import doctor
from seutu.newcomers.clients import figure_triggers
from seutu.newcomers.funding import basis_triggers
from seutu.newcomers.reports import frozen_triggers
from seutu.shared.audit import triggers as audit_triggers
from seutu.shared.core.row_guards import triggers_on
from seutu.shared.eforms import version_triggers
from seutu.shared.organizations.models import Membership
from seutu.shared.organizations.roles import Role
from seutu.shared.tasks.models import WorkerHeartbeat
from tests.launcher import faults_of_data, faults_of_machine, sound_installation
from tests.launcher.conftest import seutu
from tests.launcher.planted_faults import Fault, Hands
from tests.launcher.sound_installation import Installation

NOT_LOOKED_AT = "Ei tarkistettu, koska tietokanta ei vastaa."
PROVIDER = """[kuusela]
name = "Kuusela"
issuer = "https://login.kuusela.example"
client_id = "seutu"
client_secret = "secret"
email_domains = ["kuusela.example"]
roles = { clerk = ["group"] }
"""

# So that the test database is made, from which the tables are copied.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def template(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    request.getfixturevalue("django_db_setup")
    if connection.vendor != "sqlite":
        pytest.skip("the faults are those of an installation whose database is a file")
    folder = tmp_path_factory.mktemp("sound")
    with django_db_blocker.unblock():
        sound_installation.make(folder)
    return folder


@pytest.fixture
def installation(template: Path, tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Installation]:
    it = sound_installation.copied(template, tmp_path)
    with django_db_blocker.unblock(), sound_installation.in_use(it):
        yield it


def test_a_sound_installation_is_told_to_be_well(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sound_installation.found() == []

    with translation.override("fi"):
        assert doctor.tell(doctor.look()) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Kaikki on kunnossa."


@pytest.mark.parametrize("fault", [*faults_of_machine.FAULTS, *faults_of_data.FAULTS], ids=lambda fault: fault.name)
def test_a_fault_is_found_and_nothing_else(fault: Fault, installation: Installation, settings: Any) -> None:
    with ExitStack() as held:
        # What is patched goes before the installation does, whatever asks for the fixture of that name first.
        patch = held.enter_context(pytest.MonkeyPatch.context())
        fault.plant(Hands(installation, settings, patch, held))
        found = sound_installation.found()

    if fault.hinders_others:
        found = [(key, each) for key, each in found if each.message != NOT_LOOKED_AT]
    assert [(key, each.level) for key, each in found] == [(fault.check, fault.level)]
    ((_key, finding),) = found
    assert fault.words in f"{finding.message} {finding.advice}"


def test_a_problem_ends_with_one_and_a_warning_is_counted(
    installation: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    WorkerHeartbeat.objects.all().delete()
    Membership.objects.filter(role=Role.DATA_PROTECTION_OFFICER).delete()

    with translation.override("fi"):
        assert doctor.tell(doctor.look()) == 1

    *_others, last = capsys.readouterr().out.splitlines()
    assert last == "Löytyi 1 ongelma. Löytyi 1 huomioon otettava asia."


def test_looking_makes_and_changes_nothing(installation: Installation) -> None:
    connection.close()
    before = _contents(installation)

    doctor.look()
    connection.close()

    assert _contents(installation) == before


def test_looking_makes_no_database(installation: Installation) -> None:
    connection.close()
    installation.database.unlink()

    doctor.look()

    assert not installation.database.exists()


def _contents(it: Installation) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(it.data.parent.rglob("*")) if path.is_file()}


def test_every_trigger_of_the_database_is_missed_by_some_check(installation: Installation) -> None:
    guards = (version_triggers.GUARD, basis_triggers.GUARD, frozen_triggers.GUARD)
    missed = {*audit_triggers.NAMES["sqlite"], *figure_triggers.names_on("sqlite")}

    assert missed.union(*(guard.names_on("sqlite") for guard in guards)) == triggers_on(connection)


@pytest.mark.processes
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"SEUTU_HTTPS": "1"}, "SEUTU_TRUSTED_PROXIES"),
        ({"SEUTU_OIDC_FILE": "there-is-none.toml"}, "there-is-none.toml cannot be read"),
        ({"SEUTU_SMALL_CELL": "2"}, "at least 3"),
        ({"SEUTU_OIDC": PROVIDER.replace("clerk", "clrek")}, "clrek is no role"),
    ],
)
def test_what_stops_a_start_ends_with_two(more: dict[str, str], words: str, tmp_path: Path) -> None:
    result = seutu("doctor", "--data", tmp_path, **more)

    assert result.returncode == 2, result.stderr
    assert result.stdout.startswith("Seutu ei käynnisty")
    assert words in result.stdout
