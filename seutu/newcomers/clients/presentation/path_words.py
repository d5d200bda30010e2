"""States, duties and refusals of the service path in words, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from seutu.newcomers.clients.rules.duties import Duty, DutyKind, Urgency
from seutu.newcomers.clients.rules.finalising import ExtensionGround, Fault, Refusal
from seutu.newcomers.clients.rules.intake import DeclineReason
from seutu.newcomers.clients.rules.responsibility import Authority, Ground
from seutu.newcomers.clients.rules.workflow import State
from seutu.shared.law.entries import Rule, Section
from seutu.shared.ui.components import Status, Tone, Words
from seutu.shared.ui.dates import day

STATES: Mapping[State, Words] = {
    State.NEW: gettext_lazy("No assessment has been asked for"),
    State.REOPENED: gettext_lazy("The service goes on after its end"),
    State.ASSESSMENT_DUE: gettext_lazy("Assessment has not been started"),
    State.IN_ASSESSMENT: gettext_lazy("Assessment is being made"),
    State.PLAN_DUE: gettext_lazy("Integration plan has not been begun"),
    State.IN_PLANNING: gettext_lazy("Integration plan is being made"),
    State.NO_PLAN: gettext_lazy("No integration plan is needed"),
    State.PLAN_IN_FORCE: gettext_lazy("Integration plan is in force"),
    State.REVIEW_DUE: gettext_lazy("Integration plan is to be reviewed"),
    State.PLAN_OVER: gettext_lazy("Integration plan has ended"),
    State.HANDED_OVER: gettext_lazy("Goes on in another system"),
    State.ENDED: gettext_lazy("Service has ended"),
}
STATE_TONES: Mapping[State, Tone] = {
    State.NO_PLAN: "settled",
    State.PLAN_IN_FORCE: "settled",
    State.ENDED: "firm",
    State.HANDED_OVER: "told",
    State.REVIEW_DUE: "soon",
    State.PLAN_OVER: "soon",
}
DUTIES: Mapping[DutyKind, Words] = {
    DutyKind.ASSESSMENT: gettext_lazy("Start the assessment"),
    DutyKind.FINISH_ASSESSMENT: gettext_lazy("Finish the assessment"),
    DutyKind.PLAN: gettext_lazy("Begin the integration plan"),
    DutyKind.FINISH_PLAN: gettext_lazy("Finish the integration plan"),
    DutyKind.EDUCATION: gettext_lazy("Direct the client to apply for education or a service"),
    DutyKind.REVIEW: gettext_lazy("Review the integration plan"),
    DutyKind.PLAN_END: gettext_lazy("The integration plan ends"),
    DutyKind.ELIGIBILITY_END: gettext_lazy("The time for an assessment ends"),
    DutyKind.FOLLOW_UP: gettext_lazy("Follow up what was agreed"),
    DutyKind.QUIET: gettext_lazy("Get in touch: 120 days without a contact"),
    DutyKind.STATUS: gettext_lazy("Write down the status of work, studies and language"),
    DutyKind.DATA_REQUEST: gettext_lazy("Answer the request for own data"),
}
DECLINE_REASONS: Mapping[DeclineReason, Words] = {
    DeclineReason.NOT_IN_MUNICIPALITY: gettext_lazy("lives in another municipality"),
    DeclineReason.TIME_IS_OVER: gettext_lazy("the time of the law for an assessment is over"),
    DeclineReason.ASSESSED_BEFORE: gettext_lazy("has been assessed before"),
    DeclineReason.NO_NEED: gettext_lazy("has no need for integration services"),
    DeclineReason.EMPLOYMENT_AUTHORITY: gettext_lazy("belongs to the employment authority"),
    DeclineReason.CONSENT_REFUSED: gettext_lazy("did not agree"),
    DeclineReason.OWN_WISH: gettext_lazy("does not want an assessment"),
    DeclineReason.NOT_REACHED: gettext_lazy("could not be reached"),
    DeclineReason.OTHER: pgettext_lazy("decline", "another reason"),
}
EXTENSION_GROUNDS: Mapping[ExtensionGround, Words] = {
    ExtensionGround.CARE_OF_CHILD: gettext_lazy("care of a child, such as parental leave"),
    ExtensionGround.ILLNESS: gettext_lazy("illness"),
    ExtensionGround.DISABILITY: gettext_lazy("disability"),
    ExtensionGround.LITERACY: gettext_lazy("learning to read and write"),
    ExtensionGround.OTHER: pgettext_lazy("extension", "another ground of the law"),
}
AUTHORITIES: Mapping[Authority, Words] = {
    Authority.EMPLOYMENT_AUTHORITY: gettext_lazy("employment authority"),
    Authority.MUNICIPALITY: pgettext_lazy("authority", "municipality"),
}
GROUNDS: Mapping[Ground, Words] = {
    Ground.JOB_SEEKER: gettext_lazy("the client is a job seeker"),
    Ground.GROUP: gettext_lazy("the basis of residence is protection"),
    Ground.NEED: gettext_lazy("the client is no job seeker, so the municipality assesses by need"),
}
_FAULTS: Mapping[Fault, Words] = {
    Fault.NOT_STARTED: gettext_lazy("Write the day on which the assessment was started."),
    Fault.NO_INTERVIEWER: gettext_lazy("Choose the interviewer."),
    Fault.NOT_AN_OFFICIAL: gettext_lazy("Confirm that the interviewer is an office holder: the law asks for one."),
    Fault.NO_TITLE: gettext_lazy("Write the title of the interviewer."),
    Fault.NO_LANGUAGE: gettext_lazy("Choose the language of the talk."),
    Fault.NO_INTERPRETER_LANGUAGE: gettext_lazy("Choose the language of the interpreter."),
    Fault.UNREADABLE: gettext_lazy("The text cannot be opened with the present keys. Tell the operator."),
    Fault.NOT_ACCEPTED_BY_CLIENT: gettext_lazy("Write the day on which the client accepted the plan."),
    Fault.NOT_ACCEPTED_BY_WORKER: gettext_lazy("Write the day on which you accepted the plan."),
}
UNCONFIRMED = gettext_lazy("unconfirmed")


def refusal_words(refusal: Refusal, sections: Iterable[Section], language: str) -> str:
    """What is missing, and what to do."""
    if refusal.fault == Fault.SECTION:
        named = {section.code: section.words.in_language(language) for section in sections}
        words = _("%(section)s: write something, or tick that it does not apply.")
        return words % {"section": named.get(refusal.section, refusal.section)}
    if refusal.deadline is not None and refusal.deadline.day:
        about = {"day": day(refusal.deadline.day), "provision": ", ".join(refusal.deadline.provisions)}
        return _over_words(refusal.fault) % about
    return str(_FAULTS[refusal.fault])


def _over_words(fault: Fault) -> str:
    if fault == Fault.TOO_LONG:
        return _("The first plan can last until %(day)s at the most (%(provision)s). Bring its end forward.")
    if fault == Fault.OVER_TOTAL:
        return _(
            "All plans together can last until %(day)s at the most (%(provision)s). "
            "Bring the end forward, or choose a ground of extension."
        )
    return _("Even when extended, plans can last until %(day)s at the most (%(provision)s). Bring the end forward.")


def provisions_words(rules: Iterable[Rule]) -> str:
    """The rules as a page cites them, with a mark after those that nobody has read from their source."""
    words = []
    for rule in rules:
        mark = "" if rule.confirmed else f" ({UNCONFIRMED})"
        words.append(f"{rule.provision_with_number}{mark}")
    return "; ".join(words)


def duty_words(duty: Duty) -> str:
    """What is to be done."""
    return str(DUTIES[duty.kind])


def duty_when(duty: Duty, today: dt.date) -> str:
    """By when, in a short sentence."""
    if duty.is_immediate:
        return _("Without delay since %(day)s") % {"day": day(duty.since)}
    if duty.due_on is None:
        return _("No last day is known, open since %(day)s") % {"day": day(duty.since)}
    return _("By %(day)s") % {"day": day(duty.due_on)}


def duty_status(duty: Duty, today: dt.date) -> Status:
    """How near it is, in one to three words."""
    left = duty.days_left(today)
    if duty.is_immediate or left is None:
        open_for = duty.days_open(today)
        words = ngettext("open for %(n)s day", "open for %(n)s days", open_for) % {"n": open_for}
        return Status(words, "soon" if duty.is_immediate else "")
    if duty.urgency == Urgency.OVERDUE:
        return Status(ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}, "late")
    if left == 0:
        return Status(_("today"), "soon")
    words = ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    return Status(words, "soon" if duty.urgency == Urgency.SOON else "")
