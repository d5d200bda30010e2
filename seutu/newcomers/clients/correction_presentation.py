"""Correcting entries in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from seutu.newcomers.clients.contact_presentation import client_named
from seutu.newcomers.clients.models import Contact, CorrectingEntry, CorrectionKind, GroupSession, OtherWork, WorkKind
from seutu.newcomers.clients.models.contact import Work
from seutu.shared.core.encryption.unreadable import is_readable
from seutu.shared.ui.dates import day, day_and_time

MODELS: Mapping[str, type[Work]] = {
    WorkKind.CONTACT: Contact,
    WorkKind.GROUP_SESSION: GroupSession,
    WorkKind.OTHER_WORK: OtherWork,
}


@dataclass(frozen=True)
class CorrectionLine:
    """A correcting entry in a list: what it is of, what it says, why, and by whom; ``url`` where the work is seen."""

    title: str
    about: str
    reason: str
    made: str
    url: str


def correction_lines(entries: Iterable[CorrectingEntry]) -> list[CorrectionLine]:
    """Each entry for a list; nothing in it names a client."""
    return [_line(entry) for entry in entries]


def _line(entry: CorrectingEntry) -> CorrectionLine:
    title = f"{capfirst(entry.get_work_kind_display())} {day(entry.former_occurred_on or entry.occurred_on)}"
    parts = [client_named(entry.client.reference) if entry.client else "", _said(entry)]
    made = _("%(time)s, %(name)s") % {
        "time": day_and_time(entry.corrected_at),
        "name": entry.corrected_by.display_name,
    }
    has_page = entry.work_kind == WorkKind.CONTACT and entry.kind != CorrectionKind.REMOVED
    return CorrectionLine(
        title=title,
        about=" · ".join(part for part in parts if part),
        reason=entry.reason if entry.reason and is_readable(entry.reason) else "",
        made=made,
        url=reverse("clients:contact", args=[entry.work_id]) if has_page else "",
    )


def _said(entry: CorrectingEntry) -> str:
    kind = str(capfirst(entry.get_kind_display()))
    if entry.kind != CorrectionKind.CHANGED:
        return kind
    names = [field_named(MODELS[entry.work_kind], name) for name in entry.changed_fields]
    return f"{kind}: {', '.join(names)}"


def field_named(model: type[Work], name: str) -> str:
    """A field in the reader's words."""
    return str(getattr(model._meta.get_field(name), "verbose_name", name))
