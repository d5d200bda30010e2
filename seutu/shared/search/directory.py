"""The municipalities and bodies by every name that they are called by. Two queries, kept for half a minute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.search.kept import kept

KEPT_SECONDS = 30
KEY = "search:directory"
# Shorter beginnings and parts of a name would say too little.
LEAST_BEGINNING, LEAST_PART = 3, 4


@dataclass(frozen=True, slots=True)
class Called:
    """A municipality or a body: its names in both languages, and all that it is called by, as address words."""

    name_fi: str
    name_sv: str
    called: tuple[str, ...]
    owner: str = ""

    @property
    def name(self) -> str:
        return (self.name_sv if get_language() == "sv" else "") or self.name_fi


@dataclass(frozen=True, slots=True)
class Directory:
    """``organizations`` by their address words, ``bodies`` by ``municipality/body``."""

    organizations: Mapping[str, Called]
    bodies: Mapping[str, Called]

    def organizations_called(self, typed: str) -> frozenset[str]:
        """The municipality with this name or address word."""
        return _called(self.organizations, typed)

    def bodies_called(self, typed: str) -> frozenset[str]:
        """The bodies with this name, abbreviation or address word, in every municipality that has one."""
        if typed.lower() in self.bodies:
            return frozenset({typed.lower()})
        return _called(self.bodies, typed)

    def bodies_beginning(self, typed: str, *, within: str = "", limit: int = 5) -> list[str]:
        """The bodies of which a word of the name, or the abbreviation, begins so."""
        wanted = slugify(typed)
        if not wanted:
            return []
        found = (
            key
            for key, body in self.bodies.items()
            if (not within or body.owner == within) and any(f"-{wanted}" in f"-{name}" for name in body.called)
        )
        return [key for _place, key in zip(range(limit), found, strict=False)]


def _called(every: Mapping[str, Called], typed: str) -> frozenset[str]:
    """Whose name is ``typed``; else whose name begins with it; else in whose name it stands."""
    wanted = slugify(typed)
    rules: tuple[tuple[int, Callable[[str], bool]], ...] = (
        (1, lambda name: name == wanted),
        (LEAST_BEGINNING, lambda name: name.startswith(wanted)),
        (LEAST_PART, lambda name: wanted in name),
    )
    for least, fits in rules:
        found = frozenset(key for key, one in every.items() if any(fits(name) for name in one.called))
        if found and len(wanted) >= least:
            return found
    return frozenset()


def directory() -> Directory:
    """Every municipality and body, as they were at most half a minute ago."""
    return kept(KEY, Directory, _read, seconds=KEPT_SECONDS)


def _read() -> Directory:
    owners = Organization.objects.values_list("slug", "name_fi", "name_sv", "full_name_fi", "full_name_sv")
    bodies = Body.objects.values_list("organization__slug", "slug", "name_fi", "name_sv", "abbreviation")
    return Directory(
        {slug: Called(fi, sv, _names([slug, fi, sv, *full])) for slug, fi, sv, *full in owners},
        {
            f"{owner}/{slug}": Called(fi, sv, _names([slug, fi, sv, abbreviation]), owner)
            for owner, slug, fi, sv, abbreviation in bodies.order_by("organization__name_fi", "name_fi", "pk")
        },
    )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(slugify, names))))
