"""Addresses of forms in languages that the site itself is not in: ``/ar/lomakkeet/…``."""

from __future__ import annotations

from typing import Any

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from seutu.shared.eforms import urls
from seutu.shared.eforms.presentation.addresses import LANGUAGE, is_of_site

app_name = "eforms_foreign"


# It has three letters, as some languages have, and the pages of workers are under it.
WORK = "tyo"


class ForeignLanguage(StringConverter):
    """A language code that is none of the site's own."""

    regex = LANGUAGE.pattern

    def to_python(self, value: str) -> str:
        if is_of_site(value) or value == WORK:
            raise ValueError
        return value

    def to_url(self, value: Any) -> str:
        return str(value)


register_converter(ForeignLanguage, "foreign_language")

urlpatterns = [path("<foreign_language:language>/", include(urls.patterns()))]
