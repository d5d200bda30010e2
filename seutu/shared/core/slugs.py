"""Words of an address: how a Finnish name becomes one, and which first words are taken."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The first segments that pages of the installation use or will use; a municipality cannot have one as its address.
RESERVED = frozenset(
    "ajanvaraus aloita api ar asiakas asiat avoin-data cgi d10 demo en etusivu fa favicon fi haku hakuvahti "
    "hakuvahdit index kokous kokoukset kotoutumisohjelma koulutukset kuulutukset lomake lomakkeet manifest neuvonta "
    "oparl opas osat palaute palvelut robots ru saavutettavuus sitemap so static sv syotteet tarkastus terveys "
    "tiedostot tietosuoja toimielimet tyo uk vertaistuki viranhaltijapaatokset yhdistykset".split()
)

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def slugify(name: str) -> str:
    """``name`` in the letters a–z, digits and hyphens: “Työllisyysjaosto 2” → tyollisyysjaosto-2."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def case_slug(case_number: str) -> str:
    """A case number as a word of an address: each ``/`` and space becomes ``-``, other signs stay when they can.

    157/00.01.05.00/2020 → 157-00.01.05.00-2020
    """
    plain = unicodedata.normalize("NFKD", case_number.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")


def refuse_reserved(slug: str) -> None:
    """A validator of a municipality's slug.

    :raises ValidationError: an address of the installation begins with this word.
    """
    if slug in RESERVED:
        raise ValidationError(_("The address word “%(slug)s” is reserved.") % {"slug": slug}, code="reserved")
