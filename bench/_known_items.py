"""Is an item found by other forms of the words of its title? Our engine and others as they come, on real minutes.

success@1   the share of queries whose first hit is right, success@10 of those with a right one among the first ten
MRR         the mean of 1 / place of the first right hit, 0 below the hundredth

Every item with the title is right. The hits of every engine are folded alike: items of one case stand where the best of
them does. All queries weigh the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from _figures import Figure, Told
from _known_item_queries import MINUTES, KnownItem, Record, imported, known_items
from _stock_engines import Stock, stock_engines

DEPTH = 100
LEAST_SUCCESS_AT_10 = 0.95
TIMES_BEST_AND = 1.5

# The words of a query to the hits, each with what is folded under it.
Look = Callable[[Sequence[str]], list[set[int]]]


@dataclass(frozen=True)
class Figures:
    """The places of the first right hits, 0 where there is none, and how long it took."""

    name: str
    places: list[int]
    seconds: float

    def success(self, within: int) -> float:
        return sum(1 for place in self.places if 0 < place <= within) / len(self.places)

    @property
    def mrr(self) -> float:
        return sum(1 / place for place in self.places if place) / len(self.places)

    def __str__(self) -> str:
        milliseconds = 1000 * self.seconds / len(self.places)
        return f"{self.name:<32}{self.success(1):9.3f}{self.success(10):12.3f}{self.mrr:8.3f}{milliseconds:8.1f}"


def report(limit: int | None, worst: int, tell: Told) -> None:
    """Print the figures of every engine, and of ours against the goals."""
    if not MINUTES.is_dir():
        print("known items: passed over, there are no real minutes beside the project (shared/real/lapua)")
        return
    records = imported()
    asked = known_items(records, limit)
    if not asked:
        print("known items: no title has two words that stand elsewhere in another form")
        return
    print(_made_of(records, asked))
    print(f"{'':<32}success@1  success@10     MRR      ms", flush=True)
    ours = _measured("Seutu", _ours, asked)
    print(ours, flush=True)
    stock = []
    with ExitStack() as stack:
        for engine in stock_engines(records, stack):
            figures = _measured(str(engine), _folding(engine, records), asked)
            stock.append((engine, figures))
            print(figures, flush=True)
    _tell(worst, asked, ours, [figures for _engine, figures in stock])
    tell(Figure("known items: queries", f"{len(asked):,}"), *_goals(ours, stock))


def _made_of(records: Sequence[Record], asked: Sequence[KnownItem]) -> str:
    from seutu.shared.search import analysis

    titles = {it.title for it in asked}
    typed = Counter(word.by for it in asked for word in it.typed)
    forms = ", ".join(f"{by} {100 * count / typed.total():.0f} %" for by, count in typed.most_common())
    return (
        f"known items: {len(asked)} queries of {len(titles)} titles ({len({it.title for it in records})} titles of "
        f"{len(records)} items; the others have too few words that stand elsewhere in another form)\n"
        f"  words of queries by who says that they are forms of it: {forms}\n  Seutu's words by {analysis.identity()}"
    )


# -- asking -----------------------------------------------------------------------------------


def _measured(name: str, look: Look, asked: Sequence[KnownItem]) -> Figures:
    began = time.perf_counter()
    found = [look(it.words) for it in asked]
    seconds = time.perf_counter() - began
    return Figures(name, [_place(hits, it.right) for hits, it in zip(found, asked, strict=True)], seconds)


def _place(hits: Iterable[set[int]], right: frozenset[int]) -> int:
    return next((place for place, hit in enumerate(hits, start=1) if hit & right), 0)


def _ours(words: Sequence[str]) -> list[set[int]]:
    from seutu.shared.search.finding import find
    from seutu.shared.search.query import SearchQuery

    found = find(SearchQuery(" ".join(words)), per_page=DEPTH)
    if not found.state.is_ready:
        raise RuntimeError("there is no index")
    return [{hit.pk, *(pk for _kind, pk in hit.others)} for hit in found.hits]


def _folding(engine: Stock, records: Sequence[Record]) -> Look:
    groups = {it.pk: it.group or f"alone {it.pk}" for it in records}

    def look(words: Sequence[str]) -> list[set[int]]:
        hits: dict[str, set[int]] = {}
        for pk in engine.ask(words):
            hits.setdefault(groups[pk], set()).add(pk)
        return list(hits.values())[:DEPTH]

    return look


# -- telling ----------------------------------------------------------------------------------


def _goals(ours: Figures, stock: Sequence[tuple[Stock, Figures]]) -> list[Figure]:
    with_and = max((figures for engine, figures in stock if engine.wants_all), key=lambda it: it.mrr)
    times = ours.mrr / with_and.mrr if with_and.mrr else float("inf")
    with_or = max((figures for engine, figures in stock if not engine.wants_all), key=lambda it: it.mrr)
    return [
        Figure("known items: success@1", f"{ours.success(1):.3f}"),
        Figure.at_least("known items: success@10", ours.success(10), LEAST_SUCCESS_AT_10, "", digits=3),
        Figure("known items: MRR", f"{ours.mrr:.3f}"),
        Figure.at_least(f"known items: MRR against {with_and.name}", times, TIMES_BEST_AND, "×", digits=2),
        Figure(
            f"known items: MRR of {with_or.name}", f"{with_or.mrr:.3f}",
            goal="less than ours", met=ours.mrr > with_or.mrr,
        ),
    ]  # fmt: skip


def _tell(count: int, asked: Sequence[KnownItem], ours: Figures, others: Sequence[Figures]) -> None:
    """The queries that find worst, with the place of the best other engine; found nowhere comes first."""
    last = DEPTH + 1
    numbers = sorted(range(len(asked)), key=lambda number: -(ours.places[number] or last))
    for number in numbers[:count]:
        place, best = ours.places[number], min((it.places[number] or last for it in others), default=last)
        words = " ".join(f"{each.form}({each.word})" for each in asked[number].typed)
        print(f"  {place or '–':>3} {best if best < last else '–':>3}  {words}\n{'':10}{asked[number].title}")
