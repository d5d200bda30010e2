"""The one kind of hook: an upper app registers in its ``AppConfig.ready()``, a lower one asks.

Each point is typed: what may be registered is a frozen dataclass below, and ``entries`` returns them by ``order``, then
by the key, so that pages look the same in every process. A second entry with the same key is an error at the start.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from django.db.models import Model
from django.http import HttpRequest


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every registered thing has: a key unique in its point, and its place among the others."""

    key: str
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class NavigationLink(Entry):
    """A link of the main navigation. ``label`` is a lazy translation, ``url_name`` a name without arguments.

    ``is_visible(request)`` says whether this person sees it. It is current on its page and on those whose address is
    below it. ``group`` is the key of the ``NavigationGroup`` under which it stands for whoever sees many links.
    """

    audience: Literal["public", "work", "footer"]
    label: Any
    url_name: str
    is_visible: Callable[[HttpRequest], bool] = lambda request: True
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class NavigationGroup(Entry):
    """Links that belong together, under one word: ``label``, a lazy translation. ``order`` is among links."""

    label: Any


@dataclass(frozen=True, kw_only=True)
class SearchBox(Entry):
    """The search that every public page offers, of which there is one.

    ``address`` is where it asks, of everything or of the municipality whose slug is given, ``suggestions`` where it
    asks while one types, ``description`` the document by which a browser searches here. ``is_offered()`` says whether
    there is anything to search.
    """

    address: Callable[[str], str]
    suggestions: Callable[[str], str]
    description: Callable[[], str]
    is_offered: Callable[[], bool]


@dataclass(frozen=True, kw_only=True)
class WorkPanel(Entry):
    """A section of a worker's home page: ``template`` with what ``context(request)`` gives, left out when None."""

    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]


@dataclass(frozen=True, kw_only=True)
class WorkAction(Entry):
    """Something a worker often begins, as a button at the top of their home page; the first one shown stands out.

    ``label`` is a lazy translation, ``address(request)`` where it leads, or "" when it is not for this person.
    ``shortcut`` is the letter that leads there, unless the worker has switched such letters off.
    """

    label: Any
    address: Callable[[HttpRequest], str]
    icon: str = ""
    shortcut: str = ""


@dataclass(frozen=True)
class Finding:
    """What a check found: ``level`` ok, warning or problem; ``message`` in plain words, in the active language."""

    level: Literal["ok", "warning", "problem"]
    message: str
    advice: str = ""


@dataclass(frozen=True, kw_only=True)
class DoctorCheck(Entry):
    """A question `seutu doctor` asks of an installation."""

    label: Any
    run: Callable[[], Sequence[Finding]]


@dataclass(frozen=True, kw_only=True)
class HealthCheck(Entry):
    """A question `/terveys/valmis` asks; ``run`` returns "" when all is well, else a short English reason.

    What is not ``is_needed`` is told, and the site serves without it.
    """

    run: Callable[[], str]
    is_needed: bool = True


@dataclass(frozen=True, kw_only=True)
class DailyWork(Entry):
    """What a worker does once each day: the management command of that name, from an hour of Helsinki on."""

    command: str
    from_hour: int = 0


@dataclass(frozen=True, kw_only=True)
class WorkerCompanion(Entry):
    """What goes on beside the waiting work for as long as a worker runs, in a thread of its own.

    ``run(stop)`` returns soon after ``stop`` is set. One that ends or raises before that is begun anew.
    """

    run: Callable[[threading.Event], None]


@dataclass(frozen=True, kw_only=True)
class AfterIndexing(Entry):
    """What wants to know which records the search has just looked at again: ``run`` gets them as (kind, pk).

    The writer calls it once they can be found (or not any more), and notes its requests as done only afterwards: after
    a crash the same records come once more. Not called for records that are only written to a new index.
    """

    run: Callable[[Sequence[tuple[str, int]]], None]


@dataclass(frozen=True, kw_only=True)
class WholeDatabase(Entry):
    """What lets the database show every row to work that is about all of them, where an upper app has shut some."""

    opened: Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, kw_only=True)
class AfterRestore(Entry):
    """What must happen to a restored database before anybody sees it, such as forgetting again who was forgotten.

    ``run()`` can be run any number of times, and says in English what it did; "" for nothing. What it raises keeps the
    site closed.
    """

    run: Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class PublicSurface(Entry):
    """A place where public records can be seen, for the test that looks for what must not be there.

    ``addresses()`` gives the paths to fetch for everything now in the database.
    """

    addresses: Callable[[], Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class PersonalData(Entry):
    """What one model keeps about a client of the register: how the client is told of it, and how it is forgotten.

    ``key`` is the model's label in small letters. ``rows(client_id)`` are its rows about one client. ``told`` names the
    fields that a copy of one's own data holds, ``untold`` those with words that it does not. ``forget(client_id)``
    takes the person away: with the rows, or from ``cleared`` while ``kept``, which says nothing of who it was, stays.
    A test demands an entry for every foreign key to a client, and a word on every field in which there could be words.
    """

    label: Any
    rows: Callable[[int], Iterable[Model]]
    forget: Callable[[int], object]
    told: Sequence[str] = ()
    untold: Sequence[str] = ()
    cleared: Sequence[str] = ()
    kept: Sequence[str] = ()
    rows_go: bool = False


E = TypeVar("E", bound=Entry)


@dataclass
class Point(Generic[E]):
    """One hook: what has been registered for it."""

    kind: type[E]
    _entries: dict[str, E] = field(default_factory=dict)

    def register(self, entry: E) -> None:
        """Add an entry.

        :raises ValueError: the key is taken by another entry.
        """
        if self._entries.get(entry.key, entry) != entry:
            raise ValueError(f"{self.kind.__name__} “{entry.key}” is registered twice")
        self._entries[entry.key] = entry

    def entry(self, key: str) -> E:
        """The entry with this key.

        :raises KeyError: there is none.
        """
        return self._entries[key]

    def entries(self) -> list[E]:
        """All entries in their order."""
        return sorted(self._entries.values(), key=lambda entry: (entry.order, entry.key))


navigation = Point(NavigationLink)
navigation_groups = Point(NavigationGroup)
search_boxes = Point(SearchBox)
work_panels = Point(WorkPanel)
work_actions = Point(WorkAction)
doctor_checks = Point(DoctorCheck)
health_checks = Point(HealthCheck)
public_surfaces = Point(PublicSurface)
daily_work = Point(DailyWork)
worker_companions = Point(WorkerCompanion)
after_indexing = Point(AfterIndexing)
personal_data = Point(PersonalData)
after_restore = Point(AfterRestore)
whole_databases = Point(WholeDatabase)


@contextmanager
def whole_database() -> Iterator[None]:
    """Run work that must see every row, such as a change of keys: what it does not see it would leave behind."""
    with ExitStack() as stack:
        for entry in whole_databases.entries():
            stack.enter_context(entry.opened())
        yield
