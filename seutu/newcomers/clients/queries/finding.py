"""Finding a client: by name however it is spelled, by birth, by identity code, by reference.

Names are found by their keys (`names.search_keys`), so that the cost follows the number of people who share a key, not
of those in the register: the rarest word of what was typed is looked up first, and the commonest only beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from seutu.newcomers.clients.models import Client, ClientName, NameKey, scoped
from seutu.newcomers.clients.names import NEAR, prefix_keys, search_keys, similarity, similarity_so_far
from seutu.newcomers.clients.queries.typed_search import TypedSearch
from seutu.newcomers.clients.queries.visible import clients_visible_to
from seutu.newcomers.clients.row_security import acting_as_system
from seutu.newcomers.clients.rules.access import Worker, readable_by
from seutu.shared.organizations.models import Organization

MOST_SHOWN = 30
# A word that more people share is looked up only together with another.
MOST_OF_A_WORD = 1500
MOST_COMPARED = 80
MOST_WORDS = 5
LEAST_LIKE = 0.5
# Whose name only begins as was typed is never near.
BEGUN = 0.8
SAME_BIRTH, SAME_YEAR, OTHER_DAY, OTHER_YEAR = 0.1, 0.05, -0.15, -0.3


@dataclass(frozen=True)
class Found:
    """A client who may be the one; ``name`` is the one of their names that is nearest to what was typed."""

    client: Client
    likeness: float
    name: str = ""
    by: str = "name"

    @property
    def is_near(self) -> bool:
        """Whether it may well be the same person."""
        return self.by != "name" or self.likeness >= NEAR


@dataclass(frozen=True)
class Elsewhere:
    """That there is such a client in another municipality: all that is told, and on what ground."""

    client_id: int
    controller: Organization
    by: str


@dataclass(frozen=True)
class Findings:
    """What a search found; ``is_cut`` when there were more."""

    found: Sequence[Found] = ()
    is_cut: bool = False
    asks_elsewhere: bool = False

    @property
    def near(self) -> list[Found]:
        """Those who may well be the person that was looked for."""
        return [each for each in self.found if each.is_near]


def find_clients(worker: Worker, asked: TypedSearch) -> Findings:
    """Of the clients whose data ``worker`` may see, those who were looked for: the likeliest first."""
    rows = clients_visible_to(worker)
    found = {each.client.pk: each for each in _by_birth_or_name(rows, asked)}
    found |= {each.client.pk: each for each in _by_number(rows, asked)}
    ranked = sorted(found.values(), key=lambda each: (-each.likeness, each.client.shown_name, each.client.pk))
    return Findings(ranked[:MOST_SHOWN], is_cut=len(ranked) > MOST_SHOWN, asks_elsewhere=is_strong(asked))


def is_strong(asked: TypedSearch) -> bool:
    """Whether enough was typed to ask beyond what the worker may see: who knows this much knows whom they mean."""
    return bool(asked.identity_code or (asked.name and asked.year))


def find_elsewhere(worker: Worker, asked: TypedSearch) -> list[Elsewhere]:
    """In which municipalities the person is a client whom ``worker`` may not see; of a protected one, nothing."""
    if not is_strong(asked):
        return []
    with acting_as_system():
        rows = scoped(Client.objects.filter(is_protected=False, anonymised_at__isnull=True)).exclude(
            readable_by(worker)
        )
        found = _by_code(rows, asked.identity_code) or _by_name_and_birth(rows, asked)
        told = {each.client.controller_id: each for each in found}
        return [Elsewhere(each.client.pk, each.client.controller, each.by) for each in told.values()]


# -- by what only one has -------------------------------------------------------------------------


def _by_number(rows: QuerySet[Client], asked: TypedSearch) -> list[Found]:
    found = _by_code(rows, asked.identity_code)
    if asked.reference:
        found += [Found(each, 2.0, by="reference") for each in _whole(rows.filter(reference=asked.reference))]
    return found


def _by_code(rows: QuerySet[Client], code: str) -> list[Found]:
    if not code:
        return []
    return [Found(each, 2.0, by="identity_code") for each in _whole(rows.filter(identity_code_index__of=code))]


# -- by name and birth ----------------------------------------------------------------------------


def _by_birth_or_name(rows: QuerySet[Client], asked: TypedSearch) -> list[Found]:
    if asked.name:
        found = _by_name(rows.filter(_may_be_born(asked)), asked) if asked.year else []
        # A birth that was written down wrong, or typed so, hides nobody.
        return found or _by_name(rows, asked)
    if asked.year and not asked.reference and not asked.identity_code:
        born = rows.filter(_is_born(asked)).order_by("shown_name", "pk")
        return [Found(each, 1.0, by="birth") for each in _whole(born)[: MOST_SHOWN + 1]]
    return []


def _by_name_and_birth(rows: QuerySet[Client], asked: TypedSearch) -> list[Found]:
    """Only those of whom both the name and the birth are the same."""
    if not (asked.name and asked.year):
        return []
    alike = _by_name(rows.filter(_is_born(asked)), asked)
    return [Found(each.client, each.likeness, by="name_and_birth") for each in alike if _name_is_near(each, asked)]


def _name_is_near(found: Found, asked: TypedSearch) -> bool:
    return similarity(asked.name, found.name) >= NEAR


def _is_born(asked: TypedSearch) -> Q:
    if asked.birth_date:
        return Q(birth_date=asked.birth_date)
    year = asked.year or 0
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return Q(birth_year=year) | Q(birth_date__range=(first, last))


def _may_be_born(asked: TypedSearch) -> Q:
    """Born as was typed, or at a time that is known less exactly."""
    year_alone = Q(birth_date__isnull=True, birth_year=asked.year)
    return _is_born(asked) | year_alone | Q(birth_date__isnull=True, birth_year__isnull=True)


def _by_name(rows: QuerySet[Client], asked: TypedSearch) -> list[Found]:
    # Whom a key leads to is a number here, narrowed by ``rows`` alone: whatever is read of them comes after, behind the
    # second wall, which would otherwise stand before each of thousands of keys.
    with acting_as_system():
        candidates = _candidates(rows, asked.name)
    if not candidates:
        return []
    alike = sorted(_compared(rows, candidates, asked), reverse=True)[: MOST_SHOWN + 1]
    clients = {client.pk: client for client in _whole(rows.filter(pk__in=[each.client_id for each in alike]))}
    return [Found(clients[each.client_id], each.likeness, each.name) for each in alike if each.client_id in clients]


class _Compared(NamedTuple):
    likeness: float
    name: str
    client_id: int


def _compared(rows: QuerySet[Client], candidates: list[int], asked: TypedSearch) -> Iterator[_Compared]:
    """Those of the candidates who are like enough. Only what is compared is read: most are not shown."""
    names: dict[int, list[str]] = defaultdict(list)
    told = scoped(ClientName.objects.filter(client__in=candidates).order_by())
    for client_id, *parts in told.values_list("client_id", "given_names", "patronymic", "family_name"):
        names[client_id].append(" ".join(part for part in parts if part))
    known = rows.filter(pk__in=candidates).order_by()
    for client_id, shown, day, year in known.values_list("pk", "shown_name", "birth_date", "birth_year"):
        likeness, name = max((_likeness(asked.name, name), name) for name in names[client_id] or [shown])
        likeness += _likeness_of_birth(asked, day, year)
        if likeness >= LEAST_LIKE:
            yield _Compared(likeness, name, client_id)


def _likeness_of_birth(asked: TypedSearch, birth_date: dt.date | None, birth_year: int | None) -> float:
    if asked.birth_date and birth_date:
        return SAME_BIRTH if asked.birth_date == birth_date else OTHER_DAY
    year = birth_date.year if birth_date else birth_year
    if asked.year and year:
        return SAME_YEAR if asked.year == year else OTHER_YEAR
    return 0.0


def born_in(client: Client) -> int | None:
    """The year in which a client was born, when it is known."""
    return client.birth_date.year if client.birth_date else client.birth_year


def _likeness(typed: str, name: str) -> float:
    return max(similarity(typed, name), BEGUN * similarity_so_far(typed, name))


def _whole(rows: QuerySet[Client]) -> QuerySet[Client]:
    return rows.select_related("unit", "controller", "keyworker")


# -- candidates by keys ---------------------------------------------------------------------------


def _candidates(rows: QuerySet[Client], name: str) -> list[int]:
    """Ids of clients who share keys with ``name``; those who share the most words first."""
    words = _words(name)
    if not words:
        return []
    taken = _rare_enough(words)
    # Asked of each that shares a key: as a list, all whom the worker may see would be gathered first.
    keys = scoped(NameKey.objects.filter(Exists(rows.order_by().filter(pk=OuterRef("client")))))
    # Of those who share one word, none is likelier than another before the names are compared.
    most = MOST_OF_A_WORD if len(words) > 1 else MOST_COMPARED
    if taken:
        found = keys.filter(_any(taken))
    else:
        common = words[:2]
        found = keys.filter(common[0])
        for other in common[1:]:
            found = found.filter(client__in=scoped(NameKey.objects.filter(other)).values("client_id"))
    # Made single here: the database would gather all of them first.
    ids = dict.fromkeys(found.values_list("client_id", flat=True)[: 2 * most])
    return _sharing_most(list(ids)[:most], words)


def _words(name: str) -> list[Q]:
    """For each word that was typed, which keys it is found by; the last may be half a word."""
    whole = search_keys(name)
    typed = name.split()[:MOST_WORDS]
    found = [Q(key__in=sorted(keys)) for word in typed[:-1] if (keys := search_keys(word) & whole)]
    last = search_keys(typed[-1]) if typed else frozenset()
    begun = [_begins(key) for key in sorted(prefix_keys(typed[-1]))] if typed else []
    if last or begun:
        found.append(_any([Q(key__in=sorted(last)), *begun]))
    return found


def _begins(key: str) -> Q:
    # A range, since LIKE goes past the index where the database sorts as a language does; then exactly.
    return Q(key__gte=key, key__lt=f"{key}zzzz", key__startswith=key)


def _rare_enough(words: list[Q]) -> list[Q]:
    """Of the words, the rarest ones that few enough share; sorts ``words`` by how many do."""
    sizes = {id(word): _size(word) for word in words}
    words.sort(key=lambda word: sizes[id(word)])
    taken, total = [], 0
    for word in words:
        total += sizes[id(word)]
        if total > MOST_OF_A_WORD:
            break
        if sizes[id(word)]:
            taken.append(word)
    return taken


def _size(word: Q) -> int:
    return scoped(NameKey.objects.filter(word).order_by()[: MOST_OF_A_WORD + 1]).count()


def _sharing_most(ids: list[int], words: list[Q]) -> list[int]:
    if len(ids) <= MOST_COMPARED:
        return ids
    shared: Counter[int] = Counter(ids)
    for word in words:
        hits = scoped(NameKey.objects.filter(word, client__in=ids)).values_list("client_id", flat=True).distinct()
        shared.update(hits)
    return [client_id for client_id, _number in shared.most_common(MOST_COMPARED)]


def _any(conditions: Iterable[Q]) -> Q:
    joined = Q()
    for each in conditions:
        joined |= each
    return joined
