"""Addresses that people have in their bookmarks and in minutes."""

from __future__ import annotations

from seutu.newcomers.funding import urls

YEAR, INSTALMENT = "kustannustenjako/vuodet/<int:year_id>", "kustannustenjako/erat/<int:instalment_id>"
POOL, BASIS = "kustannustenjako/<int:pool_id>", "kustannustenjako/perusteet/<int:basis_id>"

WORK = {
    "kustannustenjako/": "pools",
    "kustannustenjako/uusi/": "new_pool",
    f"{POOL}/": "pool",
    f"{POOL}/nimi/": "rename_pool",
    f"{POOL}/kunnat/uusi/": "new_member",
    f"{POOL}/kunnat/<int:member_id>/": "member",
    f"{POOL}/jakotavat/uusi/": "new_rule",
    f"{POOL}/vuodet/uusi/": "new_year",
    f"{YEAR}/": "year",
    f"{YEAR}/kustannukset/": "costs",
    f"{YEAR}/peruste/": "ground",
    f"{YEAR}/kaytto/": "use",
    f"{YEAR}/enta-jos/": "what_if",
    f"{YEAR}/ennakko/": "advance",
    f"{YEAR}/tasaus/": "settle",
    f"{YEAR}/oikaisu/": "correct",
    f"{INSTALMENT}/": "instalment",
    f"{INSTALMENT}/tila/": "mark",
    f"{INSTALMENT}/peru/": "take_back",
    f"{INSTALMENT}/laskutusperuste.<str:file_kind>": "invoicing_file",
    f"{INSTALMENT}/<int:share_id>/laskutusperuste.<str:file_kind>": "invoicing_file_of_share",
    "kustannustenjako/perusteet/": "bases",
    "kustannustenjako/perusteet/tiedosto/": "bring_basis",
    "kustannustenjako/perusteet/haku/": "fetch_basis",
    f"{BASIS}/": "basis",
    f"{BASIS}/hyvaksy/": "approve_basis",
    f"{BASIS}/hylkaa/": "discard_basis",
    f"{BASIS}/aineisto/": "source_file",
}


def test_every_address_is_what_it_has_been() -> None:
    assert {str(page.pattern): page.name for page in urls.urlpatterns} == WORK
