"""What is published alone in the demo: office holders' decisions, notices, initiatives; and remedy instructions."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from seutu.home.demo.attendance import series_roster, term_on
from seutu.home.demo.calendar import Table, filler
from seutu.home.demo.region import BY, demo_file
from seutu.home.demo.series import Matter, path_of_role, plan_series
from seutu.home.demo.wording import chosen, number_of, say, town_words
from seutu.publishing.decisions.actions.notices import erase_expired_notices
from seutu.publishing.decisions.models import (
    AgendaItem,
    Case,
    Initiative,
    InitiativeKind,
    InitiativeState,
    Notice,
    Office,
    OfficerDecision,
    RecordState,
    RemedyInstructions,
)
from seutu.shared.core import clock
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.core.slugs import case_slug, slugify
from seutu.shared.law.days import is_working_day, notice_ends_on
from seutu.shared.organizations.models import Body, Organization

DECISIONS = 42
DAYS_BETWEEN_DECISIONS = 17
NEWEST, DAYS_BETWEEN_NEWEST = 6, 3
# Of the decisions, by their place from the newest: what became of them.
TAKEN_OVER = frozenset({5, 16, 30})
WITHDRAWN = frozenset({11})
DRAFTS = frozenset({0})
TAKEN_OVER_AFTER = 6
DAYS_BEFORE_HANDLING = 120
NINE = dt.time(9)
# Case numbers of these are above those of the meetings.
FIRST_RUNNING = 900


def fill_records(bodies: Mapping[str, Body], *, first_start: dt.date) -> None:
    """Write what is published alone, and the remedy instructions; nothing when it is there already."""
    if Office.objects.exists():
        return
    offices = _fill_offices(bodies)
    _Decisions(offices, bodies, first_start).fill()
    _fill_notices(bodies, first_start)
    _fill_initiatives(bodies, first_start)
    _fill_instructions(first_start)


def owners() -> dict[str, Organization]:
    """The municipalities of the demo by their slug."""
    return {owner.slug: owner for owner in Organization.objects.all()}


def _fill_offices(bodies: Mapping[str, Body]) -> list[tuple[Office, Table]]:
    towns = owners()
    entries = demo_file("records.toml")["office"]
    offices = [
        Office(
            organization=towns[entry["town"]],
            name_fi=entry["name_fi"],
            name_sv=entry["name_sv"],
            abbreviation=entry["abbreviation"],
            slug=slugify(entry["name_fi"]),
        )
        for entry in entries
    ]
    return list(zip(Office.objects.bulk_create(offices), entries, strict=True))


@dataclass
class _Decisions:
    """The decisions of the office holders, each office's in a series of its own that runs from one every year."""

    offices: list[tuple[Office, Table]]
    bodies: Mapping[str, Body]
    first_start: dt.date
    numbers: Counter[tuple[int, int]] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)

    def fill(self) -> None:
        rows = [self._decision(place) for place in reversed(range(DECISIONS))]
        Case.objects.bulk_create(self.cases)
        OfficerDecision.objects.bulk_create(rows)

    def _decision(self, place: int) -> OfficerDecision:
        office, entry = self.offices[place % len(self.offices)]
        kinds = [kind for kind in demo_file("records.toml")["decision"] if entry["field"] in kind["fields"]]
        kind = kinds[(place + place // len(self.offices)) % len(kinds)]
        day = _workday(self.first_start - dt.timedelta(days=_days_before(place)))
        words = _words(kind, entry["town"], place)
        fill = filler({}, day, {})
        is_secret = kind.get("secret", False)
        decision = OfficerDecision(
            organization=office.organization,
            office=office,
            year=day.year,
            decided_on=day,
            title=fill(say(kind["title"], words)),
            officer_name=entry["holder"],
            background_html="" if is_secret else from_markdown(fill(say(kind["background"], words))),
            decision_html="" if is_secret else from_markdown(fill(say(kind["decision"], words))),
            remedy=kind["remedy"],
            remedy_provision=kind.get("provision", ""),
            is_withheld=is_secret,
            secrecy_ground=kind.get("ground", ""),
            takeover_body=self.bodies[f"{entry['town']}/{entry['body']}"],
            is_takeover_excluded="excluded" in kind,
            takeover_exclusion=kind.get("excluded", ""),
            revision=1,
        )
        decision.case = self._case(decision, kind, place)
        self._publish(decision, place, is_open="excluded" not in kind)
        return decision

    def _case(self, decision: OfficerDecision, kind: Table, place: int) -> Case:
        number = f"{FIRST_RUNNING + place}/{kind['class']}/{decision.year}"
        case = Case(
            organization=decision.organization,
            number=number,
            slug=case_slug(number),
            title=decision.title,
            language="fi",
        )
        if place in DRAFTS:
            case.title = number  # nothing of it is public yet
        self.cases.append(case)
        return case

    def _publish(self, decision: OfficerDecision, place: int, *, is_open: bool) -> None:
        if place in DRAFTS:
            return
        series = (decision.office.pk, decision.year)
        self.numbers[series] += 1
        decision.number, decision.state = self.numbers[series], RecordState.PUBLISHED
        decision.displayed_on = decision.decided_on
        decision.published_at = clock.at(decision.decided_on, NINE)
        if place in WITHDRAWN:
            decision.state, decision.withdrawal_reason = RecordState.WITHDRAWN, "Päätös julkaistiin väärässä sarjassa."
        elif place in TAKEN_OVER and is_open:
            decision.taken_over_on = decision.decided_on + dt.timedelta(days=TAKEN_OVER_AFTER)


def _words(kind: Table, town_slug: str, turn: int) -> dict[str, Any]:
    data = demo_file("series.toml")
    town = next(entry for entry in data["town"] if entry["slug"] == town_slug)
    key = f"{kind['title']}:{town_slug}"
    words = {name: chosen(values, f"{key}:{name}", turn) for name, values in kind.get("with", {}).items()}
    area = chosen(town["areas"], key, turn)
    places = dict(zip(("place", "place_n", "place_ssa"), area, strict=True))
    return {**words, **places, **town_words(town), "person": chosen(data["persons"], key, turn)}


def _days_before(place: int) -> int:
    """How long before the first start a decision was made: of the newest, the right to take over is open."""
    if place < NEWEST:
        return 1 + place * DAYS_BETWEEN_NEWEST
    return NEWEST * DAYS_BETWEEN_NEWEST + (place - NEWEST + 1) * DAYS_BETWEEN_DECISIONS


def _workday(day: dt.date) -> dt.date:
    """``day``, or the last working day before it."""
    while not is_working_day(day):
        day -= clock.ONE_DAY
    return day


def _fill_notices(bodies: Mapping[str, Body], first_start: dt.date) -> None:
    towns = owners()
    rows = []
    for entry in demo_file("records.toml")["notice"]:
        day = first_start + dt.timedelta(days=entry["days"])
        last = notice_ends_on(entry["kind"], day).day
        rows.append(
            Notice(
                organization=towns[entry["town"]],
                kind=entry["kind"],
                title=entry["title"],
                html=from_markdown(entry["html"]),
                provision=entry.get("provision", ""),
                where_available=entry.get("where", ""),
                displayed_on=day,
                ends_on=day + dt.timedelta(days=entry["length"]) if "length" in entry else last,
                length_reason=entry.get("length_reason", ""),
                language=entry.get("language", "fi"),
                state=RecordState.PUBLISHED,
                published_at=clock.at(min(day, first_start - clock.ONE_DAY), NINE),
                revision=1,
            )
        )
    Notice.objects.bulk_create(rows)
    erase_expired_notices(by=BY)


def _fill_initiatives(bodies: Mapping[str, Body], first_start: dt.date) -> None:
    """Write the initiatives that the series answers, and those that nobody has answered."""
    rows = [*_of_series(bodies, first_start), *_of_file(bodies, first_start)]
    numbers: Counter[tuple[int, int]] = Counter()
    for row in sorted(rows, key=lambda row: row.submitted_on):
        row.year = row.submitted_on.year
        numbers[row.organization.pk, row.year] += 1
        row.number = numbers[row.organization.pk, row.year]
        row.published_at = clock.at(row.submitted_on, dt.time(12))
        row.record_state, row.revision = RecordState.PUBLISHED, 1
    Initiative.objects.bulk_create(rows)


def _of_series(bodies: Mapping[str, Body], first_start: dt.date) -> Iterator[Initiative]:
    matters = {
        handling.matter: None
        for meeting in plan_series(bodies, first_start)
        for handling in meeting.handlings
        if "initiative" in handling.matter.kind
    }
    towns, items = owners(), _items_by_case()
    for matter in matters:
        owner = towns[matter.town]
        yield _answered(matter, owner, bodies, items[owner.pk, matter.case_number])


def _items_by_case() -> dict[tuple[int, str], AgendaItem]:
    """The last item of each case, by municipality and number."""
    items = AgendaItem.objects.filter(case__number__contains="/00.02.00/").select_related("case", "meeting")
    found: dict[tuple[int, str], AgendaItem] = defaultdict()
    for item in items.order_by("meeting__starts_at"):
        if item.case is not None:
            found[item.meeting.organization_id, item.case.number] = item
    return found


def _answered(matter: Matter, owner: Organization, bodies: Mapping[str, Body], item: AgendaItem) -> Initiative:
    last = matter.handlings[-1]
    is_answered = last.is_last and not last.is_deferred
    is_council = matter.kind["initiative"] == InitiativeKind.COUNCIL
    topic = matter.words["topic"]
    council = path_of_role(matter.town, "council")
    submitted_on = matter.handlings[0].meeting.day - dt.timedelta(days=DAYS_BEFORE_HANDLING)
    signers = series_roster(council, term_on(submitted_on))["members"]
    return Initiative(
        organization=owner,
        kind=matter.kind["initiative"],
        title=_capital(say(topic["nom"], matter.words)),
        html=from_markdown(topic["html"]),
        submitted_on=submitted_on,
        submitted_to=bodies[council],
        first_signatory=signers[number_of(matter.case_number) % len(signers)] if is_council else "",
        signature_count=None if is_council else int(matter.words["signers"]),
        case=item.case,
        state=InitiativeState.ANSWERED if is_answered else InitiativeState.IN_PREPARATION,
        answered_on=last.meeting.day if is_answered else None,
        answer_item=item if is_answered else None,
    )


def _of_file(bodies: Mapping[str, Body], first_start: dt.date) -> Iterator[Initiative]:
    towns = owners()
    for entry in demo_file("records.toml")["initiative"]:
        answered = entry.get("answered_days")
        yield Initiative(
            organization=towns[entry["town"]],
            kind=entry["kind"],
            title=entry["title"],
            html=from_markdown(entry["html"]),
            submitted_on=first_start + dt.timedelta(days=entry["days"]),
            submitted_to=bodies[path_of_role(entry["town"], "council")],
            first_signatory=entry.get("signatory", ""),
            signature_count=entry.get("signatures"),
            state=entry["state"],
            answered_on=first_start + dt.timedelta(days=answered) if answered else None,
        )


def _fill_instructions(first_start: dt.date) -> None:
    # They were in use when the oldest decision of the two years was made.
    valid_from = dt.date(first_start.year - 3, 1, 1)
    RemedyInstructions.objects.bulk_create(
        RemedyInstructions(
            organization=owner,
            remedy=entry["remedy"],
            language=entry["language"],
            html=from_markdown(say(entry["text"], {"registry": f"kirjaamo@{owner.slug}.example"})),
            valid_from=valid_from,
        )
        for owner in owners().values()
        for entry in demo_file("standing.toml")["instructions"]
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
