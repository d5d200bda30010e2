from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationGroup, NavigationLink, navigation, navigation_groups


class OrganizationsConfig(AppConfig):
    name = "seutu.shared.organizations"

    def ready(self) -> None:
        from seutu.shared.organizations import checks  # the apps are not loaded above

        checks.register()
        _register_sign_in()
        navigation_groups.register(NavigationGroup(key="site", order=800, label=_("Upkeep of the site")))
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
                group="site",
            )
        )


def _register_sign_in() -> None:
    from seutu.shared.accounts.providers import (  # the apps are not loaded above
        Arrival,
        PasswordRule,
        arrivals,
        password_rules,
        providers,
    )
    from seutu.shared.accounts.second_factor import SecondFactorRule, second_factor_rules
    from seutu.shared.organizations import queries, sign_in
    from seutu.shared.organizations.sign_in_roles import UnknownRole, check_table

    for provider in providers():
        try:
            check_table(provider.slug, provider.roles)
        except UnknownRole as error:
            raise ImproperlyConfigured(str(error)) from error
    arrivals.register(Arrival(key="organizations", admit=sign_in.admit))
    password_rules.register(PasswordRule(key="organizations", provider_instead=sign_in.provider_instead))
    second_factor_rules.register(SecondFactorRule(key="organizations", is_required=queries.needs_second_factor))


def _may_edit_site_texts(request: HttpRequest) -> bool:
    from seutu.shared.organizations.queries import is_permitted_on  # the apps are not loaded above
    from seutu.shared.organizations.roles import Permission

    return is_permitted_on(request, Permission.EDIT_SITE_TEXTS)
