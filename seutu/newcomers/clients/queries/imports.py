"""Imports as who may bring spreadsheets in sees them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from seutu.newcomers.clients.models import ImportedRow, RegisterImport, scoped
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.rules.imports import places_of_imports
from seutu.newcomers.clients.spreadsheets.columns import guessed
from seutu.newcomers.clients.spreadsheets.folded import folded
from seutu.shared.core.encryption.blind_indexes import blind_index
from seutu.shared.organizations.models import Unit

HEADINGS_PURPOSE = "clients.import.headings"
State = RegisterImport.State


def units_imported_to(worker: Worker) -> QuerySet[Unit]:
    """The open units for which ``worker`` may bring spreadsheets in."""
    rows = Unit.objects.filter(organization__in=places_of_imports(worker), closed_on__isnull=True)
    return rows.select_related("organization").order_by("organization__name_fi", "name_fi", "pk")


def imports_visible_to(worker: Worker) -> QuerySet[RegisterImport]:
    """The imports of the organizations into whose register ``worker`` may bring spreadsheets, the newest first."""
    rows = RegisterImport.objects.filter(unit__organization__in=places_of_imports(worker))
    return rows.select_related("unit__organization", "imported_by")


def imports_listed(worker: Worker) -> QuerySet[RegisterImport]:
    """The same for a list, without what was read."""
    return imports_visible_to(worker).defer("rows", "findings")


def heading_index(heading: str) -> str:
    """A heading as it is remembered: what stands in a first row may be anybody's name."""
    return blind_index(folded(heading), HEADINGS_PURPOSE) if folded(heading) else ""


def meanings_guessed(made: RegisterImport) -> list[str]:
    """What each column of an import is likely to mean: as it was chosen last time, else by its heading."""
    headings = rows_of(made)["headings"]
    places = RegisterImport.objects.filter(kind=made.kind, unit__organization=made.unit.organization_id)
    before = places.exclude(pk=made.pk).exclude(columns={}).defer("rows", "findings").first()
    known = before.columns.get("meanings", {}) if before else {}
    return guessed(made.kind, headings, [known.get(heading_index(heading)) for heading in headings])


def imported_before(made: RegisterImport) -> RegisterImport | None:
    """The import by which the very same file was brought in, if it was and that stands."""
    same = RegisterImport.objects.filter(fingerprint=made.fingerprint, kind=made.kind, state=State.DONE)
    return same.exclude(pk=made.pk).filter(unit=made.unit_id).defer("rows", "findings").first()


def rows_of(made: RegisterImport) -> dict[str, Any]:
    """What was read of the file; nothing once it is gone, or cannot be opened any more."""
    kept: Any = made.rows
    return kept if isinstance(kept, dict) else {"headings": [], "numbers": [], "rows": [], "notes": []}


def rows_made_by(made: RegisterImport) -> int:
    """How many rows of an import stand in the register."""
    with acting_as_system():
        return scoped(ImportedRow.objects.filter(register_import=made)).count()


def forgotten_before(moment: dt.datetime) -> QuerySet[RegisterImport]:
    """The imports of before ``moment`` that still keep something that was read or found out."""
    kept = Q(rows__isnull=False) | Q(findings__isnull=False)
    return RegisterImport.objects.filter(kept, created_at__lt=moment)
