"""The pages of the desk where answers arrive, under `/tyo/lomakevastaukset/`."""

from __future__ import annotations

from django.urls import path

from seutu.shared.eforms.views import desk, desk_becoming, desk_verbs, meaning

app_name = "eforms_desk"

ONE = "lomakevastaukset/<int:submission_id>"

VERBS = {
    "assign": "anna",
    "note": "muistiinpano",
    "answer": "vastaa",
    "complete": "taydennys",
    "hand_over": "siirra",
}
BUTTONS = {"take": "ota", "close": "sulje", "reopen": "avaa"}

urlpatterns = [
    path("lomakevastaukset/", desk.inbox_page, name="inbox"),
    path("lomakevastaukset/lomakkeet/<slug:slug>/", meaning.meaning, name="meaning"),
    path(f"{ONE}/", desk.submission, name="submission"),
    path(f"{ONE}/tuloste/", desk.document, name="document"),
    path(f"{ONE}/tiedosto/<slug:key>/", desk.file, name="file"),
    path(f"{ONE}/rekisteriin/", desk_becoming.become, name="become"),
    *(path(f"{ONE}/{word}/", desk_verbs.verb, {"name": name}, name=name) for name, word in VERBS.items()),
    *(path(f"{ONE}/{word}/", desk_verbs.button, {"name": name}, name=name) for name, word in BUTTONS.items()),
]
