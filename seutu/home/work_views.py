from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.core.registry import WorkAction, work_actions, work_panels
from seutu.shared.organizations.queries import memberships_on
from seutu.shared.organizations.roles import DESCRIPTIONS, Role


@require_safe
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    roles = [(membership, DESCRIPTIONS[Role(membership.role)]) for membership in memberships_on(request)]
    return render(
        request,
        "home/today.html",
        {
            "greeting": _greeting(user.display_name),
            "today": clock.today(),
            "actions": _actions(request),
            "panels": _panels(request),
            "roles": roles,
        },
    )


def _actions(request: HttpRequest) -> list[tuple[WorkAction, str]]:
    offered = ((action, action.address(request)) for action in work_actions.entries())
    return [(action, address) for action, address in offered if address]


def _panels(request: HttpRequest) -> list[SafeString]:
    shown = ((panel, panel.context(request)) for panel in work_panels.entries())
    return [render_to_string(panel.template, context, request) for panel, context in shown if context is not None]


def _greeting(name: str) -> str:
    hour = clock.now().astimezone(clock.HELSINKI).hour
    if 4 <= hour < 10:
        return _("Good morning, %(name)s") % {"name": name}
    if 10 <= hour < 17:
        return _("Good day, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}
