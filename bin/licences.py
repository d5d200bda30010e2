"""What of others comes with Seutu, and under which licences: read from the locks, the installed packages and a list."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from license_expression import LicenseExpression, Licensing, get_spdx_licensing

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "licences.toml"
DOCUMENT = ROOT / "docs" / "licences.md"
LONGEST_NAME_OF_A_LICENCE = 80
_PART = re.compile(r"(<!-- (\w+), written by bin/release licences -->\n).*?(?=<!-- end of)", re.DOTALL)


class UnclearLicence(Exception):
    """A package does not say its licence in a word that machines know, or says another than the list remembers."""


@dataclass(frozen=True, slots=True)
class Vendored:
    """Something of others that lies in the repository; its files by name, each with its SHA-256."""

    name: str
    version: str
    licence: str
    purl: str
    source: str
    folder: str
    licence_file: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package that Seutu is installed with, and the SHA-256 of each of its files in the package index."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needs: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its licence as an SPDX expression.

        :raises UnclearLicence: it cannot be told.
        """
        return _licence_of(self.name)


@cache
def _list() -> dict[str, Any]:
    return tomllib.loads(LIST.read_text(encoding="utf-8"))


def vendored() -> list[Vendored]:
    """What lies in the repository, as the list tells."""
    return [Vendored(**entry) for entry in _list()["vendored"]]


def allowed() -> frozenset[str]:
    """The licences of which each package has one, or all that it asks for."""
    return frozenset(_list()["allowed"])


def exceptions() -> dict[str, str]:
    """The packages that have another licence, with the reason why they may."""
    return dict(_list()["exceptions"])


def stated() -> frozenset[str]:
    """The packages whose licence a person read."""
    return frozenset(_list()["stated"])


@cache
def packages() -> tuple[Package, ...]:
    """Every package that requirements.lock names, on any platform, with what uv.lock knows of it."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = set(re.findall(r"^([a-z0-9][\w.-]*)==([^\s;]+)", text, re.MULTILINE))
    known = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return tuple(_package(entry) for entry in known if (entry["name"], entry.get("version")) in wanted)


def _package(entry: dict[str, Any]) -> Package:
    files = [*entry.get("wheels", []), *([entry["sdist"]] if "sdist" in entry else [])]
    needs = {each["name"] for each in entry.get("dependencies", [])}
    hashes = tuple(file["hash"].removeprefix("sha256:") for file in files)
    return Package(entry["name"], entry["version"], hashes, tuple(sorted(needs)))


@cache
def _spdx() -> Licensing:
    # Made anew, it reads its whole index again: a third of a second.
    return get_spdx_licensing()


def _licence_of(name: str) -> str:
    read_by_a_person = _list()["stated"].get(name)
    said = _said_by_metadata(name)
    if read_by_a_person:
        if said not in {None, read_by_a_person["metadata"]}:
            raise UnclearLicence(f"{name} says “{said}” now: read its licence anew for {LIST.name}.")
        return str(read_by_a_person["licence"])
    if said is None or _spdx().validate(said).errors:
        raise UnclearLicence(f"{name} says “{said}”, which is no SPDX expression: read its licence for {LIST.name}.")
    return said


def _said_by_metadata(name: str) -> str | None:
    """What the package says of its licence, None when it is not installed here."""
    try:
        about = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    said = about.get("License-Expression") or about.get("License") or ""
    if said and said != "UNKNOWN" and len(said) < LONGEST_NAME_OF_A_LICENCE and "\n" not in said:
        return said
    classifiers = about.get_all("Classifier") or []
    return "; ".join(each.split(" :: ")[-1] for each in classifiers if each.startswith("License :: "))


def is_allowed(licence: str) -> bool:
    """Whether an SPDX expression can be met with the allowed licences alone."""
    licensing = _spdx()

    def is_met(part: LicenseExpression) -> bool:
        if isinstance(part, licensing.AND):
            return all(map(is_met, part.args))
        if isinstance(part, licensing.OR):
            return any(map(is_met, part.args))
        return str(part.key) in allowed()

    return is_met(licensing.parse(licence, validate=True))


def document() -> str:
    """docs/licences.md with its tables as they have to be."""
    tables = {"vendored": _table_of_vendored(), "exceptions": _exceptions(), "packages": _table_of_packages()}
    text = DOCUMENT.read_text(encoding="utf-8")
    return _PART.sub(lambda part: part[1] + "\n" + "\n".join(tables[part[2]]) + "\n\n", text)


def _table_of_vendored() -> Iterator[str]:
    yield "| what | version | licence | from, unchanged | files |"
    yield "|-|-|-|-|-|"
    for each in vendored():
        files = ", ".join(f"`{name}`" for name in each.files)
        licence = f"{each.licence}, `{each.licence_file}`"
        yield f"| {each.name} | {each.version} | {licence} | {each.source} | `{each.folder}`: {files} |"


def _exceptions() -> Iterator[str]:
    for name, reason in exceptions().items():
        yield f"* **{name}** ({_licence_of(name)}). {reason}"


def _table_of_packages() -> Iterator[str]:
    yield "| package | licence |"
    yield "|-|-|"
    for name in sorted({each.name for each in packages()}):
        mark = " (read by a person)" if name in stated() else ""
        yield f"| {name} | {_licence_of(name)}{mark} |"
