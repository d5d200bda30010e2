"""The clerk's pages of the checking: `urls.py` adds these to its own, under the same `app_name`."""

from __future__ import annotations

from django.urls import path

from seutu.publishing.desk.views import checking

PAGE = "kokoukset/<int:meeting_id>/tarkastus"

urlpatterns = [
    path(f"{PAGE}/", checking.checking, name="checking"),
    path(f"{PAGE}/tarkastajat/", checking.name_checkers, name="name_checkers"),
    path(f"{PAGE}/<int:checker_id>/linkki/", checking.new_link, name="new_check_link"),
    path(f"{PAGE}/<int:checker_id>/muistuta/", checking.remind, name="remind_checker"),
    path(f"{PAGE}/<int:checker_id>/paperilla/", checking.paper_check, name="paper_check"),
]
