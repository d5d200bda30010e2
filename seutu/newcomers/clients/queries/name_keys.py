"""Whether the search keys of names are those that the code makes now."""

from __future__ import annotations

from django.utils.translation import gettext as _

from seutu.newcomers.clients.names import KEYS_VERSION
from seutu.shared.audit.models import Entry
from seutu.shared.core.registry import Finding

# Keys of this version are made as names are saved, from the first client on.
FIRST_VERSION = 1


def keys_version_made() -> int:
    """The version for which the keys of all clients were made last."""
    entry = Entry.objects.filter(verb="name_keys.rebuilt").order_by("-at").values_list("details", flat=True).first()
    return int((entry or {}).get("version", FIRST_VERSION))


def findings() -> list[Finding]:
    """What the doctor says of the keys."""
    if keys_version_made() == KEYS_VERSION:
        return [Finding("ok", _("Clients are found by the names they have."))]
    advice = _("Run: seutu manage rebuild_name_keys")
    return [Finding("warning", _("The search keys of clients' names are those of an older version."), advice)]
