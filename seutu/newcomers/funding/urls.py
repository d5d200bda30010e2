"""Where shared costs are, under `/tyo/`."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.funding.views import bases, billing, pools, years

app_name = "funding"

_YEAR = "kustannustenjako/vuodet/<int:year_id>"
_INSTALMENT = "kustannustenjako/erat/<int:instalment_id>"
_POOL = "kustannustenjako/<int:pool_id>"
_BASIS = "kustannustenjako/perusteet/<int:basis_id>"

urlpatterns = [
    path("kustannustenjako/", pools.pools, name="pools"),
    path("kustannustenjako/uusi/", pools.new_pool, name="new_pool"),
    path(f"{_POOL}/", pools.pool, name="pool"),
    path(f"{_POOL}/nimi/", pools.rename_pool, name="rename_pool"),
    path(f"{_POOL}/kunnat/uusi/", pools.new_member, name="new_member"),
    path(f"{_POOL}/kunnat/<int:member_id>/", pools.member, name="member"),
    path(f"{_POOL}/jakotavat/uusi/", pools.new_rule, name="new_rule"),
    path(f"{_POOL}/vuodet/uusi/", years.new_year, name="new_year"),
    path(f"{_YEAR}/", years.year, name="year"),
    path(f"{_YEAR}/kustannukset/", years.costs, name="costs"),
    path(f"{_YEAR}/peruste/", years.ground, name="ground"),
    path(f"{_YEAR}/kaytto/", years.use, name="use"),
    path(f"{_YEAR}/enta-jos/", years.what_if, name="what_if"),
    path(f"{_YEAR}/ennakko/", billing.advance, name="advance"),
    path(f"{_YEAR}/tasaus/", billing.settle, name="settle"),
    path(f"{_YEAR}/oikaisu/", billing.correct, name="correct"),
    path(f"{_INSTALMENT}/", billing.instalment, name="instalment"),
    path(f"{_INSTALMENT}/tila/", billing.mark, name="mark"),
    path(f"{_INSTALMENT}/peru/", billing.take_back, name="take_back"),
    path(f"{_INSTALMENT}/laskutusperuste.<str:file_kind>", billing.invoicing_file, name="invoicing_file"),
    path(
        f"{_INSTALMENT}/<int:share_id>/laskutusperuste.<str:file_kind>",
        billing.invoicing_file,
        name="invoicing_file_of_share",
    ),
    path("kustannustenjako/perusteet/", bases.bases, name="bases"),
    path("kustannustenjako/perusteet/tiedosto/", bases.bring, name="bring_basis"),
    path("kustannustenjako/perusteet/haku/", bases.fetch, name="fetch_basis"),
    path(f"{_BASIS}/", bases.basis, name="basis"),
    path(f"{_BASIS}/hyvaksy/", bases.approve, name="approve_basis"),
    path(f"{_BASIS}/hylkaa/", bases.discard, name="discard_basis"),
    path(f"{_BASIS}/aineisto/", bases.source_file, name="source_file"),
]
