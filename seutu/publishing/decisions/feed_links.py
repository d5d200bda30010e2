"""Which feeds and calendars there are of what: for the head of a page, its heading, and the page of feeds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.urls import reverse
from django.utils.translation import gettext as _

from seutu.publishing.decisions.rules import ShownCase
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.ui.components import Feed, FeedKind

FORMS: tuple[FeedKind, ...] = ("rss", "atom", "json")
# The beginning of a url name, to which the form is added, and its arguments.
Address: TypeAlias = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """One feed in each of its forms; ``what`` names it beside others of the same place, and ``key`` in an address."""

    key: str
    what: str
    title: str
    feeds: tuple[Feed, ...]


def case_title(case: ShownCase) -> str:
    return _("Case %(number)s: %(title)s") % {"number": case.number, "title": case.title}


def groups_of_region() -> list[FeedGroup]:
    return _groups_of(_("the region"), "", [])


def groups_of_municipality(owner: Organization) -> list[FeedGroup]:
    return _groups_of(owner.name, "municipality_", [owner.slug])


def groups_of_body(body: Body) -> list[FeedGroup]:
    args = [body.organization.slug, body.slug]
    items = _("Agenda items: %(about)s") % {"about": body.name}
    meetings = _("Meetings: %(about)s") % {"about": body.name}
    return [
        _group("items", _("Agenda items"), items, ("items_of_body", args)),
        _group("meetings", _("Meetings"), meetings, ("meetings_of_body", args), forms=(*FORMS, "ics")),
    ]


def groups_of_case(case: ShownCase) -> list[FeedGroup]:
    args = [case.organization.slug, case.slug]
    return [_group("steps", _("Steps of the case"), case_title(case), ("steps_of_case", args))]


def steps_of_case(owner: Organization, slug: str, number: str) -> Feed:
    """The feed of a case for a page that knows no more of it than its number."""
    title = _("Case %(number)s") % {"number": number}
    return Feed(title, reverse("decisions:steps_of_case_rss", args=[owner.slug, slug]), "rss")


def all_of(groups: Iterable[FeedGroup]) -> list[Feed]:
    return [feed for group in groups for feed in group.feeds]


def _groups_of(about: str, prefix: str, args: list[str]) -> list[FeedGroup]:
    names = {"about": about}
    items = _("Agenda items: %(about)s") % names
    meetings = _("Meetings: %(about)s") % names
    decisions = _("Office holders' decisions: %(about)s") % names
    notices = _("Notices: %(about)s") % names
    return [
        _group("items", _("Agenda items"), items, (f"{prefix}items", args)),
        _group("meetings", _("Meetings"), meetings, (f"{prefix}meetings", args), forms=(*FORMS, "ics")),
        _group("officer-decisions", _("Office holders' decisions"), decisions, (f"{prefix}officer_decisions", args)),
        _group("notices", _("Notices"), notices, (f"{prefix}notices", args)),
    ]


def _group(key: str, what: str, title: str, address: Address, forms: tuple[FeedKind, ...] = FORMS) -> FeedGroup:
    name, args = address
    feeds = tuple(Feed(title, reverse(f"decisions:{name}_{form}", args=args), form) for form in forms)
    return FeedGroup(key, what, title, feeds)
