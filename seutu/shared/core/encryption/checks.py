"""What `/terveys/valmis` and `seutu doctor` ask about the keys; only where something can be encrypted."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core.encryption.rotation import (
    DAMAGED,
    SealedTable,
    indexes_of_another_key,
    sealed_tables,
    unreadable_in_sample,
    values_by_key,
)
from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks, whole_database

SAMPLE = 200
FILES = ("SEUTU_FIELD_KEYS_FILE", "SEUTU_INDEX_KEY_FILE")


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="keys", order=35, run=_health))
    doctor_checks.register(
        DoctorCheck(key="field_keys", order=25, label=gettext_lazy("Keys of encrypted fields"), run=_findings)
    )


def _health() -> str:
    return "there is no key for encrypted fields" if sealed_tables() and not settings.FIELD_KEYS else ""


def _findings() -> list[Finding]:
    tables = sealed_tables()
    if not tables:
        return []
    findings = [*_of_keys(tables), *_of_files(), *_of_values(tables)]
    return findings or [Finding("ok", _("They are there, and open what is encrypted."))]


def _of_keys(tables: list[SealedTable]) -> list[Finding]:
    found = []
    advice = _advice()
    if not settings.FIELD_KEYS:
        found.append(Finding("problem", _("There is no field key: nothing can be encrypted or opened."), advice))
    if not settings.INDEX_KEY and any(table.indexes for table in tables):
        found.append(Finding("problem", _("There is no index key: what is encrypted cannot be searched."), advice))
    return found


def _of_files() -> list[Finding]:
    found = []
    for path in (Path(os.environ[name]).resolve() for name in FILES if os.environ.get(name)):
        about = {"file": path}
        if path.is_file() and path.stat().st_mode & 0o077:
            advice = _("Let only its owner read it: chmod 600 %(file)s") % about
            found.append(Finding("problem", _("Others on this machine can read %(file)s.") % about, advice))
        if path.is_relative_to(settings.DATA_DIR):
            words = _("%(file)s lies in the data folder: who has a copy of the data has the key too.") % about
            advice = _("Move it to a folder of its own, and name that in SEUTU_KEYS_DIR.")
            found.append(Finding("warning", words, advice))
    return found


def _of_values(tables: list[SealedTable]) -> list[Finding]:
    with whole_database():
        counted = sum((values_by_key(table) for table in tables), Counter[str]())
        damaged = max(counted.pop(DAMAGED, 0), sum(unreadable_in_sample(table, SAMPLE) for table in tables))
        strange = sum(indexes_of_another_key(table, SAMPLE) for table in tables) if settings.INDEX_KEY else 0
    missing = {key_id: number for key_id, number in counted.items() if key_id not in settings.FIELD_KEYS}
    older = sum(counted[key_id] for key_id in list(settings.FIELD_KEYS)[1:])
    found = [_of_missing(key_id, number) for key_id, number in sorted(missing.items())]
    if damaged:
        words = ngettext(
            "%(count)d encrypted value cannot be opened: it is damaged, or another key has the id of its key.",
            "%(count)d encrypted values cannot be opened: they are damaged, or another key has the id of their key.",
            damaged,
        )
        found.append(Finding("problem", words % {"count": damaged}, _("Bring them back from a backup.")))
    if strange:
        words = _("Searches do not find what is encrypted: the index key is another than when it was saved.")
        advice = _("Bring the former key back, or make the indexes anew: seutu manage rotate_keys")
        found.append(Finding("problem", words, advice))
    if older:
        words = ngettext("%(count)d value is under an older key.", "%(count)d values are under older keys.", older)
        advice = _("Put everything under the first one: seutu manage rotate_keys")
        found.append(Finding("warning", words % {"count": older}, advice))
    return found


def _of_missing(key_id: str, number: int) -> Finding:
    words = ngettext(
        "%(count)d value cannot be opened: the key %(key)s is missing.",
        "%(count)d values cannot be opened: the key %(key)s is missing.",
        number,
    )
    return Finding("problem", words % {"count": number, "key": key_id}, _advice())


def _advice() -> str:
    words = _("Bring the folder %(folder)s back from its own copy: see “Keys” in docs/operations.md.")
    return words % {"folder": settings.KEYS_DIR}
