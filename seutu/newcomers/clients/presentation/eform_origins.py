"""The forms that became something of a client, for the client's page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.models import Client
from seutu.newcomers.clients.queries.eform_origins import CLIENT, CONTACT, INTAKE, TITLE, submissions_of, with_titles
from seutu.shared.eforms.meanings import meaning_of
from seutu.shared.eforms.spec.texts import Text

SHOWN = 20
BECAME: Mapping[str, Promise] = {
    CLIENT: _("The client was made, or recognised, from it."),
    CONTACT: _("It became a contact."),
    INTAKE: _("It became an intake."),
}


@dataclass(frozen=True, kw_only=True)
class Origin:
    """A form that arrived: nothing of what it answers, but the number by which the desk finds it."""

    number: str
    title: str
    arrived_at: dt.datetime
    became: Promise
    address: str


def origins_of(client: Client) -> list[Origin]:
    """The forms behind what the register keeps about ``client``, the newest first."""
    return [_origin(row) for row in with_titles(submissions_of(client.pk))[:SHOWN]]


def _origin(row: Any) -> Origin:
    kind = row["became"].partition(":")[0]
    meaning = meaning_of(kind)
    return Origin(
        number=row["number"],
        title=Text({key: words for key, words in (row[TITLE] or {}).items() if isinstance(words, str)})
        .spoken(get_language() or "fi", ("fi",))
        .words,
        arrived_at=row["arrived_at"],
        became=BECAME[kind],
        address=meaning.address_of(row["became"]) if meaning and kind != CLIENT else "",
    )
