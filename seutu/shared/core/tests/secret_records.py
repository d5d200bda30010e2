"""Records with encrypted fields, in a registry of their own: no app has to have them for the tests to run."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import models

from seutu.shared.core.encryption.blind_indexes import BlindIndexField, WithBlindIndexes
from seutu.shared.core.encryption.fields import EncryptedJSONField, EncryptedTextField

registry = Apps()


def tidy(value: str) -> str:
    return value.strip().upper()


class Secret(WithBlindIndexes):
    name = models.CharField(max_length=40, default="")
    code = EncryptedTextField(blank=True, default="", max_length=11)
    code_index = BlindIndexField(source="code", normalise=tidy, unique=True)
    note = EncryptedTextField(null=True, multiline=True)
    answers = EncryptedJSONField(default=dict)

    class Meta:
        apps = registry
        app_label = "core"


class OtherSecret(models.Model):
    note = EncryptedTextField(null=True)
    older = EncryptedTextField(null=True, place="core.secret.note")

    class Meta:
        apps = registry
        app_label = "core"


MODELS = [Secret, OtherSecret]
