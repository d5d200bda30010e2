"""Records that may be shown, as the values that the components of `shared/ui` take: rows, states, places to go."""

from __future__ import annotations

from django.core.paginator import Page as NumberedPage
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from seutu.publishing.decisions import feed_links
from seutu.publishing.decisions.models.kinds import Outcome
from seutu.publishing.decisions.rules import ClockState, RemedyClock, ShownCase, ShownItem, ShownMeeting
from seutu.publishing.decisions.rules.shown import Page
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.ui import dates, typesetting
from seutu.shared.ui.components import Feed, Item, Link, Place, Status, Tone

# How far each outcome brings a matter: solid is settled, dashed goes on.
OUTCOME_TONES: dict[Outcome, tuple[Tone, str]] = {
    Outcome.UNANIMOUS: ("settled", ""),
    Outcome.APPROVED: ("settled", ""),
    Outcome.VOTE: ("settled", ""),
    Outcome.REJECTED: ("firm", "check"),
    Outcome.NOTED: ("told", ""),
    Outcome.DEFERRED: ("", "clock"),
    Outcome.REFERRED_BACK: ("", "returned"),
    Outcome.REMOVED: ("", "returned"),
}
DECIDING = frozenset({Outcome.UNANIMOUS, Outcome.APPROVED, Outcome.VOTE, Outcome.REJECTED})
RETURNING = frozenset({Outcome.DEFERRED, Outcome.REFERRED_BACK, Outcome.REMOVED})

CLOCK_STATUSES = {
    ClockState.RUNNING: Status(gettext_lazy("Time for review and appeal runs"), "", "clock"),
    ClockState.OVER: Status(gettext_lazy("Time for review and appeal ended"), "firm", "check"),
}

ORDER_OF_KINDS = list(Body.Kind)


def name_within(name: str) -> str:
    """The name of a body inside a sentence: “henkilöstö- ja työllisyysjaosto”.

    A name that begins with the genitive of a proper name (“Joensuun seudun …”) keeps its capital, and so does an
    abbreviation. One that only looks like it keeps it too: that reads better than a town with a small letter.
    """
    first, _space, rest = name.partition(" ")
    is_abbreviation = first[1:2].isupper()
    is_genitive = bool(rest) and (first.endswith("s") or (first.endswith("n") and not first.endswith("nen")))
    return name if is_abbreviation or is_genitive else name[:1].lower() + name[1:]


def body_within(body: Body) -> str:
    """The name of ``body`` inside a sentence, in the reader's language."""
    return name_within(body.name)


def sorted_bodies(bodies: list[Body]) -> list[Body]:
    """The council first, then boards, committees and the rest; by name within a kind."""
    return sorted(bodies, key=lambda body: (ORDER_OF_KINDS.index(Body.Kind(body.kind)), body.name_fi))


def outcome_label(item: ShownItem) -> str:
    """How the item ended, in a few words, or ""."""
    if item.outcome is None:
        return ""
    if item.outcome is Outcome.VOTE and item.outcome_detail:
        return _("Decided by vote %(votes)s") % {"votes": item.outcome_detail}
    return str(item.outcome.label)


def outcome_status(item: ShownItem) -> Status | None:
    """The state of an item: its outcome, or that the minutes are still to come."""
    if item.is_withheld:
        return Status(gettext_lazy("Secret by law"), "firm", "lock")
    if item.outcome is not None:
        tone, icon = OUTCOME_TONES[item.outcome]
        return Status(outcome_label(item), tone, icon)
    return None if item.meeting.has_minutes else Status(gettext_lazy("On the agenda"))


def item_statuses(item: ShownItem, *, in_own_meeting: bool = False) -> list[Status]:
    """Every state worth a mark beside the item's title; ``in_own_meeting``: the meeting's own are told already."""
    marks = []
    is_told = in_own_meeting and item.outcome is None and not item.is_withheld
    if not is_told and (state := outcome_status(item)):
        marks.append(state)
    if item.is_supplementary:
        marks.append(Status(pgettext_lazy("item", "Added later"), "firm", "plus"))
    if not item.meeting.is_public and not in_own_meeting:
        marks.append(draft_status())
    return marks


def with_clock(marks: list[Status], clock_of_it: RemedyClock | None) -> list[Status]:
    """``marks`` and how far the time for review and appeal has come, where it can be worked out."""
    state = CLOCK_STATUSES.get(clock_of_it.state) if clock_of_it else None
    return [*marks, state] if state else marks


def meeting_status(meeting: ShownMeeting) -> Status:
    """How far the papers of a meeting have come."""
    if not meeting.is_public:
        return draft_status()
    if meeting.has_minutes:
        return Status(gettext_lazy("Minutes"), "settled")
    return Status(gettext_lazy("Agenda"), "", "calendar")


def draft_status() -> Status:
    return Status(pgettext_lazy("record", "Draft"), "", "edit")


def meeting_number(meeting: ShownMeeting) -> str:
    """The running number in the year, “5/2022”, or ""."""
    return f"{meeting.number}/{meeting.year}" if meeting.number else ""


def meeting_when(meeting: ShownMeeting) -> str:
    """The day and, when it is known, the hour: “tiistai 29.3.2022 klo 16.00”."""
    return f"{dates.long_day(meeting.day)} {meeting_hours(meeting)}".strip()


def meeting_hours(meeting: ShownMeeting) -> str:
    """From when to when, as far as it is known, or ""."""
    if not meeting.has_time:
        return ""
    if meeting.ends_at and clock.day_of(meeting.ends_at) == meeting.day:
        return dates.clock_period(meeting.starts_at, meeting.ends_at)
    return dates.clock_time(meeting.starts_at)


def meeting_title(meeting: ShownMeeting) -> str:
    """The meeting by name: its body and its day."""
    return f"{meeting.body.name} {dates.day(meeting.day)}"


def item_title(item: ShownItem) -> str:
    """The item by name: its section, if it has one, and its title."""
    section = typesetting.section_sign(item.section_number or "")
    return f"{section} {item.title}".strip()


def where_and_when(item: ShownItem, *, names_municipality: bool) -> str:
    """“Joensuu, henkilöstö- ja työllisyysjaosto 29.3.2022”, or without the municipality on its own pages."""
    meeting = item.meeting
    if names_municipality:
        return f"{meeting.organization.name}, {body_within(meeting.body)} {dates.day(meeting.day)}"
    return f"{meeting.body.name} {dates.day(meeting.day)}"


def item_row(item: ShownItem, *, is_placed: bool = False) -> Item:
    """An item in a list over several meetings; ``is_placed``: over several municipalities."""
    return Item(
        title=item.title,
        url=item.url,
        about=where_and_when(item, names_municipality=is_placed),
        statuses=item_statuses(item),
        section=item.section_number or "",
        lang=item.language,
        place_slug=item.meeting.organization.slug if is_placed else "",
        is_open=item.outcome in RETURNING or not item.meeting.has_minutes,
    )


def item_row_of_meeting(item: ShownItem) -> Item:
    """An item in the list of its own meeting: where and when are told already."""
    return Item(
        title=item.title,
        url=item.url,
        statuses=item_statuses(item, in_own_meeting=True),
        section=item.section_number or "",
        lang=item.language,
        is_open=item.outcome in RETURNING,
    )


def meeting_row(meeting: ShownMeeting, *, is_placed: bool = False) -> Item:
    """A meeting in a list; ``is_placed``: over several municipalities.

    That the minutes are out is the rule: it is told in the line, and only what is still open gets a mark.
    """
    number = meeting_number(meeting)
    about = [
        meeting.organization.name if is_placed else "",
        _("minutes") if meeting.has_minutes else "",
        _("meeting %(number)s") % {"number": number} if number else "",
        meeting_hours(meeting),
        meeting.place,
    ]
    words = ", ".join(part for part in about if part)
    return Item(
        title=meeting_title(meeting),
        url=meeting.url,
        about=words[:1].upper() + words[1:],
        statuses=[] if meeting.has_minutes and meeting.is_public else [meeting_status(meeting)],
        place_slug=meeting.organization.slug if is_placed else "",
        is_open=not meeting.has_minutes,
    )


def upcoming_row(meeting: ShownMeeting, *, is_placed: bool = False) -> tuple[str, Link]:
    """When a coming meeting is, and the way to it."""
    when = meeting_when(meeting)
    body = f"{meeting.organization.name}, {body_within(meeting.body)}" if is_placed else meeting.body.name
    return when[:1].upper() + when[1:], Link(body, meeting.url)


def citation(item: ShownItem) -> str:
    """The item as one cites it in a text: “HETYJ 29.3.2022 § 16”. The day is written the same way in every language."""
    meeting = item.meeting
    body = meeting.body.abbreviation or meeting.body.name_fi
    day = f"{meeting.day.day}.{meeting.day.month}.{meeting.day.year}"
    section = typesetting.section_sign(item.section_number or "")
    return f"{body} {day} {section}".strip()


def full_citation(item: ShownItem, address: str) -> str:
    """The item as one cites it in a list of sources, with what is needed to find it again."""
    owner = item.meeting.organization
    case = f" {_('Case number')} {item.case_number}." if item.case_number else ""
    names = f"{owner.full_name}, {body_within(item.meeting.body)}"
    brief = citation(item).removeprefix(item.meeting.body.abbreviation or item.meeting.body.name_fi).strip()
    return f"{names}, {brief}: {item.title}.{case} {address}"


def municipality_url(owner: Organization) -> str:
    return reverse("decisions:municipality", args=[owner.slug])


def body_url(body: Body) -> str:
    return reverse("decisions:body", args=[body.organization.slug, body.slug])


def own_language(name_fi: str, name: str) -> str:
    """The language of a name as it is shown: a name is never translated, so it may be Finnish on any page."""
    return "fi" if name == name_fi and get_language() != "fi" else ""


def municipality_link(owner: Organization) -> Link:
    return Link(owner.name, municipality_url(owner), own_language(owner.name_fi, owner.name))


def body_link(body: Body) -> Link:
    return Link(body.name, body_url(body), own_language(body.name_fi, body.name))


def places(owners: list[Organization]) -> list[Place]:
    """The municipalities for the map of the region."""
    return [Place(owner.slug, owner.name, municipality_url(owner)) for owner in owners]


def feeds_of(owner: Organization | None = None, body: Body | None = None, case: ShownCase | None = None) -> list[Feed]:
    """The feeds of the region, of a municipality, of a body or of a case: first the one for the page's heading."""
    if case:
        return feed_links.all_of(feed_links.groups_of_case(case))
    if body:
        return feed_links.all_of(feed_links.groups_of_body(body))
    groups = feed_links.groups_of_municipality(owner) if owner else feed_links.groups_of_region()
    return feed_links.all_of(groups)


def meetings_feed_of(owner: Organization | None = None, body: Body | None = None) -> Feed:
    """The feed for the heading of a list of meetings."""
    if body:
        groups = feed_links.groups_of_body(body)
    else:
        groups = feed_links.groups_of_municipality(owner) if owner else feed_links.groups_of_region()
    return groups[1].feeds[0]


def numbered(page: Page, per_page: int) -> NumberedPage[int]:
    """A page of a list as the pagination of `shared/ui` knows it."""
    return Paginator(range(page.total), per_page).get_page(page.number)
