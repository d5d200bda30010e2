"""Whether what was acknowledged is there: row, trail, file, the work that follows, and what search finds."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests
from _load import Acknowledged
from _real_installation import Installation

BATCH = 200
SETTLED_WITHIN = 240.0


@dataclass
class Losses:
    """What is not there, by kind, and the first of each in words."""

    counted: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def add(self, kind: str, what: str) -> None:
        self.counted[kind] += 1
        if self.counted[kind] <= 3:
            self.told.append(f"{kind}: {what}")

    def check(self, kind: str, what: object, *, is_there: bool) -> None:
        if not is_there:
            self.add(kind, str(what))


def check(acknowledged: Sequence[Acknowledged], losses: Losses) -> None:
    """Look for rows, trail, files and following work of what was acknowledged."""
    from django.db import connection

    checks: dict[str, Callable[[list[Acknowledged], Losses], None]] = {
        "notice drafted": _drafted,
        "document attached": _attached,
        "notice published": _published,
        "answers received": _received,
        "contact logged": _logged,
    }
    for what, look in checks.items():
        these = [each for each in acknowledged if each.what == what]
        for start in range(0, len(these), BATCH):
            look(these[start : start + BATCH], losses)
    connection.close()


def _trail(verb: str, targets: Sequence[int]) -> set[int]:
    from seutu.shared.audit.models import Entry

    found = Entry.objects.filter(verb=verb, target_id__in=[str(pk) for pk in targets])
    return {int(pk) for pk in found.values_list("target_id", flat=True)}


def _drafted(these: list[Acknowledged], losses: Losses) -> None:
    from seutu.publishing.decisions.models import Notice

    keys = [each.about["notice"] for each in these]
    titles, trail = dict(Notice.objects.filter(pk__in=keys).values_list("pk", "title")), _trail("notice.new", keys)
    for each in these:
        key = each.about["notice"]
        losses.check("database", each, is_there=titles.get(key) == each.about["title"])
        losses.check("audit", each, is_there=key in trail)


def _attached(these: list[Acknowledged], losses: Losses) -> None:
    from seutu.publishing.decisions.models import NoticeAttachment
    from seutu.shared.files import store as stores
    from seutu.shared.files.models import FileText
    from seutu.shared.tasks.models import WaitingTask

    rows = NoticeAttachment.objects.filter(notice__in=[each.about["notice"] for each in these]).select_related("file")
    of_notice = {row.notice_id: row for row in rows}
    trail = _trail("notice.attached", [row.pk for row in rows])
    stored = _trail("file.stored", [row.file_id for row in rows])
    for each in these:
        row, sha256 = of_notice.get(each.about["notice"]), each.about["sha256"]
        losses.check("database", each, is_there=row is not None and row.file.sha256 == sha256)
        if row is None:
            continue
        losses.check("audit", each, is_there=row.pk in trail and row.file_id in stored)
        losses.check("files", each, is_there=_hash_of(lambda sha=sha256: stores.current().open(sha)) == sha256)
        text = FileText.objects.filter(sha256=sha256).first()
        waiting = WaitingTask.objects.filter(unique_key=f"files.text:{sha256}")
        losses.check("tasks", each, is_there=text is not None and (not text.may_pass or waiting.exists()))


def _published(these: list[Acknowledged], losses: Losses) -> None:
    from seutu.publishing.decisions.models import Notice
    from seutu.shared.search.models import IndexRequest

    keys = [each.about["notice"] for each in these]
    states = dict(Notice.objects.filter(pk__in=keys).values_list("pk", "state"))
    trail = _trail("notice.published", keys)
    asked = set(IndexRequest.objects.filter(record__in=keys).values_list("record", flat=True))
    for each in these:
        key = each.about["notice"]
        losses.check("database", each, is_there=states.get(key) == "published")
        losses.check("audit", each, is_there=key in trail)
        losses.check("tasks", f"index request of {each}", is_there=key in asked)


def _received(these: list[Acknowledged], losses: Losses) -> None:
    from seutu.shared.eforms.models import Submission, SubmittedFile
    from seutu.shared.files.contents import open_content

    numbers = [each.about["number"] for each in these]
    found = {row.number: row for row in Submission.objects.filter(number__in=numbers)}
    trail = _trail("submission.arrived", [row.pk for row in found.values()])
    files = SubmittedFile.objects.filter(submission__in=found.values()).select_related("stored")
    of_submission = {file.submission_id: file for file in files}
    for each in these:
        row = found.get(each.about["number"])
        losses.check("database", each, is_there=row is not None)
        file = of_submission.get(row.pk) if row else None
        losses.check("audit", each, is_there=row is not None and row.pk in trail)
        is_whole = file is not None and _hash_of(lambda it=file: open_content(it.stored)) == each.about["sha256"]
        losses.check("files", each, is_there=is_whole)


def _logged(these: list[Acknowledged], losses: Losses) -> None:
    from seutu.newcomers.clients.models import Contact, RegisterDraft, scoped
    from seutu.newcomers.clients.queries.drafts import receipt_of

    receipts = RegisterDraft.objects.filter(
        target=receipt_of("contact"), opening__in=[each.about["opening"] for each in these]
    )
    saved = {row.opening: int((row.fields or {}).get("saved", 0)) for row in receipts}
    minutes = dict(scoped(Contact.objects.filter(pk__in=saved.values())).values_list("pk", "minutes"))
    trail = _trail("contact.logged", list(saved.values()))
    for each in these:
        key = saved.get(each.about["opening"], 0)
        losses.check("database", each, is_there=minutes.get(key) == each.about["minutes"])
        losses.check("audit", each, is_there=key in trail)


def _hash_of(opening: Callable[[], Any]) -> str:
    from cryptography.exceptions import InvalidTag

    from seutu.shared.files.store import FileMissing

    try:
        with opening() as file:
            return hashlib.sha256(file.read()).hexdigest()
    except (FileMissing, OSError, InvalidTag):
        return ""


# -- when all is quiet --------------------------------------------------------------------


def settle(losses: Losses) -> float:
    """Wait until no work is due and the index holds everything; gives the seconds. What never ends is lost."""
    from django.db import connection

    from seutu.shared.core import clock
    from seutu.shared.search.models import IndexRequest
    from seutu.shared.tasks.models import State, WaitingTask

    began = time.monotonic()
    while time.monotonic() - began < SETTLED_WITHIN:
        # Of what is published the index is asked to look again on a later day: that is not due.
        due = IndexRequest.objects.due(clock.now())
        if not (_expected().exists() or due.exists()):
            break
        connection.close()
        time.sleep(0.5)
    for task in _expected():
        losses.add("tasks", f"{task} is still {task.state}: {task.last_error}")
    for task in WaitingTask.objects.filter(state=State.FAILED):
        losses.add("tasks", f"{task} failed: {task.last_error}")
    for request in IndexRequest.objects.due(clock.now()):
        losses.add("index", f"{request} is not written")
    connection.close()
    return time.monotonic() - began


def _expected() -> Any:
    """What is to be done within the hour. What was asked for while the clock was a day ahead waits for that day."""
    from seutu.shared.core import clock
    from seutu.shared.tasks.models import WaitingTask

    return WaitingTask.objects.unfinished().filter(run_after__lte=clock.now() + dt.timedelta(hours=1))


def check_search(installation: Installation, acknowledged: Sequence[Acknowledged], losses: Losses) -> int:
    """Look by the search page for each thing published; gives how many were found."""
    found = 0
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Connection"] = "close"  # one that is idle is closed by the server, perhaps just now
        published = [each for each in acknowledged if each.what == "notice published"]
        for number, each in enumerate(published):
            # Each twenty from a network of their own: searches are limited for one.
            session.headers["X-Forwarded-For"] = f"172.16.{number // 20 // 250}.{number // 20 % 250 + 1}"
            answer = session.get(f"{installation.address}/haku.json", params={"q": each.about["word"]}, timeout=30)
            hits = answer.json().get("hits", []) if answer.status_code == 200 else []
            is_found = any(each.about["word"] in str(hit) for hit in hits)
            losses.check("index", f"{each} ({answer.status_code})", is_there=is_found)
            found += is_found
    return found


def check_at_rest(folder: Path, losses: Losses) -> dict[str, int]:
    """What must hold when nothing runs: a sound database, whole files, and no lock that anybody holds."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            said = [row[0] for row in cursor.fetchall()]
            losses.check("database", f"integrity_check: {said[:3]}", is_there=said == ["ok"])
            cursor.execute("PRAGMA foreign_key_check")
            broken = cursor.fetchall()
            losses.check("database", f"foreign_key_check: {broken[:3]}", is_there=not broken)
        connection.close()
        for lock in folder.glob("seutu.sqlite3.*"):
            with lock.open("r+b") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    losses.add("database", f"{lock.name} is locked and nobody is there")
    counts = {"files": 0, "unfinished files": 0}
    for path in (folder / "files").rglob("*"):
        if path.suffix == ".part":
            counts["unfinished files"] += 1
        elif path.is_file():
            counts["files"] += 1
            is_whole = hashlib.sha256(path.read_bytes()).hexdigest() == path.name
            losses.check("files", f"{path.name} is not whole", is_there=is_whole)
    return counts
