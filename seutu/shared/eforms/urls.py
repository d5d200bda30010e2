"""Addresses of forms in the languages of the site. `foreign_urls` has the same for every other language."""

from __future__ import annotations

from django.urls import URLPattern, path

from seutu.shared.eforms.views import answering, continuing, schema, sending

app_name = "eforms"


def patterns() -> list[URLPattern]:
    """The addresses, the same in every language."""
    return [
        path("lomakkeet/", answering.forms, name="list"),
        path("lomakkeet/<slug:slug>/", answering.start, name="start"),
        path("lomakkeet/<slug:slug>/vastaa/", answering.page, name="page"),
        path("lomakkeet/<slug:slug>/tarkista/", sending.review, name="review"),
        path("lomakkeet/<slug:slug>/tallenna/", continuing.save, name="save"),
        path("lomakkeet/<slug:slug>/poista/", continuing.delete, name="delete"),
        path("lomakkeet/<slug:slug>/jatka/<str:secret>/", continuing.resume, name="resume"),
        path("lomakkeet/<slug:slug>/kuitti/", sending.receipt, name="receipt"),
        path("lomakkeet/<slug:slug>/kuitti.pdf", sending.receipt_pdf, name="receipt_pdf"),
        path("lomake/<slug:slug>/", answering.short, name="short"),
        path("lomake/<slug:slug>/<int:unit>/", answering.short, name="short_of_unit"),
    ]


# Read by programs, in no language: a prefix leads nowhere.
of_programs = [path("lomakkeet/<slug:slug>/skeema.json", schema.schema, name="schema")]
urlpatterns = [*patterns(), *of_programs]
