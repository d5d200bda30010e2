"""Reports that apps above make, where people look for reports: each registers here, in its ``AppConfig.ready()``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from seutu.shared.accounts.models import User
from seutu.shared.core.registry import Entry, Point
from seutu.shared.ui.components import Link


@dataclass(frozen=True, kw_only=True)
class OtherReports(Entry):
    """A heading of the first page of figures, ``label``, and below it what ``links(user)`` gives; none leave it out."""

    label: Any
    links: Callable[[User], Sequence[Link]]


other_reports = Point(OtherReports)


def offered_to(user: User) -> list[tuple[Any, Sequence[Link]]]:
    """The headings with their links, of those that have any for ``user``."""
    offered = [(entry.label, entry.links(user)) for entry in other_reports.entries()]
    return [(label, links) for label, links in offered if links]
