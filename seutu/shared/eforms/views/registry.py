"""The page of a registry: where it is told of what arrives, and how. A new address is confirmed before it holds."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.accounts.models import User
from seutu.shared.eforms.actions.registry import keep_registry
from seutu.shared.eforms.forms.registry import FormForRegistry, RegistryForm
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.inbox import said
from seutu.shared.eforms.queries.registry import organizations_with_registry_of, registry_forms_of, without_registry
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.views.builder_frame import list_way, maker_page
from seutu.shared.organizations.models import Organization
from seutu.shared.ui.components import Link


@maker_page
@require_safe
def registries(request: HttpRequest) -> HttpResponse:
    organizations = list(organizations_with_registry_of(request.user))
    if len(organizations) == 1:
        return redirect("eforms_builder:registry", organizations[0].slug)
    missing = set(without_registry().values_list("pk", flat=True))
    lines = [(each, each.pk in missing) for each in organizations]
    context = {"lines": lines, "breadcrumb": [*list_way(), Link(_("Registry"))]}
    return render(request, "eforms/builder/registries.html", context)


@maker_page
@require_http_methods(["GET", "HEAD", "POST"])
def registry(request: HttpRequest, organization: str) -> HttpResponse:
    found = get_object_or_404(organizations_with_registry_of(request.user), slug=organization)
    data = request.POST if request.method == "POST" else None
    form = RegistryForm(data, organization=found, forms_shown=[_shown(each) for each in registry_forms_of(found)])
    if form.is_valid():
        address = form.cleaned_data["address"]
        if address == found.registry_email or request.POST.get("confirmed") == address:
            return _kept(request, found, form)
        if "confirmed" not in request.POST or request.POST["confirmed"] != "back":
            return render(request, "eforms/builder/registry_confirm.html", _context(found, form))
    return render(request, "eforms/builder/registry.html", _context(found, form))


def _kept(request: HttpRequest, organization: Organization, form: RegistryForm) -> HttpResponse:
    keep_registry(organization, form.cleaned_data["address"], form.ways(), by=cast(User, request.user))
    messages.success(request, _("Saved: it holds for what arrives from now on."))
    return redirect("eforms_builder:registry", organization.slug)


def _shown(eform: EForm) -> FormForRegistry:
    spec = from_json(eform.current.spec if eform.current else eform.draft_spec)
    return FormForRegistry(eform, said(spec.title).words, spec)


def _context(organization: Organization, form: RegistryForm) -> dict[str, Any]:
    missing = without_registry().filter(pk=organization.pk).exists()
    way = Link(_("Registry"), reverse("eforms_builder:registries"))
    here = Link(organization.full_name)
    return {
        "organization": organization,
        "form": form,
        "is_missing": missing,
        "breadcrumb": [*list_way(), way, here],
    }
