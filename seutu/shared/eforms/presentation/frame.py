"""What every page of a form needs: its language and direction, the other languages, and honest notices about words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils import translation

from seutu.shared.core import clock
from seutu.shared.eforms.answers import mails, places, words
from seutu.shared.eforms.presentation.addresses import address, is_of_site
from seutu.shared.eforms.spec.items import Field, Spec, walk
from seutu.shared.eforms.spec.texts import Spoken, Text, direction_of
from seutu.shared.ui import dates


@dataclass(frozen=True)
class LanguageOfForm:
    """This page in one of the form's languages."""

    code: str
    name: str
    url: str
    is_current: bool

    @property
    def direction(self) -> str:
        return direction_of(self.code)


@dataclass(frozen=True)
class Frame:
    """The frame of a page in ``language``; ``spec`` is that of the form, if the page is about one."""

    language: str
    languages: Sequence[str]
    url_in: Callable[[str], str]
    spec: Spec | None = None

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def is_of_site(self) -> bool:
        return is_of_site(self.language)

    @property
    def home_url(self) -> str:
        return address("list", self.language)

    @cached_property
    def language_links(self) -> list[LanguageOfForm]:
        return [
            LanguageOfForm(code, places.own_name(code), self.url_in(code), code == self.language)
            for code in self.languages
        ]

    @property
    def fallbacks(self) -> tuple[str, ...]:
        return tuple(self.spec.languages) if self.spec else words.FALLBACKS

    def said(self, text: Text) -> Spoken:
        """The form's words in the page's language, or in the first of its languages that has them."""
        return text.spoken(self.language, self.fallbacks)

    @cached_property
    def is_machine_made(self) -> bool:
        """Whether some of the words here were made by a machine and no person has read them."""
        if words.say("next", self.language).is_unreviewed:
            return True
        return any(self.language in text.unreviewed for text in self._texts())

    @cached_property
    def has_fallbacks(self) -> bool:
        """Whether some of the form's words are missing in the page's language."""
        return any(text and not text.words.get(self.language) for text in self._texts())

    @cached_property
    def other(self) -> LanguageOfForm | None:
        """The language to offer to who wants to see words that a person wrote: English, else the form's first."""
        links = {link.code: link for link in self.language_links if not link.is_current}
        return next((links[code] for code in ("en", *self.languages) if code in links), None)

    def day(self, on: dt.date) -> str:
        """A day as readers of the language know it; in numbers where we have no names of months."""
        return mails.day(on, self.language)

    def day_and_time(self, instant: dt.datetime) -> str:
        """An instant of Helsinki."""
        if not self.is_of_site:
            local = instant.astimezone(clock.HELSINKI)
            return f"{self.day(local.date())} {local.hour}:{local.minute:02}"
        with translation.override(self.language):
            return dates.day_and_time(instant)

    def _texts(self) -> Iterator[Text]:
        if self.spec is None:
            return
        yield from (self.spec.title, self.spec.intro, self.spec.notice)
        for placed in walk(self.spec.items):
            yield from (placed.item.label, placed.item.hint)
            if isinstance(placed.item, Field) and placed.item.kind.has_choices:
                yield from (choice.label for choice in self.spec.choices.get(placed.item.choices, ()))


def site_languages() -> list[str]:
    """The languages of the site itself."""
    return [code for code, _name in settings.LANGUAGES]
