"""Questions about cases: every step of one that the reader may see."""

from __future__ import annotations

from seutu.publishing.decisions.models import AgendaItem, Case, OfficerDecision
from seutu.publishing.decisions.queries.of_meetings import ITEM_PARTS, shown_items
from seutu.publishing.decisions.queries.officer_decisions import officer_decisions_of_case
from seutu.publishing.decisions.rules import Reader, ShownCase, visible_items, visible_officer_decisions


def case(reader: Reader, owner_slug: str, slug: str) -> ShownCase | None:
    """The case at this address with its steps, or None when ``reader`` may see none of them."""
    row = Case.objects.select_related("organization").filter(organization__slug=owner_slug, slug=slug).first()
    if row is None:
        return None
    rows = AgendaItem.objects.select_related(*ITEM_PARTS).filter(visible_items(reader), case=row)
    handlings = tuple(shown_items(rows.order_by("meeting__starts_at", "meeting_id", "position"), reader))
    decisions = tuple(officer_decisions_of_case(reader, row.pk))
    titles = [step.title for step in handlings] or [step.title for step in decisions]
    if not titles:
        return None
    return ShownCase(
        organization=row.organization,
        number=row.number,
        slug=row.slug,
        title=row.title if row.title != row.number else titles[0],
        task_class=row.task_class,
        language=row.language,
        handlings=handlings,
        officer_decisions=decisions,
    )


def is_case_visible(reader: Reader, case_pk: int) -> bool:
    """Whether ``reader`` may see any step of the case, so that its page opens for them."""
    if AgendaItem.objects.filter(visible_items(reader), case_id=case_pk).exists():
        return True
    return OfficerDecision.objects.filter(visible_officer_decisions(reader), case_id=case_pk).exists()
