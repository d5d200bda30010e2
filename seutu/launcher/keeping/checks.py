"""What `seutu doctor` asks about backups, and about restores and upgrades that were not finished."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _

from seutu.launcher.keeping import turns
from seutu.launcher.keeping.backing_up import LAST
from seutu.shared.core import clock
from seutu.shared.core.registry import Finding
from seutu.shared.ui import dates

TOO_OLD = dt.timedelta(days=2)


def findings() -> list[Finding]:
    """Whether the last backup is new enough; a demo needs none."""
    return [*_unfinished(), *([] if settings.DEMO else [_age()])]


def _unfinished() -> list[Finding]:
    found = []
    told = turns.read_mark(settings.DATA_DIR, turns.RESTORE)
    if told is not None:
        advice = _("Run it again: seutu restore %(backup)s") % {"backup": told.get("backup", "")}
        found.append(Finding("problem", _("A restore was begun and not finished, so nothing is served."), advice))
    told = turns.read_mark(settings.DATA_DIR, turns.UPGRADE)
    if told is not None:
        advice = _("Run it again: seutu upgrade %(folder)s") % {"folder": told.get("backup", "")}
        found.append(Finding("problem", _("An upgrade was begun and not finished, so nothing is served."), advice))
    return found


def _age() -> Finding:
    advice = _("Make one every night: seutu backup FOLDER")
    told = turns.read_mark(settings.DATA_DIR, LAST)
    try:
        made_at = dt.datetime.fromisoformat((told or {})["at"])
    except (KeyError, ValueError):
        return Finding("warning", _("No backup has ever been made."), advice)
    words = {"when": dates.day_and_time(made_at)}
    if clock.now() - made_at > TOO_OLD:
        return Finding("warning", _("The last backup is old: it was made on %(when)s.") % words, advice)
    return Finding("ok", _("The last backup was made on %(when)s.") % words)
