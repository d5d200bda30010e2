from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models as db

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.personal_data import about
from seutu.newcomers.clients.tests.full_client import full_client
from seutu.shared.core.encryption.fields import EncryptedField
from seutu.shared.core.registry import personal_data

WORDS = (db.CharField, db.TextField, db.JSONField, db.BinaryField, db.FileField, EncryptedField)


def leading_to_a_client():
    return [
        (model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, (db.ForeignKey, db.ManyToManyField)) and field.related_model is Client
    ]


def wordy_fields(model):
    """Fields in which there can be words: those of a choice hold one of our own codes."""
    fields = [each for each in model._meta.concrete_fields if isinstance(each, WORDS) and not each.choices]
    return {each.name for each in fields}


def test_every_model_that_leads_to_a_client_says_how_the_client_is_forgotten():
    models = {model._meta.label_lower for model, _field in leading_to_a_client()} | {"clients.client"}

    assert {"clients.contact", "clients.clientname"} <= models
    assert models - {entry.key for entry in personal_data.entries()} == set()


@pytest.mark.parametrize("entry", personal_data.entries(), ids=lambda entry: entry.key)
def test_every_field_with_words_is_told_and_is_taken_away_or_kept(entry):
    words = wordy_fields(apps.get_model(entry.key))

    assert words - set(entry.told) - set(entry.untold) == set()
    assert entry.rows_go or words - set(entry.cleared) - set(entry.kept) == set()
    assert set(entry.told) & set(entry.untold) == set()
    assert set(entry.cleared) & set(entry.kept) == set()


@pytest.mark.parametrize("entry", personal_data.entries(), ids=lambda entry: entry.key)
def test_every_field_that_is_named_exists(entry):
    names = {field.name for field in apps.get_model(entry.key)._meta.get_fields()}

    assert {*entry.told, *entry.untold, *entry.cleared, *entry.kept} - names == set()


def test_the_rows_of_an_entry_are_all_that_lead_to_the_client(unit):
    client = full_client(unit)

    for model, field in leading_to_a_client():
        entry = personal_data.entry(model._meta.label_lower)
        found = set(about(model, field.name)(client.pk))
        if field.name == "member":  # what somebody else told of their household
            continue
        assert found, f"{model._meta.label}.{field.name} has no row in this test"
        assert found <= set(entry.rows(client.pk))
