"""Records that are published alone, as the search finds and shows them: decisions of office holders, notices,
initiatives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions import presentation, presentation_records
from seutu.publishing.decisions.models import Initiative, Notice, OfficerDecision
from seutu.publishing.decisions.rules import (
    ShownInitiative,
    ShownNotice,
    ShownOfficerDecision,
    show_initiative,
    show_notice,
    show_officer_decision,
)
from seutu.publishing.decisions.search.findable import (
    body_address,
    everybody,
    findable_of,
    group_of_case,
    names_of,
    pieces_of,
    section_name,
)
from seutu.shared.core import clock
from seutu.shared.core.rich_text import to_text
from seutu.shared.search.searchables import Document, Findable, Passage, Searchable, ShownHit
from seutu.shared.ui import dates


def _within(kind: str) -> str:
    """The name of a kind of record inside a sentence: unlike that of a body, it never begins with a proper name."""
    return kind[:1].lower() + kind[1:]


# -- decisions of office holders ------------------------------------------------------------

DECISION_PARTS = ("organization", "office", "office__organization", "case", "takeover_body__organization")


def _decisions(pks: Iterable[int]) -> QuerySet[OfficerDecision]:
    return OfficerDecision.objects.filter(pk__in=pks).select_related(*DECISION_PARTS).prefetch_related("attachments")


def _shown(row: OfficerDecision) -> ShownOfficerDecision | None:
    return show_officer_decision(row, everybody(), with_text=True, with_remedy=False)


def _findable_decisions(pks: Sequence[int]) -> Iterator[Findable]:
    return findable_of(_decisions(pks), lambda row: decision_document(_shown(row)))


def decision_document(shown: ShownOfficerDecision | None) -> Document | None:
    if shown is None:
        return None
    office = [shown.office.name_fi, shown.office.name_sv, shown.office.abbreviation]
    names = [*names_of(shown.organization), *office, section_name(shown.number), shown.series, shown.case_number]
    return Document(
        title=shown.title,
        names=" ; ".join(name for name in names if name),
        decision=to_text(shown.decision_html),
        text=to_text(shown.background_html),
        language=shown.language,
        day=shown.decided_on,
        municipality=shown.organization.slug,
        group=group_of_case(shown.organization, shown.case_slug),
        published_at=_decision_published_at(shown),
    )


def _decision_published_at(shown: ShownOfficerDecision) -> dt.datetime:
    return shown.published_at or shown.updated_at


def _show_decisions(pks: Sequence[int]) -> Mapping[int, ShownHit]:
    shown = ((row.pk, _shown(row)) for row in _decisions(pks))
    return {pk: decision_hit(decision) for pk, decision in shown if decision is not None}


def decision_hit(shown: ShownOfficerDecision) -> ShownHit:
    office = presentation.name_within(shown.office.name)
    where = f"{shown.organization.name}, {office} {dates.day(shown.decided_on)} {section_name(shown.number)}"
    return ShownHit(
        title=shown.title,
        url=shown.url,
        where=where.strip(),
        day=shown.decided_on,
        lang=shown.language,
        place_slug=shown.organization.slug,
        place_name=shown.organization.name,
        statuses=presentation_records.officer_decision_statuses(shown),
        case_number=shown.case_number,
        case_url=shown.case_url,
        published_at=_decision_published_at(shown),
        updated_at=shown.updated_at,
        passages=[
            Passage(_("Decision"), to_text(shown.decision_html)),
            Passage("", to_text(shown.background_html)),
        ],
    )


# -- notices --------------------------------------------------------------------------------


def _notices(pks: Iterable[int]) -> QuerySet[Notice]:
    return Notice.objects.filter(pk__in=pks).select_related("organization", "case").prefetch_related("attachments")


def _findable_notices(pks: Sequence[int]) -> Iterator[Findable]:
    reader = everybody()
    return findable_of(_notices(pks), lambda row: notice_document(show_notice(row, reader, with_text=True)))


def notice_document(shown: ShownNotice | None) -> Document | None:
    if shown is None:
        return None
    return Document(
        title=shown.title,
        names=" ; ".join([*names_of(shown.organization), shown.case_number]),
        text=f"{to_text(shown.html)}\n{shown.where_available}",
        language=shown.language,
        day=shown.displayed_on,
        municipality=shown.organization.slug,
        published_at=_notice_published_at(shown),
    )


def _notice_published_at(shown: ShownNotice) -> dt.datetime:
    """A notice can be published for a later day, and is public from its morning on."""
    return max(shown.published_at or shown.updated_at, clock.start_of(shown.displayed_on))


def _show_notices(pks: Sequence[int]) -> Mapping[int, ShownHit]:
    reader = everybody()
    shown = ((row.pk, show_notice(row, reader, with_text=True)) for row in _notices(pks))
    return {pk: notice_hit(notice) for pk, notice in shown if notice is not None}


def notice_hit(shown: ShownNotice) -> ShownHit:
    kind = str(presentation_records.NOTICE_KINDS[shown.kind])
    until = _("on display until %(day)s") % {"day": dates.day(shown.ends_on)}
    return ShownHit(
        title=shown.title,
        url=shown.url,
        where=f"{shown.organization.name}, {_within(kind)}, {until}",
        day=shown.displayed_on,
        lang=shown.language,
        place_slug=shown.organization.slug,
        place_name=shown.organization.name,
        statuses=presentation_records.notice_statuses(shown),
        published_at=_notice_published_at(shown),
        updated_at=shown.updated_at,
        passages=[Passage("", to_text(shown.html))],
    )


# -- initiatives ----------------------------------------------------------------------------


def _initiatives(pks: Iterable[int]) -> QuerySet[Initiative]:
    return Initiative.objects.filter(pk__in=pks).select_related("organization", "submitted_to__organization", "case")


def _findable_initiatives(pks: Sequence[int]) -> Iterator[Findable]:
    reader = everybody()
    return findable_of(
        _initiatives(pks), lambda row: _initiative_document(show_initiative(row, reader, with_text=True))
    )


def _initiative_document(shown: ShownInitiative | None) -> Document | None:
    if shown is None:
        return None
    names = [*names_of(shown.organization, shown.submitted_to), shown.series, shown.case_number, shown.first_signatory]
    return Document(
        title=shown.title,
        names=" ; ".join(name for name in names if name),
        text=to_text(shown.html),
        language=shown.language,
        day=shown.submitted_on,
        municipality=shown.organization.slug,
        body=body_address(shown.submitted_to) if shown.submitted_to else "",
        published_at=_initiative_published_at(shown),
    )


def _initiative_published_at(shown: ShownInitiative) -> dt.datetime:
    return shown.published_at or clock.start_of(shown.submitted_on)


def _show_initiatives(pks: Sequence[int]) -> Mapping[int, ShownHit]:
    reader = everybody()
    shown = ((row.pk, show_initiative(row, reader, with_text=True)) for row in _initiatives(pks))
    return {pk: _initiative_hit(initiative) for pk, initiative in shown if initiative is not None}


def _initiative_hit(shown: ShownInitiative) -> ShownHit:
    kind = _within(str(presentation_records.INITIATIVE_KINDS[shown.kind]))
    return ShownHit(
        title=shown.title,
        url=shown.url,
        where=f"{shown.organization.name}, {kind} {shown.series}, {dates.day(shown.submitted_on)}",
        day=shown.submitted_on,
        lang=shown.language,
        place_slug=shown.organization.slug,
        place_name=shown.organization.name,
        statuses=presentation_records.initiative_statuses(shown),
        published_at=_initiative_published_at(shown),
        updated_at=shown.updated_at,
        passages=[Passage("", to_text(shown.html))],
    )


KINDS = (
    Searchable(
        key="officer_decision",
        order=20,
        word="viranhaltijapaatos",
        label=_("Office holders' decisions"),
        findable=_findable_decisions,
        every=lambda: pieces_of(OfficerDecision.objects.all()),
        show=_show_decisions,
    ),
    Searchable(
        key="notice",
        order=30,
        word="kuulutus",
        label=_("Notices"),
        findable=_findable_notices,
        every=lambda: pieces_of(Notice.objects.all()),
        show=_show_notices,
    ),
    Searchable(
        key="initiative",
        order=40,
        word="aloite",
        label=_("Initiatives"),
        findable=_findable_initiatives,
        every=lambda: pieces_of(Initiative.objects.all()),
        show=_show_initiatives,
    ),
)
