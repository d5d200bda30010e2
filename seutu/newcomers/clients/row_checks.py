"""What `seutu doctor` asks about the second wall."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from seutu.newcomers.clients import row_policies
from seutu.shared.core.registry import Finding


def findings() -> list[Finding]:
    """Whether PostgreSQL's row-level security stands before the register, and is that of this code."""
    if connection.vendor != "postgresql":
        return [Finding("ok", _("The database is SQLite, which has no row-level security: the code alone decides."))]
    if row_policies.installed_digest(connection) != row_policies.digest():
        message = _("The policies of the database are not those of this version.")
        return [Finding("problem", message, _("Run: seutu manage migrate"))]
    if row_policies.tables_without_wall(connection):
        message = _(
            "The second wall does not stand: the service signs in to the database as the owner of the tables, a "
            "superuser, or a role with BYPASSRLS."
        )
        advice = _("Let the service use a role of its own: docs/operations.md, “Roles of PostgreSQL”.")
        return [Finding("warning", message, advice)]
    return [Finding("ok", _("Row-level security stands before the tables of the register."))]
