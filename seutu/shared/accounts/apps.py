from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.registry import NavigationLink, navigation


class AccountsConfig(AppConfig):
    name = "seutu.shared.accounts"

    def ready(self) -> None:
        from seutu.shared.accounts import checks  # the apps are not loaded above

        checks.register()
        navigation.register(
            NavigationLink(
                key="sign_in",
                order=900,
                audience="footer",
                label=_("Sign in (for workers)"),
                url_name="account_login",
                is_visible=_comes_without_session,
            )
        )


def _comes_without_session(request: HttpRequest) -> bool:
    """Asked of the cookie and not of the person: a public page must not touch the session."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES
