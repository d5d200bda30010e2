from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.shared.accounts.models import User
from seutu.shared.accounts.rules import signed_in
from seutu.shared.organizations import actions, queries
from seutu.shared.organizations.feedback_forms import open_feedback_forms
from seutu.shared.organizations.forms import AccessibilityStatementForm
from seutu.shared.organizations.roles import Permission


@require_safe
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    statement = queries.accessibility_statement(get_language() or "")
    return render(
        request,
        "organizations/accessibility_statement.html",
        {
            "statement": statement,
            "forms": open_feedback_forms(),
            "breadcrumb": [{"label": _("Accessibility statement")}],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_accessibility_statement(request: HttpRequest) -> HttpResponse:
    """The statement in the language of the page: the same page under /sv/ edits the Swedish one."""
    user = request.user
    if not isinstance(user, User) or not queries.organizations_where(user, Permission.EDIT_SITE_TEXTS):
        raise Http404
    language = get_language() or ""
    statement = queries.accessibility_statement_in(language)
    form = AccessibilityStatementForm(request.POST or None, instance=statement)
    if request.method == "POST" and form.is_valid():
        actions.save_accessibility_statement(language, form.cleaned_data, by=user)
        messages.success(request, _("The accessibility statement was saved."))
        return redirect("organizations:accessibility_statement")
    return render(request, "organizations/edit_accessibility_statement.html", {"form": form})
