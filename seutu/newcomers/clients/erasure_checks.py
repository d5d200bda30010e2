"""What `seutu doctor` asks about the journal of who was forgotten."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.newcomers.clients import erasure_journal
from seutu.newcomers.clients.models import Client, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.shared.core.registry import Finding


def findings() -> list[Finding]:
    """Whether the journal can be written, lies apart from the data and its copies, and is still there."""
    folder, data = Path(settings.JOURNAL_DIR).resolve(), Path(settings.DATA_DIR).resolve()
    told = {"folder": folder}
    if folder.is_relative_to(data) or data.is_relative_to(folder):
        message = _("The journal of erasures, %(folder)s, is not apart from the data folder.") % told
        advice = _("Set SEUTU_JOURNAL_DIR to a folder that no copy of the data takes along: a copy brings people back.")
        return [Finding("problem", message, advice)]
    if not _is_writable(folder):
        message = _("The journal of erasures cannot be written: %(folder)s. Nobody can be forgotten.") % told
        return [Finding("problem", message, _("Let the service write to the folder."))]
    return _of_file(folder)


def _of_file(folder: Path) -> list[Finding]:
    told = {"folder": folder}
    if not (folder / erasure_journal.FILE).exists():
        if _somebody_was_forgotten():
            message = _("People have been forgotten, but %(folder)s has no journal that says so.") % told
            advice = _("Bring the journal back from its own copy before any copy of the data is put back.")
            return [Finding("problem", message, advice)]
        return [Finding("ok", _("Nobody has been forgotten yet. The journal will be made in %(folder)s.") % told)]
    erasures, unreadable = erasure_journal.read()
    if unreadable:
        message = ngettext(
            "%(count)s line of the journal of erasures cannot be read.",
            "%(count)s lines of the journal of erasures cannot be read.",
            unreadable,
        )
        advice = _("Compare the journal in %(folder)s with its own copy.") % told
        return [Finding("warning", message % {"count": unreadable}, advice)]
    message = ngettext(
        "The journal of erasures in %(folder)s has %(count)s line.",
        "The journal of erasures in %(folder)s has %(count)s lines.",
        len(erasures),
    )
    return [Finding("ok", message % {**told, "count": len(erasures)})]


def _is_writable(folder: Path) -> bool:
    """Whether a line can be added: to the folder, or to the nearest one above in which it would be made."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    file = folder / erasure_journal.FILE
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK) and (not file.exists() or os.access(file, os.W_OK))


def _somebody_was_forgotten() -> bool:
    with acting_as_system():
        return scoped(Client.objects.filter(anonymised_at__isnull=False)).exists()
