"""What is not ours is told: every file of others in the repository, and every package that Seutu is installed with."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path

import pytest

from bin import bill_of_materials, licences
from tests import source_tree
from tests.source_tree import PACKAGE, ROOT

# Of such kinds we make none ourselves.
MADE_BY_OTHERS = (".woff", ".woff2", ".ttf", ".otf", ".eot", ".mjs", ".wasm")
FOLDERS_OF_OTHERS = {"vendor", "fonts"}
SAYS_WHOSE_IT_IS = re.compile(
    r"@licen[sc]e|@preserve|SPDX-License-Identifier|\bCopyright \(?[c©\d]|©\s*\d{4}", re.IGNORECASE
)
SOURCES = (".js", ".css", ".svg", ".html", ".typ", ".toml", ".csv", ".py")


def files_of_others() -> set[str]:
    """The files of the product that are not ours, by where they lie, their kind, or what they say."""
    found = set()
    for path in PACKAGE.rglob("*"):
        if not path.is_file() or {"tests", "static_collected", "__pycache__"} & set(path.parts):
            continue
        lies_with_others = path.parent.name in FOLDERS_OF_OTHERS and path.name != "README.md"
        if lies_with_others or path.suffix in MADE_BY_OTHERS or ".min." in path.name or _says_so(path):
            found.add(source_tree.name(path))
    return found


def _says_so(path: Path) -> bool:
    if path.suffix not in SOURCES:
        return False
    with path.open(encoding="utf-8") as file:
        return bool(SAYS_WHOSE_IT_IS.search(file.read(2000)))


def test_every_file_of_others_is_listed_with_a_licence_beside_it() -> None:
    listed = {f"{each.folder}/{name}" for each in licences.vendored() for name in (*each.files, each.licence_file)}

    assert listed
    assert files_of_others() == listed


@pytest.mark.parametrize("entry", licences.vendored(), ids=lambda entry: entry.name)
def test_a_file_of_others_is_the_one_that_was_looked_at(entry: licences.Vendored) -> None:
    hashes = {name: hashlib.sha256((ROOT / entry.folder / name).read_bytes()).hexdigest() for name in entry.files}

    assert hashes == entry.files
    assert licences.is_allowed(entry.licence)
    assert (ROOT / entry.folder / entry.licence_file).stat().st_size > 500


def test_every_package_has_a_licence_that_goes_together_with_ours() -> None:
    refused = {each.name for each in licences.packages() if not licences.is_allowed(each.licence)}

    assert len(licences.packages()) > 50
    assert refused == set(licences.exceptions())


@pytest.mark.parametrize(
    ("licence", "may"),
    [
        ("MIT", True),
        ("GPL-3.0-or-later", False),
        ("GPL-2.0-or-later OR MIT", True),
        ("GPL-2.0-or-later AND MIT", False),
        ("(AGPL-3.0-only OR Apache-2.0) AND BSD-3-Clause", True),
    ],
)
def test_a_choice_of_licences_needs_one_and_a_sum_needs_all(licence: str, may: bool) -> None:
    assert licences.is_allowed(licence) is may


def test_a_package_that_changes_what_it_says_of_its_licence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "_said_by_metadata", lambda name: "Other/Proprietary License")

    with pytest.raises(licences.UnclearLicence, match="segno"):
        licences._licence_of("segno")


def test_the_document_of_licences_tells_what_the_list_and_the_packages_tell() -> None:
    assert licences.DOCUMENT.read_text(encoding="utf-8") == licences.document()


@pytest.mark.slow  # the schema is large, and its check of addresses takes its time
def test_the_bill_of_materials_is_one_by_the_schema_and_names_everything() -> None:
    text = bill_of_materials.bill(dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC))
    bill = json.loads(text)
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9][\w.-]*==[^\s;]+)", lock, re.MULTILINE))
    hashes_of_lock = set(re.findall(r"sha256:([0-9a-f]{64})", lock)) - {lock.partition("sha256:")[2][:64]}
    packages = [each for each in bill["components"] if each["purl"].startswith("pkg:pypi/")]

    assert bill_of_materials.faults(text) == ""
    assert {f"{each['name']}=={each['version']}" for each in packages} == locked
    assert {
        hash_["content"] for each in packages for hash_ in each["externalReferences"][0]["hashes"]
    } == hashes_of_lock
    assert all(each["licenses"] for each in bill["components"])
    assert {each["name"] for each in bill["components"]} >= {entry.name for entry in licences.vendored()}


@pytest.mark.slow
def test_a_bill_that_is_none_is_refused() -> None:
    component = {"type": "library", "name": "x", "licenses": 1}

    bill = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [component]})

    assert "licenses" in bill_of_materials.faults(bill)
