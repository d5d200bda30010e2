"""Targets against actuals."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from seutu.newcomers.projects.models import Target
from seutu.newcomers.projects.presentation import targets as words
from seutu.newcomers.projects.presentation.charts import growth_chart, place_chart
from seutu.newcomers.projects.queries.targets import indicators_with_targets, target_table
from seutu.newcomers.projects.queries.visible import parts_visible_in
from seutu.newcomers.projects.rules.access import Access
from seutu.newcomers.projects.views.frame import project_page
from seutu.newcomers.projects.views.pages import tab_page
from seutu.shared.core import clock
from seutu.shared.ui.components import Link


@project_page(manages=False)
@require_safe
def targets(request: HttpRequest, access: Access) -> HttpResponse:
    project = access.project
    day = day_read(access)
    shown = indicators_with_targets(project) if day >= project.starts_on else []
    tables = [target_table(project, indicator, day) for indicator in shown]
    asked = request.GET.get("mittari", "")
    chosen = next((table for table in tables if table.indicator.key == asked), tables[0] if tables else None)
    context = {
        "day": day,
        "figures": [
            (words.figure_of(table), words.light_status(table.total.progress.light), table.indicator.key)
            for table in tables
        ],
        "chosen": chosen,
        "rows": list(parts_visible_in(access, Target).select_related("organization")) if access.manages else [],
        "labels": {indicator.key: indicator.label for indicator in shown},
    }
    if chosen:
        context |= {
            "headline": words.headline_of(chosen),
            "lead": words.lead_of(chosen),
            "unit": words.unit_of(chosen),
            "definition": Link(_("Definition"), f"{reverse('reports:definitions')}#{chosen.indicator.key}"),
            "bars": place_chart(words.bars_of(chosen)),
            "growth": growth_chart(words.line_of(chosen)),
            "heads": words.heads_of(chosen),
            "table_rows": words.rows_of(chosen),
            "total": words.total_of(chosen),
            "caption": words.caption_of(chosen),
            "quarters": words.quarter_table(chosen),
            "sums": words.sums_table(chosen),
            "notes": words.notes_of(chosen),
        }
    return tab_page(request, access, "targets", context)


def day_read(access: Access) -> dt.date:
    """The day of which somebody reads where the project stands: the last one of theirs, of the project, or today."""
    last = min(clock.today(), access.project.ends_on)
    return last if access.windows is None else min(last, max(ends_on for _starts, ends_on in access.windows))
