"""What keeps frozen reports as they are.

A migration that alters one of the tables must end with ``RunPython(install)``.
"""

from __future__ import annotations

from seutu.shared.core.row_guards import RowGuard

GUARD = RowGuard(("reports_frozenreport", "reports_frozenreportorganization"), "a frozen report never changes")

install, remove, are_on = GUARD.install, GUARD.remove, GUARD.is_on
