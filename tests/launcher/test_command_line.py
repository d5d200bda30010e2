"""What `seutu` says to whoever types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seutu import cli
from seutu.launcher import installation
from tests.launcher.conftest import seutu


def test_an_unknown_command_is_answered_with_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["frobnicate"])

    said = capsys.readouterr().err
    assert code == 2
    assert "there is no command “frobnicate”" in said
    assert all(command.name in said for command in cli.COMMANDS)


def test_no_command_at_all_is_answered_with_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "usage: seutu" in capsys.readouterr().out


def test_asking_for_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    assert "usage: seutu" in capsys.readouterr().out


def test_importing_something_unknown_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", "contracts"]) == 2
    assert "“contracts”" in capsys.readouterr().err


def test_importing_nothing_tells_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import"]) == 2
    assert "usage: seutu import minutes" in capsys.readouterr().out


def test_a_cost_is_divided_without_a_database(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = tmp_path / "nothing"

    code = cli.main(["--data", str(data), "split", "100.00", "--state-percent", "70", "--by=joensuu=2", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out)["shares"] == {"joensuu": "30.00"}
    assert not data.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "here", "doctor", "--port", "1"],
        ["doctor", "--data", "here", "--port", "1"],
        ["doctor", "--port", "1", "--data=here"],
    ],
)
def test_the_data_folder_may_be_named_anywhere(arguments: list[str]) -> None:
    assert cli._take_data_dir(arguments) == (Path("here"), ["doctor", "--port", "1"])


def test_naming_no_folder_after_the_option_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--data"]) == 2
    assert "--data needs a folder" in capsys.readouterr().err


def test_a_new_key_is_long_and_never_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["make-key"])
    cli.main(["make-key"])

    first, second = capsys.readouterr().out.split()
    assert len(first) >= 40
    assert first != second


def test_the_environment_names_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SEUTU_DATA_DIR", str(tmp_path))
    assert installation.default_data_dir() == tmp_path


@pytest.mark.processes
def test_a_command_prepares_a_new_data_folder_by_itself(tmp_path: Path) -> None:
    result = seutu("createuser", "a@b.example", "--name", "A", "--password-stdin", "--data", tmp_path / "new")

    assert "Traceback" not in result.stderr
    assert (tmp_path / "new" / "seutu.sqlite3").exists()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.processes
def test_a_database_in_use_is_not_migrated_behind_its_keepers_back(tmp_path: Path) -> None:
    assert seutu("manage", "migrate", "audit", "--data", tmp_path).returncode == 0

    result = seutu("worker", "--data", tmp_path)

    assert result.returncode == 2
    assert "seutu upgrade" in result.stderr


@pytest.mark.processes
def test_the_doctor_finds_what_is_missing_and_makes_nothing(tmp_path: Path) -> None:
    result = seutu("doctor", "--data", tmp_path / "nowhere")

    assert result.returncode == 1
    assert str(tmp_path / "nowhere") in result.stdout
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.processes
def test_the_doctor_ends_with_two_when_nothing_can_be_looked_at(tmp_path: Path) -> None:
    result = seutu("doctor", "--data", tmp_path, "--language", "en", SEUTU_SITE="everything")

    assert result.returncode == 2
    assert "Seutu cannot start" in result.stdout
