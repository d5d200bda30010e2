"""What `seutu doctor` asks about electronic forms."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.core.registry import DoctorCheck, Finding, doctor_checks
from seutu.shared.eforms import version_triggers


def register() -> None:
    """Offer the checks."""
    doctor_checks.register(
        DoctorCheck(key="eforms_registry", order=65, label=gettext_lazy("Registries of forms"), run=_registries)
    )
    doctor_checks.register(
        DoctorCheck(key="eforms_files", order=66, label=gettext_lazy("Files of answers to forms"), run=_files)
    )
    doctor_checks.register(
        DoctorCheck(key="eforms_versions", order=67, label=gettext_lazy("Versions of forms"), run=_versions)
    )


def _versions() -> list[Finding]:
    if version_triggers.are_on(connection):
        return [Finding("ok", _("The database guards published versions of forms."))]
    message = _("The database does not guard published versions of forms: they could be changed.")
    return [Finding("problem", message, _("Restore the database from a backup, or ask those who keep Seutu."))]


def _registries() -> list[Finding]:
    from seutu.shared.eforms.queries.registry import without_registry  # the apps are not loaded above

    advice = _("Give its address on the page Making forms → Registry, or: seutu manage offer_ready_forms --registry")
    words = _("The registry of %(organization)s has no e-mail address, and a form for it is published.")
    found = [Finding("warning", words % {"organization": each.name_fi}, advice) for each in without_registry()]
    return found or [Finding("ok", _("Each registry that a published form is for has an address."))]


def _files() -> list[Finding]:
    from seutu.shared.eforms.queries.files import unsealed  # the apps are not loaded above

    if not (count := len(unsealed())):
        return [Finding("ok", _("All of them are encrypted."))]
    words = _("Not encrypted yet: %(count)d.") % {"count": count}
    return [Finding("warning", words, _("Encrypt them at once: seutu manage seal_form_files"))]
