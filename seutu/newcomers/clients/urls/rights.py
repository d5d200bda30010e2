"""Addresses of the rights of the person and of retention; none holds more of a person than the random reference."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import (
    data_protection,
    disclosures,
    own_data,
    privacy_notices,
    retention,
    viewing_patterns,
)

urlpatterns = [
    path("tietosuoja/", data_protection.data_protection, name="data_protection"),
    path("tietosuoja/asiakas/<str:reference>/", data_protection.rights, name="rights"),
    path("tietosuoja/asiakas/<str:reference>/loki/", data_protection.traces_of_client, name="traces_of_client"),
    path("tietosuoja/asiakas/<str:reference>/tiedot.pdf", own_data.own_data_pdf, name="own_data_pdf"),
    path("tietosuoja/asiakas/<str:reference>/tiedot.json", own_data.own_data_json, name="own_data_json"),
    path("tietosuoja/asiakas/<str:reference>/rajoita/", own_data.restrict_client, name="restrict_client"),
    path(
        "tietosuoja/asiakas/<str:reference>/rajoitus/pura/",
        own_data.lift_client_restriction,
        name="lift_client_restriction",
    ),
    path("tietosuoja/tyontekija/<int:user_id>/", data_protection.traces_of_worker, name="traces_of_worker"),
    path("tietosuoja/katselut/", viewing_patterns.viewing_patterns, name="viewing_patterns"),
    path(
        "tietosuoja/katselut/rajat/<int:organization_id>/",
        viewing_patterns.viewing_thresholds,
        name="viewing_thresholds",
    ),
    path("tietosuoja/pyynnot/", own_data.own_data_requests, name="own_data_requests"),
    path("tietosuoja/pyynnot/uusi/", own_data.new_own_data_request, name="new_own_data_request"),
    path("tietosuoja/pyynnot/<int:request_id>/", own_data.own_data_request, name="own_data_request"),
    path(
        "tietosuoja/pyynnot/<int:request_id>/valmis/",
        own_data.answer_own_data_request,
        name="answer_own_data_request",
    ),
    path(
        "tietosuoja/pyynnot/<int:request_id>/kieltaydy/",
        own_data.refuse_own_data_request,
        name="refuse_own_data_request",
    ),
    path(
        "tietosuoja/pyynnot/<int:request_id>/pidenna/",
        own_data.extend_own_data_request,
        name="extend_own_data_request",
    ),
    path("tietosuoja/luovutukset/", disclosures.disclosures, name="disclosures"),
    path("tietosuoja/selosteet/", privacy_notices.privacy_notices, name="privacy_notices"),
    path(
        "tietosuoja/selosteet/<slug:slug>/<str:language>/",
        privacy_notices.write_privacy_notice,
        name="write_privacy_notice",
    ),
    path("asiakkaat/<str:reference>/luovutus/", disclosures.new_disclosure, name="new_disclosure"),
    path("rekisteri/sailytys/", retention.retention, name="retention"),
]
