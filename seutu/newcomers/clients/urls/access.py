"""Addresses of rights beyond one's own work."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.urls import client  # noqa: F401  # says what a reference is in an address
from seutu.newcomers.clients.views import access_grants, access_requests, emergencies, hand_over, substitutions

urlpatterns = [
    path("asiakkaat/poikkeuskatselu/", emergencies.emergency_access, name="emergency_access"),
    path("asiakkaat/<client_reference:reference>/oikeudet/uusi/", access_grants.grant_access, name="grant_access"),
    path("asiakkaat/<client_reference:reference>/oikeudet/konsultaatio/", access_grants.consult, name="consult"),
    path(
        "asiakkaat/<client_reference:reference>/oikeudet/<int:grant_id>/peru/",
        access_grants.withdraw_grant,
        name="withdraw_grant",
    ),
    path("asiakkaat/<client_reference:reference>/siirto/", access_grants.offer_transfer, name="offer_transfer"),
    path("pyynnot/", access_requests.requests, name="requests"),
    path("pyynnot/uusi/", access_requests.new_request, name="new_request"),
    path("pyynnot/uusi/<client_reference:reference>/", access_requests.new_request, name="new_request_for"),
    path("pyynnot/<int:request_id>/", access_requests.grant_request, name="grant_request"),
    path("siirrot/<int:transfer_id>/", access_requests.transfer, name="transfer"),
    path("tiimi/sijaisuudet/", substitutions.substitutions, name="substitutions"),
    path("tiimi/sijaisuudet/<int:substitution_id>/paata/", substitutions.end_substitution, name="end_substitution"),
    path("tiimi/luovutus/", hand_over.hand_over, name="hand_over"),
    path("tiimi/luovutus/<int:user_id>/", hand_over.hand_over_of, name="hand_over_of"),
    path("tietosuoja/poikkeuskatselut/", emergencies.emergencies, name="emergencies"),
    path("tietosuoja/poikkeuskatselut/<int:emergency_id>/", emergencies.review_emergency, name="review_emergency"),
]
