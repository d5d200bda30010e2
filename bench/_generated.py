"""Generated public records, for measuring: as many as wanted, always the same."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator

SEED = 410_2015
ITEMS_OF_MEETING = 25
BODIES = 40
WORDS = (
    "hanke kunta päätös esitys talousarvio sopimus palvelu neuvonta lautakunta hallitus jaosto asukas rekisteri lomake "
    "rahoitus osuus ministeriö avustus hankinta tarjous vuokra tontti kaava katu koulu päiväkoti kirjasto liikunta "
    "nuoriso työllisyys kotoutuminen maahanmuutto ohjaus koulutus perehdytys tavoite mittari seuranta raportti ja sekä "
    "että joka jonka mukaan vuoden aikana käsitellään hyväksytään merkitään esitetään todetaan valmistellaan päättää"
).split()


def fill(count: int) -> None:
    """Write ``count`` more items with their text, in meetings of 25, each older than the last."""
    from seutu.publishing.decisions.models import AgendaItem, ItemPart, ItemRemedy, Meeting, PartKind, Remedy

    chance = random.Random(SEED)
    bodies = _bodies()
    known = Meeting.objects.count()
    wanted = range(known, known + (count + ITEMS_OF_MEETING - 1) // ITEMS_OF_MEETING)
    meetings = Meeting.objects.bulk_create(_meetings(bodies, wanted))
    written = 0
    for start in range(0, len(meetings), 40):
        some = meetings[start : start + 40]
        items = AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting,
                position=position,
                section_number=position,
                title=_sentence(chance, 7).rstrip("."),
                outcome="unanimous",
            )
            for meeting in some
            for position in range(1, min(ITEMS_OF_MEETING, count - written) + 1)
        )
        kinds = (PartKind.BACKGROUND, PartKind.PROPOSAL, PartKind.DECISION)
        ItemPart.objects.bulk_create(
            ItemPart(item=item, position=place, kind=kind, html=_text(chance, 3 if place == 1 else 1))
            for item in items
            for place, kind in enumerate(kinds, start=1)
        )
        ItemRemedy.objects.bulk_create(ItemRemedy(item=item, remedy=Remedy.REVIEW_REQUEST) for item in items)
        written += len(items)
        _tell(written, count)


def _bodies() -> list[object]:
    from seutu.shared.organizations.models import Body, Organization

    if known := list(Body.objects.select_related("organization").order_by("pk")):
        return known
    owners = Organization.objects.bulk_create(
        Organization(name_fi=f"Mittala {n}", slug=f"mittala-{n}") for n in range(1, 6)
    )
    return list(
        Body.objects.bulk_create(
            Body(organization=owners[n % 5], kind="committee", name_fi=f"Lautakunta {n}", slug=f"lautakunta-{n}")
            for n in range(BODIES)
        )
    )


def _meetings(bodies: list[object], numbers: range) -> Iterator[object]:
    from seutu.publishing.decisions.models import Meeting, MeetingState
    from seutu.shared.core import clock

    for n in numbers:
        body = bodies[n % len(bodies)]
        day = dt.date(2026, 10, 1) - dt.timedelta(days=n // 4)
        yield Meeting(
            body=body,
            organization=body.organization,  # type: ignore[attr-defined]
            state=MeetingState.MINUTES_PUBLISHED,
            year=day.year,
            starts_at=clock.at(day, dt.time(16)),
            agenda_published_at=clock.start_of(day - dt.timedelta(days=6)),
            minutes_checked_on=day + dt.timedelta(days=3),
            displayed_on=day + dt.timedelta(days=4),
            minutes_published_at=clock.start_of(day + dt.timedelta(days=4)),
        )


def _text(chance: random.Random, paragraphs: int) -> str:
    return "".join(f"<p>{' '.join(_sentence(chance, 12) for _ in range(4))}</p>" for _ in range(paragraphs))


def _sentence(chance: random.Random, length: int) -> str:
    # Squared, so that the first words are common and the last ones rare, as words are.
    words = [WORDS[int(chance.random() ** 2 * len(WORDS))] for _ in range(length)]
    return " ".join(words).capitalize() + "."


def _tell(done: int, count: int) -> None:
    if sys.stderr.isatty() or done == count:
        print(f"\r  {done} of {count} items written", end="\n" if done == count else "", file=sys.stderr, flush=True)
