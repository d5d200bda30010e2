"""What a search found, as its page and its twin show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from seutu.shared.search.expression import Expression
from seutu.shared.search.finding import Found, Hit
from seutu.shared.search.searchables import ShownHit, searchables
from seutu.shared.search.snippets import Marker, Snippet, marked_title, snippet

# So many handlings of a case are named under its hit; the page of the case has them all.
MOST_OTHERS = 20

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Result:
    """A hit with what was found marked in it, and the hits of the same group that are folded under it."""

    kind: str
    hit: ShownHit
    title: SafeString
    where: SafeString
    case_number: SafeString
    snippet: Snippet
    others: Sequence[ShownHit] = ()

    @property
    def is_all_handlings(self) -> bool:
        """Whether the others are handlings of the case, and no files of them."""
        return not any(other.file_kind for other in self.others)


def marker_of(expression: Expression, found: Found) -> Marker:
    """What to mark in the hits: the typed words, and those that they were searched as."""
    also = [word for expanded in found.expanded for word in expanded.words]
    return Marker(expression.terms, also=also, split=found.fell_back)


def results(found: Found, marker: Marker) -> list[Result]:
    """The hits that may be shown at this instant, in their order; each kind of record is asked once."""
    shown = _shown(found.hits)
    listed = []
    for hit in found.hits:
        visible = [key for key in ((hit.kind, hit.pk), *hit.others[:MOST_OTHERS]) if key in shown]
        if visible:
            first, *others = visible
            listed.append(_result(first[0], shown[first], [shown[other] for other in others], marker))
    return listed


def _result(kind: str, hit: ShownHit, others: Sequence[ShownHit], marker: Marker) -> Result:
    title = marked_title(hit.title, hit.lang or "fi", marker)
    where, case_number = marked_title(hit.where, "", marker), marked_title(hit.case_number, "", marker)
    return Result(kind, hit, title, where, case_number, snippet(hit.passages, marker), others)


def _shown(hits: Iterable[Hit]) -> dict[Key, ShownHit]:
    wanted: dict[str, list[int]] = defaultdict(list)
    for hit in hits:
        for kind, pk in ((hit.kind, hit.pk), *hit.others[:MOST_OTHERS]):
            wanted[kind].append(pk)
    return {
        (each.key, pk): shown
        for each in searchables.entries()
        if each.key in wanted
        for pk, shown in each.show(wanted[each.key]).items()
    }
