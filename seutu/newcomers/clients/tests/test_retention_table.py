from __future__ import annotations

import re
from pathlib import Path

import pytest

from seutu.newcomers.clients.rules.retention import NAMES, SINCE, THEN, WHY_NOT, Kind, kept_for, refusals


def written() -> str:
    folder = next(parent for parent in Path(__file__).resolve().parents if (parent / "docs").is_dir())
    return (folder / "docs" / "data-protection.md").read_text(encoding="utf-8")


def rows() -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\| `.*\|$", written(), re.MULTILINE)
    ]


def test_the_document_holds_the_table_of_retention():
    told = [row for row in rows() if len(row) == 6]

    assert told == [
        [
            f"`{rule.kind.value}`",
            f"`{rule.since}`",
            f"`{rule.law}`" if rule.law else f"{rule.days} days" if rule.days else "its own time",
            f"`{rule.then}`",
            rule.provision,
            "yes" if rule.confirmed else "no",
        ]
        for rule in kept_for().values()
    ]


def test_the_document_holds_the_refusals():
    told = [row for row in rows() if len(row) == 3]

    assert told == [
        [f"`{obstacle.value}`", ground.provision, "yes" if ground.confirmed else "no"]
        for obstacle, ground in refusals().items()
    ]


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_every_kind_has_a_rule_with_its_source_and_words(kind):
    rule = kept_for()[kind]

    assert rule.provision
    assert rule.source.startswith("https://")
    assert rule.note
    assert str(NAMES[kind])
    assert str(SINCE[rule.since])
    assert str(THEN[rule.then])
    assert bool(rule.law) != bool(rule.days) or rule.since == "own_time"


def test_every_obstacle_has_words():
    assert all(str(WHY_NOT[obstacle]) for obstacle in refusals())
