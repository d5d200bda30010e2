"""The service path as a page shows it: where the client stands, what is due, and what has been written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from seutu.newcomers.clients.client_sections import Opened
from seutu.newcomers.clients.models import (
    Assessment,
    ChecklistStep,
    Client,
    IntegrationPlan,
    StatusRecord,
    SystemOfRecord,
)
from seutu.newcomers.clients.presentation.path_words import (
    AUTHORITIES,
    GROUNDS,
    STATE_TONES,
    STATES,
    duty_status,
    duty_when,
    duty_words,
    provisions_words,
)
from seutu.newcomers.clients.queries.arrivals import arrival_of
from seutu.newcomers.clients.queries.path import path_of
from seutu.newcomers.clients.rules.checklist import concerning_steps
from seutu.newcomers.clients.rules.duties import Duty, DutyKind, duties_of, plan_due_after, status_due
from seutu.newcomers.clients.rules.finalising import document_day
from seutu.newcomers.clients.rules.path_facts import PathFacts
from seutu.newcomers.clients.rules.path_law import assessment_name, plan_name, worded_day
from seutu.newcomers.clients.rules.responsibility import responsible_for
from seutu.newcomers.clients.rules.workflow import standing_of
from seutu.shared.core import clock
from seutu.shared.ui.components import Status
from seutu.shared.ui.dates import day, period


@dataclass(frozen=True)
class DutyLine:
    """A duty as a row of a list. ``about`` says by when and by which provision."""

    words: str
    about: str
    status: Status
    url: str = ""


@dataclass(frozen=True)
class DocumentLine:
    """An assessment, or a version of a plan, as a row of a list."""

    words: str
    about: str
    status: Status
    url: str


@dataclass(frozen=True)
class StepLine:
    """A step of the arrival that concerns the client."""

    words: str
    status: Status


@dataclass(frozen=True)
class StatusLine:
    """Where the client stood at a point; empty ``row`` where it has not been written down."""

    point: str
    words: str
    row: StatusRecord | None
    due_on: dt.date | None


@dataclass(frozen=True)
class PathPanel:
    """Everything that the pages show of a path."""

    client: Client
    state: Status
    state_about: str
    is_reopened: bool
    responsible: str
    responsible_about: str
    belongs_elsewhere: bool
    duties: Sequence[DutyLine]
    assessments: Sequence[DocumentLine]
    plans: Sequence[DocumentLine]
    steps: Sequence[StepLine]
    steps_left: int
    statuses: Sequence[StatusLine]
    may_write: bool
    has_open_assessment: bool
    has_open_plan: bool
    has_plan: bool
    no_plan_url: str
    no_plan: str

    @property
    def documents(self) -> list[DocumentLine]:
        """What has been written, the plans first."""
        return [*self.plans, *self.assessments]


def path_section(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    """The section of the client's page."""
    panel = path_panel(opened.client, may_write=opened.is_writable)
    return {"panel": panel, "next_duty": panel.duties[0] if panel.duties else None}


def path_panel(client: Client, *, may_write: bool) -> PathPanel:
    """The path of a client whom the reader may see. Costs the same number of questions for every client."""
    today = clock.today()
    facts = path_of(client)
    standing = standing_of(facts, today)
    assessments = list(client.assessments.defer("sections").order_by("-asked_on", "-pk"))
    plans = list(client.plans.defer("sections").order_by("-number"))
    for each in assessments:
        each.client = client
    for version in plans:
        version.client = client
    steps, due_after = _steps(client), plan_due_after(facts)
    on = worded_day(client.began_on, facts.open_assessment.asked_on if facts.open_assessment else client.began_on)
    told = responsible_for(is_job_seeker=client.is_job_seeker, basis_group=client.basis_group, on=on)
    return PathPanel(
        client=client,
        state=Status(STATES[standing.state], STATE_TONES.get(standing.state, "")),
        state_about=_standing_about(standing.next_duty, standing.since, today),
        is_reopened=standing.is_reopened,
        responsible=str(AUTHORITIES[told.authority]),
        responsible_about=f"{GROUNDS[told.ground]}: {provisions_words(told.rules)}" if told.rules else "",
        belongs_elsewhere=_is_any_elsewhere([*assessments, *plans], told.system),
        duties=[duty_line(duty, client, today) for duty in duties_of(facts, today)],
        assessments=[_assessment_line(each) for each in assessments],
        plans=[_plan_line(each) for each in plans],
        steps=steps,
        steps_left=sum(not each.status.tone for each in steps),
        statuses=_statuses(client, facts),
        may_write=may_write,
        has_open_assessment=facts.open_assessment is not None,
        has_open_plan=facts.open_plan is not None,
        has_plan=bool(plans),
        no_plan_url=reverse("clients:no_plan", args=[client.reference, due_after]) if due_after else "",
        no_plan=_no_plan_words(facts, assessments),
    )


def _no_plan_words(facts: PathFacts, assessments: Sequence[Assessment]) -> str:
    """What was decided after the last assessment; "" when a plan is needed or nothing was decided."""
    last = facts.finalised_assessment
    if facts.no_plan_on is None or last is None:
        return ""
    ground = next(each.get_no_plan_ground_display() for each in assessments if each.pk == last.pk)
    words = _("Decided on %(day)s that no plan is needed: %(ground)s.")
    return words % {"day": day(facts.no_plan_on), "ground": ground}


def _is_any_elsewhere(documents: Sequence[Assessment | IntegrationPlan], system: str) -> bool:
    return any(_is_elsewhere(each, system) for each in documents)


def _is_elsewhere(document: Assessment | IntegrationPlan, system: str) -> bool:
    """Whether an open document is kept for job seekers though the client is none, or the other way round."""
    if document.is_read_only or document.system_of_record == system:
        return False
    return SystemOfRecord.A_TMT in {document.system_of_record, system}


def _standing_about(duty: Duty | None, since: dt.date, today: dt.date) -> str:
    begun = _("Since %(day)s.") % {"day": day(since)}
    if duty is None:
        return begun
    provisions = provisions_words(duty.rules)
    following = pgettext("duty", "Next: %(duty)s.") % {"duty": duty_words(duty)}
    return f"{begun} {following} {duty_when(duty, today)}{f' ({provisions})' if provisions else ''}."


def duty_line(duty: Duty, client: Client, today: dt.date) -> DutyLine:
    """A duty of ``client`` as a row."""
    provisions = provisions_words(duty.rules)
    about = f"{duty_when(duty, today)}{f' · {provisions}' if provisions else ''}"
    return DutyLine(duty_words(duty), about, duty_status(duty, today), duty_url(duty))


def duty_url(duty: Duty) -> str:
    """Where a duty is done; "" where the page is not of the service path."""
    reference = duty.reference
    if duty.kind in {DutyKind.ASSESSMENT, DutyKind.FINISH_ASSESSMENT}:
        return reverse("clients:assessment", args=[reference, duty.subject_id])
    if duty.kind == DutyKind.PLAN:
        return reverse("clients:new_plan", args=[reference])
    if duty.kind == DutyKind.STATUS:
        return reverse("clients:statuses", args=[reference])
    of_plans = {DutyKind.FINISH_PLAN, DutyKind.EDUCATION, DutyKind.REVIEW, DutyKind.PLAN_END}
    if duty.kind in of_plans | {DutyKind.ELIGIBILITY_END}:
        return reverse("clients:path", args=[reference])
    return ""


def document_status(document: Assessment | IntegrationPlan) -> Status:
    """How far a document has come."""
    if document.handed_over_at:
        return Status(_("Handed over"), "told")
    if document.finalised_at:
        return Status(_("Final"), "firm")
    return Status(_("Not finished yet"))


def assessment_title(assessment: Assessment) -> str:
    """What the law of its day calls an assessment, in the reader's language, with a capital."""
    name = assessment_name(
        document_day(assessment), is_multisectoral=assessment.is_multisectoral, language=get_language() or "fi"
    )
    return name[:1].upper() + name[1:]


def plan_title(plan: IntegrationPlan) -> str:
    """What the law of its day calls a plan, with the number of the version."""
    name = plan_name(document_day(plan), is_multisectoral=plan.is_multisectoral, language=get_language() or "fi")
    return _("%(name)s, version %(number)s") % {"name": name[:1].upper() + name[1:], "number": plan.number}


def _assessment_line(assessment: Assessment) -> DocumentLine:
    url = reverse("clients:assessment", args=[assessment.client.reference, assessment.pk])
    about = _("Asked for on %(day)s") % {"day": day(assessment.asked_on)}
    if assessment.started_on:
        started = _("started on %(day)s") % {"day": day(assessment.started_on)}
        about = f"{about} · {started}"
    return DocumentLine(assessment_title(assessment), _with_system(about, assessment), document_status(assessment), url)


def _plan_line(plan: IntegrationPlan) -> DocumentLine:
    url = reverse("clients:plan", args=[plan.client.reference, plan.number])
    about = _with_system(period(plan.starts_on, plan.ends_on), plan)
    return DocumentLine(plan_title(plan), about, document_status(plan), url)


def _with_system(about: str, document: Assessment | IntegrationPlan) -> str:
    if document.system_of_record == SystemOfRecord.LOCAL:
        return about
    return f"{about} · {document.get_system_of_record_display()}"


def _steps(client: Client) -> list[StepLine]:
    known = {row.step: row for row in client.checklist.all()}
    concerning = concerning_steps(arrival_of(client))
    shown = [step for step in ChecklistStep.Step if step in concerning or step in known]
    return [StepLine(str(step.label), _step_status(known.get(step.value))) for step in shown]


def _step_status(row: ChecklistStep | None) -> Status:
    if row and row.done_on:
        return Status(_("done %(day)s") % {"day": day(row.done_on)}, "firm")
    if row and row.is_not_needed:
        return Status(_("not needed"), "told")
    return Status(_("not done"))


def _statuses(client: Client, facts: PathFacts) -> list[StatusLine]:
    rows = {row.point: row for row in client.statuses.all()}
    return [
        StatusLine(point.value, str(point.label), rows.get(point.value), status_due(facts, point.value))
        for point in StatusRecord.Point
    ]
