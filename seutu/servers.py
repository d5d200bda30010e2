"""What the environment says of the servers that may stand beside Seutu: a store of files, a cache."""

from __future__ import annotations

import re
from importlib.util import find_spec
from urllib.parse import SplitResult, urlsplit

from seutu import environment as env

# What S3 takes by one request is 5 GiB, and sealing adds a little.
LARGEST_PUT = 4900 * 1024 * 1024
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
PREFIX = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/(?!$)|$))*")
CACHE_SCHEMES = frozenset({"redis", "rediss", "unix"})


def file_store(name: str, *, endpoint: str, region: str, access_key: str, secret_key: str) -> dict[str, str]:
    """What an S3-compatible store of files needs: ``s3://bucket/prefix`` and its own settings; empty without one.

    :raises BadSetting: an address is of another kind, a key is missing, or the package for it is.
    """
    parts, ends = urlsplit(env.text(name)), urlsplit(endpoint)
    prefix = parts.path.strip("/")
    if not any(parts):
        return {}
    # Never the address itself: somebody may have written keys into it.
    if parts.scheme != "s3" or not BUCKET.fullmatch(parts.netloc) or not PREFIX.fullmatch(prefix):
        raise env.BadSetting(f"{name} must look like s3://bucket or s3://bucket/prefix.")
    if endpoint and (ends.scheme not in {"http", "https"} or not ends.hostname or ends.username or ends.query):
        raise env.BadSetting("SEUTU_S3_ENDPOINT must look like https://host or http://host:port.")
    if not access_key or not secret_key:
        raise env.BadSetting(f"{name} needs SEUTU_S3_ACCESS_KEY and SEUTU_S3_SECRET_KEY.")
    _needs_package(name, "botocore")
    about = {"endpoint": endpoint.rstrip("/"), "region": region, "access_key": access_key, "secret_key": secret_key}
    return {"bucket": parts.netloc, "prefix": prefix and f"{prefix}/", **about}


def _needs_package(name: str, package: str) -> None:
    if find_spec(package) is None:
        raise env.BadSetting(f"{name} needs the package {package}, which is not installed: see docs/operations.md.")


def cache(name: str, *, installation: str) -> dict[str, object]:
    """Django's description of the cache: the memory of each process, or a Valkey or Redis server.

    ``installation`` keeps apart what two installations keep on one server.

    :raises BadSetting: the address is of another kind, or the package for it is missing.
    """
    address = env.text(name)
    if not address:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    parts = urlsplit(address)
    is_whole = parts.path.startswith("/") if parts.scheme == "unix" else bool(parts.hostname)
    # Never the address itself: a password may stand in it.
    if parts.scheme not in CACHE_SCHEMES or not is_whole or not re.fullmatch(r"/?\d*", _number_of_database(parts)):
        raise env.BadSetting(f"{name} must look like redis://:password@host:6379/0, rediss://host/0 or unix:///path.")
    _needs_package(name, "redis")
    return {"BACKEND": "seutu.shared.core.server_cache.ServerCache", "LOCATION": address, "KEY_PREFIX": installation}


def _number_of_database(parts: SplitResult) -> str:
    return "" if parts.scheme == "unix" else parts.path
