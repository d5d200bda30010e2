"""Addresses of projects for workers."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.projects.views import (
    board_reports,
    documents,
    ledger,
    pages,
    programmes,
    projects,
    rows,
    shares,
    targets,
)

app_name = "projects"

PROJECT = "hankkeet/<slug:slug>"
BOARD_REPORT = f"{PROJECT}/esittelyt/<int:report_id>"
LEDGER = f"{PROJECT}/kirjanpito"
DOCUMENTS = f"{PROJECT}/sopimukset/<int:agreement_id>/tiedostot"
PROGRAMMES = "kotoutumisohjelmat/<slug:slug>"

urlpatterns = [
    path("hankkeet/", projects.projects, name="projects"),
    path("hankkeet/uusi/", projects.new_project, name="new_project"),
    path(f"{PROJECT}/", pages.project, name="project"),
    path(f"{PROJECT}/muokkaa/", projects.change_project, name="change_project"),
    path(f"{PROJECT}/poista/", projects.remove_project, name="remove_project"),
    path(f"{PROJECT}/tavoitteet/", targets.targets, name="targets"),
    path(f"{PROJECT}/kustannukset/", pages.costs, name="costs"),
    path(f"{PROJECT}/osuudet/", pages.shares, name="shares"),
    path(f"{PROJECT}/neuvottelut/", pages.talks, name="talks"),
    path(f"{PROJECT}/raportit/", pages.reports, name="reports"),
    path(f"{PROJECT}/osuudet/jako/", shares.begin, name="begin_split"),
    path(f"{PROJECT}/osuudet/luvut/", shares.hand_over, name="hand_to_funding"),
    path(f"{PROJECT}/esittelyt/uusi/", board_reports.make, name="make_board_report"),
    path(f"{BOARD_REPORT}/", board_reports.board_report, name="board_report"),
    path(f"{BOARD_REPORT}/diat/", board_reports.slides, name="board_slides"),
    path(f"{BOARD_REPORT}/esittely.pdf", board_reports.pdf, name="board_pdf"),
    path(f"{BOARD_REPORT}/luvut/", board_reports.renew, name="renew_board_report"),
    path(f"{BOARD_REPORT}/poista/", board_reports.remove, name="remove_board_report"),
    path(f"{LEDGER}/", ledger.ledgers, name="ledgers"),
    path(f"{LEDGER}/<int:import_id>/", ledger.ledger, name="ledger"),
    path(f"{LEDGER}/<int:import_id>/sarakkeet/", ledger.ledger_columns, name="ledger_columns"),
    path(f"{LEDGER}/<int:import_id>/tuo/", ledger.bring_in, name="bring_in"),
    path(f"{LEDGER}/<int:import_id>/peru/", ledger.undo_ledger, name="undo_ledger"),
    path(f"{LEDGER}/<int:import_id>/luovu/", ledger.give_up_ledger, name="give_up_ledger"),
    path(f"{DOCUMENTS}/", documents.new_document, name="new_document"),
    path(f"{DOCUMENTS}/<int:file_id>/", documents.document, name="document"),
    path(f"{DOCUMENTS}/<int:file_id>/poista/", documents.remove_document, name="remove_document"),
    path(f"{PROJECT}/paatokset/<int:row_id>/lue/", documents.read_address, name="read_decision"),
    # After the others: any other word is a part of the project, or nothing.
    path(f"{PROJECT}/<slug:word>/uusi/", rows.new_row, name="new_row"),
    path(f"{PROJECT}/<slug:word>/<int:row_id>/", rows.row, name="row"),
    path(f"{PROJECT}/<slug:word>/<int:row_id>/poista/", rows.remove_row, name="remove_row"),
    path("kotoutumisohjelmat/", programmes.programmes, name="programmes"),
    path(f"{PROGRAMMES}/uusi/", programmes.new_version, name="new_programme"),
    path(f"{PROGRAMMES}/<int:number>/", programmes.programme_version, name="programme_version"),
    path(f"{PROGRAMMES}/<int:number>/muokkaa/", programmes.change_version, name="change_programme"),
    path(f"{PROGRAMMES}/<int:number>/julkaise/", programmes.publish_version, name="publish_programme"),
    path(f"{PROGRAMMES}/<int:number>/poista/", programmes.remove_version, name="remove_programme"),
]
