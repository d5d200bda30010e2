"""Every address of the installation, in the order in which they are tried."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

handler400 = "seutu.shared.ui.error_pages.bad_request"
handler403 = "seutu.shared.ui.error_pages.permission_denied"
handler404 = "seutu.shared.ui.error_pages.page_not_found"
handler500 = "seutu.shared.ui.error_pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [path("terveys/", include("seutu.shared.core.urls"))]

# In languages of forms that the site itself is not in: before the pages, whose first word may be a municipality's name.
urlpatterns.append(path("", include("seutu.shared.eforms.foreign_urls")))

pages: list[URLPattern | URLResolver] = [
    path("tyo/", include("seutu.shared.accounts.urls")),
    path("tyo/", include("seutu.home.work_urls")),
    path("tyo/", include("seutu.shared.eforms.desk_urls")),
    path("tyo/", include("seutu.shared.eforms.builder_urls")),
    path("", include("seutu.shared.organizations.urls")),
    path("", include("seutu.shared.ui.urls")),
    path("", include("seutu.home.urls")),
    path("", include("seutu.shared.search.urls")),
    path("", include("seutu.shared.eforms.urls")),
    path("", include("seutu.shared.eforms.link_urls")),
]
if settings.SITE in {"all", "newcomers"}:
    pages.append(path("tyo/", include("seutu.newcomers.clients.urls")))
    pages.append(path("tyo/", include("seutu.newcomers.reports.urls")))
    pages.append(path("tyo/", include("seutu.newcomers.funding.urls")))
    pages.append(path("tyo/", include("seutu.newcomers.projects.urls")))
    pages.append(path("", include("seutu.newcomers.clients.public_urls")))
    pages.append(path("", include("seutu.newcomers.projects.public_urls")))
if settings.SITE in {"all", "publishing"}:
    pages.append(path("tyo/", include("seutu.publishing.desk.urls")))
    pages.append(path("", include("seutu.publishing.desk.check_urls")))
    pages.append(path("", include("seutu.publishing.alerts.urls")))
    # Last, since its first segment is any municipality's name.
    pages.append(path("", include("seutu.publishing.decisions.urls")))
    # The older service had no languages in its addresses.
    urlpatterns.append(path("", include("seutu.publishing.dynasty.urls")))

urlpatterns += i18n_patterns(*pages, prefix_default_language=False)
