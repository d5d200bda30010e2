"""What keeps an approved basis as it is. A migration that alters ``Basis`` must end with ``RunPython(install)``."""

from __future__ import annotations

from seutu.shared.core.row_guards import RowGuard

GUARD = RowGuard(("funding_basis",), "an approved basis never changes", condition="approved_at IS NOT NULL")

install, remove, are_on = GUARD.install, GUARD.remove, GUARD.is_on
