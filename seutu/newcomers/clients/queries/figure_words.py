"""The words of the values of dimensions in the reader's language, and how they stand in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.languages import LANGUAGES, language_name
from seutu.newcomers.clients.models import FundingCode, MunicipalityKind, OtherWorkKind, Topic
from seutu.shared.core.figures import NOT_KNOWN
from seutu.shared.organizations.models import Organization, Unit

Words = Callable[[Iterable[str]], Mapping[str, str]]
Arranged = Callable[[Iterable[str]], list[str]]

NOT_KNOWN_WORDS = _("not known or not broken down")
WORK_KINDS: Mapping[str, str | Promise] = {
    "contact": _("contacts"),
    "group_session": _("group sessions"),
    **dict(OtherWorkKind.choices),
}


def words_of(known: Mapping[str, Any]) -> Words:
    """Words from a fixed list; a value that is not in it is told as it is."""
    return lambda values: {value: _told(known, value) for value in values}


def words_of_choices(choices: type[Choices]) -> Words:
    """Words of one of the fixed lists of the register."""
    return words_of(dict(choices.choices))


def words_of_municipalities(values: Iterable[str]) -> Mapping[str, str]:
    """Names of municipalities by the word of their address, and of what is known where none is named."""
    asked = set(values)
    named = {each.slug: each.name for each in Organization.objects.filter(slug__in=asked)}
    return words_of({**dict(MunicipalityKind.choices), **named})(asked)


def words_of_units(values: Iterable[str]) -> Mapping[str, str]:
    """Names of units by id, each with its municipality: several may be called the same."""
    asked = set(values)
    rows = Unit.objects.filter(pk__in=[value for value in asked if value.isdecimal()]).select_related("organization")
    return words_of({str(unit.pk): f"{unit.name} ({unit.organization.name})" for unit in rows})(asked)


def words_of_languages(values: Iterable[str]) -> Mapping[str, str]:
    """Names of languages."""
    return {value: _told({}, value) if value == NOT_KNOWN else language_name(value) for value in values}


def words_of_codes(model: type[Topic | FundingCode]) -> Words:
    """Names of a code list, also of closed codes; of a code's versions the latest one names it."""

    def words(values: Iterable[str]) -> Mapping[str, str]:
        asked = set(values)
        rows = model._default_manager.filter(code__in=asked).order_by("starts_on", "pk")
        return words_of({each.code: each.name for each in rows})(asked)

    return words


def _told(known: Mapping[str, Any], value: str) -> str:
    return str(NOT_KNOWN_WORDS) if value == NOT_KNOWN else str(known.get(value, value))


def in_order_of(known: Iterable[str]) -> Arranged:
    """In the order of a fixed list, then others by their codes; what is not known stands last."""
    places = {value: place for place, value in enumerate(known)}
    return lambda values: sorted(values, key=lambda value: (value == NOT_KNOWN, places.get(value, len(places)), value))


def in_order_of_names(words: Words, last: Iterable[str] = ()) -> Arranged:
    """By name; ``last`` and then what is not known stand at the end."""
    final = [*last, NOT_KNOWN]

    def arranged(values: Iterable[str]) -> list[str]:
        asked = list(values)
        named = words(asked)
        return sorted(
            asked, key=lambda value: (final.index(value) if value in final else -1, named[value].casefold(), value)
        )

    return arranged


def in_order_of_codes(model: type[Topic | FundingCode]) -> Arranged:
    """In the order of a code list, closed codes too."""

    def arranged(values: Iterable[str]) -> list[str]:
        codes = model._default_manager.order_by("position", "name_fi", "pk").values_list("code", flat=True)
        return in_order_of(dict.fromkeys(codes))(values)

    return arranged


IN_ORDER_OF_LANGUAGES = in_order_of(LANGUAGES)
