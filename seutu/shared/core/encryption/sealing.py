"""One value sealed with AES-256-GCM under a key of the settings, and opened again.

A sealed value: version (1 byte), length of the key's id (1), the id, nonce (12), then the padded value and its tag. The
version, the id and the *place* (``model.field``) are authenticated with it: a value that is moved to another column, or
changed by one bit, is not opened. It is not bound to its row, whose number is not known before it is inserted.
"""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
# Values are padded to whole blocks, so that the length tells neither an empty value nor a short name.
BLOCK = 32
PADDING_BEGINS = b"\x80"
LONGEST_HEADER = 2 + 32


class CannotOpen(Exception):
    """A sealed value cannot be opened; the subclasses say why."""


class KeyMissing(CannotOpen):
    """The key that is needed is not among the settings; ``key_id`` names it, empty when there is no key at all."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"the field key “{key_id}” is missing" if key_id else "SEUTU_FIELD_KEYS has no key")
        self.key_id = key_id


class Damaged(CannotOpen):
    """The bytes are not as they were sealed, or were sealed for another place."""


def first_key_id() -> str:
    """The id of the key that seals what is written now.

    :raises KeyMissing: there is no key.
    """
    for key_id in settings.FIELD_KEYS:
        return str(key_id)
    raise KeyMissing("")


def seal(value: bytes, place: str) -> bytes:
    """``value`` sealed for ``place`` under the first key; never twice the same.

    :raises KeyMissing: there is no key.
    """
    key_id = first_key_id()
    header = bytes([VERSION, len(key_id)]) + key_id.encode("ascii")
    nonce = os.urandom(NONCE_BYTES)
    padded = value + PADDING_BEGINS
    padded += bytes(-len(padded) % BLOCK)
    return header + nonce + _cipher(settings.FIELD_KEYS[key_id]).encrypt(nonce, padded, _bound_to(header, place))


def unseal(sealed: bytes, place: str) -> bytes:
    """What was sealed for ``place``.

    :raises KeyMissing: its key is not among the settings.
    :raises Damaged: it is not what was sealed, or was sealed for another place.
    """
    key_id = key_id_of(sealed)
    header, rest = sealed[: 2 + len(key_id)], sealed[2 + len(key_id) :]
    nonce, encrypted = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    if len(encrypted) < BLOCK + TAG_BYTES:
        raise Damaged(f"a value of {place} is too short")
    key = settings.FIELD_KEYS.get(key_id)
    if key is None:
        raise KeyMissing(key_id)
    try:
        padded = _cipher(key).decrypt(nonce, encrypted, _bound_to(header, place))
    except InvalidTag as error:
        raise Damaged(f"a value of {place} was changed") from error
    return padded[: padded.rindex(PADDING_BEGINS)]


def key_id_of(sealed: bytes) -> str:
    """The id of the key under which a value was sealed; its first `LONGEST_HEADER` bytes are enough.

    :raises Damaged: it has no such header.
    """
    if len(sealed) < 2 or sealed[0] != VERSION:
        raise Damaged("the version of a sealed value is not known")
    key_id = sealed[2 : 2 + sealed[1]]
    if not key_id or len(key_id) < sealed[1] or not key_id.replace(b"-", b"").isalnum():
        raise Damaged("a sealed value names no key")
    return key_id.decode("ascii")


def _bound_to(header: bytes, place: str) -> bytes:
    return header + place.encode()


@lru_cache(maxsize=32)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)
