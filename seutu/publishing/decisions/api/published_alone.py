"""Records that are published alone, and the cases they belong to, in JSON."""

from __future__ import annotations

from django.http import HttpRequest

from seutu.publishing.decisions import presentation, presentation_records
from seutu.publishing.decisions.api import records
from seutu.publishing.decisions.api.answers import Record, hashed
from seutu.publishing.decisions.models import Office
from seutu.publishing.decisions.rules import (
    GoneRecord,
    ShownCase,
    ShownHolding,
    ShownInitiative,
    ShownNotice,
    ShownOfficerDecision,
    ShownPerson,
    ShownSeat,
)
from seutu.shared.core.rich_text import to_text


def gone(shown: GoneRecord) -> Record:
    """What a twin says of a record that was public once: nothing but when it went."""
    return {
        "municipality": shown.organization.slug,
        "is_gone": True,
        "reason": "expired" if shown.is_expired else "withdrawn",
        "taken_down_on": records.day(shown.day),
    }


def office(shown: Office) -> Record:
    return {
        "slug": shown.slug,
        "name_fi": shown.name_fi,
        "name_sv": shown.name_sv,
        "abbreviation": shown.abbreviation,
    }


def officer_decision(request: HttpRequest, shown: ShownOfficerDecision) -> Record:
    """A decision of an office holder in a list."""
    return hashed(_officer_decision(request, shown))


def _officer_decision(request: HttpRequest, shown: ShownOfficerDecision) -> Record:
    return {
        **records.addresses(request, shown.url),
        "id": shown.public_id,
        "municipality": shown.organization.slug,
        "office": office(shown.office),
        "number": shown.number,
        "year": shown.year,
        "decided_on": records.day(shown.decided_on),
        "title": shown.title,
        "language": shown.language,
        "case_number": shown.case_number,
        "case": request.build_absolute_uri(shown.case_url) if shown.case_url else None,
        "officer_name": shown.officer_name,
        "is_withheld": shown.is_withheld,
        "secrecy_ground": shown.secrecy_ground,
        "is_public": shown.is_public,
        "displayed_on": records.day(shown.displayed_on),
        "published_at": records.instant(shown.published_at),
        "updated_at": records.instant(shown.updated_at),
    }


def whole_officer_decision(request: HttpRequest, shown: ShownOfficerDecision) -> Record:
    """A decision with its text, its attachments, its remedy and the right to take it over."""
    right = shown.takeover
    return hashed(
        _officer_decision(request, shown)
        | {
            "citation": presentation_records.officer_decision_citation(shown),
            "background": _text(shown.background_html),
            "decision": _text(shown.decision_html),
            "attachments": [records.attachment(request, each) for each in shown.attachments],
            "remedy": records.remedy(shown.remedy) if shown.remedy else None,
            "takeover": {
                "state": right.state.value,
                "body": right.body.slug if right.body else None,
                "ends_on": records.day(right.ends_on),
                "taken_over_on": records.day(right.taken_over_on),
                "exclusion": right.exclusion,
            },
        }
    )


def _text(html: str) -> Record:
    return {"html": html, "text": to_text(html)}


def notice(request: HttpRequest, shown: ShownNotice) -> Record:
    """A notice in a list."""
    return hashed(_notice(request, shown))


def _notice(request: HttpRequest, shown: ShownNotice) -> Record:
    return {
        **records.addresses(request, shown.url),
        "id": shown.public_id,
        "municipality": shown.organization.slug,
        "kind": shown.kind.value,
        "title": shown.title,
        "language": shown.language,
        "displayed_on": records.day(shown.displayed_on),
        "ends_on": records.day(shown.ends_on),
        "deemed_notified_on": records.day(shown.deemed.day) if shown.deemed else None,
        "provision": shown.provision,
        "is_public": shown.is_public,
        "published_at": records.instant(shown.published_at),
        "updated_at": records.instant(shown.updated_at),
    }


def whole_notice(request: HttpRequest, shown: ShownNotice) -> Record:
    """A notice with its text and its documents."""
    return hashed(
        _notice(request, shown)
        | _text(shown.html)
        | {
            "where_available": shown.where_available,
            "length_reason": shown.length_reason,
            "case_number": shown.case_number,
            "case": request.build_absolute_uri(shown.case_url) if shown.case_url else None,
            "attachments": [records.attachment(request, each) for each in shown.attachments],
        }
    )


def seat(request: HttpRequest, shown: ShownSeat) -> Record:
    """A membership of a body that is in force."""
    return {
        "name": shown.name,
        "person": records.addresses(request, shown.url),
        "body": shown.body.slug,
        "role": shown.role.value,
        "deputises_for": shown.deputises_for,
        "group": shown.group,
        "starts_on": records.day(shown.starts_on),
        "ends_on": records.day(shown.ends_on),
    }


def holding(shown: ShownHolding) -> Record:
    """A holding of an office that is in force."""
    return {
        "name": shown.name,
        "office": office(shown.office),
        "title": shown.title,
        "starts_on": records.day(shown.starts_on),
        "ends_on": records.day(shown.ends_on),
    }


def person(request: HttpRequest, shown: ShownPerson) -> Record:
    return {
        **records.addresses(request, shown.url),
        "municipality": shown.organization.slug,
        "name": shown.name,
        "seats": [seat(request, each) for each in shown.seats],
        "holdings": [holding(each) for each in shown.holdings],
    }


def initiative(request: HttpRequest, shown: ShownInitiative) -> Record:
    """An initiative in a list."""
    return hashed(_initiative(request, shown))


def _initiative(request: HttpRequest, shown: ShownInitiative) -> Record:
    return {
        **records.addresses(request, shown.url),
        "municipality": shown.organization.slug,
        "kind": shown.kind.value,
        "number": shown.number,
        "year": shown.year,
        "title": shown.title,
        "language": shown.language,
        "state": shown.state.value,
        "submitted_on": records.day(shown.submitted_on),
        "submitted_to": shown.submitted_to.slug if shown.submitted_to else None,
        "first_signatory": shown.first_signatory,
        "signature_count": shown.signature_count,
        "answered_on": records.day(shown.answered_on),
        "is_public": shown.is_public,
        "published_at": records.instant(shown.published_at),
        "updated_at": records.instant(shown.updated_at),
    }


def whole_initiative(request: HttpRequest, shown: ShownInitiative) -> Record:
    """An initiative with its text, its case and the item that answered it."""
    return hashed(
        _initiative(request, shown)
        | _text(shown.html)
        | {
            "case_number": shown.case_number,
            "case": request.build_absolute_uri(shown.case_url) if shown.case_url else None,
            "answer": request.build_absolute_uri(shown.answer.url) if shown.answer else None,
            "answer_citation": presentation.citation(shown.answer) if shown.answer else None,
        }
    )


def case(request: HttpRequest, shown: ShownCase) -> Record:
    """A case with its steps in bodies and by office holders."""
    changes = [each.updated_at for each in shown.handlings] + [each.updated_at for each in shown.officer_decisions]
    return hashed(
        {
            **records.addresses(request, shown.url),
            "number": shown.number,
            "title": shown.title,
            "language": shown.language,
            "task_class": shown.task_class,
            "municipality": shown.organization.slug,
            "handlings": [records.item(request, each) for each in shown.handlings],
            "officer_decisions": [officer_decision(request, each) for each in shown.officer_decisions],
            "updated_at": records.instant(max(changes)),
        }
    )
