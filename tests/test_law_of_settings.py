"""An installation's own entries of the law are read with the settings, and a mistake in them stops the start."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings as product

from seutu import environment as env
from seutu.environment import BadSetting
from tests.source_tree import ROOT

RULE = """
[[rule]]
key = "assessment.start"
months = 1
act = "KotoL"
number = "681/2023"
valid_from = 2025-01-01
source = "https://www.example.org/act"
confirmed = true
"""


def test_the_setting_is_a_file_or_the_text_itself(monkeypatch, tmp_path):
    file = tmp_path / "law.toml"
    file.write_text(RULE, encoding="utf-8")
    monkeypatch.setenv("SEUTU_LAW_FILE", str(file))

    assert env.law("SEUTU_LAW") == (RULE.strip(), str(file))

    monkeypatch.delenv("SEUTU_LAW_FILE")
    assert env.law("SEUTU_LAW") == ("", "")


def test_a_file_that_is_not_understood_is_a_bad_setting(monkeypatch, tmp_path):
    file = tmp_path / "law.toml"
    file.write_text(RULE.replace("months", "mnths"), encoding="utf-8")
    monkeypatch.setenv("SEUTU_LAW_FILE", str(file))

    with pytest.raises(BadSetting, match=r"law\.toml, \[\[rule\]\] 1 \(assessment\.start\): mnths is not known"):
        env.law("SEUTU_LAW")


@pytest.mark.slow  # starts a Python of its own
def test_the_settings_are_not_read_with_a_file_that_is_not_understood(tmp_path):
    file = tmp_path / "law.toml"
    file.write_text(RULE.replace("2025-01-01", "2027-01-01"), encoding="utf-8")
    variables = {"SEUTU_LAW_FILE": str(file), "SEUTU_SECRET_KEY": product.SECRET_KEY, "SEUTU_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", "import seutu.settings"],
        env={"PATH": os.environ["PATH"], **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "two rules are in force on 2027-01-01" in done.stderr.splitlines()[-1]
