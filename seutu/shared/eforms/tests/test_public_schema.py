"""The schema of a form's answers, as a stranger's program fetches it."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

ADDRESS = "/lomakkeet/yhteydenotto/skeema.json"

pytestmark = pytest.mark.django_db


def test_anybody_fetches_the_schema_of_the_published_version(client, form):
    answer = client.get(ADDRESS)

    assert answer.headers["Content-Type"] == "application/schema+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    schema = json.loads(answer.content)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(ADDRESS)
    assert Draft202012Validator(schema).is_valid({"name": "Samir", "municipality": "297"})


def test_what_has_not_changed_is_not_sent_again(client, form):
    mark = client.get(ADDRESS).headers["ETag"]

    assert client.get(ADDRESS, headers={"If-None-Match": mark}).status_code == 304


def test_a_prefix_of_a_language_gives_the_same_schema(client, form):
    assert client.get(f"/sv{ADDRESS}").content == client.get(ADDRESS).content
    assert client.get(f"/ar{ADDRESS}").status_code == 404


@pytest.mark.parametrize("change", [{"is_open": False}, {"current": None}])
def test_a_form_that_nobody_can_answer_has_no_public_schema(client, form, change):
    for name, value in change.items():
        setattr(form, name, value)
    form.save()

    assert client.get(ADDRESS).status_code == 404
