"""Real minutes in a passing installation, and queries that each have a known title to find: two to four words of it,
every one in another form than the title has, or as a part of a compound."""

from __future__ import annotations

import io
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from _inflected import Choice, Typed, Vocabulary

MINUTES = Path(__file__).resolve().parents[2] / "shared" / "real" / "lapua"
ORGANIZATION = "Lapua"
KIND = "item"
SEED = 4
LEAST_WORDS, MOST_WORDS = 2, 4
# So many queries are made of a title, if it has the words for them.
OF_A_TITLE = 3


@dataclass(frozen=True)
class Record:
    """An item as every engine gets it; ``decision`` has its names as well, ``group`` is its case."""

    pk: int
    title: str
    decision: str
    text: str
    group: str


@dataclass(frozen=True)
class KnownItem:
    """A query and the records that are right: all that have the title."""

    title: str
    typed: tuple[Typed, ...]
    right: frozenset[int]

    @property
    def words(self) -> list[str]:
        return [typed.form for typed in self.typed]


def imported() -> list[Record]:
    """Bring the minutes in, make the index, and give every item that is in it."""
    from django.core.management import call_command

    from seutu.shared.search.reindexing import reindex

    call_command("import_minutes", MINUTES, organization=ORGANIZATION, stdout=io.StringIO(), stderr=io.StringIO())
    reindex()
    return list(_records())


def _records() -> Iterator[Record]:
    from seutu.shared.search.searchables import searchables

    items = next(each for each in searchables.entries() if each.key == KIND)
    for pks in items.every():
        for found in items.findable(pks):
            if it := found.document:
                yield Record(found.pk, it.title, f"{it.names}\n{it.decision}", it.text, it.group)


def known_items(records: Sequence[Record], limit: int | None) -> list[KnownItem]:
    """The queries, always the same; with a limit, those of so many titles from all over the records."""
    texts = {it.pk: f"{it.title}\n{it.decision}\n{it.text}" for it in records}
    vocabulary = Vocabulary(texts)
    by_title: defaultdict[str, set[int]] = defaultdict(set)
    for it in records:
        by_title[it.title].add(it.pk)
    titles = sorted(by_title)
    random.Random(SEED).shuffle(titles)
    made = []
    for title in titles[:limit]:
        right = frozenset(by_title[title])
        choices = vocabulary.choices(title, right)
        made += [KnownItem(title, typed, right) for typed in _queries(title, choices)]
    return made


def _queries(title: str, choices: Sequence[Choice]) -> list[tuple[Typed, ...]]:
    """Different queries of one title; none, when fewer than two of its words have other forms."""
    if len(choices) < LEAST_WORDS:
        return []
    chance = random.Random(f"{SEED} {title}")
    made: dict[frozenset[str], tuple[Typed, ...]] = {}
    for _ in range(OF_A_TITLE):
        count = chance.randint(LEAST_WORDS, min(MOST_WORDS, len(choices)))
        places = sorted(chance.sample(range(len(choices)), count))
        typed = tuple(choices[place].one(chance) for place in places)
        forms = frozenset(each.form for each in typed)
        if len(forms) == count:
            made.setdefault(forms, typed)
    return list(made.values())
