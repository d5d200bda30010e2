"""What a project hands to the split of costs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from seutu.newcomers.funding.actions.pools import TouchesClosedYear
from seutu.newcomers.projects.actions import cost_pools as actions
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import person, project_page


@project_page(manages=True)
@require_POST
def begin(request: HttpRequest, access: Access) -> HttpResponse:
    try:
        pool = actions.begin_split(access.project, by=person(request))
    except actions.HasPool:
        messages.info(request, _("The costs of the project are divided already."))
        return redirect("projects:shares", access.project.slug)
    messages.success(request, _("The split of costs was begun. Choose its rule and basis next."))
    return redirect("funding:pool", pool.pk)


@project_page(manages=True)
@require_POST
def hand_over(request: HttpRequest, access: Access) -> HttpResponse:
    try:
        count = actions.hand_to_funding(access.project, by=person(request))
    except TouchesClosedYear:
        messages.error(request, _("A settled year would be divided otherwise. Check the days of the municipalities."))
        return redirect("projects:shares", access.project.slug)
    words = ngettext("Handed to the split of %(n)s year.", "Handed to the split of %(n)s years.", count)
    messages.success(request, words % {"n": count})
    return redirect("projects:shares", access.project.slug)
