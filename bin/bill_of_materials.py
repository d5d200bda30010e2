"""The bill of materials of a release, as CycloneDX: every package with its licence and hashes, and what is vendored."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bin import licences
from seutu import __version__

SCHEMA = SchemaVersion.V1_6
PRODUCT = f"pkg:pypi/seutu@{__version__}"

Json = dict[str, Any]


def bill(made_at: dt.datetime) -> str:
    """The bill as JSON: the same locks, list, version and instant give the same bytes.

    :raises UnclearLicence: a package does not say its licence.
    """
    packages, vendored = licences.packages(), licences.vendored()
    product = _component("seutu", __version__, "EUPL-1.2", PRODUCT) | {"type": "application"}
    content: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": SCHEMA.to_version(),
        "serialNumber": _serial_number().urn,
        "version": 1,
        "metadata": {"timestamp": made_at.isoformat(timespec="seconds"), "component": product},
        "components": [*map(_package, packages), *map(_vendored, vendored)],
        "dependencies": _dependencies(packages, vendored),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def faults(text: str) -> str:
    """What keeps ``text`` from being a bill by the schema of CycloneDX; empty when nothing does."""
    fault = JsonStrictValidator(SCHEMA).validate_str(text)
    return "" if fault is None else str(fault)


def _component(name: str, version: str, licence: str, purl: str) -> Json:
    # A single licence is named by its id, as the schema asks; what joins several is an expression.
    said = {"expression": licence} if " " in licence else {"license": {"id": licence}}
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": [said],
        "purl": purl,
    }


def _purl(package: licences.Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def _package(package: licences.Package) -> Json:
    # One address for all files, as cyclonedx-py does too: the check of a thousand addresses takes minutes.
    source = {
        "type": "distribution",
        "url": f"https://pypi.org/simple/{package.name}/",
        "comment": "each hash is of one file of this version",
        "hashes": [_sha256(content) for content in package.hashes],
    }
    return _component(package.name, package.version, package.licence, _purl(package)) | {"externalReferences": [source]}


def _vendored(entry: licences.Vendored) -> Json:
    files = [
        {"type": "file", "name": f"{entry.folder}/{name}", "hashes": [_sha256(content)]}
        for name, content in entry.files.items()
    ]
    return _component(entry.name, entry.version, entry.licence, entry.purl) | {"components": files}


def _sha256(content: str) -> Json:
    return {"alg": "SHA-256", "content": content}


def _dependencies(packages: tuple[licences.Package, ...], vendored: list[licences.Vendored]) -> list[Json]:
    parts = [*map(_purl, packages), *(entry.purl for entry in vendored)]
    return [
        {"ref": PRODUCT, "dependsOn": parts},
        *(
            {"ref": _purl(each), "dependsOn": [_purl(other) for other in packages if other.name in each.needs]}
            for each in packages
        ),
    ]


def _serial_number() -> uuid.UUID:
    made_of = [licences.ROOT / "uv.lock", licences.ROOT / "requirements.lock", licences.LIST]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in made_of)).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"seutu {__version__} {digest}")
