"""What the answers of a form become: chosen by who makes the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.shared.accounts.rules import second_factor_required
from seutu.shared.core.request_log import keep_values_out
from seutu.shared.eforms.actions.becoming import set_meaning
from seutu.shared.eforms.forms.meaning import MappingForm
from seutu.shared.eforms.meanings import meaning_of, meanings
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.inbox import said
from seutu.shared.eforms.queries.forms import forms_made_by
from seutu.shared.eforms.spec import codec
from seutu.shared.eforms.views.desk import way
from seutu.shared.eforms.views.desk_frame import person
from seutu.shared.ui.components import Link

ASKED = "merkitys"


@second_factor_required
@require_http_methods(["GET", "HEAD", "POST"])
def meaning(request: HttpRequest, slug: str) -> HttpResponse:
    keep_values_out(request)
    form = get_object_or_404(forms_made_by(request.user), slug=slug)
    chosen = meaning_of(request.POST.get(ASKED, request.GET.get(ASKED, form.meaning)))
    spec = codec.from_json(form.draft_spec)
    fields = None
    if chosen is not None:
        kept = form.mapping if chosen.key == form.meaning else {}
        data = request.POST if request.method == "POST" else None
        fields = MappingForm(data, meaning=chosen, spec=spec, mapping=kept)
    if request.method == "POST":
        if request.POST.get(ASKED) and chosen is None:
            raise Http404
        if fields is None or fields.is_valid():
            return _saved(request, form, chosen.key if chosen else "", fields)
    title = _("What the answers become")
    context: dict[str, Any] = {
        "eform": form,
        "form_title": said(spec.title),
        "title": title,
        "meanings": meanings.entries(),
        "chosen": chosen,
        "form": fields,
        "breadcrumb": way(Link(title)),
    }
    response = render(request, "eforms/desk/meaning.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _saved(request: HttpRequest, form: EForm, key: str, fields: MappingForm | None) -> HttpResponse:
    set_meaning(form, key, fields.mapping() if fields else {}, by=person(request))
    messages.success(request, _("Saved: it holds for what has arrived and for what arrives."))
    return redirect(f"{reverse('eforms_desk:meaning', args=[form.slug])}?{ASKED}={key}")
