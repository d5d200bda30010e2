"""The list of what protects the register is true: each row names a test that exists, or says why there is none."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests import source_tree
from tests.source_tree import ROOT

DOCUMENT = ROOT / "docs" / "security.md"
ROW = re.compile(r"^\| (?P<number>\d+\.\d+\.\d+|S\d+) \| (?P<asked>[^|]+) \| (?P<how>[^|]+) \| (?P<test>[^|]*)\|$")
TEST = re.compile(r"^`(?P<path>[\w/]+\.py)::(?P<name>test_\w+)`$")
REASON = re.compile(r"^\*\*(?:Not met|Does not apply|By lint|By the operator)\*\*[^:]*: \S.{10}")
# How many rows of level 2 the chapters of ASVS 4.0.3 have; a row that was left out would be missed by nobody else.
ROWS = {"3": 18, "4": 9, "5": 30, "6": 13}


def rows() -> list[tuple[str, str, str]]:
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    cells = [line for line in lines if line.startswith("| ") and not line.startswith("| row ")]
    found = [ROW.match(line) for line in cells]
    assert [line for line, row in zip(cells, found, strict=True) if row is None] == []
    return [(row["number"], row["how"].strip(), row["test"].strip()) for row in found if row]


@cache
def names_in(path: str) -> frozenset[str]:
    tree = source_tree.syntax_tree(ROOT / path)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("number", "how", "test"), rows(), ids=[number for number, *_ in rows()])
def test_a_row_has_a_test_that_exists_or_a_reason(number: str, how: str, test: str) -> None:
    named = TEST.match(test)

    assert named or (not test and REASON.match(how))
    if named:
        assert (ROOT / named["path"]).is_file()
        assert named["name"] in names_in(named["path"])


def test_no_row_stands_twice_and_they_stand_in_order() -> None:
    numbers = [number for number, *_ in rows()]
    places = [tuple(int(part) for part in number.split(".")) for number in numbers if number[0] != "S"]

    assert len(set(numbers)) == len(numbers)
    assert places == sorted(places)


@pytest.mark.parametrize(("chapter", "count"), ROWS.items())
def test_no_row_of_a_chapter_is_left_out(chapter: str, count: int) -> None:
    assert len([number for number, *_ in rows() if number.startswith(f"{chapter}.")]) == count


def test_the_version_of_the_standard_is_told() -> None:
    assert "(ASVS) 4.0.3" in DOCUMENT.read_text(encoding="utf-8")
