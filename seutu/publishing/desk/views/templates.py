"""The templates of agendas."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import templates as actions
from seutu.publishing.desk.forms.templates import (
    USUAL_ITEMS,
    StandingItemForm,
    TemplateForm,
    item_row,
    standing_items,
    standing_rows,
)
from seutu.publishing.desk.forms.typed import Sheet, SheetKind
from seutu.publishing.desk.models import AgendaTemplate
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.queries.templates import templates_editable_by
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link


@require_safe
@signed_in
def templates(request: HttpRequest) -> HttpResponse:
    context = {
        "templates": templates_editable_by(request.user),
        "may_write": queries.bodies_of(request.user).exists(),
        "breadcrumb": presentation.breadcrumb(None, Link(_("Agenda templates"))),
    }
    return render(request, "desk/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def template(request: HttpRequest, template_id: int = 0) -> HttpResponse:
    """One template; key 0 is a new one."""
    row = get_object_or_404(templates_editable_by(request.user), pk=template_id) if template_id else None
    kind = SheetKind(TemplateForm, StandingItemForm, "items", form_options={"bodies": queries.bodies_of(request.user)})
    target = f"template:{row.pk}" if row else "new_template:0"
    if request.method != "POST":
        values = (
            {"body": row.body_id, "name": row.name, "language": row.language, "is_default": row.is_default}
            if row
            else {"name": _("Ordinary meeting")}
        )
        rows = standing_rows(row) if row else [item_row(each) for each in USUAL_ITEMS]
        sheet, keeping = frame.opened(request, kind, target, values=values, rows=rows)
        return _page(request, row, sheet, keeping)
    keeping = frame.sent_again(request, target, 0)
    if "op" in request.POST:
        return _page(request, row, kind.typed(request.POST, request.POST["op"]), keeping)
    sheet = kind.sent(request.POST)
    if not (sheet.is_valid() and _write(request, row, sheet)):
        return _page(request, row, sheet, keeping)
    messages.success(request, _("The template was saved."))
    return frame.saved(request, target, redirect("desk:templates"))


def _write(request: HttpRequest, row: AgendaTemplate | None, sheet: Sheet) -> bool:
    given = sheet.form.cleaned_data
    try:
        actions.write_template(
            row,
            body=given["body"],
            name=given["name"],
            language=given["language"],
            is_default=given["is_default"],
            items=standing_items([each.cleaned_data for each in sheet.rows]),
            by=frame.person(request),
        )
    except actions.NameTaken:
        sheet.form.add_error("name", _("The body has another template of this name. Write another name."))
        return False
    return True


def _page(request: HttpRequest, row: AgendaTemplate | None, sheet: Sheet, keeping: frame.Keeping) -> HttpResponse:
    title = _("Agenda template") if row else _("New agenda template")
    context = {
        "template": row,
        "title": title,
        "sheet": sheet,
        "form": sheet.form,
        "keeping": keeping,
        "has_errors": sheet.form.is_bound and sheet.has_errors,
        "breadcrumb": presentation.breadcrumb(
            None, Link(_("Agenda templates"), reverse("desk:templates")), Link(title)
        ),
    }
    return render(request, "desk/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete_template(request: HttpRequest, template_id: int) -> HttpResponse:
    row = get_object_or_404(templates_editable_by(request.user), pk=template_id)
    back = reverse("desk:templates")
    if request.method == "POST":
        actions.delete_template(row, by=frame.person(request))
        messages.success(request, _("The template was deleted."))
        return redirect(back)
    context = {
        "title": _("Delete the template"),
        "text": _("The meetings made of it stay as they are."),
        "button": _("Delete the template"),
        "back": back,
        "about": f"{row.body.name}: {row.name}",
        "breadcrumb": presentation.breadcrumb(None, Link(_("Agenda templates"), back), Link(_("Delete the template"))),
    }
    return render(request, "desk/confirm.html", context)
