"""The cache on a Valkey or Redis server: shared by all processes, believed only when we wrote it, and never needed.

While the server is down nothing is kept and nothing is found; pages are made anew. Whoever asks it next after a few
seconds finds out whether it is back: the others do not wait for it meanwhile.
"""

from __future__ import annotations

import hmac
import logging
import pickle
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache.backends.redis import RedisCache
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

SECONDS_TO_WAIT = 0.5
SECONDS_OF_SILENCE = 5.0
SIGNATURE_BYTES = 32
# Of what is kept (`page_cache.KeptPage`). Make it grow when that changes: what was kept before is then not found.
SHAPE = 1

T = TypeVar("T")
logger = logging.getLogger(__name__)
# Of each server: until when it is not asked. For all threads, each of which has a cache of its own.
_silent_until: dict[str, float] = {}


class ServerSilent(Exception):
    """The cache server does not answer."""


class SignedPickles:
    """What is kept, signed with the installation's secret, so that who can write to the server can run nothing here.

    It is signed together with `SHAPE`: what was kept in another shape is as if it were not there.
    """

    def dumps(self, value: object) -> int | bytes:
        if type(value) is int:
            return value
        pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        return _signature(pickled) + pickled

    def loads(self, data: bytes) -> Any:
        try:
            return int(data)
        except ValueError:
            signature, pickled = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
            return pickle.loads(pickled) if hmac.compare_digest(signature, _signature(pickled)) else None  # noqa: S301


def _signature(pickled: bytes) -> bytes:
    return salted_hmac(f"seutu.core.server_cache {SHAPE}", pickled, algorithm="sha256").digest()


class ServerCache(RedisCache):
    """Django's cache on a server, without its errors."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "serializer": SignedPickles(),
            "socket_connect_timeout": SECONDS_TO_WAIT,
            "socket_timeout": SECONDS_TO_WAIT,
            "health_check_interval": 30,
            # Once more at once: a connection that was idle while the server started anew is found broken.
            "retry": Retry(NoBackoff(), 1),
        }
        super().__init__(server, {**params, "OPTIONS": {**options, **params.get("OPTIONS", {})}})
        self._server = server

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        found = self._or(default, lambda: super(ServerCache, self).get(key, default, version))
        return default if found is None else found

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return self._or({}, lambda: super(ServerCache, self).get_many(keys, version))

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        self._or(None, lambda: super(ServerCache, self).set(key, value, timeout, version))

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ServerCache, self).add(key, value, timeout, version))

    def set_many(self, data: dict[Any, Any], timeout: Any = 300, version: int | None = None) -> list[Any]:
        return self._or(list(data), lambda: super(ServerCache, self).set_many(data, timeout, version))

    def touch(self, key: Any, timeout: Any = 300, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ServerCache, self).touch(key, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ServerCache, self).delete(key, version))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._or(None, lambda: super(ServerCache, self).delete_many(keys, version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._or(False, lambda: super(ServerCache, self).has_key(key, version))

    def clear(self) -> None:
        self._or(None, super().clear)

    def number(self, key: str) -> int:
        """What has been counted under ``key``.

        :raises ServerSilent: the server does not answer.
        """
        client, name = self._client_for(key)
        return int(self._asked(lambda: client.get(name)) or 0)

    def count_one_more(self, key: str, seconds: int) -> int:
        """Count one under ``key`` and give the new number; it is forgotten after ``seconds``.

        :raises ServerSilent: the server does not answer.
        """
        client, name = self._client_for(key)

        def count() -> int:
            # Both or neither: a number that never ends would refuse an address for good.
            with client.pipeline(transaction=True) as both:
                both.incr(name)
                both.expire(name, seconds)
                return int(both.execute()[0])

        return self._asked(count)

    def ping(self) -> None:
        """Ask whether the server is there, whatever it was a moment ago.

        :raises ServerSilent: it is not.
        """
        client, _name = self._client_for("ping")
        _silent_until.pop(self._server, None)
        self._asked(client.ping)

    def _client_for(self, key: str) -> tuple[Any, str]:
        name = self.make_and_validate_key(key)
        return self._cache.get_client(name, write=True), name

    def _or(self, otherwise: T, ask: Callable[[], T]) -> T:
        try:
            return self._asked(ask)
        except ServerSilent:
            return otherwise

    def _asked(self, ask: Callable[[], T]) -> T:
        if time.monotonic() < _silent_until.get(self._server, 0):
            raise ServerSilent
        try:
            return ask()
        except (RedisError, OSError) as error:
            _silent_until[self._server] = time.monotonic() + SECONDS_OF_SILENCE
            # The class only: the message names the host, and may name more.
            logger.warning("the cache server does not answer", extra={"reason": type(error).__name__})
            raise ServerSilent from error
