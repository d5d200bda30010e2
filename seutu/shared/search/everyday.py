"""Words of everyday for words of the record: what else a typed word is searched by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from django.db.models import Count, Max

from seutu.shared.search import analysis
from seutu.shared.search.kept import kept
from seutu.shared.search.models import EverydayWord

KEY = "search:everyday"

Table = Mapping[str, tuple[str, ...]]


def expansions(word: str) -> tuple[str, ...]:
    """The other words for the thing that ``word``, in any of its forms, means; one query."""
    return expansions_of([word])[word]


def expansions_of(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """`expansions` of each word, with one query for all."""
    expand = as_known_now()
    return {word: expand(word) for word in words}


def as_known_now() -> Callable[[str], tuple[str, ...]]:
    """`expansions` as they are at this moment, for many searches: one query now, and none for a word."""
    table = _table()

    def expand(word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found for key in _keys(word) for found in table.get(key, ())))

    return expand


def _keys(word: str) -> tuple[str, ...]:
    return analysis.query_keys(word.lower()).base


def _table() -> Table:
    """The words by the keys of their others, made anew when a row has come, gone or changed."""
    state = EverydayWord.objects.aggregate(number=Count("pk"), newest=Max("pk"), changed=Max("updated_at"))
    changed = state["changed"].timestamp() if state["changed"] else 0
    version = f"{state['number']}-{state['newest']}-{changed}"
    return kept(KEY, dict, _made, version=version)


def _made() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for word, other in EverydayWord.objects.values_list("word", "other"):
        for key in _keys(word):
            found[key][other] = None
        for key in _keys(other):
            found[key][word] = None
    return {key: tuple(words) for key, words in found.items()}
