from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationLink, navigation


class OrganizationsConfig(AppConfig):
    name = "seutu.shared.organizations"

    def ready(self) -> None:
        navigation.register(
            NavigationLink(
                key="accessibility_statement",
                audience="footer",
                label=_("Accessibility statement"),
                url_name="organizations:accessibility_statement",
            )
        )
        navigation.register(
            NavigationLink(
                key="edit_accessibility_statement",
                order=900,
                audience="work",
                label=_("Accessibility statement"),
                url_name="organizations:edit_accessibility_statement",
                is_visible=_may_edit_site_texts,
            )
        )


def _may_edit_site_texts(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import organizations_where  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return bool(organizations_where(request.user, Permission.EDIT_SITE_TEXTS))
