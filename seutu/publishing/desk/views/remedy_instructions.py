"""The instructions that go out with decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.decisions.actions import remedy_instructions as actions
from seutu.publishing.decisions.queries import of_registers as queries
from seutu.publishing.desk.forms.remedy_instructions import RemedyInstructionsForm, values_from
from seutu.publishing.desk.register_presentation import way_to
from seutu.publishing.desk.views.frame import saved
from seutu.publishing.desk.views.register_frame import clerk, form_page, kept_form
from seutu.shared.accounts.rules import signed_in
from seutu.shared.core import clock
from seutu.shared.ui.components import Link

HERE = "remedy_instructions"


@require_safe
@signed_in
def remedy_instructions(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = queries.remedy_instructions_for(clerk(request))
    shown = [(row, row.valid_from <= today and (row.valid_to is None or row.valid_to >= today)) for row in rows]
    return render(request, "desk/remedy_instructions.html", {"rows": shown, "breadcrumb": way_to(HERE)})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new_remedy_instructions(request: HttpRequest, former_id: int | None = None) -> HttpResponse:
    """New instructions; with ``former_id``, made of those."""
    user = clerk(request)
    former = get_object_or_404(queries.remedy_instructions_for(user), pk=former_id) if former_id else None
    form, keeping = kept_form(
        request,
        RemedyInstructionsForm,
        f"remedy_instructions:{former.pk}" if former else "new_remedy_instructions:0",
        values=values_from(former) if former else None,
        user=user,
        owner=former.organization if former else None,
    )
    if request.method == "POST" and form.is_valid() and form.owner is not None:
        try:
            actions.put_remedy_instructions(form.owner, form.given(), by=user)
        except actions.LaterInstructionsExist:
            form.add_error("valid_from", _("There are newer instructions already. Write a later day."))
        else:
            messages.success(request, _("The instructions were saved."))
            return saved(request, keeping.target, redirect("desk:remedy_instructions"))
    title = former.get_remedy_display() if former else _("New instructions")
    return form_page(
        request,
        form,
        title=title,
        text=_("The instructions before these end the day before. Decisions keep the instructions of their own time."),
        button=_("Save the instructions"),
        back=reverse("desk:remedy_instructions"),
        keeping=keeping,
        breadcrumb=way_to(HERE, Link(title)),
    )
