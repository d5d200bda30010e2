"""Taking down again what a restored backup put out, by the journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from seutu.publishing.decisions import takedown_journal
from seutu.publishing.decisions.actions.attachments import take_away
from seutu.publishing.decisions.actions.former import forget_changes, let_former_go
from seutu.publishing.decisions.actions.holding import touch
from seutu.publishing.decisions.actions.initiatives import withdraw_initiative
from seutu.publishing.decisions.actions.notices import withdraw_notice
from seutu.publishing.decisions.actions.officer_decisions import withdraw_officer_decision
from seutu.publishing.decisions.actions.public_changes import note_public_change
from seutu.publishing.decisions.models import (
    AgendaItem,
    Attachment,
    Initiative,
    Notice,
    OfficerDecision,
    Person,
    RecordState,
)
from seutu.publishing.decisions.takedown_journal import TakeDown
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core import page_cache


def take_down_again(*, by: Actor) -> tuple[int, int]:
    """Take down what the journal names and a backup put out again; how many, and how many lines were unreadable.

    A text that a correction took away, and the correction itself, are not in the backup: the item is withheld until
    somebody corrects it anew. It can be run any number of times.
    """
    lines, unreadable = takedown_journal.read()
    return sum(_take_down(line, by) for line in lines), unreadable


@transaction.atomic
def _take_down(line: TakeDown, by: Actor) -> bool:
    again = AGAIN.get(line.kind)
    return again is not None and again(line, by)


def _officer_decision(line: TakeDown, by: Actor) -> bool:
    row = OfficerDecision.objects.filter(pk=line.id, state=RecordState.PUBLISHED).first()
    if row is None or not line.is_of(row):
        return False
    withdraw_officer_decision(row, reason=_reason(row.language), by=by)
    return True


def _notice(line: TakeDown, by: Actor) -> bool:
    row = Notice.objects.filter(pk=line.id, state=RecordState.PUBLISHED, erased_at__isnull=True).first()
    if row is None or not line.is_of(row):
        return False
    withdraw_notice(row, reason=_reason(row.language), by=by)
    return True


def _initiative(line: TakeDown, by: Actor) -> bool:
    row = Initiative.objects.filter(pk=line.id, record_state=RecordState.PUBLISHED).first()
    if row is None or not line.is_of(row):
        return False
    withdraw_initiative(row, by=by)
    return True


def _person(line: TakeDown, by: Actor) -> bool:
    row = Person.objects.filter(pk=line.id).first()
    if row is None or not line.is_of(row):
        return False
    record("person.erased", target=row, by=by)
    row.delete()
    page_cache.empty()
    return True


def _attachment(line: TakeDown, by: Actor) -> bool:
    row = Attachment.objects.select_related("item__meeting").filter(pk=line.id).first()
    if row is None or not line.is_of(row):
        return False
    item = row.item
    if line.what == "taken_off":
        record("attachment.removed", target=row, by=by, organization_id=item.meeting.organization_id)
        take_away(item, row)
        touch(item)
        item.save()
        return True
    if row.file_id != line.file:
        return False
    row.file, row.is_unpublished = None, True
    row.save()
    record("attachment.changed", target=row, by=by, organization_id=item.meeting.organization_id)
    note_public_change(row)
    return True


def _item(line: TakeDown, by: Actor) -> bool:
    row = AgendaItem.objects.select_related("meeting").filter(pk=line.id, is_withheld=False).first()
    if row is None or not line.is_of(row):
        return False
    if line.what == "text_gone" and row.corrections.filter(number=line.correction).exists():
        return False
    with override(row.language):
        row.title = _("Item that was taken offline")
        row.secrecy_ground = line.ground or _("Its corrected text is not in the backup that was restored.")
    row.is_withheld, row.presenter, row.preparers, row.outcome_detail = True, "", "", ""
    touch(row)
    row.save()
    row.parts.all().delete()
    row.attachments.filter(file__isnull=False).update(
        file=None, is_unpublished=False, is_withheld=True, secrecy_ground=row.secrecy_ground
    )
    let_former_go(row)
    forget_changes(row)
    record("item.withheld", target=row, by=by, organization_id=row.meeting.organization_id)
    note_public_change(row)
    return True


def _reason(language: str) -> str:
    with override(language):
        return _("It was taken offline after the backup was made that was restored.")


AGAIN: Mapping[str, Callable[[TakeDown, Actor], bool]] = {
    "officerdecision": _officer_decision,
    "notice": _notice,
    "initiative": _initiative,
    "person": _person,
    "attachment": _attachment,
    "agendaitem": _item,
}
