"""What stands where a sealed value cannot be opened, so that the pages around it still work."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from seutu.shared.core.encryption.sealing import CannotOpen, KeyMissing


class WouldDestroy(Exception):
    """A value that cannot be opened would be overwritten: see `replace_unreadable`."""


class OfAnotherPlace(Exception):
    """Sealed bytes would be written to another column, where they could never be opened."""


class Unreadable(str):
    """A value that could not be opened: as text it says so, and written back it is the same sealed bytes.

    A ``str``, so that what shows, sorts or joins text goes on. What is made of it (``strip()``, an f-string) is plain
    text and keeps nothing. ``key_id`` names the missing key, empty when the value is damaged.
    """

    __slots__ = ("key_id", "place", "sealed")
    sealed: bytes
    place: str
    key_id: str

    def __new__(cls, words: str, sealed: bytes = b"", place: str = "", key_id: str = "") -> Unreadable:
        value = super().__new__(cls, words)
        value.sealed, value.place, value.key_id = sealed, place, key_id
        return value

    @classmethod
    def because(cls, reason: CannotOpen, *, sealed: bytes, place: str) -> Unreadable:
        """The value that ``reason`` kept from being opened, with words in the active language."""
        if isinstance(reason, KeyMissing):
            return cls(_("This cannot be opened: the encryption key is missing"), sealed, place, reason.key_id)
        return cls(_("This cannot be opened: it has been damaged"), sealed, place)

    def __getnewargs__(self) -> tuple[str, bytes, str, str]:  # type: ignore[override]  # str's own has one
        return str(self), self.sealed, self.place, self.key_id


def is_readable(value: object) -> bool:
    """Whether a value of an encrypted field could be opened."""
    return not isinstance(value, Unreadable)


def replace_unreadable(record: models.Model, field: str, value: Any) -> None:
    """Put ``value`` into a field whatever stands there, as erasing does: what could not be opened is then lost."""
    record.__dict__.pop(field, None)
    setattr(record, field, value)
