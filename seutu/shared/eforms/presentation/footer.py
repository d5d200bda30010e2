"""The footer of a page of forms in a language that the site itself is not in."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from seutu.shared.core.registry import navigation
from seutu.shared.eforms.answers import words
from seutu.shared.eforms.presentation.addresses import address
from seutu.shared.eforms.spec.texts import Spoken

# The language in which the site is for who reads none of its own.
ABROAD = "en"
FORMS = "eforms"


@dataclass(frozen=True)
class FooterLink:
    """A link of the footer; ``leads_to`` is the language of its page when that is another one."""

    label: Spoken
    url: str
    leads_to: str = ""


def footer_of(request: HttpRequest, language: str) -> list[FooterLink]:
    """The site's footer as far as we have words for it: what is left out is for workers and readers of decisions."""
    links = [each for each in navigation.entries() if each.audience == "footer" and each.is_visible(request)]
    worded = [each for each in links if f"footer.{each.key}" in words.every()]
    return [_link(each.key, each.url_name, language) for each in worded]


def _link(key: str, url_name: str, language: str) -> FooterLink:
    label = words.say(f"footer.{key}", language)
    if key == FORMS:
        return FooterLink(label, address("list", language))
    with translation.override(ABROAD):
        return FooterLink(label, reverse(url_name), ABROAD)
