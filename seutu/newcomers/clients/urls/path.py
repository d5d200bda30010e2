"""The pages of the service path: the queue of intakes, and each client's path."""

from __future__ import annotations

from django.urls import URLPattern, path

from seutu.newcomers.clients.views import assessments, intakes, plans
from seutu.newcomers.clients.views import path as path_views

CLIENT = "asiakkaat/<client_reference:reference>"
ASSESSMENT = f"{CLIENT}/arviointi/<int:assessment_id>"
PLAN = f"{CLIENT}/suunnitelma/<int:number>"

urlpatterns: list[URLPattern] = [
    path("yhteydenotot/", intakes.intakes, name="intakes"),
    path("yhteydenotot/uusi/", intakes.new_intake, name="new_intake"),
    path("yhteydenotot/<int:intake_id>/", intakes.intake, name="intake"),
    path("arvioinnit/<int:assessment_id>/", assessments.to_assessment, name="to_assessment"),
    path("suunnitelmat/<int:plan_id>/", plans.to_plan, name="to_plan"),
    path(f"{CLIENT}/polku/", path_views.path, name="path"),
    path(f"{CLIENT}/tarkistuslista/", path_views.checklist, name="checklist"),
    path(f"{CLIENT}/tilanne/", path_views.statuses, name="statuses"),
    path(f"{CLIENT}/paata/", path_views.close, name="close"),
    path(f"{CLIENT}/paatetty/", path_views.closed, name="closed"),
    path(f"{CLIENT}/jatka/", path_views.reopen, name="reopen"),
    path(f"{CLIENT}/arviointi/uusi/", assessments.new_assessment, name="new_assessment"),
    path(f"{ASSESSMENT}/", assessments.assessment, name="assessment"),
    path(f"{ASSESSMENT}/viimeistele/", assessments.finalise, name="finalise_assessment"),
    path(f"{ASSESSMENT}/ei-suunnitelmaa/", assessments.no_plan, name="no_plan"),
    path(f"{ASSESSMENT}/siirra/", assessments.hand_over, name="hand_over_assessment"),
    path(f"{ASSESSMENT}/vienti/", assessments.export, name="export_assessment"),
    path(f"{CLIENT}/suunnitelma/uusi/", plans.new_plan, name="new_plan"),
    path(f"{PLAN}/", plans.plan, name="plan"),
    path(f"{PLAN}/viimeistele/", plans.finalise, name="finalise_plan"),
    path(f"{PLAN}/ohjattu/", plans.directed, name="plan_directed"),
    path(f"{PLAN}/hylkaa/", plans.discard, name="discard_plan"),
    path(f"{PLAN}/muutokset/", plans.changes, name="plan_changes"),
    path(f"{PLAN}/siirra/", plans.hand_over, name="hand_over_plan"),
    path(f"{PLAN}/vienti/", plans.export, name="export_plan"),
    path(f"{PLAN}/tuloste/", plans.printed, name="print_plan"),
]
