"""Exact search in what is encrypted: a keyed hash of the normalised value, in a column of its own.

::

    Client.objects.filter(identity_code_index__of="010190-123a")

The hash says that two values are the same, and nothing else to who has no key. `rotate_keys` makes the hashes anew
under a new key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.base import ModelBase
from django.db.models.lookups import Exact

from seutu.shared.core.encryption.fields import EncryptedTextField
from seutu.shared.core.encryption.unreadable import Unreadable

HEX_DIGITS = 64


class IndexKeyMissing(Exception):
    """SEUTU_INDEX_KEY is not set."""


def blind_index(value: str, purpose: str) -> str:
    """The keyed hash of a normalised value. Only hashes of the same purpose can be compared.

    :raises IndexKeyMissing: there is no index key.
    """
    if not settings.INDEX_KEY:
        raise IndexKeyMissing
    return hmac.new(settings.INDEX_KEY, f"{purpose}\0{value}".encode(), hashlib.sha256).hexdigest()


def as_it_is(value: str) -> str:
    """No normalising."""
    return value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]
    """The blind index of the `EncryptedTextField` ``source``, filled when its record is saved.

    ``normalise`` makes one text of all the ways to write a value. NULL where the value is NULL or normalised to
    nothing, so that it can be unique. ``purpose`` is ``app.model.source``; give the same to fields that are to be
    compared, and the old one when something is renamed.
    """

    non_db_attrs = (*models.CharField.non_db_attrs, "source", "normalise", "purpose")

    def __init__(
        self,
        *args: Any,
        source: str = "",
        normalise: Callable[[str], str] = as_it_is,
        purpose: str = "",
        **kwargs: Any,
    ) -> None:
        self.source, self.normalise, self._given_purpose = source, normalise, purpose
        kwargs.setdefault("db_index", not kwargs.get("unique", False))
        super().__init__(*args, **{**kwargs, **self._fixed()})

    @staticmethod
    def _fixed() -> dict[str, Any]:
        return {"max_length": HEX_DIGITS, "null": True, "blank": True, "editable": False, "default": None}

    @property
    def purpose(self) -> str:
        """What its hashes are of."""
        return self._given_purpose or f"{self.model._meta.label_lower}.{self.source}"

    def index_of(self, value: str | None) -> str | None:
        """The hash of ``value`` as it is written by people; None for nothing."""
        normalised = self.normalise(value) if value else ""
        return blind_index(normalised, self.purpose) if normalised else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        present = model_instance.__dict__.get(self.attname)
        if not self.source or self.source in model_instance.get_deferred_fields():
            return present
        value = getattr(model_instance, self.source)
        if isinstance(value, Unreadable):
            return present
        index = self.index_of(value)
        setattr(model_instance, self.attname, index)
        return index

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        fields = {field.name: field for field in self.model._meta.local_concrete_fields}
        if not isinstance(fields.get(self.source), EncryptedTextField):
            found.append(checks.Error("“source” names no EncryptedTextField of the model.", None, self, "seutu.E002"))
        if not issubclass(self.model, WithBlindIndexes):
            found.append(checks.Error("The model is not WithBlindIndexes.", None, self, "seutu.E003"))
        return found

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in self._fixed():
            kwargs.pop(fixed, None)
        kwargs |= {"db_index": vars(self)["db_index"], "source": self.source}
        if self.normalise is not as_it_is:
            kwargs["normalise"] = self.normalise
        if self._given_purpose:
            kwargs["purpose"] = self._given_purpose
        return name, path, args, kwargs


@BlindIndexField.register_lookup
class Of(Exact):
    """``identity_code_index__of="…"``: the rows whose source is the same once normalised; none for nothing."""

    lookup_name = "of"
    can_use_none_as_rhs = True

    def get_prep_lookup(self) -> Any:
        return self.lhs.output_field.index_of(self.rhs)

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        return f"= {rhs}"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if self.rhs is None:
            raise EmptyResultSet
        return super().as_sql(compiler, connection)


class WithBlindIndexes(models.Model):
    """A record whose blind indexes are written whenever their sources are, also with ``update_fields``."""

    class Meta:
        abstract = True

    def save_base(
        self,
        raw: bool = False,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        if update_fields is not None:
            written = set(update_fields)
            update_fields = written | {index.name for index in indexes_of(type(self)) if index.source in written}
        super().save_base(
            raw=raw, force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )


def indexes_of(model: type[models.Model]) -> list[BlindIndexField]:
    """The blind indexes in the table of ``model``, and in those of the models it extends."""
    return [field for field in model._meta.concrete_fields if isinstance(field, BlindIndexField)]
