from __future__ import annotations

from seutu.newcomers.clients import (
    access_urls,
    client_urls,
    contact_urls,
    path_urls,
    register_urls,
    rights_urls,
    service_urls,
    team_urls,
)

app_name = "clients"

# Access stands before clients: poikkeuskatselu is a page, and no client's reference.
urlpatterns = [
    *register_urls.urlpatterns,
    *contact_urls.urlpatterns,
    *access_urls.urlpatterns,
    *client_urls.urlpatterns,
    *path_urls.urlpatterns,
    *rights_urls.urlpatterns,
    *team_urls.urlpatterns,
    *service_urls.urlpatterns,
]
