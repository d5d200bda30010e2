"""Two people changed the same thing: both versions side by side, and a choice for each difference."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions.models import AgendaItem, Meeting
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions import drafts
from seutu.publishing.desk.forms.sheets import SHEETS, Known
from seutu.publishing.desk.forms.typed import Fields, Sheet, from_fields
from seutu.publishing.desk.models import Draft
from seutu.publishing.desk.queries.drafts import TARGET, draft_of
from seutu.publishing.desk.queries.editors import last_change
from seutu.publishing.desk.views.frame import item_at, meeting_at, person, replaced_target
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def conflict(request: HttpRequest, target: str) -> HttpResponse:
    known, row = _named(request, target)
    draft = draft_of(person(request), target, request.GET.get("luonnos", ""))
    address = reverse(known.url_name, args=[row.pk])
    if draft is None:
        return redirect(address)
    mine, theirs = known.kind.typed(from_fields(draft.fields)), known.kind.filled(*known.content(row))
    if request.method == "POST":
        _choose(request, draft, mine, theirs, revision=row.revision)
        return redirect(f"{address}?luonnos={draft.pk}")
    found = presentation.differences(mine, theirs)
    told = last_change(row)
    meeting = row.meeting if isinstance(row, AgendaItem) else row
    context: dict[str, Any] = {
        "differences": found,
        "draft": draft,
        "editor": told[0] if told else "",
        "changed_at": told[1] if told else row.updated_at,
        "title": presentation.item_named(row) if isinstance(row, AgendaItem) else presentation.named(row),
        "address": address,
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Two versions"))),
    }
    return render(request, "desk/conflict.html", context)


def _named(request: HttpRequest, target: str) -> tuple[Known, Meeting | AgendaItem]:
    found = TARGET.fullmatch(target)
    known = SHEETS.get(found[1]) if found else None
    if not found or known is None:
        raise Http404("no such form")
    key = int(found[3])
    return known, item_at(request, key) if known.is_of_item else meeting_at(request, key)


def _choose(request: HttpRequest, draft: Draft, mine: Sheet, theirs: Sheet, *, revision: int) -> None:
    """Keep the chosen mixture as the draft to go on with, and beside it the version that it would replace."""
    kept: Fields = theirs.fields()
    own = mine.fields()
    for entry in mine.entries():
        if request.POST.get(f"choice-{entry.key}") == "mine":
            for name in entry.names:
                kept[name] = own[name]
    _count_rows(kept, theirs)
    drafts.keep_draft(replaced_target(draft.target), theirs.fields(), base_revision=revision, by=person(request))
    drafts.keep_draft(draft.target, kept, base_revision=revision, opening=draft.opening, by=person(request))


def _count_rows(kept: Fields, sheet: Sheet) -> None:
    """Say how many rows the mixture has: rows may stand in one version only."""
    if sheet.rows is None:
        return
    prefix = sheet.rows.prefix
    numbers = [
        int(name.split("-")[1]) for name in kept if name.startswith(f"{prefix}-") and name.split("-")[1].isdigit()
    ]
    kept[f"{prefix}-TOTAL_FORMS"] = [str(max(numbers, default=-1) + 1)]
