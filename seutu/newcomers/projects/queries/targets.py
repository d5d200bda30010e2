"""Targets of a project against what came of them, by municipality and quarter."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from seutu.newcomers.projects.models import Partner, Project, Target
from seutu.newcomers.projects.queries.actuals import Actuals, actuals_of, whole_of
from seutu.newcomers.projects.rules.hiding import TOTAL, WHOLE
from seutu.newcomers.projects.rules.progress import Light, Progress, progress, spread
from seutu.newcomers.projects.rules.quarters import Quarter, elapsed, quarters_of
from seutu.shared.core.figures import Indicator, indicators


@dataclass(frozen=True, slots=True)
class QuarterNumbers:
    """What was promised and done in one quarter; ``actual`` is None where it is hidden or the quarter has not begun."""

    actual: int | None
    target: int
    has_begun: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One municipality, or all together, where ``slug`` is ""."""

    slug: str
    name: str
    progress: Progress
    quarters: tuple[QuarterNumbers, ...]


@dataclass(frozen=True, slots=True)
class TargetTable:
    """An indicator of a project against its targets, as of ``day``.

    ``due`` and ``reached`` are for all together by the end of each quarter, ``reached`` None for what is to come and
    for what is hidden. ``outside`` are numbers that count toward no municipality's target, by value of the dimension.
    """

    indicator: Indicator
    day: dt.date
    quarters: tuple[Quarter, ...]
    rows: tuple[TargetRow, ...]
    total: TargetRow
    due: tuple[int, ...]
    reached: tuple[int | None, ...]
    outside: Mapping[str, int]


def indicators_with_targets(project: Project) -> list[Indicator]:
    """The indicators for which the project has targets, in their order, without those that nothing counts any more."""
    keys = set(Target.objects.filter(project=project).values_list("indicator", flat=True))
    return [indicator for indicator in indicators.entries() if indicator.key in keys]


def target_table(project: Project, indicator: Indicator, day: dt.date) -> TargetTable:
    """Where the project stands in one indicator at the end of ``day``, at the latest on its own last day."""
    day = min(day, project.ends_on)
    quarters = quarters_of(project.starts_on, project.ends_on)
    partners = _places(project)
    targets = _targets(project, indicator, len(quarters))
    actuals = actuals_of(project, indicator, quarters, day)
    made = _Rows(actuals, quarters, elapsed(quarters, day))
    rows = tuple(made.row(slug, name, targets.get(slug, {})) for slug, name in partners.items() if actuals.is_by_place)
    summed = _summed(targets, partners)
    total = made.row(TOTAL, "", summed)
    return TargetTable(
        indicator=indicator,
        day=day,
        quarters=tuple(quarters),
        rows=rows,
        total=total,
        due=tuple(
            progress(None, summed, Fraction(number), len(quarters)).due for number in range(1, len(quarters) + 1)
        ),
        reached=tuple(actuals.reached.get(quarter.number) for quarter in quarters),
        outside=actuals.outside,
    )


def light_of(project: Project, indicator: Indicator, day: dt.date) -> Light:
    """How all together stand at the end of ``day``, as in the table, for the price of one number and not of all."""
    day = min(day, project.ends_on)
    quarters = quarters_of(project.starts_on, project.ends_on)
    summed = _summed(_targets(project, indicator, len(quarters)), _places(project))
    return progress(whole_of(project, indicator, day), summed, elapsed(quarters, day), len(quarters)).light


@dataclass(frozen=True)
class _Rows:
    """Makes the rows of a table from what was counted, at a time at which ``gone`` of the quarters have gone by."""

    actuals: Actuals
    quarters: Sequence[Quarter]
    gone: Fraction

    def row(self, slug: str, name: str, targets: Mapping[int, int]) -> TargetRow:
        numbers = self.actuals.numbers
        return TargetRow(
            slug,
            name,
            progress(numbers.get((WHOLE, slug), 0), targets, self.gone, len(self.quarters)),
            tuple(
                QuarterNumbers(
                    numbers.get((each.number, slug)), targets.get(each.number, 0), self.gone > each.number - 1
                )
                for each in self.quarters
            ),
        )


def _places(project: Project) -> dict[str, str]:
    """The municipalities that take part and are known here, by name."""
    rows = Partner.objects.filter(project=project, organization__isnull=False).select_related("organization")
    named = {each.organization.slug: each.organization.name for each in rows if each.organization}
    return dict(sorted(named.items(), key=lambda pair: pair[1]))


def _targets(project: Project, indicator: Indicator, quarters: int) -> dict[str, dict[int, int]]:
    """Targets by municipality and quarter: one of the whole project is spread where its quarters have none."""
    found: defaultdict[str, dict[int, int]] = defaultdict(dict)
    whole: dict[str, int] = {}
    rows = Target.objects.filter(project=project, indicator=indicator.key)
    for slug, quarter, number in rows.values_list("organization__slug", "quarter", "number"):
        if quarter is None:
            whole[slug or TOTAL] = number
        else:
            found[slug or TOTAL][quarter] = number
    for slug, number in whole.items():
        if slug not in found:
            found[slug] = spread(number, quarters)
    return dict(found)


def _summed(targets: Mapping[str, Mapping[int, int]], partners: Iterable[str]) -> Mapping[int, int]:
    return targets.get(TOTAL) or _added(targets[slug] for slug in partners if slug in targets)


def _added(targets: Iterator[Mapping[int, int]]) -> dict[int, int]:
    added: defaultdict[int, int] = defaultdict(int)
    for each in targets:
        for number, target in each.items():
            added[number] += target
    return dict(added)
