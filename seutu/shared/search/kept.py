"""What is dear to read and to unpickle: kept as it is in each process, while the cache says that it is still true."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

T = TypeVar("T")

_kept: dict[str, tuple[str, object]] = {}


def kept(name: str, kind: type[T], make: Callable[[], T], *, version: str = "", seconds: int | None = None) -> T:
    """What ``make`` gave last under this name and version, at most ``seconds`` ago, else what it gives now."""
    key = f"{name}:{version}"
    # Of this process: what another one read is no news of what lies here.
    cache = caches["process"]
    token, (known_token, value) = cache.get(key), _kept.get(name, ("", None))
    if token is not None and token == known_token and isinstance(value, kind):
        return value
    made = make()
    token = secrets.token_hex(8)
    cache.set(key, token, seconds)
    _kept[name] = (token, made)
    return made
