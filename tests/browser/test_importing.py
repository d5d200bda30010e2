"""An import in a real browser: from the file to the register and back, wide, narrow and by each page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.urls import reverse

from seutu.newcomers.clients.models import Client as Person
from seutu.newcomers.clients.models import RegisterImport, scoped
from seutu.newcomers.clients.tests.signed_in import signed_in
from tests.browser.accessibility import assert_is_accessible, overflow

WIDTHS = (1280, 360, 320)
ROWS = """Sukunimi;Etunimi;Syntymäaika;Äidinkieli;Sukupuoli;Huomio
Keksitty;Amina;1.2.1990;somali;nainen;x
Keksitty;Omar;45352;arabia;mies;
Sepitetty;Olga;31.2.1990;klingon;nainen;y
"""


def looked_at(page: Any, name: str) -> None:
    """The page is accessible and fits; a picture is kept where SEUTU_SCREENS names a folder."""
    assert_is_accessible(page)
    folder = os.environ.get("SEUTU_SCREENS", "")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == [], f"{name} at {width}"
        if folder:
            page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_spreadsheet_is_brought_in_and_taken_back(open_page, unit, supervisor, tmp_path):
    file = tmp_path / "asiakkaat.csv"
    file.write_text(ROWS, encoding="utf-8")
    page = open_page(reverse("clients:imports"), client=signed_in(supervisor))
    looked_at(page, "imports")

    page.get_by_label("asiakkaat", exact=False).first.check()
    page.get_by_label("Tiedosto").set_input_files(str(file))
    page.get_by_role("button", name="Lue tiedosto").click()
    looked_at(page, "columns")

    page.get_by_role("button", name="Kokeile jokainen rivi").click()
    looked_at(page, "tried")
    assert scoped(Person.objects.all()).count() == 0

    page.get_by_role("button", name="Tuo 2 riviä").click()
    looked_at(page, "done")
    assert scoped(Person.objects.all()).count() == 2

    page.get_by_role("link", name="Peru tuonti").click()
    looked_at(page, "undo")
    page.get_by_role("button", name="Peru tuonti").click()
    assert scoped(Person.objects.all()).count() == 0
    assert RegisterImport.objects.get().state == RegisterImport.State.UNDONE


def test_the_pages_of_tables_fit(open_page, unit, supervisor):
    for name in ("export_contacts", "export_clients"):
        looked_at(open_page(reverse(f"clients:{name}"), client=signed_in(supervisor)), name)
