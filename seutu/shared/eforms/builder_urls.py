"""The pages of the builder, where forms are made, under `/tyo/lomakkeet/`."""

from __future__ import annotations

from django.urls import path

from seutu.shared.eforms.views import (
    builder,
    builder_items,
    builder_lists,
    builder_preview,
    builder_texts,
    builder_versions,
    registry,
)

app_name = "eforms_builder"

ONE = "lomakkeet/<slug:slug>"

urlpatterns = [
    path("lomakkeet/", builder.forms, name="list"),
    path("uusi-lomake/", builder.new, name="new"),
    path("lomakkeiden-kirjaamo/", registry.registries, name="registries"),
    path("lomakkeiden-kirjaamo/<slug:organization>/", registry.registry, name="registry"),
    path(f"{ONE}/", builder_items.outline, name="outline"),
    path(f"{ONE}/lisaa/", builder_items.add, name="add"),
    path(f"{ONE}/kohta/<str:name>/", builder_items.item, name="item"),
    path(f"{ONE}/kohta/<str:name>/siirra/", builder_items.move, name="move"),
    path(f"{ONE}/kohta/<str:name>/poista/", builder_items.remove, name="remove"),
    path(f"{ONE}/kielet/", builder_texts.translations, name="texts"),
    path(f"{ONE}/kielet/lisaa/", builder_texts.add_language, name="add_language"),
    path(f"{ONE}/kielet/<slug:code>/ensimmaiseksi/", builder_texts.first_language, name="first_language"),
    path(f"{ONE}/kielet/<slug:code>/poista/", builder_texts.remove_language, name="remove_language"),
    path(f"{ONE}/vaihtoehdot/", builder_lists.lists_page, name="lists"),
    path(f"{ONE}/poista-vaihtoehdot/<path:name>/", builder_lists.remove_list, name="remove_list"),
    path(f"{ONE}/vaihtoehdot/<path:name>/", builder_lists.list_of_choices, name="list_of_choices"),
    path(f"{ONE}/asetukset/", builder.settings, name="settings"),
    path(f"{ONE}/esikatselu/", builder_preview.preview, name="preview"),
    path(f"{ONE}/esikatselu/<slug:language>/", builder_preview.preview_page, name="preview_page"),
    path(f"{ONE}/julkaise/", builder.publish, name="publish"),
    path(f"{ONE}/versiot/", builder_versions.versions, name="versions"),
    path(f"{ONE}/jaa/", builder_versions.share, name="share"),
    path(f"{ONE}/vie/lomake.xlsx", builder_versions.xlsform, name="xlsform"),
    path(f"{ONE}/vie/skeema.json", builder_versions.schema, name="schema"),
]
