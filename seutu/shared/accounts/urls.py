"""The addresses under `/tyo/`. Of allauth's only these exist; the names `account_…` are those it looks for."""

from __future__ import annotations

from allauth.account.views import LogoutView
from django.urls import include, path

from seutu.shared.accounts import provider_views, second_factor_views, views

own = [
    path("oma-tili/", views.own_account, name="own_account"),
    path("oma-tili/liita/<slug:provider_id>/", provider_views.join, name="join_provider"),
    path("vahvistuskoodi/", second_factor_views.enter_code, name="code"),
    path("vahvistuskoodi/kayttoon/", second_factor_views.enrol, name="enrol"),
    path("vahvistuskoodi/kayttoon/kuva.svg", second_factor_views.secret_as_picture, name="secret_as_picture"),
    path("vahvistuskoodi/varakoodit/", second_factor_views.recovery_codes, name="recovery_codes"),
    path("vahvistuskoodi/vahvista/", second_factor_views.confirm, name="confirm"),
]

urlpatterns = [
    path("kirjaudu/", views.SignInView.as_view(), name="account_login"),
    path("kirjaudu/<slug:provider_id>/", provider_views.begin, name="openid_connect_login"),
    path("kirjaudu/<slug:provider_id>/paluu/", provider_views.come_back, name="openid_connect_callback"),
    path("kirjaudu-ulos/", LogoutView.as_view(template_name="accounts/sign_out.html"), name="account_logout"),
    path("salasana/", views.change_password, name="account_change_password"),
    path("", include((own, "accounts"))),
]
