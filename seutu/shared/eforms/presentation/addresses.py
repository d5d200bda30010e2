"""Addresses of a form's pages in any language: those of the site come from its own addresses, others stand in front."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils import translation

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?")


def is_of_site(language: str) -> bool:
    """Whether the site itself is in this language."""
    return language in dict(settings.LANGUAGES)


def address(name: str, language: str, *args: object) -> str:
    """The path of a page: ``start``, ``page``, ``review`` … in ``language``, after it the slug of the form."""
    if is_of_site(language):
        with translation.override(language):
            return reverse(f"eforms:{name}", args=args)
    return reverse(f"eforms_foreign:{name}", args=[language, *args])
