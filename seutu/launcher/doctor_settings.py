"""What `seutu doctor` asks about the settings: names, values that do not fit together, and who can read secrets."""

from __future__ import annotations

import difflib
import ipaddress
import os
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from seutu import environment
from seutu.launcher.doctor import PORT_NAME
from seutu.launcher.slow_connections import THREADS_NAME
from seutu.shared.core.registry import Finding

OURS = "SEUTU_"
# What the launcher tells its own processes.
BETWEEN_PROCESSES = frozenset({PORT_NAME, THREADS_NAME})
# Those with passwords in them; the keys have checks of their own.
SECRET = ("SEUTU_DATABASE", "SEUTU_MAIL_SERVER", "SEUTU_OIDC")
OF_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})


def names() -> list[Finding]:
    """Whether each variable that looks like a setting of ours is one."""
    # A retired setting stops the start when it is set to anything; empty, it is nothing to speak of.
    known = environment.asked | BETWEEN_PROCESSES | environment.RETIRED.keys()
    unknown = sorted(name for name in os.environ if name.startswith(OURS) and name.removesuffix("_FILE") not in known)
    return [_of_unknown(name) for name in unknown] or [Finding("ok", _("every setting is known"))]


def _of_unknown(name: str) -> Finding:
    suffix = "_FILE" if name.endswith("_FILE") else ""
    near = difflib.get_close_matches(name.removesuffix(suffix), environment.asked, n=1, cutoff=0.8)
    words = _("Seutu has no setting %(name)s, so it has no effect.") % {"name": name}
    if not near:
        return Finding("warning", words, _("Take it away, or see docs/operations.md for the one that you want."))
    return Finding("problem", words, _("Did you mean %(name)s?") % {"name": f"{near[0]}{suffix}"})


def values() -> list[Finding]:
    """Whether the values fit together."""
    found = [*_of_openness(), *_of_addresses()]
    return found or [Finding("ok", _("they fit together"))]


def _of_openness() -> list[Finding]:
    found = []
    if settings.DEBUG:
        found.append(Finding("problem", _("SEUTU_DEBUG shows the inside of errors to everybody."), _("Set it to 0.")))
    if "*" in settings.ALLOWED_HOSTS:
        advice = _("Name the addresses of this service instead.")
        found.append(Finding("problem", _("SEUTU_HOSTS allows any address."), advice))
    is_public = not OF_THIS_MACHINE.issuperset(settings.ALLOWED_HOSTS)
    if is_public and not settings.HTTPS:
        advice = _("Set SEUTU_HTTPS to 1 when a proxy serves https.")
        found.append(Finding("warning", _("The service has a public address without https."), advice))
    if is_public and settings.DEMO:
        words = _("This is a demo, whose passwords everybody knows.")
        found.append(Finding("warning", words, _("Set SEUTU_DEMO to 0.")))
    return found


def _of_addresses() -> list[Finding]:
    found = []
    if any(ipaddress.ip_network(each).prefixlen == 0 for each in settings.TRUSTED_PROXIES):
        words = _("SEUTU_TRUSTED_PROXIES believes everybody: anyone can claim to be at another address.")
        found.append(Finding("problem", words, _("Name the addresses of your own proxies only.")))
    bad = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if not origin.startswith(("https://", "http://"))]
    if bad:
        words = _("SEUTU_TRUSTED_ORIGINS is not understood: %(origins)s.") % {"origins": ", ".join(bad)}
        found.append(Finding("problem", words, _("Write each with its beginning: https://paatokset.example")))
    return found


def secrets_in_files() -> list[Finding]:
    """Whether others on this machine can read the files that hold passwords."""
    files = [Path(os.environ[name]) for name in (f"{each}_FILE" for each in SECRET) if os.environ.get(name)]
    read = [file for file in files if file.is_file() and file.stat().st_mode & 0o077]
    if not read:
        return [Finding("ok", _("Others cannot read them."))]
    advice = _("Let only its owner read it: chmod 600 %(file)s")
    words = _("Others on this machine can read %(file)s.")
    return [Finding("problem", words % {"file": file}, advice % {"file": file}) for file in read]
