"""What still stands in the way of finalising an assessment or a plan: each reason by name."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from seutu.newcomers.clients.models import Assessment, IntegrationPlan, Interpreting, PathDocument
from seutu.newcomers.clients.rules.path_law import assessment_sections, judging_day, plan_sections, worded_day
from seutu.shared.law import integration
from seutu.shared.law.entries import Section
from seutu.shared.law.periods import Deadline


class Fault(enum.StrEnum):
    """A reason why it cannot be finalised."""

    NOT_STARTED = "not_started"
    NO_INTERVIEWER = "no_interviewer"
    NOT_AN_OFFICIAL = "not_an_official"
    NO_TITLE = "no_title"
    NO_LANGUAGE = "no_language"
    NO_INTERPRETER_LANGUAGE = "no_interpreter_language"
    UNREADABLE = "unreadable"
    SECTION = "section"
    NOT_ACCEPTED_BY_CLIENT = "not_accepted_by_client"
    NOT_ACCEPTED_BY_WORKER = "not_accepted_by_worker"
    TOO_LONG = "too_long"
    OVER_TOTAL = "over_total"
    OVER_EXTENSION = "over_extension"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A fault; of a section with its code, of a length with the deadline that it goes over."""

    fault: Fault
    section: str = ""
    deadline: Deadline | None = None


class ExtensionGround(enum.StrEnum):
    """Why a plan may go on over the usual total; the act's own list has not been read, so "other" is among them."""

    CARE_OF_CHILD = "care_of_child"
    ILLNESS = "illness"
    DISABILITY = "disability"
    LITERACY = "literacy"
    OTHER = "other"


def sections_of(document: PathDocument) -> tuple[Section, ...]:
    """The sections of a document by the law of its day."""
    on = document_day(document)
    return assessment_sections(on) if isinstance(document, Assessment) else plan_sections(on)


def document_day(document: PathDocument) -> dt.date:
    """The day whose law names a document and its sections."""
    if isinstance(document, Assessment):
        return worded_day(document.client.began_on, document.asked_on)
    if isinstance(document, IntegrationPlan):
        return worded_day(document.client.began_on, document.starts_on)
    raise TypeError(document)


def untouched(sections: Iterable[Section], answers: object) -> list[Section]:
    """The obligatory sections in which nothing is written and of which nobody says that they do not apply."""
    given = answers if isinstance(answers, Mapping) else {}
    return [each for each in sections if not each.optional and not is_touched(given.get(each.code))]


def is_touched(answer: object) -> bool:
    """Whether a section has a text, or is said not to apply."""
    if not isinstance(answer, Mapping):
        return False
    return bool(answer.get("not_applicable")) or bool(str(answer.get("text") or "").strip())


def refusals_of_assessment(assessment: Assessment) -> list[Refusal]:
    """Why an assessment cannot be finalised yet; the initial interview is always an official's."""
    faults = [] if assessment.started_on else [Refusal(Fault.NOT_STARTED)]
    faults += _of_talk(assessment)
    if not assessment.interviewer_is_official:
        faults.append(Refusal(Fault.NOT_AN_OFFICIAL))
    return [*faults, *_of_sections(assessment)]


def refusals_of_plan(plan: IntegrationPlan, others: Sequence[IntegrationPlan]) -> list[Refusal]:
    """Why a version of a plan cannot be finalised yet; ``others`` are the client's other versions."""
    faults = [*_of_talk(plan), *_of_sections(plan)]
    if plan.accepted_by_client_on is None:
        faults.append(Refusal(Fault.NOT_ACCEPTED_BY_CLIENT))
    if plan.accepted_by_worker_on is None:
        faults.append(Refusal(Fault.NOT_ACCEPTED_BY_WORKER))
    return [*faults, *refusals_of_length(plan, others)]


def _of_talk(document: PathDocument) -> Iterator[Refusal]:
    if document.interviewer_id is None:
        yield Refusal(Fault.NO_INTERVIEWER)
    if not document.interviewer_title.strip():
        yield Refusal(Fault.NO_TITLE)
    if not document.language:
        yield Refusal(Fault.NO_LANGUAGE)
    if document.interpreting != Interpreting.NONE and not document.interpreter_language:
        yield Refusal(Fault.NO_INTERPRETER_LANGUAGE)


def _of_sections(document: PathDocument) -> Iterator[Refusal]:
    if document.sections is not None and not isinstance(document.sections, Mapping):
        yield Refusal(Fault.UNREADABLE)
        return
    for section in untouched(sections_of(document), document.sections):
        yield Refusal(Fault.SECTION, section.code)


def refusals_of_length(plan: IntegrationPlan, others: Sequence[IntegrationPlan]) -> list[Refusal]:
    """Which limit of the law a version goes over: of the first plan, of all together, of the extension."""
    final = [each for each in others if each.finalised_at and each.number < plan.number]
    first = min([*final, plan], key=lambda each: each.number)
    on = judging_day(plan.client.began_on, first.starts_on)
    latest = integration.plan_latest_end(first.starts_on, not final, on)
    if _is_over(plan.ends_on, latest):
        return [Refusal(Fault.TOO_LONG, deadline=latest)]
    total = integration.plan_total_end(first.starts_on, on)
    if not _is_over(plan.ends_on, total):
        return []
    if not plan.extension_ground:
        return [Refusal(Fault.OVER_TOTAL, deadline=total)]
    extended = integration.plan_total_end(first.starts_on, on, is_extended=True)
    return [Refusal(Fault.OVER_EXTENSION, deadline=extended)] if _is_over(plan.ends_on, extended) else []


def _is_over(day: dt.date, limit: Deadline) -> bool:
    return limit.day is not None and day > limit.day
