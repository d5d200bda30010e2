"""What `/terveys/valmis` and `seutu doctor` ask about stored files."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core import clock
from seutu.shared.core.registry import DoctorCheck, Finding, HealthCheck, doctor_checks, health_checks
from seutu.shared.files import client_clamav, queries, store

SAMPLE = 200
A_DAY = dt.timedelta(days=1)


def register() -> None:
    """Offer the checks."""
    health_checks.register(HealthCheck(key="files", order=40, run=_can_store))
    doctor_checks.register(DoctorCheck(key="files", order=40, label=gettext_lazy("Stored files"), run=_findings))
    doctor_checks.register(
        DoctorCheck(key="virus_scanner", order=41, label=gettext_lazy("Virus scanner"), run=_scanner)
    )


def _can_store() -> str:
    return store.current().problem()


def _findings() -> list[Finding]:
    reason = store.current().problem_of_writing()
    if reason:
        return [_no_store(reason)]
    try:
        return [*_whole(), *_nobodys()]
    except store.StoreUnavailable as error:
        return [_no_store(str(error))]


def _no_store(reason: str) -> Finding:
    if not settings.FILE_STORE:
        words = _("The folder of stored files cannot be written.")
        return Finding("problem", words, _("Give the user that runs Seutu the right to write there."))
    words = _("The store of files does not take files: %(reason)s.") % {"reason": reason}
    return Finding(
        "problem", words, _("Look at SEUTU_FILE_STORE, at SEUTU_S3_ENDPOINT and the keys, and at the store.")
    )


def _nobodys() -> list[Finding]:
    count = len(queries.contents_of_nobody(clock.now() - A_DAY))
    if not count:
        return []
    message = ngettext(
        "%(count)d content in the store belongs to no record.",
        "%(count)d contents in the store belong to no record.",
        count,
    )
    advice = _("If this is the right database, delete them: seutu manage sweep_files --delete")
    return [Finding("warning", message % {"count": count}, advice)]


def _whole() -> list[Finding]:
    broken = queries.damaged(SAMPLE)
    if not broken:
        return [Finding("ok", _("Stored files are whole."))]
    message = ngettext(
        "%(count)d stored file is missing or damaged: %(names)s",
        "%(count)d stored files are missing or damaged: %(names)s",
        len(broken),
    )
    names = ", ".join(stored.sha256[:12] for stored in broken[:10])
    return [Finding("problem", message % {"count": len(broken), "names": names}, _("Bring them back from a backup."))]


def _scanner() -> list[Finding]:
    address = client_clamav.address()
    if not address:
        return [Finding("ok", _("Files are not scanned for viruses: no scanner has been set."))]
    try:
        client_clamav.ping(address)
    except client_clamav.ScannerTrouble:
        return [
            Finding(
                "problem",
                _("The virus scanner does not answer, so new files are not scanned."),
                _("See that clamd is running and that SEUTU_CLAMAV is its address."),
            ),
            *_infected(),
        ]
    return [Finding("ok", _("The virus scanner answers.")), *_unscanned(), *_infected()]


def _unscanned() -> list[Finding]:
    count = len(queries.contents_to_scan())
    if not count:
        return []
    message = ngettext("%(count)d file has not been scanned.", "%(count)d files have not been scanned.", count)
    advice = _("If they do not wait for a worker, run: seutu manage scan_files")
    return [Finding("warning", message % {"count": count}, advice)]


def _infected() -> list[Finding]:
    found = queries.infected()
    if not found:
        return []
    message = ngettext(
        "%(count)d file has a virus and is given to nobody: %(names)s",
        "%(count)d files have a virus and are given to nobody: %(names)s",
        len(found),
    )
    names = ", ".join(stored.sha256[:12] for stored in found[:10])
    return [Finding("warning", message % {"count": len(found), "names": names}, _("Replace them with clean ones."))]
