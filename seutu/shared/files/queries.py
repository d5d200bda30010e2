"""Questions about the store."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from itertools import islice

from django.db.models import Q

from seutu.shared.core import personal_id
from seutu.shared.files import store
from seutu.shared.files.models import FileText, ScanState, StoredFile, TextState

AT_ONCE = 500
WITHOUT_TEXT = (TextState.EMPTY, TextState.UNREADABLE, TextState.REFUSED)


def damaged(sample: int | None = None) -> list[StoredFile]:
    """The files whose content is missing or no longer what it was; of ``sample`` files taken by chance, or of all."""
    files = StoredFile.objects.order_by("?")[:sample] if sample else StoredFile.objects.order_by("pk")
    return [stored for stored in files if not _is_whole(stored)]


def contents_of_nobody(before: dt.datetime) -> list[store.KeptContent]:
    """What lies in the store since before that instant without a row that names it, of rows undone or killed work.

    :raises store.StoreUnavailable: the store does not answer.
    """
    found: list[store.KeptContent] = []
    contents = (content for content in store.current().contents() if content.stored_at < before)
    while some := list(islice(contents, AT_ONCE)):
        hashes = [content.sha256 for content in some]
        rows = StoredFile.objects.filter(Q(sha256__in=hashes) | Q(replaced__in=hashes))
        named = {name for pair in rows.values_list("sha256", "replaced") for name in pair}
        found += [content for content in some if content.sha256 not in named]
    return found


def text_of(stored: StoredFile) -> FileText | None:
    """The text of a file, or None when nobody has asked for it. Look at its ``state``: it may be waiting."""
    return FileText.objects.filter(sha256=stored.sha256).first()


def without_text(stored: Iterable[StoredFile]) -> set[str]:
    """The SHA-256 of the files that were read, or tried, and gave no text. One that waits is not among them."""
    contents = {file.sha256 for file in stored}
    rows = FileText.objects.filter(sha256__in=contents, state__in=WITHOUT_TEXT)
    return set(rows.values_list("sha256", flat=True))


def has_personal_identity_code(stored: StoredFile) -> bool:
    """Whether a personal identity code stands in the text of a file, or in what the file says of itself.

    False for a file whose text could not be read: ask ``text_of`` for its state as well.
    """
    text = text_of(stored)
    return text is not None and personal_id.contains(text.text)


def contents_to_scan() -> list[str]:
    """The SHA-256 of every content that no scanner has seen."""
    unscanned = StoredFile.objects.filter(scan=ScanState.UNSCANNED).order_by("sha256")
    return list(unscanned.values_list("sha256", flat=True).distinct())


def infected() -> list[StoredFile]:
    """The files that a scanner found something in."""
    return list(StoredFile.objects.filter(scan=ScanState.INFECTED).order_by("pk"))


def _is_whole(stored: StoredFile) -> bool:
    try:
        with store.current().open(stored.sha256) as file:
            seen = hashlib.sha256()
            while chunk := file.read(1024 * 1024):
                seen.update(chunk)
            return seen.hexdigest() == stored.sha256
    except store.FileMissing:
        return False
