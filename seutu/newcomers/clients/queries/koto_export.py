"""An assessment or a plan as the file that is taken to the national system: docs/koto-export.md tells its form.

The personal identity code is not in it: who takes the file in looks the person up there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from seutu.newcomers.clients.models import Assessment, Client, IntegrationPlan
from seutu.newcomers.clients.rules.finalising import document_day, sections_of
from seutu.newcomers.clients.rules.path_law import act_number, assessment_name, plan_name
from seutu.shared.core import clock
from seutu.shared.law.entries import Section

FORMAT, VERSION = "seutu-koto-export", 1
LANGUAGES = ("fi", "sv", "en")


def exported(document: Assessment | IntegrationPlan) -> dict[str, Any]:
    """The document with its client, as plain values for JSON."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": clock.now().isoformat(),
        "kind": "plan" if isinstance(document, IntegrationPlan) else "assessment",
        "id": document.pk,
        "act": act_number(document_day(document)),
        "name": _name(document),
        "client": _client(document.client),
        "controller": {
            "name": document.client.controller.name_fi,
            "business_id": document.client.controller.business_id,
            "municipality_code": document.client.controller.municipality_code,
        },
        "talk": _talk(document),
        "assessment": _assessment(document) if isinstance(document, Assessment) else None,
        "plan": _plan(document) if isinstance(document, IntegrationPlan) else None,
        "sections": _sections(document),
        "system_of_record": document.system_of_record,
        "external_reference": document.external_reference,
        "finalised_at": document.finalised_at.isoformat() if document.finalised_at else None,
        "handed_over_at": document.handed_over_at.isoformat() if document.handed_over_at else None,
    }


def _name(document: Assessment | IntegrationPlan) -> dict[str, str]:
    named = assessment_name if isinstance(document, Assessment) else plan_name
    on, is_multisectoral = document_day(document), document.is_multisectoral
    return {code: named(on, is_multisectoral=is_multisectoral, language=code) for code in LANGUAGES}


def _client(client: Client) -> dict[str, Any]:
    name = client.names.filter(kind="current").first()
    return {
        "reference": client.reference,
        "family_name": name.family_name if name else "",
        "given_names": name.given_names if name else client.shown_name,
        "patronymic": name.patronymic if name else "",
        "birth_date": _day(client.birth_date),
        "birth_year": client.birth_date.year if client.birth_date else client.birth_year,
        "gender": client.gender,
        "citizenships": list(client.citizenships or []),
        "mother_tongue": client.mother_tongue,
        "service_language": client.service_language,
        "basis_group": client.basis_group,
        "first_permit_on": _day(client.first_permit_on),
        "home_municipality_from": _day(client.home_municipality_from),
        "is_job_seeker": client.is_job_seeker,
        "client_since": _day(client.began_on),
    }


def _talk(document: Assessment | IntegrationPlan) -> dict[str, Any]:
    return {
        "interviewer": document.interviewer.display_name if document.interviewer else "",
        "interviewer_title": document.interviewer_title,
        "interviewer_is_official": document.interviewer_is_official,
        "language": document.language,
        "interpreting": document.interpreting,
        "interpreter_language": document.interpreter_language,
        "is_multisectoral": document.is_multisectoral,
    }


def _assessment(document: Assessment) -> dict[str, Any]:
    return {"asked_on": _day(document.asked_on), "started_on": _day(document.started_on)}


def _plan(plan: IntegrationPlan) -> dict[str, Any]:
    return {
        "number": plan.number,
        "starts_on": _day(plan.starts_on),
        "ends_on": _day(plan.ends_on),
        "extension_ground": plan.extension_ground,
        "directed_on": _day(plan.directed_on),
        "accepted_by_client_on": _day(plan.accepted_by_client_on),
        "accepted_by_worker_on": _day(plan.accepted_by_worker_on),
    }


def _sections(document: Assessment | IntegrationPlan) -> list[dict[str, Any]]:
    answers = document.sections if isinstance(document.sections, Mapping) else {}
    return [_section(section, answers.get(section.code)) for section in sections_of(document)]


def _section(section: Section, answer: Any) -> dict[str, Any]:
    given = answer if isinstance(answer, Mapping) else {}
    return {
        "code": section.code,
        "title": {code: section.words.in_language(code) for code in LANGUAGES},
        "is_obligatory": not section.optional,
        "text": str(given.get("text") or ""),
        "not_applicable": bool(given.get("not_applicable")),
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
