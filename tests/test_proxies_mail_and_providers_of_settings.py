"""Settings that are easily written wrong, and that would be dangerous half understood."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from seutu import environment as env
from seutu.environment import BadSetting
from tests.source_tree import ROOT

NAME = "SEUTU_TRIED"
TABLE = """
[kuusela]
name = "Kuuselan kunta"
issuer = "https://login.example/tenant/v2.0"
client_id = "id"
client_secret = "secret"
email_domains = ["@Kuusela.example"]
[kuusela.roles]
clerk = ["group"]
"""


@pytest.fixture
def written(monkeypatch):
    return lambda value: monkeypatch.setenv(NAME, value)


# -- proxies ------------------------------------------------------------------------------------


def test_proxies_are_addresses_and_networks(written):
    written("127.0.0.1, 10.0.0.0/8,::1")

    assert env.networks(NAME) == ["127.0.0.1/32", "10.0.0.0/8", "::1/128"]


@pytest.mark.parametrize("value", ["proxy", "10.0.0.1/8", "1", "127.0.0.1:80", "10.0.0.0/33"])
def test_what_is_no_network_stops_the_start(written, value):
    written(value)

    with pytest.raises(BadSetting, match=NAME):
        env.networks(NAME)


@pytest.mark.parametrize(("value", "stops"), [("", False), ("0", False), ("1", True), ("2", True)])
def test_the_count_of_proxies_that_is_read_no_more_stops_the_start(monkeypatch, value, stops):
    monkeypatch.setenv("SEUTU_PROXIES", value)

    if not stops:
        env.refuse_retired()
        return
    with pytest.raises(BadSetting, match="SEUTU_TRUSTED_PROXIES"):
        env.refuse_retired()


@pytest.mark.slow  # starts Python
@pytest.mark.processes
def test_https_without_a_trusted_proxy_stops_the_start():
    answer = _settings_with(SEUTU_HTTPS="1")

    assert "SEUTU_HTTPS=1 needs SEUTU_TRUSTED_PROXIES" in answer


@pytest.mark.slow  # starts Python
@pytest.mark.processes
def test_a_mail_server_without_a_sender_stops_the_start():
    assert "SEUTU_MAIL_SERVER needs SEUTU_MAIL_FROM" in _settings_with(SEUTU_MAIL_SERVER="smtp://mail.example")


@pytest.mark.slow  # starts Python
@pytest.mark.processes
def test_a_role_that_there_is_not_stops_the_start():
    assert "mayor is no role" in _settings_with(SEUTU_OIDC=TABLE.replace("clerk", "mayor"))


def _settings_with(**changed: str) -> str:
    environment = {**os.environ, "SEUTU_SECRET_KEY": "x" * 40, "DJANGO_SETTINGS_MODULE": "seutu.settings", **changed}
    command = [sys.executable, "-c", "import django; django.setup()"]
    answer = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode != 0
    return answer.stderr.splitlines()[-1]


# -- mail ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "port", "turns_to_tls", "begins_with_tls"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://mail.example", 587, True, False),
        ("smtps://mail.example", 465, False, True),
        ("smtp://mail.example:2525/", 2525, False, False),
    ],
)
def test_a_mail_server_is_told_by_an_address(written, value, port, turns_to_tls, begins_with_tls):
    written(value)

    told = env.mail_server(NAME)

    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("mail.example", port)
    assert (told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"]) == (turns_to_tls, begins_with_tls)
    assert told["EMAIL_TIMEOUT"]


def test_signs_of_a_password_are_written_as_in_any_address(written):
    written("smtps://sender%40kuusela.example:p%3A%2Fw@mail.example")

    told = env.mail_server(NAME)

    assert (told["EMAIL_HOST_USER"], told["EMAIL_HOST_PASSWORD"]) == ("sender@kuusela.example", "p:/w")


def test_without_a_server_nothing_is_set(written):
    written("")

    assert env.mail_server(NAME) == {}


@pytest.mark.parametrize("value", ["mail.example", "http://mail.example", "smtp://", "smtp://a:b", "smtp://a/path"])
def test_what_is_no_mail_server_stops_the_start(written, value):
    written(value)

    with pytest.raises(BadSetting, match=NAME):
        env.mail_server(NAME)


# -- the virus scanner --------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", "unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310", "tcp:clamav:3310"])
def test_a_scanner_is_told_by_a_socket_or_a_port(written, value):
    written(value)

    assert env.scanner(NAME) == value


@pytest.mark.parametrize("value", ["clamd", "unix:clamd.ctl", "tcp:127.0.0.1", "tcp::3310", "tcp:a:b", "udp:a:1"])
def test_what_is_no_scanner_stops_the_start(written, value):
    written(value)

    with pytest.raises(BadSetting, match=NAME):
        env.scanner(NAME)


# -- providers of OpenID Connect ----------------------------------------------------------------


def test_a_provider_is_a_table_filled_with_what_is_not_written(written):
    written(TABLE)

    assert env.sign_in_providers(NAME) == {
        "kuusela": {
            "name": "Kuuselan kunta",
            "name_sv": "",
            "issuer": "https://login.example/tenant/v2.0",
            "client_id": "id",
            "client_secret": "secret",
            "email_domains": ["kuusela.example"],
            "roles": {"clerk": ["group"]},
            "passwords": True,
            "groups_claim": "groups",
            "email_claim": "email",
            "subject_claim": "sub",
            "mfa": False,
        }
    }


def test_without_any_there_is_none(written):
    written("")

    assert env.sign_in_providers(NAME) == {}


def test_the_tables_stand_in_a_file_of_their_own(monkeypatch, tmp_path: Path):
    file = tmp_path / "providers.toml"
    file.write_text(TABLE, encoding="utf-8")
    monkeypatch.setenv(f"{NAME}_FILE", str(file))

    assert list(env.sign_in_providers(NAME)) == ["kuusela"]


def test_the_secret_stands_in_a_file_of_its_own(written, tmp_path: Path):
    file = tmp_path / "secret"
    file.write_text("from the file\n", encoding="utf-8")
    written(TABLE.replace('client_secret = "secret"', f'client_secret_file = "{file}"'))

    assert env.sign_in_providers(NAME)["kuusela"]["client_secret"] == "from the file"


@pytest.mark.parametrize("issuer", ["http://localhost:8080", "http://127.0.0.1:1"])
def test_a_provider_of_this_machine_needs_no_https(written, issuer):
    written(TABLE.replace("https://login.example/tenant/v2.0", issuer))

    assert env.sign_in_providers(NAME)["kuusela"]["issuer"] == issuer


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("[kuusela]", "kuusela"),
        ("[kuusela]", "[Kuusela]"),
        ('name = "Kuuselan kunta"', ""),
        ('name = "Kuuselan kunta"', "name = 5"),
        ('client_id = "id"', 'client_id = "id"\nclient = "x"'),
        ("https://login.example", "http://login.example"),
        ("https://login.example/tenant/v2.0", "login.example"),
        ("https://login.example/tenant/v2.0", "https://login.example/?a=b"),
        ('client_secret = "secret"', ""),
        ('client_secret = "secret"', 'client_secret = "s"\nclient_secret_file = "/f"'),
        ('client_secret = "secret"', 'client_secret_file = "/there/is/none"'),
        ('["@Kuusela.example"]', "[]"),
        ('["@Kuusela.example"]', '"kuusela.example"'),
        ('["group"]', '"group"'),
        ('["group"]', "[5]"),
        ("[kuusela.roles]\nclerk", "groups"),
        ('client_id = "id"', 'client_id = "id"\npasswords = "no"'),
        ('client_id = "id"', 'client_id = "id"\nmfa = "no"'),
    ],
)
def test_a_table_that_is_not_understood_stops_the_start(written, here, there):
    assert here in TABLE
    written(TABLE.replace(here, there))

    with pytest.raises(BadSetting, match=NAME):
        env.sign_in_providers(NAME)


def test_a_refusal_names_no_secret(written):
    written(TABLE.replace('["group"]', "[5]"))

    with pytest.raises(BadSetting) as refusal:
        env.sign_in_providers(NAME)
    assert "secret" not in str(refusal.value).replace("client_secret", "")
