"""What `seutu doctor` says of the tables of the law."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.law.rules import OWN, tables


def register() -> None:
    """Offer the check."""
    doctor_checks.register(DoctorCheck(key="law", order=56, label=gettext_lazy("Law"), run=_findings))


def _findings() -> list[Finding]:
    return [_unconfirmed(), _overridden()]


def _unconfirmed() -> Finding:
    known = tables()
    keys = sorted({rule.key for rule in known.unconfirmed})
    about = {"count": len(known.rules), "unconfirmed": len(known.unconfirmed), "keys": ", ".join(keys)}
    words = _("%(count)d rules; not read from their source: %(unconfirmed)d (%(keys)s)") % about
    return Finding("ok", words, _("Read them, and write what you read to the file of SEUTU_LAW_FILE."))


def _overridden() -> Finding:
    own = tables().overridden
    if not own:
        return Finding("ok", _("This installation has no entries of its own."))
    message = ngettext(
        "%(count)d entry comes from %(file)s: %(keys)s",
        "%(count)d entries come from %(file)s: %(keys)s",
        len(own),
    )
    keys = ", ".join(sorted({entry.key for entry in own}))
    return Finding("ok", message % {"count": len(own), "file": settings.LAW_FILE or OWN, "keys": keys})
