"""What `seutu doctor` asks about the figures that are counted beforehand."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from seutu.newcomers.clients import figure_triggers
from seutu.shared.core.registry import Finding
from seutu.shared.core.row_guards import triggers_on


def findings() -> list[Finding]:
    """Whether the database notes in which months something changed: what it forgets stays out of the figures."""
    if figure_triggers.names_on(connection.vendor) <= triggers_on(connection):
        return [Finding("ok", _("The database notes the months that change."))]
    message = _("The database does not note the months that change: figures that are counted beforehand may be wrong.")
    return [Finding("problem", message, _("Restore the database from a backup, or ask those who keep Seutu."))]
