from __future__ import annotations

from seutu.newcomers.clients import client_urls, contact_urls, path_urls, rights_urls

app_name = "clients"

urlpatterns = [
    *contact_urls.urlpatterns,
    *client_urls.urlpatterns,
    *path_urls.urlpatterns,
    *rights_urls.urlpatterns,
]
