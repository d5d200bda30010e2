"""Why a record that is published alone may not be published yet: every reason at once, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from seutu.publishing.decisions.models import Initiative, Notice, NoticeKind, OfficerDecision, Remedy
from seutu.publishing.decisions.rules.refusals import (
    Refusal,
    RefusalReason,
    identity_codes_in,
    is_provision,
    refusals_of_files,
    refusals_of_secret,
)
from seutu.shared.core.rich_text import to_text
from seutu.shared.law.days import notice_ends_on
from seutu.shared.law.rules import NoRuleInForce

OF_DECISION = (
    *("title", "officer_name", "background_html", "decision_html", "remedy_provision"),
    *("secrecy_ground", "takeover_exclusion"),
)
OF_NOTICE = ("title", "html", "provision", "where_available", "length_reason")
OF_INITIATIVE = ("title", "html", "first_signatory")


def refusals_of_decision(decision: OfficerDecision, today: dt.date) -> list[Refusal]:
    """Why an office holder's decision may not be published on a day."""
    secret = refusals_of_secret(decision.title, decision.secrecy_ground, is_withheld=decision.is_withheld)
    found = [*secret, *_missing_of_decision(decision, today), *_of_remedy(decision)]
    return found + _codes(decision, OF_DECISION) + refusals_of_files(decision.attachments.select_related("file"))


def refusals_of_notice(notice: Notice, today: dt.date) -> list[Refusal]:
    """Why a notice may not be published on a day (HL 434/2003 62 a §, KuntaL 410/2015 108 §)."""
    found = [*_missing_of_notice(notice)]
    if notice.displayed_on < today:
        found.append(Refusal(RefusalReason.STARTS_IN_PAST, place="displayed_on"))
    return found + _codes(notice, OF_NOTICE) + refusals_of_files(notice.attachments.select_related("file"))


def refusals_of_initiative(initiative: Initiative) -> list[Refusal]:
    """Why an initiative may not be shown to everybody."""
    return _codes(initiative, OF_INITIATIVE)


def has_other_length(notice: Notice) -> bool:
    """Whether a notice is on display for another time than the law's own."""
    try:
        return notice.ends_on != notice_ends_on(notice.kind, notice.displayed_on).day
    except NoRuleInForce:
        return True


def _missing_of_decision(decision: OfficerDecision, today: dt.date) -> Iterator[Refusal]:
    if decision.decided_on > today:
        yield Refusal(RefusalReason.DECIDED_LATER, place="decided_on")
    if not decision.officer_name and not decision.is_withheld:
        yield Refusal(RefusalReason.OFFICER_MISSING, place="officer_name")
    if not decision.is_withheld and not to_text(decision.decision_html):
        yield Refusal(RefusalReason.TEXT_MISSING, place="decision_html")


def _of_remedy(decision: OfficerDecision) -> Iterator[Refusal]:
    if not decision.remedy:
        yield Refusal(RefusalReason.REMEDY_MISSING, place="remedy")
    if decision.remedy == Remedy.BAN and not is_provision(decision.remedy_provision):
        yield Refusal(RefusalReason.BAN_WITHOUT_PROVISION, place="remedy_provision")


def _missing_of_notice(notice: Notice) -> Iterator[Refusal]:
    if not to_text(notice.html):
        yield Refusal(RefusalReason.TEXT_MISSING, place="html")
    if notice.kind == NoticeKind.PUBLIC and not is_provision(notice.provision):
        yield Refusal(RefusalReason.PROVISION_MISSING, place="provision")
    if notice.kind == NoticeKind.PUBLIC and not notice.where_available:
        yield Refusal(RefusalReason.WHERE_MISSING, place="where_available")
    if has_other_length(notice) and not notice.length_reason:
        yield Refusal(RefusalReason.LENGTH_REASON_MISSING, place="length_reason")


def _codes(record: OfficerDecision | Notice | Initiative, fields: tuple[str, ...]) -> list[Refusal]:
    texts = {name: getattr(record, name) for name in fields}
    places = [(name, to_text(text) if name.endswith("html") else text) for name, text in texts.items()]
    if record.case:
        places.append(("case_number", record.case.number))
    if not isinstance(record, Initiative):
        # The name of a file goes out with it.
        places += [
            (f"attachment:{each.position}", f"{each.title}\n{each.file.name if each.file else ''}")
            for each in record.attachments.select_related("file")
        ]
    return identity_codes_in(places)
