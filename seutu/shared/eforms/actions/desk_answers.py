"""What goes from the desk to the sender: answers, and requests for completion. A mail tells only that one waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.eforms.actions.desk import locked_open, save
from seutu.shared.eforms.actions.links import address_of, let_go, mail_language, new_link
from seutu.shared.eforms.answers import mails
from seutu.shared.eforms.answers.words import FALLBACKS
from seutu.shared.eforms.answers.words import LANGUAGES as WORDED
from seutu.shared.eforms.models import CompletionRequest, DeskMessage, OneTimeLink, Submission
from seutu.shared.eforms.queries.answering import hash_of
from seutu.shared.eforms.spec import codec
from seutu.shared.eforms.spec.items import Field, fields_of
from seutu.shared.messages.actions import send_mail

ANSWER_LASTS = dt.timedelta(days=30)
# Somebody who is a few days late completes all the same: what came in late is still better than nothing.
GRACE = dt.timedelta(days=7)
ANSWER_MAIL = "eforms/email/answer_waits.txt"
COMPLETION_MAIL = "eforms/email/completion_asked.txt"


class NoAddress(Exception):
    """The sender left no e-mail address, so that nothing can be sent to them."""


class NothingAsked(Exception):
    """A request for completion names neither a field nor anything in words."""


class UnknownField(Exception):
    """A field was named that the form has not, or that nobody answers."""


class DayPast(Exception):
    """The day by which to complete is over already."""


@transaction.atomic
def answer(submission: Submission, text: str, *, site: str, revision: int, by: User) -> DeskMessage:
    """Answer the sender. They read it by a one-time link on ``site``; the mail with it tells only that it waits.

    :raises NoAddress: they left no address.
    :raises AlreadyClosed, NotForThem, StaleSubmission: see `desk`.
    """
    found = locked_open(submission, revision=revision, by=by)
    if not found.reply_email:
        raise NoAddress
    message = DeskMessage.objects.create(submission=found, text=text, sent_by=by)
    let_go(found, OneTimeLink.Purpose.READ)
    secret = new_link(OneTimeLink.Purpose.READ, submission=found, lasts=ANSWER_LASTS)
    last_day = clock.day_of(clock.now() + ANSWER_LASTS)
    _mail(found, ANSWER_MAIL, secret=secret, last_day=last_day, site=site, by=by)
    found.state = Submission.State.ANSWERED
    save(found, "state")
    record("submission.answered", target=found, by=by, details={"message": message.pk})
    return message


@transaction.atomic
def ask_for_completion(
    submission: Submission,
    field_names: Sequence[str],
    text: str,
    complete_by: dt.date,
    *,
    site: str,
    revision: int,
    by: User,
) -> CompletionRequest:
    """Send a submission back to its sender to be completed: the fields by name, what is needed in words.

    :raises NothingAsked, UnknownField, DayPast: what is asked cannot be asked.
    :raises NoAddress: they left no address.
    :raises AlreadyClosed, NotForThem, StaleSubmission: see `desk`.
    """
    found = locked_open(submission, revision=revision, by=by)
    if not found.reply_email:
        raise NoAddress
    _refuse(found, field_names, text, complete_by)
    asked = CompletionRequest.objects.create(
        submission=found, field_names=list(field_names), text=text, complete_by=complete_by, asked_by=by
    )
    let_go(found, OneTimeLink.Purpose.COMPLETE)
    until = clock.start_of(complete_by + clock.ONE_DAY) + GRACE
    secret = new_link(OneTimeLink.Purpose.COMPLETE, submission=found, lasts=until - clock.now())
    _mail(found, COMPLETION_MAIL, secret=secret, last_day=complete_by, site=site, by=by, is_form=bool(field_names))
    found.state = Submission.State.WAITING
    save(found, "state")
    record(
        "submission.completion_asked", target=found, by=by, details={"request": asked.pk, "fields": len(field_names)}
    )
    return asked


def _refuse(submission: Submission, field_names: Sequence[str], text: str, complete_by: dt.date) -> None:
    if not field_names and not text.strip():
        raise NothingAsked
    if complete_by < clock.today():
        raise DayPast
    spec = codec.from_json(submission.version.spec)
    answered = {
        each.item.name for each in fields_of(spec) if isinstance(each.item, Field) and each.item.kind.takes_answers
    }
    if not answered.issuperset(field_names):
        raise UnknownField


def _mail(
    submission: Submission,
    template: str,
    *,
    secret: str,
    last_day: dt.date,
    site: str,
    by: User,
    is_form: bool = False,
) -> None:
    language = submission.language if submission.language in WORDED else FALLBACKS[0]
    page_language = mail_language(language)
    about = "answer" if template == ANSWER_MAIL else "completion"
    of_link = "mail.completion_form_link" if is_form else f"mail.{about}_link"
    # The page of a link that opens a form is in the language of the form.
    is_in_english = page_language != language and not is_form
    values = {"number": submission.number, "day": mails.day(last_day, language)}
    send_mail(
        to=submission.reply_email,
        template=template,
        context={
            "subject": mails.said(f"mail.{about}_subject", language, organization=submission.organization.full_name),
            "lead": mails.said(f"mail.{about}_lead", language, **values),
            "link": address_of(secret, site=site, language=page_language),
            "of_link": mails.said(of_link, language, **values),
            "of_page": mails.said("mail.page_in_english", language) if is_in_english else "",
            "nothing_sent": mails.said("mail.nothing_sent", language),
            "remark": mails.remark(language),
        },
        language=language,
        key=f"eforms.link:{hash_of(secret)}",
        organization=submission.organization,
        by=by,
        has_secret=True,
    )
