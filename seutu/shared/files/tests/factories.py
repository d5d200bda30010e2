from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from seutu.shared.audit.actor import System
from seutu.shared.files import actions
from seutu.shared.files.models import StoredFile


class StoredFileFactory(DjangoModelFactory):
    """A file that came in as every file does: its content lies in the store."""

    class Meta:
        model = StoredFile

    data = factory.Sequence(lambda n: f"Pöytäkirja {n}".encode())
    name = "poytakirja.txt"

    @classmethod
    def _create(cls, model_class: type[StoredFile], *args: Any, data: bytes, name: str, **kwargs: Any) -> StoredFile:
        return actions.store(data, name=name, by=System("test"))
