"""Writing at once the decisions that were made as proposed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from seutu.publishing.decisions.actions import EditConflict, NotPublishable, WrongState
from seutu.publishing.decisions.models import AgendaItem, Meeting
from seutu.publishing.desk import presentation
from seutu.publishing.desk.actions.decisions import decide_at_once
from seutu.publishing.desk.forms.decisions_at_once import AsProposedForm
from seutu.publishing.desk.queries import meetings as queries
from seutu.publishing.desk.views import frame
from seutu.shared.accounts.rules import signed_in
from seutu.shared.ui.components import Link


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def decisions_at_once(request: HttpRequest, meeting_id: int) -> HttpResponse:
    meeting = frame.meeting_at(request, meeting_id)
    if frame.is_out(meeting) or not frame.is_written(meeting):
        messages.info(request, _("Decisions are written when the minutes are. Begin the minutes first."))
        return frame.to_bench(meeting)
    items = queries.workbench_items(meeting)
    proposed, others = queries.undecided(items)
    form = AsProposedForm(request.POST or None, proposed=proposed, named=presentation.item_named)
    refusals: list[presentation.RefusalLine] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _written(request, meeting, form)
        except (EditConflict, WrongState):
            messages.error(request, _("One of the items was changed meanwhile. Look at the list, and save again."))
            return frame.to_bench(meeting)
        except NotPublishable as refusal:
            refusals = presentation.refusal_lines(meeting, items, refusal.refusals)
    return render(request, "desk/decisions_at_once.html", _context(meeting, form, others) | {"refusals": refusals})


def _written(request: HttpRequest, meeting: Meeting, form: AsProposedForm) -> HttpResponse:
    decided = form.decided()
    decide_at_once(decided, by=frame.person(request))
    words = ngettext("%(n)s decision was saved.", "%(n)s decisions were saved.", len(decided))
    messages.success(request, words % {"n": len(decided)})
    return frame.to_bench(meeting)


def _context(meeting: Meeting, form: AsProposedForm, others: list[AgendaItem]) -> dict[str, object]:
    return {
        "meeting": meeting,
        "form": form,
        "sheet": {"form": form, "rows": ()},
        "others": [(item, presentation.item_named(item)) for item in others],
        "breadcrumb": presentation.breadcrumb(meeting, Link(_("Decisions at once"))),
    }
