"""The service of statistics is read from the settings strictly: a mistake in it stops the start."""

from __future__ import annotations

import pytest

from seutu import environment as env
from seutu.environment import BadSetting

TABLES = """
[population]
table = "vaerak/taulu.px"
values = { Tiedot = "vaesto" }
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin/", "https://pxdata.stat.fi/PxWeb/api/v1/fi/StatFin"),
        ("http://127.0.0.1:9", "http://127.0.0.1:9"),
    ],
)
def test_an_address_is_read_without_the_slash_at_its_end(written, read, monkeypatch):
    monkeypatch.setenv("SEUTU_PXWEB_URL", written)

    assert env.web_address("SEUTU_PXWEB_URL") == read


@pytest.mark.parametrize("written", ["pxdata.stat.fi", "http://pxdata.stat.fi", "file:///etc/passwd", "https://"])
def test_an_address_that_is_not_safe_is_a_bad_setting(written, monkeypatch):
    monkeypatch.setenv("SEUTU_PXWEB_URL", written)

    with pytest.raises(BadSetting, match="https://"):
        env.web_address("SEUTU_PXWEB_URL")


def test_a_table_is_filled_with_what_is_left_out(monkeypatch):
    monkeypatch.setenv("SEUTU_PXWEB_TABLES", TABLES)

    assert env.statistics_tables("SEUTU_PXWEB_TABLES") == {
        "population": {"table": "vaerak/taulu.px", "area": "Alue", "time": "Vuosi", "values": {"Tiedot": "vaesto"}}
    }


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[population", "is not TOML"),
        ("population = 1", "named by what it counts"),
        ("[foreigners]", "named by what it counts: foreign_citizens"),
        ('[population]\ntabel = "x"', "tabel is not known"),
        ("[population]", "write table, area and time as text"),
        ('[population]\ntable = "x"\nvalues = { Tiedot = 1 }', "one value as text"),
    ],
)
def test_a_table_that_is_not_understood_is_a_bad_setting(written, told, monkeypatch):
    monkeypatch.setenv("SEUTU_PXWEB_TABLES", written)

    with pytest.raises(BadSetting, match=told):
        env.statistics_tables("SEUTU_PXWEB_TABLES")
