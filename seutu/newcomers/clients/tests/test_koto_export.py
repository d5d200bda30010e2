from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from seutu.newcomers.clients.queries.koto_export import exported
from seutu.newcomers.clients.tests.path_rows import client_of, final_plan, opened_assessment, ready_assessment
from seutu.shared.audit.models import Entry

DOCS = Path(__file__).parents[4] / "docs"
TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def read(name: str) -> Any:
    return json.loads((DOCS / name).read_text(encoding="utf-8"))


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], place: str = "") -> list[str]:
    """What a value does against a schema; of JSON Schema only what ours uses."""
    if "$ref" in schema:
        return faults(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, place)
    found = faults_of_value(value, schema, place)
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{place}: {name} is missing" for name in schema.get("required", []) if name not in value]
        found += [f"{place}: {name} is not known" for name in value if name not in known]
        inside = [(value[name], known[name], f"{place}.{name}") for name in value if name in known]
    else:
        inside = [(item, schema["items"], f"{place}[]") for item in value] if isinstance(value, list) else []
    return found + [each for item, part, where in inside for each in faults(item, part, whole, where)]


def faults_of_value(value: Any, schema: dict[str, Any], place: str) -> list[str]:
    found = []
    if value not in schema.get("enum", [schema.get("const", value)]):
        found.append(f"{place}: {value} is not among the codes")
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and type(value) not in [TYPES[kind] for kind in kinds]:
        found.append(f"{place}: {type(value)}")
    if isinstance(value, str) and "format" in schema:
        read_as = {"date": dt.date, "date-time": dt.datetime}[schema["format"]]
        read_as.fromisoformat(value)
    return found


def test_the_example_of_the_document_is_as_its_schema_says():
    schema = read("koto-export.schema.json")

    assert faults(read("koto-export.example.json"), schema, schema) == []


def test_the_schema_notices_what_is_wrong():
    schema, example = read("koto-export.schema.json"), read("koto-export.example.json")
    wrong = {**example, "version": 2, "kind": "letter", "id": "42", "more": 1}
    del wrong["act"]

    assert len(faults(wrong, schema, schema)) == 5


@pytest.mark.django_db
def test_every_kind_of_document_is_exported_as_the_schema_says(counsellor, unit):
    schema = read("koto-export.schema.json")
    bare = client_of(unit)
    full = client_of(
        unit,
        birth_date=dt.date(1990, 1, 31),
        citizenships=["SY", "XX"],
        mother_tongue="ar",
        first_permit_on=dt.date(2025, 2, 10),
        began_on=dt.date(2022, 3, 3),
    )
    full.names.create(kind="current", family_name="Keksitty", given_names="Esimerkki")
    documents = [
        opened_assessment(bare),
        ready_assessment(full, counsellor, asked_on=dt.date(2022, 3, 3), started_on=dt.date(2022, 3, 4)),
        final_plan(full, counsellor, extension_ground="illness"),
    ]

    for document in documents:
        assert faults(json.loads(json.dumps(exported(document))), schema, schema) == []
    assert exported(documents[1])["name"]["fi"] == "alkukartoitus"


@pytest.mark.django_db
def test_the_file_has_no_identity_code_and_its_name_tells_nobodys(client, counsellor, unit):
    made = client_of(unit, identity_code="131052-308T")
    document = opened_assessment(made)
    client.force_login(counsellor)

    answer = client.get(reverse("clients:export_assessment", args=[made.reference, document.pk]))

    assert "308T" not in answer.content.decode()
    assert f"arviointi-{made.reference}-{document.pk}.json" in answer["Content-Disposition"]
    assert Entry.objects.filter(verb="assessment.exported").count() == 1
