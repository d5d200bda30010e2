"""What every page's frame needs. Nothing here asks the database, the session or who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import get_script_prefix, reverse, translate_url
from django.utils import translation

from seutu.shared.core import registry


@dataclass(frozen=True)
class LanguageLink:
    """This page, or the front page, in one of the languages."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class NavigationItem:
    """A link of a navigation; ``current`` is the value of aria-current, or empty."""

    label: object
    url: str
    current: Literal["", "page", "true"]


@dataclass(frozen=True)
class NavigationMenu:
    """The navigation of workers: one row, and below it the links of the group in which one is, if there are groups."""

    top: list[NavigationItem]
    label: object = ""
    below: Sequence[NavigationItem] = ()


# Fewer links than this stand in one row as they are: nothing is behind a word then.
FEW_LINKS = 9


def front_page(language: str) -> str:
    """The address of the front page in ``language``."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"{language}/"
    return f"{get_script_prefix()}{prefix}"


class Page:
    """The frame of the page that answers ``request``."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def language(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    @cached_property
    def direction(self) -> str:
        return "rtl" if translation.get_language_bidi() else "ltr"

    @cached_property
    def languages(self) -> list[LanguageLink]:
        """Every language of the interface, with this page's address in it."""
        return [
            LanguageLink(code, name, self._address_in(code), is_current=code == self.language)
            for code, name in settings.LANGUAGES
        ]

    def _address_in(self, code: str) -> str:
        # A page that no address leads to (404) has no other languages: offer the front page.
        if getattr(self._request, "resolver_match", None) is None:
            return front_page(code)
        return translate_url(self._request.get_full_path(), code)

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """This page's whole address, without its query, in every language; none on a page that no address leads to."""
        if getattr(self._request, "resolver_match", None) is None:
            return []
        absolute = self._request.build_absolute_uri
        return [(code, absolute(translate_url(self._request.path, code))) for code, _name in settings.LANGUAGES]

    @cached_property
    def home_url(self) -> str:
        return front_page(self.language)

    @cached_property
    def work_url(self) -> str:
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    @cached_property
    def site_name(self) -> str:
        return "Seutu"

    @cached_property
    def region_name(self) -> str:
        return str(settings.REGION_NAME)

    @cached_property
    def is_demo(self) -> bool:
        return bool(settings.DEMO)

    @cached_property
    def address(self) -> str:
        """The whole address of this page, without its query: for citing it."""
        return self._request.build_absolute_uri(self._request.path)

    @cached_property
    def request_id(self) -> str:
        """The reference that the log line of this request bears."""
        return str(getattr(self._request, "request_id", ""))

    @cached_property
    def search(self) -> registry.SearchBox | None:
        """The search that pages offer, where there is something to search."""
        return next((box for box in registry.search_boxes.entries() if box.is_offered()), None)

    @cached_property
    def navigation(self) -> list[NavigationItem]:
        return self._links("public")

    @cached_property
    def work_navigation(self) -> NavigationMenu | None:
        """The links of a worker, in groups where they are many; None for who has none."""
        links = self._visible("work")
        if not links:
            return None
        if len(links) < FEW_LINKS:
            return NavigationMenu(self._items(links))
        return self._in_groups(links)

    def _in_groups(self, links: list[registry.NavigationLink]) -> NavigationMenu:
        """One link for each group, which leads to its first; a group of one is that link itself."""
        groups = {group.key: group for group in registry.navigation_groups.entries()}
        members: dict[str, list[NavigationItem]] = {}
        places: dict[str, int] = {}
        for link, item in zip(links, self._items(links), strict=True):
            group = groups.get(link.group)
            key = link.group if group else f"link {link.key}"
            members.setdefault(key, []).append(item)
            places[key] = group.order if group else link.order
        top: list[NavigationItem] = []
        open_group = ""
        for key in sorted(members, key=places.__getitem__):
            items = members[key]
            if len(items) == 1:
                top.append(items[0])
                continue
            is_here = any(item.current for item in items)
            top.append(NavigationItem(groups[key].label, items[0].url, "true" if is_here else ""))
            open_group = key if is_here else open_group
        if not open_group:
            return NavigationMenu(top)
        return NavigationMenu(top, groups[open_group].label, members[open_group])

    @cached_property
    def footer(self) -> list[NavigationItem]:
        return self._links("footer")

    def _links(self, audience: str) -> list[NavigationItem]:
        return self._items(self._visible(audience))

    def _visible(self, audience: str) -> list[registry.NavigationLink]:
        links = [link for link in registry.navigation.entries() if link.audience == audience]
        return [link for link in links if link.is_visible(self._request)]

    def _items(self, links: list[registry.NavigationLink]) -> list[NavigationItem]:
        path = self._request.path
        urls = [reverse(link.url_name) for link in links]
        # Of two addresses below each other only the nearest is where one is.
        here = max((url for url in urls if path == url or self._is_below(url)), key=len, default=None)
        return [
            NavigationItem(link.label, url, "" if url != here else "page" if path == url else "true")
            for link, url in zip(links, urls, strict=True)
        ]

    def _is_below(self, url: str) -> bool:
        return url not in {self.home_url, self.work_url} and self._request.path.startswith(url)


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor that settings.TEMPLATES names: ``page`` in every template."""
    return {"page": Page(request)}
