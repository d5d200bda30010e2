"""Short addresses of forms, and their QR codes to be printed: one for each form, unit and language."""

from __future__ import annotations

import segno

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.addresses import address
from seutu.shared.organizations.models import Unit

# Half of a code may be torn or dirty and it is still read: it hangs on walls.
CORRECTION = "q"
QUIET_ZONE = 4


def short_address(form: EForm, language: str, unit: Unit | None = None) -> str:
    """The path to be printed: it leads to the form's first page in ``language``, its answers to ``unit``."""
    if unit is None:
        return address("short", language, form.slug)
    return address("short_of_unit", language, form.slug, unit.pk)


def qr_code(whole_address: str, *, title: str = "") -> str:
    """The QR code of an address as SVG, black on white whatever the page's colours; ``title`` is read aloud."""
    code = segno.make(whole_address, error=CORRECTION, micro=False)
    return code.svg_inline(
        scale=4, border=QUIET_ZONE, dark="#000", light="#fff", title=title or None, omitsize=True, unit=None
    )
