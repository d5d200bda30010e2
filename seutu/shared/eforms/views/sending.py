"""Checking the answers before sending, sending them, and the acknowledgement."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from seutu.shared.core.rate_limits import TooManyRequests
from seutu.shared.documents.responses import origin_of, pdf_response
from seutu.shared.eforms import bot_protection
from seutu.shared.eforms.actions import sending as actions
from seutu.shared.eforms.actions.desk import AlreadyClosed
from seutu.shared.eforms.answers import mails, pages
from seutu.shared.eforms.answers.judging import Mistake
from seutu.shared.eforms.answers.words import message_of, say
from seutu.shared.eforms.models import AnswerSet, Draft
from seutu.shared.eforms.presentation import receipts
from seutu.shared.eforms.presentation.told import Part, parts_of
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.subjects import subject_of
from seutu.shared.eforms.views.completing import asked_in, closed_page
from seutu.shared.eforms.views.pages import telling_of
from seutu.shared.eforms.views.visit import BY, Visit, page_of_form
from seutu.shared.messages.writing import BadRecipient


@page_of_form("review", "GET", "HEAD", "POST")
def review(visit: Visit) -> HttpResponse:
    draft = visit.draft
    if draft is None:
        # Sent already, by a second press of the button.
        return visit.go("receipt") if visit.sent else visit.gone()
    if visit.request.method != "POST":
        return _review_page(visit, draft)
    proof = visit.request.POST.get("proof", "")
    if visit.request.POST.get(bot_protection.TRAP):
        return _review_page(visit, draft, trouble=say("fault.trap", visit.language), is_trapped=True)
    is_solved = bot_protection.is_solved(draft, proof)
    if not is_solved and not bot_protection.has_waited(draft):
        return _review_page(visit, draft, trouble=say("fault.too_fast", visit.language))
    return _send(visit, draft, is_solved=is_solved)


def _send(visit: Visit, draft: Draft, *, is_solved: bool) -> HttpResponse:
    try:
        bot_protection.count_sending(visit.request, is_solved=is_solved)
        about = subject_of(draft.subject, visit.form)
        last_day = about.last_day if about else None
        actions.submit(draft, last_day=last_day, site=origin_of(visit.request), by=BY)
    except TooManyRequests as refusal:
        return visit.too_many(refusal)
    except actions.NotReady:
        return _review_page(visit, draft)
    except actions.Gone:
        return visit.gone()
    except AlreadyClosed:
        return closed_page(visit, draft)
    return visit.go("receipt")


def _review_page(
    visit: Visit, draft: Draft, *, trouble: Spoken | None = None, is_trapped: bool = False
) -> HttpResponse:
    judged = queries.judged(draft)
    shown = pages.shown_pages(visit.prepared.spec, judged)
    parts = parts_of(telling_of(visit, queries.files_of(draft)), judged.answers, judged.relevant)
    context = {
        "asked": asked_in(visit, draft, judged),
        "parts": [(part, _page_number(visit, part.first_name)) for part in parts],
        "mistakes": [_mistake(visit, mistake) for mistake in judged.mistakes],
        "trouble": trouble,
        "is_trapped": is_trapped,
        "trap": bot_protection.TRAP,
        "challenge": bot_protection.challenge_of(draft),
        "bits": bot_protection.BITS,
        "last": shown[-1].number,
    }
    return visit.render("eforms/review.html", context)


def _mistake(visit: Visit, mistake: Mistake) -> dict[str, Any]:
    return {
        "label": visit.frame.said(mistake.field.label),
        "message": message_of(mistake, visit.language, visit.frame.fallbacks),
        "number": _page_number(visit, mistake.field.name),
        "key": mistake.key,
    }


def _page_number(visit: Visit, name: str) -> int:
    found = pages.page_of(visit.prepared.spec, name)
    return found.number if found else 0


@page_of_form("receipt", "GET", "HEAD", "POST")
def receipt(visit: Visit) -> HttpResponse:
    sent = visit.sent
    if sent is None:
        return visit.gone()
    trouble, is_mailed, email = None, False, ""
    if visit.request.method == "POST":
        email = visit.request.POST.get("email", "").strip()
        try:
            bot_protection.count_mail(visit.request)
            actions.mail_receipt(sent, to=email, lines=_mail_lines(visit, sent), language=visit.language, by=BY)
            is_mailed = True
        except TooManyRequests as refusal:
            return visit.too_many(refusal)
        except BadRecipient:
            trouble = say("fault.not_email", visit.language)
    submission = sent.submission
    context = {
        "submission": submission,
        "sent": sent,
        "completed": receipts.completed(sent, visit.frame),
        "arrived": visit.frame.day_and_time(submission.arrived_at),
        "answer_by": visit.frame.day(submission.answer_by) if submission.answer_by else "",
        "thanks": visit.frame.said(visit.prepared.spec.thanks),
        "parts": _sent_parts(visit, sent),
        "trouble": trouble,
        "is_mailed": is_mailed,
        "email": email if trouble else "",
    }
    return visit.render("eforms/receipt.html", context)


@page_of_form("receipt_pdf", "GET", "HEAD")
def receipt_pdf(visit: Visit) -> HttpResponse:
    sent = visit.sent
    if sent is None:
        return visit.gone()
    title = visit.frame.said(visit.prepared.spec.title)
    document = receipts.receipt(sent, title, _sent_parts(visit, sent), visit.frame)
    return pdf_response(document, name=sent.submission.number)


def _sent_parts(visit: Visit, sent: AnswerSet) -> list[Part]:
    return parts_of(telling_of(visit, sent.submission.files.all()), sent.answers)


def _mail_lines(visit: Visit, sent: AnswerSet) -> dict[str, str]:
    """The words of the mail: number and time. The form's title may tell what it is about, so it stays out."""
    language, submission = visit.language, sent.submission
    answer_by = visit.frame.day(submission.answer_by) if submission.answer_by else ""
    completed = receipts.completed(sent, visit.frame)
    return {
        "subject": mails.said("mail.receipt_subject", language, number=submission.number),
        "received": mails.said("complete.received" if completed else "received", language),
        "number": mails.labelled("number", submission.number, language),
        "arrived": mails.labelled("arrived", visit.frame.day_and_time(submission.arrived_at), language),
        "completed": mails.labelled("complete.completed", completed, language) if completed else "",
        "answer_by": mails.labelled("answer_by", answer_by, language) if answer_by else "",
        "organization": mails.labelled("recipient", submission.organization.full_name, language),
        "no_reply": mails.said("mail.no_reply", language),
        "remark": mails.remark(language),
    }
