"""Names of places that answers hold as codes."""

from __future__ import annotations

from django.utils.translation import get_language

from seutu.shared.organizations.models import Organization


def municipality_names() -> dict[str, str]:
    """Municipality code → name in the reader's language, of the municipalities that the service knows."""
    is_swedish = get_language() == "sv"
    rows = Organization.objects.exclude(municipality_code="").values_list("municipality_code", "name_fi", "name_sv")
    return {code: (sv if is_swedish else "") or fi for code, fi, sv in rows}
