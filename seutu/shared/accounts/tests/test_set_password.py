from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.models import Entry

pytestmark = pytest.mark.django_db

NEW = "kahdeksan kapeaa kantoa"


@pytest.fixture
def kerttu():
    return UserFactory(email="kerttu@kuusela.example", password="vanha")


def give(monkeypatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


def test_the_operator_gives_a_new_password(kerttu, monkeypatch, capsys):
    session = Client()
    session.force_login(kerttu)
    give(monkeypatch, f"{NEW}\r\nsecond line\n".encode())

    call_command("set_password", "Kerttu@Kuusela.example", "--password-stdin")

    kerttu.refresh_from_db()
    assert kerttu.check_password(NEW)
    assert session.get("/tyo/oma-tili/").status_code == 302
    assert NEW not in capsys.readouterr().out
    assert Entry.objects.get(verb="user.password_changed").actor == "system:command"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "No password was given"),
        (b"\n", "No password was given"),
        (b"lyhyt\n", "too short"),
        (b"1q2w3e4r5t6y\n", "guessed first"),
        (b"\xff\xfe\xff\n", "not UTF-8"),
        (b"x" * 10_000 + b"\n", "too long"),
    ],
)
def test_a_bad_password_is_refused_in_words(kerttu, monkeypatch, content, reason):
    give(monkeypatch, content)

    with pytest.raises(CommandError, match=reason):
        call_command("set_password", kerttu.email, "--password-stdin")

    kerttu.refresh_from_db()
    assert kerttu.check_password("vanha")


def test_nobody_gets_a_password_by_a_wrong_email(monkeypatch):
    give(monkeypatch, NEW.encode())

    with pytest.raises(CommandError, match="Nobody has this e-mail"):
        call_command("set_password", "muu@kuusela.example", "--password-stdin")


def test_without_a_terminal_the_way_out_is_named(kerttu, monkeypatch):
    give(monkeypatch, b"")

    with pytest.raises(CommandError, match="--password-stdin"):
        call_command("set_password", kerttu.email)


def test_on_a_terminal_the_password_is_asked_twice(kerttu, monkeypatch):
    give(monkeypatch, b"")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    answers = iter([NEW, NEW])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))

    call_command("set_password", kerttu.email)

    kerttu.refresh_from_db()
    assert kerttu.check_password(NEW)


def test_a_slip_on_the_terminal_changes_nothing(kerttu, monkeypatch):
    give(monkeypatch, b"")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    answers = iter([NEW, NEW + "x"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))

    with pytest.raises(CommandError, match="not the same"):
        call_command("set_password", kerttu.email)
