"""Fields whose values are sealed in the database.

::

    class Client(WithBlindIndexes, Record):
        identity_code = EncryptedTextField(_("personal identity code"), blank=True)
        identity_code_index = BlindIndexField(source="identity_code", normalise=str.upper)

They cannot be looked up, except by ``isnull``; exact search goes by a `BlindIndexField` beside them. ``None`` is NULL,
everything else is sealed, an empty text too. A value belongs to its *place*, ``app.model.field``: when a field or model
is renamed, or moves, keep the old one with ``place="app.model.field"``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core import checks
from django.core.exceptions import FieldError, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.expressions import Case, Combinable, Value
from django.db.models.functions import Cast
from django.db.models.lookups import IsNull
from django.db.models.query_utils import DeferredAttribute

from seutu.shared.core.encryption.sealing import CannotOpen, seal, unseal
from seutu.shared.core.encryption.unreadable import OfAnotherPlace, Unreadable, WouldDestroy

logger = logging.getLogger(__name__)

_ST = TypeVar("_ST", contravariant=True)
_GT = TypeVar("_GT", covariant=True)

if TYPE_CHECKING:

    class _Field(models.Field[_ST, _GT]): ...
else:

    class _Field(models.Field):
        def __class_getitem__(cls, types: Any) -> Any:  # the checker's knows its types, Django's own does not
            return cls


class CannotSearch(FieldError):
    """An encrypted field was to be looked up by what it holds."""


class IndexWouldStale(FieldError):
    """A field with a blind index was to be written without its record, past the index."""


class NotForDumps(Exception):
    """An encrypted value was to be written to a dump of the database, in the clear."""


@dataclass(frozen=True)
class _OfRecord:
    """A value on its way from a saved record, whose blind indexes are written with it."""

    value: Any


@lru_cache(maxsize=1000)
def _tell(place: str, reason: str) -> None:
    """Log it once in each process: a list would say the same for every row."""
    logger.warning("an encrypted value cannot be opened", extra={"field": place, "reason": reason})


class KeepsUnreadable(DeferredAttribute):
    """The attribute of a record: it does not let a value that cannot be opened be overwritten by accident."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        name = self.field.attname
        present = instance.__dict__.get(name)
        if isinstance(present, Unreadable) and not isinstance(value, Unreadable):
            if value == str(present):  # its words, as a form sends them back
                return
            raise WouldDestroy(f"{self.field} holds a value that cannot be opened")
        instance.__dict__[name] = value


class EncryptedField(_Field[_ST, _GT]):
    """What every encrypted field does; `to_bytes` and `from_bytes` say how a value is written."""

    descriptor_class = KeepsUnreadable
    non_db_attrs = (*models.Field.non_db_attrs, "place")

    def __init__(self, *args: Any, place: str = "", **kwargs: Any) -> None:
        self._given_place = place
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        """Where its values belong; sealed with them."""
        return self._given_place or f"{self.model._meta.label_lower}.{self.name}"

    @property
    def is_indexed(self) -> bool:
        """Whether a `BlindIndexField` follows it."""
        return any(getattr(field, "source", "") == self.name for field in self.model._meta.local_concrete_fields)

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, value: bytes) -> Any:
        raise NotImplementedError

    # -- to and from the database

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return str(connection.ops.binary_placeholder_sql(value))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.opened(bytes(value))

    def opened(self, sealed: bytes) -> Any:
        """The value of what is stored, or an `Unreadable` in its place."""
        try:
            return self.from_bytes(unseal(sealed, self.place))
        except CannotOpen as reason:
            _tell(self.place, str(reason))
            return Unreadable.because(reason, sealed=sealed, place=self.place)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _OfRecord(super().pre_save(model_instance, add))

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, _OfRecord):
            value = value.value
        elif self._is_more_than_empty(value) and self.is_indexed:
            raise IndexWouldStale(f"{self}: save the record, so that its blind index is written too")
        elif hasattr(value, "as_sql") and not isinstance(value, Case | Cast | Value):  # those are of bulk_update
            raise OfAnotherPlace(f"{self} takes values, not what the database computes")
        return super().get_db_prep_save(value, connection)

    def _is_more_than_empty(self, value: Any) -> bool:
        # Empty ones come from the schema editor, as the default of a new column.
        return value not in (None, "", b"") and not isinstance(value, Unreadable)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> bytes | None:
        return self.sealed(value)

    def sealed(self, value: Any) -> bytes | None:
        """The bytes to store.

        :raises OfAnotherPlace: it is an `Unreadable` of another column.
        :raises KeyMissing: there is no key.
        """
        if value is None:
            return None
        if isinstance(value, Unreadable):
            if value.place != self.place:
                raise OfAnotherPlace(f"a value of {value.place} that cannot be opened, for {self.place}")
            return value.sealed
        return seal(self.to_bytes(value), self.place)

    # -- what it does not do

    def get_lookup(self, lookup: str) -> Any:
        if lookup == "isnull":
            return IsNull
        raise CannotSearch(f"{self} is encrypted and knows no “{lookup}”: search by its BlindIndexField, or by isnull")

    def get_transform(self, name: str) -> Any:
        return self.get_lookup(name)

    def value_to_string(self, obj: models.Model) -> str:
        raise NotForDumps(f"{self} is encrypted, and is not written to a dump")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.primary_key or self.unique or vars(self)["db_index"]:
            hint = "Put a BlindIndexField beside it."
            found.append(
                checks.Error("An encrypted field cannot be a key, unique or indexed.", hint, self, "seutu.E001")
            )
        return found

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        if self._given_place:
            kwargs["place"] = self._given_place
        return name, path, args, kwargs


class EncryptedTextField(EncryptedField[_ST, _GT]):
    """Text. ``max_length`` and ``multiline`` are for forms only."""

    if TYPE_CHECKING:
        _pyi_private_set_type: str | Combinable
        _pyi_private_get_type: str
    description = "Encrypted text"

    def __init__(self, *args: Any, multiline: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline
        super().__init__(*args, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        return b"" if value == b"" else str(value).encode()

    def from_bytes(self, value: bytes) -> str:
        return value.decode()

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        widget = forms.Textarea if self.multiline else forms.TextInput
        return super().formfield(*args, **{"max_length": self.max_length, "widget": widget, **kwargs})


class EncryptedJSONField(EncryptedField[_ST, _GT]):
    """Anything that JSON can write; dates and decimals become text."""

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any
    description = "Encrypted JSON"
    empty_strings_allowed = False

    def to_bytes(self, value: Any) -> bytes:
        value = None if value == b"" else value
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, value: bytes) -> Any:
        return json.loads(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        try:
            self.to_bytes(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("This is not JSON.") from error

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return super().formfield(*args, **{"form_class": forms.JSONField, **kwargs})
