"""Storing a file, and having it scanned and read."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django_tasks import task

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor, System
from seutu.shared.core import clock
from seutu.shared.files import client_clamav, kinds, queries, removal, sealing
from seutu.shared.files import store as stores
from seutu.shared.files.contents import open_content
from seutu.shared.files.extraction.outcome import Outcome, not_read
from seutu.shared.files.extraction.process import read_file
from seutu.shared.files.models import FileText, ScanState, StoredFile, TextReason, TextState
from seutu.shared.files.names import safe_name
from seutu.shared.tasks.actions import enqueue_once

CHUNK = 64 * 1024
MOST_TRIES = 3
# A copy of all files, or a store that does not answer, may take hours; the pauses between tries grow to one hour.
MOST_TRIES_TO_REMOVE = 100
A_DAY = dt.timedelta(days=1)
SECONDS_IN_TASK = 60.0
SECONDS_NOW = 10.0


class IsSealed(Exception):
    """The text of a sealed file is not read: it would lie in the clear beside it."""


class NotReadYet(Exception):
    """Reading a file did not end well, but another try may: the worker tries again."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep took away: contents that no row names, and what was never finished."""

    contents: int
    unfinished: int


def store(data: bytes | BinaryIO, *, name: str, by: Actor) -> StoredFile:
    """Keep a file, or find it again: the same content under the same name is the same row.

    Where there is a virus scanner, it is asked to look at the file.
    A content whose row was rolled back stays in the store unseen, and is found when it comes again.

    :raises store.FileTooLarge: it is larger than ``settings.FILE_SIZE_LIMIT``.
    :raises store.EmptyFile: it has no content.
    :raises store.DiskFull: there is no room for it.
    :raises store.StoreUnavailable: the store does not answer; no row is made.
    """
    place = stores.current()
    content = place.add(_chunks(data), limit=settings.FILE_SIZE_LIMIT)
    with place.open(content.sha256) as file:
        kind = kinds.sniff(file)
    with transaction.atomic():
        stored, is_new = StoredFile.objects.get_or_create(
            sha256=content.sha256,
            name=safe_name(name),
            defaults={"size": content.size, "kind": kind, "stored_by": by.audit_id, **_scan_of(content.sha256)},
        )
        if is_new:
            _ask_for_scan(content.sha256)
            record("file.stored", target=stored, by=by, details={"sha256": content.sha256, "size": content.size})
    return stored


def store_sealed(data: bytes | BinaryIO, *, name: str, by: Actor) -> StoredFile:
    """Keep a file sealed under a key of its own: a new one each time, whatever it holds.

    Its text is never read. The ``name`` is in the clear.

    :raises store.FileTooLarge, store.EmptyFile, store.DiskFull: see `store`.
    :raises KeyMissing: there is no field key (`core/encryption`).
    """
    place, key = stores.current(), sealing.new_key()
    with ExitStack() as undo:
        content = _add_sealed(io.BytesIO(data) if isinstance(data, bytes) else data, key)
        # Without its row it could be opened by nobody, and would lie there for good.
        undo.callback(place.remove, content.sha256)
        with sealing.opened(place.open(content.sha256), key) as file:
            kind = kinds.sniff(file)
        with transaction.atomic():
            stored = StoredFile.objects.create(
                sha256=content.sha256,
                name=safe_name(name),
                size=sealing.size_of(content.size),
                kind=kind,
                stored_by=by.audit_id,
                content_key=key.hex(),
            )
            _ask_for_scan(content.sha256)
            record("file.stored", target=stored, by=by, details={"sha256": stored.sha256, "size": stored.size})
        undo.pop_all()
    return stored


def seal(stored: StoredFile, *, by: Actor) -> bool:
    """Seal a file that lies in the clear; says whether it did. One that is sealed stays as it is.

    Call it outside a transaction. When it was killed, call it again: the content in the clear goes then, if no other
    row has it.

    :raises store.FileMissing: there is nothing to seal.
    :raises store.DiskFull: there is no room for both for a moment.
    """
    place, key, sealed_now = stores.current(), sealing.new_key(), False
    if not stored.is_sealed:
        with ExitStack() as undo:
            with place.open(stored.sha256) as file:
                content = _add_sealed(file, key)
            undo.callback(place.remove, content.sha256)
            sealed_now = _put_sealed(stored, content.sha256, key, by)
            if sealed_now:
                undo.pop_all()
    _let_replaced_go(StoredFile.objects.get(pk=stored.pk))
    return sealed_now


def _add_sealed(file: BinaryIO, key: bytes) -> stores.Content:
    limit = sealing.sealed_size(settings.FILE_SIZE_LIMIT)
    return stores.current().add(sealing.sealed(_chunks(file), key), limit=limit)


@transaction.atomic
def _put_sealed(stored: StoredFile, sha256: str, key: bytes, by: Actor) -> bool:
    row = StoredFile.objects.select_for_update().filter(pk=stored.pk, sha256=stored.sha256).first()
    if row is None or row.is_sealed:
        return False
    row.sha256, row.content_key, row.replaced = sha256, key.hex(), row.sha256
    row.save(update_fields=["sha256", "content_key", "replaced", "updated_at"])
    record("file.sealed", target=row, by=by, details={"sha256": sha256})
    return True


def _let_replaced_go(stored: StoredFile) -> None:
    if not stored.replaced:
        return
    if not StoredFile.objects.filter(sha256=stored.replaced).exists():
        FileText.objects.filter(sha256=stored.replaced).delete()
    try:
        removal.remove(stored.replaced)
    except (removal.BeingCopied, stores.StoreUnavailable):
        # The row says so still: it goes the next time.
        return
    StoredFile.objects.filter(pk=stored.pk, replaced=stored.replaced).update(replaced="")


@transaction.atomic
def erase(stored: StoredFile, *, by: Actor) -> bool:
    """Erase a file that no record has any more, with its text, and its content when it has no other name.

    Says whether it did: a file that some record still has stays. While a backup copies the files, the content goes
    when that is done.
    """
    try:
        with transaction.atomic():
            record("file.erased", target=stored, by=by, details={"sha256": stored.sha256})
            stored.delete()
    except ProtectedError:
        return False
    if not StoredFile.objects.filter(sha256=stored.sha256).exists():
        FileText.objects.filter(sha256=stored.sha256).delete()
        transaction.on_commit(lambda: _remove_content(stored.sha256))
    if stored.replaced:
        transaction.on_commit(lambda: _remove_content(stored.replaced))
    return True


def _remove_content(sha256: str) -> None:
    try:
        removal.remove(sha256)
    except (removal.BeingCopied, stores.StoreUnavailable):
        # Its row is gone, so nobody else would come back for it.
        enqueue_once(remove_content, f"files.remove:{sha256}", sha256)


@task(max_attempts=MOST_TRIES_TO_REMOVE)
def remove_content(sha256: str) -> str:
    """Remove a content that could not be removed at once.

    :raises removal.BeingCopied: it cannot be yet: tried again.
    :raises store.StoreUnavailable: the store still does not answer: tried again.
    """
    return "removed" if removal.remove(sha256) else ""


def sweep(*, by: Actor, older_than: dt.timedelta = A_DAY, is_trial: bool = False) -> Swept:
    """Remove the contents that no row names and what was never finished, if older than that; says how many.

    ``is_trial``: only count. Run it on the right database: to an empty one, every content is nobody's.

    :raises store.StoreUnavailable: the store does not answer.
    :raises removal.BeingCopied: a backup copies the contents.
    """
    place, before = stores.current(), clock.now() - older_than
    found = [content.sha256 for content in queries.contents_of_nobody(before)]
    if is_trial:
        return Swept(len(found), 0)
    removed = sum(removal.remove(sha256) for sha256 in found)
    swept = Swept(removed, place.remove_unfinished(before))
    if removed:
        record("files.swept", by=by, details={"count": removed})
    return swept


def ask_for_text(stored: StoredFile) -> FileText:
    """Have the text of a file read by a worker, unless it has been read. Gives the row, which may be waiting.

    :raises IsSealed: the file is sealed.
    """
    if stored.is_sealed:
        raise IsSealed
    with transaction.atomic():
        text, _is_new = FileText.objects.get_or_create(sha256=stored.sha256)
        if text.may_pass:
            enqueue_once(read_text, f"files.text:{stored.sha256}", stored.sha256)
    return text


@task(max_attempts=MOST_TRIES, takes_context=True)
def read_text(context: Any, sha256: str) -> str:
    """Read the text of a content in a process of its own. Gives the state that its row has.

    :raises NotReadYet: the reader was lost or took too long, and tries are left.
    """
    stored = StoredFile.objects.filter(sha256=sha256).first()
    if stored is None or stored.is_sealed:
        return ""
    text = _read(stored, SECONDS_IN_TASK)
    if text.may_pass and context.attempt < MOST_TRIES:
        raise NotReadYet(text.reason)
    return text.state


def read_text_now(stored: StoredFile, *, seconds: float = SECONDS_NOW) -> FileText:
    """The text of a file, read at once when it has not been: somebody waits, so no longer than ``seconds``.

    What was not read in that time is ``unreadable`` for now, and a worker takes longer over it. Call this outside a
    transaction: others would wait as long.

    :raises IsSealed: the file is sealed.
    """
    if stored.is_sealed:
        raise IsSealed
    text = FileText.objects.filter(sha256=stored.sha256).first()
    if text is not None and text.state != TextState.WAITING:
        return text
    text = _read(stored, seconds)
    if text.may_pass:
        ask_for_text(stored)
    return text


def _read(stored: StoredFile, seconds: float) -> FileText:
    try:
        with stores.current().open(stored.sha256) as file:
            outcome = read_file(file, stored.kind, seconds=seconds)
    except stores.FileMissing:
        outcome = not_read(TextReason.MISSING)
    return _keep(stored.sha256, outcome)


@transaction.atomic
def _keep(sha256: str, outcome: Outcome) -> FileText:
    FileText.objects.get_or_create(sha256=sha256)
    text = FileText.objects.select_for_update().get(sha256=sha256)
    # Somebody else may have read it meanwhile, with more time or better luck.
    if text.may_pass:
        text.state, text.reason = outcome.state, outcome.reason
        text.text, text.pages, text.read_at = outcome.text, outcome.pages, clock.now()
        text.save()
    return text


def ask_for_scans() -> int:
    """Have every content scanned that no scanner has seen; says how many. For an installation that gets a scanner."""
    waiting = queries.contents_to_scan() if client_clamav.address() else []
    for sha256 in waiting:
        _ask_for_scan(sha256)
    return len(waiting)


@task()
def scan_file(sha256: str) -> str:
    """Have a content looked at by the virus scanner, a sealed one too. Gives what it is; "" when there is no scanner.

    :raises client_clamav.ScannerTrouble: the scanner does not answer, or cannot look at this content: tried again.
    """
    address, stored = client_clamav.address(), StoredFile.objects.filter(sha256=sha256).first()
    if not address or stored is None:
        return ""
    with open_content(stored) as file:
        found = client_clamav.scan(file, address)
    return _note_scan(sha256, ScanState.INFECTED if found else ScanState.CLEAN)


@transaction.atomic
def _note_scan(sha256: str, state: ScanState) -> str:
    files = list(StoredFile.objects.select_for_update().filter(sha256=sha256))
    for stored in files:
        if state == ScanState.INFECTED and not stored.is_infected:
            record("file.infected", target=stored, by=System("clamav"), details={"sha256": sha256})
        stored.scan, stored.scanned_at = state, clock.now()
        stored.save(update_fields=["scan", "scanned_at", "updated_at"])
    return state.value


def _scan_of(sha256: str) -> dict[str, Any]:
    """What is known of a content that came before under another name."""
    known = StoredFile.objects.filter(sha256=sha256).exclude(scan=ScanState.UNSCANNED).first()
    return {"scan": known.scan, "scanned_at": known.scanned_at} if known else {}


def _ask_for_scan(sha256: str) -> None:
    if client_clamav.address():
        enqueue_once(scan_file, f"files.scan:{sha256}", sha256)


def _chunks(data: bytes | BinaryIO) -> Iterator[bytes]:
    if isinstance(data, bytes):
        yield data
        return
    while chunk := data.read(CHUNK):
        yield chunk
