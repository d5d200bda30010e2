"""What every page's frame needs. Nothing here asks the database, the session or who is signed in."""

from __future__ import annotations

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
    def work_navigation(self) -> list[NavigationItem]:
        return self._links("work")

    @cached_property
    def footer(self) -> list[NavigationItem]:
        return self._links("footer")

    def _links(self, audience: str) -> list[NavigationItem]:
        links = [link for link in registry.navigation.entries() if link.audience == audience]
        return [self._navigation_item(link) for link in links if link.is_visible(self._request)]

    def _navigation_item(self, link: registry.NavigationLink) -> NavigationItem:
        url = reverse(link.url_name)
        path = self._request.path
        if path == url:
            return NavigationItem(link.label, url, "page")
        is_below = url not in {self.home_url, self.work_url} and path.startswith(url)
        return NavigationItem(link.label, url, "true" if is_below else "")


def page(request: HttpRequest) -> dict[str, object]:
    """The context processor that settings.TEMPLATES names: ``page`` in every template."""
    return {"page": Page(request)}
