"""What keeps published versions as they are.

A migration that alters ``FormVersion`` must end with ``RunPython(install)``.
"""

from __future__ import annotations

from seutu.shared.core.row_guards import RowGuard

GUARD = RowGuard(("eforms_formversion",), "a published version of a form never changes")

install, remove, are_on = GUARD.install, GUARD.remove, GUARD.is_on
