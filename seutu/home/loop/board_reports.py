"""A board report on its way to a body: handed in to its clerks, and how that stands."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.text import slugify
from django.utils.translation import gettext as _

from seutu.newcomers.projects.models import BoardReport
from seutu.newcomers.projects.publications.board_document import board_report_pdf
from seutu.newcomers.projects.rules.sheets import paragraphs_of
from seutu.newcomers.projects.steps import Step
from seutu.publishing.decisions.models import AgendaItem
from seutu.publishing.decisions.rules import Reader, visible_items
from seutu.publishing.desk.actions.prepared import Prepared, hand_in
from seutu.publishing.desk.models import PreparedItem, PreparedItemState
from seutu.publishing.desk.queries.prepared import prepared_from
from seutu.shared.accounts.models import User
from seutu.shared.files.actions import store
from seutu.shared.organizations.models import Body
from seutu.shared.ui.dates import day


def source_of(report: BoardReport) -> str:
    """What the desk calls the report by."""
    return f"projects.boardreport:{report.pk}"


def send_to_body(report: BoardReport, body: Body, *, by: User) -> PreparedItem:
    """Hand the report in for the agenda of ``body``: its proposal as the text, itself as the attachment.

    :raises WaitsAlready: it waits for a clerk already.
    """
    with translation.override(report.language):
        file_title = _("Presentation of the project, %(day)s") % {"day": day(report.ends_on)}
    name = f"{slugify(report.project.slug)}-{report.ends_on.isoformat()}.pdf"
    file = store(board_report_pdf(report), name=name, by=by)
    prepared = Prepared(
        title=report.title,
        background_html=_paragraphs(report.done_text),
        proposal_html=_paragraphs(report.proposal_text),
        case_number=report.case_number,
        language=report.language,
        preparers=by.display_name,
        file=file,
        file_title=file_title,
        source=source_of(report),
    )
    return hand_in(body, prepared, by=by)


def step_of(request: HttpRequest, report: BoardReport) -> Step:
    """What can be done next with a report, or how far it has come."""
    send = Step(_("Send the report to the agenda of a body"), reverse("work:send_board_report", args=[report.pk]))
    found = prepared_from(source_of(report))
    if not found:
        return send
    latest = found[0]
    body = {"body": latest.body.name, "day": day(latest.handed_in_at)}
    if latest.state == PreparedItemState.WAITING:
        about = _("Sent on %(day)s to: %(body)s. It waits for the clerk.") % body
        return Step(_("Look at the body"), _page_of(latest.body), about)
    if latest.state == PreparedItemState.RETURNED:
        return Step(_("Send it again"), send.url, _("The clerk returned it: %(why)s") % {"why": latest.why_returned})
    if latest.item is None:
        return Step(_("Send it again"), send.url, _("It was on an agenda, and was taken off it."))
    meeting = {"body": latest.body.name, "day": day(latest.item.meeting.day)}
    about = _("On the agenda: %(body)s %(day)s.") % meeting
    if not AgendaItem.objects.filter(visible_items(Reader()), pk=latest.item.pk).exists():
        return Step(_("Look at the body"), _page_of(latest.body), about)
    place = latest.body.organization.slug, latest.item.meeting.public_id, latest.item.position
    return Step(_("Read the item"), reverse("decisions:item", args=place), about)


def _page_of(body: Body) -> str:
    return reverse("decisions:body", args=[body.organization.slug, body.slug])


def _paragraphs(text: str) -> str:
    return format_html_join("", "<p>{}</p>", ((part,) for part in paragraphs_of(text)))
