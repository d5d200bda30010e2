"""Names of places that answers hold as codes."""

from __future__ import annotations

from django.utils.translation import get_language

from seutu.shared.core import municipalities
from seutu.shared.eforms.answers.values import OTHER_MUNICIPALITY
from seutu.shared.eforms.answers.words import say
from seutu.shared.organizations.models import Organization


def municipalities_of_service(language: str) -> dict[str, str]:
    """Municipality code → name of the municipalities that have this service, by name."""
    rows = Organization.objects.filter(municipality_code__in=municipalities.known()).order_by("name_fi")
    return {row.municipality_code: row.name_sv if language == "sv" and row.name_sv else row.name_fi for row in rows}


def municipality_names() -> dict[str, str]:
    """Municipality code → name in the reader's language, of every one that an answer may hold, ended ones too."""
    language = get_language() or "fi"
    names = {code: each.name(language) for code, each in municipalities.known().items()}
    return names | municipalities_of_service(language) | {OTHER_MUNICIPALITY: say("other_municipality", language).words}
