"""The list of projects, a new one, and what stands at the top of one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seutu.newcomers.projects.actions import projects as actions
from seutu.newcomers.projects.actions.parts import EditConflict
from seutu.newcomers.projects.forms.project import ProjectForm
from seutu.newcomers.projects.models import Project
from seutu.newcomers.projects.presentation import project_items, way, way_in
from seutu.newcomers.projects.queries.pages import last_editor
from seutu.newcomers.projects.queries.visible import projects_visible_to
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import person, project_page, revision_of, worker_page
from seutu.shared.core import clock
from seutu.shared.organizations.queries import is_permitted_on
from seutu.shared.organizations.roles import Permission
from seutu.shared.ui.components import Link
from seutu.shared.ui.versions import conflict_between


@worker_page(Permission.MANAGE_PROJECTS, Permission.READ_FIGURES)
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    rows = list(projects_visible_to(request.user))
    context = {
        "going_on": project_items(each for each in rows if each.ends_on >= today),
        "ended": project_items(each for each in rows if each.ends_on < today),
        "manages": is_permitted_on(request, Permission.MANAGE_PROJECTS),
        "breadcrumb": way(),
    }
    return render(request, "projects/projects.html", context)


@worker_page(Permission.MANAGE_PROJECTS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_project(request: HttpRequest) -> HttpResponse:
    form = ProjectForm(request.POST if request.method == "POST" else None, user=person(request))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.begin_project(form.values(), by=person(request))
        except actions.MayNotLead:
            form.add_error("lead", _("Choose an organization in whose name you manage projects."))
        else:
            messages.success(request, _("The project was begun. Add the other partners, the budget and the targets."))
            return redirect(project)
    title = _("New project")
    context = {
        "form": form,
        "title": title,
        "back": reverse("projects:projects"),
        "breadcrumb": way(Link(title)),
    }
    return render(request, "projects/form.html", context)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change_project(request: HttpRequest, access: Access) -> HttpResponse:
    project = access.project
    form = ProjectForm(request.POST if request.method == "POST" else None, user=person(request), row=project)
    revision, conflict, status = project.revision, None, 200
    if request.method == "POST":
        revision = revision_of(request)
        if form.is_valid():
            try:
                actions.change_project(project, form.values(), revision=revision, by=person(request))
            except EditConflict:
                now = Project.objects.get(pk=project.pk)
                saved = ProjectForm(user=person(request), row=now)
                conflict = conflict_between(saved, form, last_editor(now), now.updated_at)
                revision, status = now.revision, 409
            else:
                messages.success(request, _("Saved."))
                return redirect(project)
    title = _("Change the project")
    context = {
        "form": form,
        "title": title,
        "over": project.name,
        "revision": revision,
        "conflict": conflict,
        "back": project.get_absolute_url(),
        "remove_url": reverse("projects:remove_project", args=[project.slug]),
        "breadcrumb": way_in(project, Link(title)),
    }
    return render(request, "projects/form.html", context, status=status)


@project_page(manages=True)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_project(request: HttpRequest, access: Access) -> HttpResponse:
    project = access.project
    if request.method == "POST":
        try:
            actions.remove_project(project, revision=revision_of(request), by=person(request))
        except EditConflict:
            messages.error(request, _("Somebody changed this meanwhile. Look at it before you remove it."))
        except actions.HasContent:
            words = _(
                "The project has costs, claims, documents or a continuation. It stays, as a record of what was done."
            )
            messages.error(request, words)
        else:
            messages.success(request, _("Removed."))
            return redirect("projects:projects")
        return redirect(project)
    title = _("Remove the project")
    context = {
        "title": title,
        "text": _("The project “%(name)s” is removed with its partners, budget and notes. This cannot be undone.")
        % {"name": project.name},
        "revision": project.revision,
        "back": reverse("projects:change_project", args=[project.slug]),
        "breadcrumb": way_in(project, Link(title)),
    }
    return render(request, "projects/confirm.html", context)
