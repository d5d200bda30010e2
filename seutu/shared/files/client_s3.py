"""Contents in an S3-compatible store: ``PREFIXab/cd/abcd…``, each put there by one request that is whole or nothing.

A content is first written to a nameless file of this machine, since its key is its SHA-256. Then it is sent by one
``PUT`` whose signature is over that SHA-256: a server that got something else, or less, refuses it. So no parts of an
upload lie about when a process is killed, and nothing is ever held in memory. What one ``PUT`` can take, 5 GB, is the
most that such an installation can store (`settings`).
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import botocore.session
from botocore import exceptions as trouble
from botocore.config import Config
from urllib3.exceptions import HTTPError

from seutu.shared.files.seekable import Seekable
from seutu.shared.files.store import (
    SHA256,
    Content,
    DiskFull,
    FileMissing,
    KeptContent,
    StoreUnavailable,
    full_disk_named,
    write,
)

SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 2, 20
TRIES = 3
BUFFER = 64 * 1024
TRIAL = "trial-of-writing"

MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
# What the codes of a refusal mean to who runs the installation; anything else is told by its code.
REASONS = {
    "NoSuchBucket": "the bucket does not exist",
    "AccessDenied": "the key has no right to it",
    "403": "the key has no right to it",
    "Forbidden": "the key has no right to it",
    "InvalidAccessKeyId": "the access key is not known",
    "SignatureDoesNotMatch": "the secret key is wrong",
    "AuthorizationHeaderMalformed": "the region is wrong",
    "PermanentRedirect": "the region or the address is wrong",
    "RequestTimeTooSkewed": "the clock of this machine or of the store is wrong",
}
FULL = frozenset({"QuotaExceeded", "InsufficientStorage", "XMinioStorageFull", "507"})


class S3Store:
    """See `store.Store`. Safe to share between threads."""

    def __init__(
        self, *, bucket: str, prefix: str, endpoint: str, region: str, access_key: str, secret_key: str, folder: Path
    ) -> None:
        self.bucket, self.prefix, self.folder = bucket, prefix, folder
        self._client = _client(endpoint, region, access_key, secret_key, TRIES)
        # Who asks how the store is wants to know at once.
        self._impatient = _client(endpoint, region, access_key, secret_key, 1)

    def add(self, chunks: Iterable[bytes], *, limit: int) -> Content:
        # Nameless: it is gone with the process. In the data folder: /tmp may be memory.
        with tempfile.TemporaryFile(dir=self.folder) as file, full_disk_named():
            content = write(chunks, file, limit=limit)
            self._put(file, content)
        return content

    def _put(self, file: BinaryIO, content: Content) -> None:
        # One that is there is put there again: it may be cut, and what is put now is swept by nobody for a day.
        file.seek(0)
        checksum = base64.b64encode(bytes.fromhex(content.sha256)).decode()
        with _named():
            answer = self._client.put_object(
                Bucket=self.bucket,
                Key=self._key(content.sha256),
                Body=file,
                ContentLength=content.size,
                ChecksumSHA256=checksum,
            )
        if answer.get("ChecksumSHA256", checksum) != checksum or self.size(content.sha256) != content.size:
            self.remove(content.sha256)
            raise StoreUnavailable("it did not keep what it was given")

    def open(self, sha256: str) -> BinaryIO:
        reader: Any = _Reader(self, sha256)
        return io.BufferedReader(reader, buffer_size=BUFFER)

    def size(self, sha256: str) -> int | None:
        try:
            with _named():
                answer = self._client.head_object(Bucket=self.bucket, Key=self._key(sha256))
        except FileMissing:
            self._make_sure_of_bucket()
            return None
        return int(answer["ContentLength"])

    def _make_sure_of_bucket(self) -> None:
        # A HEAD is answered without words: 404 may mean the content or the bucket.
        try:
            with _named():
                self._client.head_bucket(Bucket=self.bucket)
        except FileMissing as error:
            raise StoreUnavailable(REASONS["NoSuchBucket"]) from error

    def read_from(self, sha256: str, place: int) -> tuple[Any, int]:
        """The bytes of a content from a place on, as they come, and how many there are.

        :raises FileMissing: it is not there.
        """
        part = {"Range": f"bytes={place}-"} if place else {}
        with _named():
            answer = self._client.get_object(Bucket=self.bucket, Key=self._key(sha256), **part)
        return answer["Body"], int(answer["ContentLength"])

    def remove(self, sha256: str) -> None:
        with _named():
            self._client.delete_object(Bucket=self.bucket, Key=self._key(sha256))

    def contents(self) -> Iterator[KeptContent]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        with _named():
            for page in pages:
                for entry in page.get("Contents", []):
                    name = str(entry["Key"]).rpartition("/")[2]
                    if SHA256.fullmatch(name) and entry["Key"] == self._key(name):
                        yield KeptContent(name, int(entry["Size"]), entry["LastModified"].astimezone(dt.UTC))

    def remove_unfinished(self, before: dt.datetime) -> int:
        return 0

    def problem(self) -> str:
        try:
            with _named():
                self._impatient.list_objects_v2(Bucket=self.bucket, Prefix=self.prefix, MaxKeys=1)
        except StoreUnavailable as error:
            return str(error)
        return ""

    def problem_of_writing(self) -> str:
        about = {"Bucket": self.bucket, "Key": f"{self.prefix}{TRIAL}"}
        try:
            with _named():
                self._impatient.put_object(**about, Body=b"Is there room?")
                self._impatient.delete_object(**about)
        except (StoreUnavailable, DiskFull) as error:
            return str(error) or "the store is full"
        return self.problem()

    def _key(self, sha256: str) -> str:
        """
        :raises FileMissing: no content has such a name.
        """
        if not SHA256.fullmatch(sha256):
            raise FileMissing(sha256)
        return f"{self.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256}"


class _Reader(Seekable):
    """A content read as it comes, by one request for as long as it is read on without a leap."""

    def __init__(self, store: S3Store, sha256: str) -> None:
        super().__init__()
        self._store, self._sha256 = store, sha256
        self._at, self._body_at = 0, 0
        # Asked for at once: so what is missing is known now, and nothing is asked twice.
        self._body, self._size = store.read_from(sha256, 0)

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        for tries_left in reversed(range(TRIES)):
            try:
                found = self._next(len(buffer))
                break
            except (trouble.BotoCoreError, HTTPError, OSError) as error:
                # It broke off in the middle: the rest is asked for anew.
                self._let_go()
                if not tries_left:
                    raise StoreUnavailable("a content breaks off while it is read") from error
        buffer[: len(found)] = found
        self._at += len(found)
        self._body_at = self._at
        return len(found)

    def _next(self, most: int) -> bytes:
        if self._body is None or self._body_at != self._at:
            self._let_go()
            self._body, _left = self._store.read_from(self._sha256, self._at)
        found = bytes(self._body.read(most))
        if not found:
            raise OSError("the content ended before its end")
        return found

    def _let_go(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None

    def close(self) -> None:
        self._let_go()
        super().close()


@cache
def _client(endpoint: str, region: str, access_key: str, secret_key: str, tries: int) -> Any:
    """A client, which may be shared between threads: it reads a large description of the service before it can."""
    return _session().create_client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=_config(endpoint, tries),
    )


@cache
def _session() -> botocore.session.Session:
    return botocore.session.Session()


def _config(endpoint: str, tries: int) -> Config:
    return Config(
        connect_timeout=SECONDS_TO_CONNECT,
        read_timeout=SECONDS_TO_ANSWER,
        retries={"mode": "standard", "total_max_attempts": tries},
        signature_version="s3v4",
        # Over https too: the signature is what makes the server compare the content with its SHA-256.
        s3={"payload_signing_enabled": True, "addressing_style": "path" if endpoint else "auto"},
        # Not every store knows the newer sums that the library would add by itself.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        max_pool_connections=16,
    )


@contextmanager
def _named() -> Iterator[None]:
    """Turns what the library raises into what the callers of a store know.

    :raises FileMissing, DiskFull, StoreUnavailable: see `store`.
    """
    try:
        yield
    except trouble.ClientError as error:
        _raise_by_code(error)
    except trouble.ConnectionError as error:
        raise StoreUnavailable("it cannot be reached") from error
    except (trouble.BotoCoreError, HTTPError, OSError) as error:
        raise StoreUnavailable(f"it does not answer as it should ({type(error).__name__})") from error


def _raise_by_code(error: trouble.ClientError) -> NoReturn:
    code = str(error.response.get("Error", {}).get("Code", ""))
    if code in MISSING:
        raise FileMissing from error
    if code in FULL:
        raise DiskFull from error
    raise StoreUnavailable(REASONS.get(code, f"it refuses with the code {code}")) from error
