"""`seutu doctor`: what is wrong with this installation, in plain words."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from seutu.launcher import field_keys, installation
from seutu.launcher.installation import Refusal

if TYPE_CHECKING:
    from seutu.shared.core.registry import DoctorCheck, Finding

CANNOT_RUN = 2
PORT_NAME = "SEUTU_DOCTOR_PORT"
LANGUAGES = ("fi", "sv", "en")

logger = logging.getLogger(__name__)


def main(arguments: list[str], data_dir: Path) -> int:
    """Ask every check; 0 when all is well, 1 when there is a problem, 2 when the installation cannot be looked at."""
    parser = argparse.ArgumentParser(prog="seutu doctor", description="Say what is wrong with this installation.")
    parser.add_argument("--language", choices=LANGUAGES, default=language_of_terminal(), help="of the answer (fi)")
    parser.add_argument("--port", type=int, default=8000, help="where the pages are served (8000)")
    chosen = parser.parse_args(arguments)
    os.environ["SEUTU_DATA_DIR"] = str(data_dir.expanduser().resolve())
    os.environ[PORT_NAME] = str(chosen.port)
    try:
        # A doctor makes nothing: without a key the installation was never started.
        installation.use_secret_key(Path(os.environ["SEUTU_DATA_DIR"]))
        field_keys.use(Path(os.environ["SEUTU_DATA_DIR"]))
        installation.start_django()
    except Refusal as refusal:
        return _tell_refusal(str(refusal), chosen.language)
    return _ask_all(chosen.language)


def language_of_terminal() -> str:
    """Swedish or English where the terminal asks for it, else Finnish."""
    asked = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return asked[:2] if asked[:3] in {"sv_", "en_"} else "fi"


def _tell_refusal(reason: str, language: str) -> int:
    import django
    from django.conf import settings

    if not settings.configured:  # an app may have refused them after they had been read
        settings.configure(LANGUAGE_CODE=language, LOCALE_PATHS=[Path(__file__).parent / "locale"], USE_I18N=True)
        django.setup()
    from django.utils.translation import gettext as _
    from django.utils.translation import override

    with override(language):
        print(_("Seutu cannot start, so nothing else could be looked at: %(reason)s") % {"reason": reason})
    return CANNOT_RUN


def _ask_all(language: str) -> int:
    from django.utils import translation
    from django.utils.translation import gettext as _

    with translation.override(language):
        print(_("Seutu in the folder %(folder)s") % {"folder": os.environ["SEUTU_DATA_DIR"]} + "\n")
        return tell(look())


def look() -> list[tuple[DoctorCheck, list[Finding]]]:
    """What each check finds, in the active language."""
    from seutu.shared.core.registry import doctor_checks

    _make_no_database()
    return [(check, _ask(check)) for check in doctor_checks.entries()]


def _make_no_database() -> None:
    """SQLite makes a file where there is none: a doctor must not, or the next look would find an empty database."""
    from django.db import connection

    path = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor == "sqlite" and not path.exists():
        connection.close()
        connection.settings_dict["NAME"] = f"file:{quote(str(path))}?mode=rw"


def _ask(check: DoctorCheck) -> list[Finding]:
    from django.db import DatabaseError
    from django.utils.translation import gettext as _

    from seutu.shared.core.registry import Finding

    try:
        return list(check.run())
    except DatabaseError:
        logger.debug("the check %s needs the database", check.key, exc_info=True)
        return [Finding("warning", _("Not looked at, since the database does not answer."))]
    except Exception as error:  # one check that breaks must not hide what the others find
        logger.debug("the check %s broke", check.key, exc_info=True)
        reason = f"{type(error).__name__}: {error}".strip().splitlines()[0]
        return [Finding("problem", _("This could not be looked at: %(reason)s") % {"reason": reason})]


def tell(found: list[tuple[DoctorCheck, list[Finding]]]) -> int:
    """Print what was found, and what it comes to; 1 when there is a problem, else 0."""
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    for check, findings in found:
        _tell(str(check.label), findings)
    levels = [finding.level for _check, findings in found for finding in findings]
    problems, warnings = levels.count("problem"), levels.count("warning")
    sums = []
    if problems:
        sums.append(
            ngettext("%(count)d problem was found.", "%(count)d problems were found.", problems) % {"count": problems}
        )
    if warnings:
        words = ngettext(
            "%(count)d thing to think about was found.", "%(count)d things to think about were found.", warnings
        )
        sums.append(words % {"count": warnings})
    print("\n" + (" ".join(sums) or _("All is well.")))
    return 1 if problems else 0


def _tell(label: str, findings: list[Finding]) -> None:
    marks = {"ok": "✓", "warning": "!", "problem": "✗"}
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        marks = {"ok": "+", "warning": "!", "problem": "x"}
    for finding in findings:
        print(f"{marks[finding.level]} {label}: {finding.message}")
        if finding.advice:
            print(f"    {finding.advice}")
