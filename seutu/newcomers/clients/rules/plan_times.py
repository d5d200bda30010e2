"""How long a plan usually lasts, for a form that has not been filled yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seutu.newcomers.clients.rules.path_law import judging_day
from seutu.shared.law import integration
from seutu.shared.law.periods import months_after

ONE_DAY = dt.timedelta(days=1)


def usual_end(client_began_on: dt.date, starts_on: dt.date, former_starts: Sequence[dt.date]) -> dt.date:
    """A year from the first day, or until the law's limit of all plans together when that comes first."""
    year = months_after(starts_on, 12) - ONE_DAY
    first = min([*former_starts, starts_on])
    total = integration.plan_total_end(first, judging_day(client_began_on, first)).day
    return max(min(year, total), starts_on) if total else year
