"""Checking the answers before sending, sending them, and the acknowledgement."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from seutu.shared.core.rate_limits import TooManyRequests
from seutu.shared.documents.responses import origin_of, pdf_response
from seutu.shared.eforms import bot_protection
from seutu.shared.eforms.actions import sending as actions
from seutu.shared.eforms.answers import mails, pages
from seutu.shared.eforms.answers.judging import Mistake
from seutu.shared.eforms.answers.words import message_of, say
from seutu.shared.eforms.models import Draft, Submission
from seutu.shared.eforms.presentation import receipts
from seutu.shared.eforms.presentation.told import Part, parts_of
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.subjects import subject_of
from seutu.shared.eforms.views.pages import telling_of
from seutu.shared.eforms.views.visit import BY, Visit, page_of_form
from seutu.shared.messages.writing import BadRecipient


@page_of_form("review", "GET", "HEAD", "POST")
def review(visit: Visit) -> HttpResponse:
    draft = visit.draft
    if draft is None:
        # Sent already, by a second press of the button.
        return visit.go("receipt") if queries.receipt_by(visit.key, visit.form) else visit.gone()
    if visit.request.method != "POST":
        return _review_page(visit, draft)
    proof = visit.request.POST.get("proof", "")
    if visit.request.POST.get(bot_protection.TRAP):
        return _review_page(visit, draft, trouble=say("fault.trap", visit.language), is_trapped=True)
    is_solved = bot_protection.is_solved(draft, proof)
    if not is_solved and not bot_protection.has_waited(draft):
        return _review_page(visit, draft, trouble=say("fault.too_fast", visit.language))
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
    return visit.go("receipt")


def _review_page(
    visit: Visit, draft: Draft, *, trouble: Spoken | None = None, is_trapped: bool = False
) -> HttpResponse:
    judged = queries.judged(draft)
    shown = pages.shown_pages(visit.prepared.spec, judged)
    parts = parts_of(telling_of(visit, draft), judged.answers, judged.relevant)
    context = {
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
    submission = queries.receipt_by(visit.key, visit.form)
    if submission is None:
        return visit.gone()
    trouble, is_mailed, email = None, False, ""
    if visit.request.method == "POST":
        email = visit.request.POST.get("email", "").strip()
        try:
            bot_protection.count_mail(visit.request)
            actions.mail_receipt(
                submission, to=email, lines=_mail_lines(visit, submission), language=visit.language, by=BY
            )
            is_mailed = True
        except TooManyRequests as refusal:
            return visit.too_many(refusal)
        except BadRecipient:
            trouble = say("fault.not_email", visit.language)
    context = {
        "submission": submission,
        "arrived": visit.frame.day_and_time(submission.arrived_at),
        "answer_by": visit.frame.day(submission.answer_by) if submission.answer_by else "",
        "thanks": visit.frame.said(visit.prepared.spec.thanks),
        "parts": _sent_parts(visit, submission),
        "trouble": trouble,
        "is_mailed": is_mailed,
        "email": email if trouble else "",
    }
    return visit.render("eforms/receipt.html", context)


@page_of_form("receipt_pdf", "GET", "HEAD")
def receipt_pdf(visit: Visit) -> HttpResponse:
    submission = queries.receipt_by(visit.key, visit.form)
    if submission is None:
        return visit.gone()
    title = visit.frame.said(visit.prepared.spec.title)
    document = receipts.receipt(submission, title, _sent_parts(visit, submission), visit.frame)
    return pdf_response(document, name=submission.number)


def _sent_parts(visit: Visit, submission: Submission) -> list[Part]:
    answers = submission.answer_sets.order_by("number").first()
    return parts_of(telling_of(visit, submission), answers.answers if answers else {})


def _mail_lines(visit: Visit, submission: Submission) -> dict[str, str]:
    """The words of the mail: number and time. The form's title may tell what it is about, so it stays out."""
    language = visit.language
    answer_by = visit.frame.day(submission.answer_by) if submission.answer_by else ""
    return {
        "subject": mails.said("mail.receipt_subject", language, number=submission.number),
        "received": mails.said("received", language),
        "number": mails.labelled("number", submission.number, language),
        "arrived": mails.labelled("arrived", visit.frame.day_and_time(submission.arrived_at), language),
        "answer_by": mails.labelled("answer_by", answer_by, language) if answer_by else "",
        "organization": mails.labelled("recipient", submission.organization.full_name, language),
        "no_reply": mails.said("mail.no_reply", language),
        "remark": mails.remark(language),
    }
