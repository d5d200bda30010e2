"""Who came and went during a meeting, item by item."""

from __future__ import annotations

from seutu.publishing.decisions.models import AttendanceChange, AttendanceChangeKind
from seutu.publishing.decisions.rules import ShownAttendanceChange, ShownItem, ShownMeeting, show_item


def attendance_changes(shown: ShownMeeting) -> list[tuple[ShownItem, list[ShownAttendanceChange]]]:
    """The items before or during which attendance changed, in their order.

    Of a withheld item nothing is told: who was disqualified from it can say what it was about.
    """
    if not shown.has_minutes:
        return []
    rows = AttendanceChange.objects.filter(item__meeting_id=shown.pk, item__is_withheld=False)
    if not shown.is_prepared:
        rows = rows.filter(item__is_draft=False)
    changes: dict[int, tuple[ShownItem, list[ShownAttendanceChange]]] = {}
    for row in rows.select_related("attendance", "item__case").order_by("item__position", "at", "pk"):
        change = ShownAttendanceChange(row.attendance.name, AttendanceChangeKind(row.kind), row.at, row.ground)
        changes.setdefault(row.item_id, (show_item(row.item, shown), []))[1].append(change)
    return list(changes.values())
