"""Saving a draft to go on later by a one-time link, going on by it, and deleting a draft.

Opening a link changes nothing, since programs that look into mails open every link: going on is a POST.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from seutu.shared.core import clock
from seutu.shared.core.rate_limits import TooManyRequests
from seutu.shared.eforms import bot_protection
from seutu.shared.eforms.actions import drafts
from seutu.shared.eforms.answers import mails
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.models import Draft
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.views.visit import BY, CHANGES, DELETED, Visit, page_of_form
from seutu.shared.messages.writing import BadRecipient


@page_of_form("save", "GET", "HEAD", "POST")
def save(visit: Visit) -> HttpResponse:
    draft = visit.draft
    return visit.gone() if draft is None else saved_page(visit, draft)


def saved_page(visit: Visit, draft: Draft) -> HttpResponse:
    """The page that says that the answers are kept; a POST has a new link made, which is shown here only."""
    context: dict[str, Any] = {"until": visit.frame.day(clock.day_of(draft.expires_at)), "last": draft.page}
    if visit.request.method == "POST":
        try:
            context |= _made(visit, draft)
        except TooManyRequests as refusal:
            return visit.too_many(refusal)
    return visit.render("eforms/saved.html", context)


def _made(visit: Visit, draft: Draft) -> dict[str, Any]:
    """A link to be shown, or mailed when an address was given."""
    # A question of the form may have this name too: its page has buttons with a name.
    if "email" not in visit.request.POST or "do" in visit.request.POST:
        return {"link": _link(visit, draft)}
    email = visit.request.POST["email"].strip()
    bot_protection.count_mail(visit.request)
    until = visit.frame.day(clock.day_of(draft.expires_at))
    lines = {
        "subject": mails.said("mail.link_subject", visit.language),
        "lead": mails.said("saved_lead", visit.language, until=until),
        "no_reply": mails.said("mail.no_reply", visit.language),
        "remark": mails.remark(visit.language),
    }
    try:
        drafts.mail_link(draft, to=email, lines=lines, language=visit.language, address=_link(visit, draft), by=BY)
    except BadRecipient:
        return {"trouble": say("fault.not_email", visit.language), "email": email}
    return {"is_mailed": True}


def _link(visit: Visit, draft: Draft) -> str:
    return visit.request.build_absolute_uri(visit.url("resume", drafts.make_link(draft, by=BY)))


@page_of_form("resume", "GET", "HEAD", "POST")
def resume(visit: Visit, secret: str) -> HttpResponse:
    link = queries.link_by(secret, visit.form)
    if link is None:
        return visit.render("eforms/dead_link.html", {}, status=404)
    if visit.request.method != "POST":
        return visit.render("eforms/resume.html", {})
    try:
        _draft, key = drafts.use_link(link, by=BY)
    except drafts.DeadLink:
        return visit.render("eforms/dead_link.html", {}, status=404)
    return visit.remember(visit.go("page"), key)


@page_of_form("delete", "POST")
def delete(visit: Visit) -> HttpResponse:
    what = ""
    if visit.draft is not None:
        what = f"={CHANGES}" if visit.draft.completes_id else ""
        drafts.throw_away(visit.draft, by=BY)
    return visit.forget(visit.go("start", after=f"?{DELETED}{what}"))
