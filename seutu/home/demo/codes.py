"""The accounts of a demo with their password and their codes of this half minute: it has no phone to show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from seutu.home.demo.region import PASSWORD, DemoAccount, demo_accounts
from seutu.shared.accounts import queries, totp
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.roles import Role

# What is worth trying first as each, for whoever has never seen the product.
TO_TRY = {
    Role.CLERK: _("Meetings: write the items, publish the agenda and the minutes"),
    Role.OPERATOR: _("Accounts, and the everyday words of the search"),
    Role.DATA_PROTECTION_OFFICER: _("Data protection: who has looked at whose data"),
    Role.ADVISER: _("Log a contact without a name"),
    Role.COUNSELLOR: _("Today: what is late. Log a contact, look for a client"),
    Role.SUPERVISOR: _("Team: what is late, and who has how much to do"),
    Role.COORDINATOR: _("Projects: targets and costs of the one that runs; by its reports to the report for the board"),
}


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account as anybody may read it; ``code`` is "" where none is asked."""

    account: DemoAccount
    code: str

    @property
    def role(self) -> str:
        return str(Role(self.account.role).label)


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404("this is no demo")
    now = clock.now()
    shown = demo_accounts()
    roles = [role for role in TO_TRY if any(account.role == role for account in shown)]
    context = {
        "accounts": [ShownAccount(account, _code_of(account)) for account in shown],
        "to_try": [(capfirst(str(role.label)), TO_TRY[role]) for role in roles],
        "password": PASSWORD,
        "seconds_left": totp.STEP_SECONDS - int(now.timestamp()) % totp.STEP_SECONDS,
        "noindex": True,
    }
    response = render(request, "home/demo_accounts.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _code_of(account: DemoAccount) -> str:
    user = User.objects.filter(email=account.email).first()
    return totp.in_groups(queries.code_now(user), 3) if user else ""
