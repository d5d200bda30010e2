"""What the template of a page of questions gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from seutu.shared.eforms.actions import attaching
from seutu.shared.eforms.answers import pages
from seutu.shared.eforms.answers.judging import Judged
from seutu.shared.eforms.models import Draft, SubmittedFile
from seutu.shared.eforms.presentation.fields import AttachedFile, Drawing, ShownField, ShownGroup, ShownRepeat
from seutu.shared.eforms.presentation.told import Telling
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.spec.texts import Spoken
from seutu.shared.eforms.views.completing import asked_in, stops_of
from seutu.shared.eforms.views.visit import Visit
from seutu.shared.files.models import ScanState


def telling_of(visit: Visit, files: Iterable[SubmittedFile]) -> Telling:
    """How answers with these files are told on a page of this visit."""
    lists = queries.lists_of(None, visit.language)
    names = {file.key: file.name for file in files}
    return Telling(visit.prepared, visit.language, lists.municipalities, names)


def page_context(
    visit: Visit,
    draft: Draft,
    judged: Judged,
    current: pages.Page,
    *,
    mistakes: Mapping[str, Spoken] | None = None,
) -> dict[str, Any]:
    """The questions of ``current``, each mistake beside its field and in the summary above."""
    shown = pages.shown_pages(visit.prepared.spec, judged)
    numbers = [page.number for page in shown]
    place = numbers.index(current.number) + 1 if current.number in numbers else 1
    files = list(queries.files_of(draft).select_related("stored"))
    asked = asked_in(visit, draft, judged)
    stops = stops_of(visit, draft, shown)
    drawing = Drawing(
        judged=judged,
        frame=visit.frame,
        lists=queries.lists_of(draft, visit.language),
        telling=telling_of(visit, files),
        files={row.key: AttachedFile(row.key, row.name, row.stored.scan != ScanState.UNSCANNED) for row in files},
        mistakes=mistakes or {},
        asked={each.name for each in asked.fields} if asked else frozenset(),
    )
    group = current.group
    items = list(drawing.shown(group.items if group else current.items))
    return {
        "page_label": visit.frame.said(group.label) if group and group.label else None,
        "page_hint": visit.frame.said(group.hint) if group and group.hint else None,
        "items": items,
        "mistakes": [field for field in fields_in(items) if field.mistake],
        "number": current.number,
        "place": place,
        "count": len(shown),
        "steps": [number <= place for number in range(1, len(shown) + 1)],
        "asked": asked,
        "leads_back": asked is None or pages.previous_page(stops, current.number) is not None,
        "is_last": pages.next_page(stops, current.number) is None,
        "megabytes": attaching.largest() // 1024 // 1024,
    }


def fields_in(items: list[Any]) -> list[ShownField]:
    """The fields among shown items, in their order."""
    found: list[ShownField] = []
    for item in items:
        if isinstance(item, ShownField):
            found.append(item)
        elif isinstance(item, ShownGroup):
            found += fields_in(list(item.items))
        elif isinstance(item, ShownRepeat):
            found += fields_in(list(item.rounds))
    return found
