"""Published versions and what is other in them; taking a form out as a file, and its codes to be printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seutu.shared.documents.responses import origin_of
from seutu.shared.eforms import differences, schemas
from seutu.shared.eforms.building.words import language_name
from seutu.shared.eforms.codes import qr_code, short_address
from seutu.shared.eforms.presentation.addresses import address_of_schema
from seutu.shared.eforms.presentation.making import in_words
from seutu.shared.eforms.queries.answering import open_form
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.views.builder_frame import Making, form_page
from seutu.shared.eforms.xlsforms.writing import XLSX_TYPE, write_xlsform
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.components import Link

WORKING = "tyo"


@form_page("GET", "HEAD")
def versions(making: Making) -> HttpResponse:
    rows = list(making.form.versions.select_related("published_by"))
    keys = [
        (WORKING, _("Working version")),
        *((str(row.number), _("Version %(number)d") % {"number": row.number}) for row in rows),
    ]
    before, after = making.request.GET.get("a", ""), making.request.GET.get("b", WORKING)
    specs: dict[str, Spec] = {WORKING: making.spec}
    for row in rows:
        if str(row.number) in {before, after}:
            specs[str(row.number)] = from_json(row.spec)
    is_compared = before in specs and after in specs
    changes = in_words(differences.between(specs[before], specs[after]), making.said) if is_compared else []
    context = {
        "rows": rows,
        "keys": keys,
        "before": before or (str(rows[0].number) if rows else WORKING),
        "after": after,
        "is_compared": is_compared,
        "changes": changes,
    }
    return making.render("versions.html", context, Link(_("Versions")))


@dataclass(frozen=True)
class Code:
    """A short address and its QR code."""

    unit: str
    language: str
    code: str
    address: str
    svg: SafeString


@form_page("GET", "HEAD")
def share(making: Making) -> HttpResponse:
    units = list(Unit.objects.filter(organization=making.form.organization, closed_on__isnull=True))
    asked = making.request.GET.get("yksikko", "")
    unit = next((each for each in units if str(each.pk) == asked), None)
    published = from_json(making.form.current.spec) if making.form.current else None
    origin = origin_of(making.request)
    codes = [_code(making, origin, code, unit) for code in published.languages] if published else []
    public_schema = address_of_schema(making.form) if open_form(making.form.slug) else ""
    context = {"units": units, "unit": unit, "codes": codes, "public_schema": public_schema}
    return making.render("share.html", context, Link(_("Share and take out")))


def _code(making: Making, origin: str, language: str, unit: Unit | None) -> Code:
    address = origin.rstrip("/") + short_address(making.form, language, unit)
    name = language_name(language)
    svg = qr_code(address, title=_("QR code of the form: %(language)s") % {"language": name})
    # The library draws it of black and white squares alone, and escapes its title.
    return Code(unit.name if unit else "", name, language, address, mark_safe(svg))


@form_page("GET", "HEAD")
def xlsform(making: Making) -> HttpResponse:
    return _file(write_xlsform(making.spec, slug=making.form.slug), f"{making.form.slug}.xlsx", XLSX_TYPE)


@form_page("GET", "HEAD")
def schema(making: Making) -> HttpResponse:
    return _file(schemas.written(making.spec), f"{making.form.slug}.schema.json", schemas.MEDIA_TYPE)


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
