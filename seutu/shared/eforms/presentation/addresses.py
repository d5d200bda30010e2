"""Addresses of a form's pages in any language: those of the site come from its own addresses, others stand in front."""

from __future__ import annotations

import re

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.queries.forms import open_ready_form, open_ready_forms
from seutu.shared.organizations.models import Organization

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


def address_of_schema(form: EForm) -> str:
    """Where the JSON Schema of the form's answers is: one address, whatever the language of who asks."""
    return address("schema", str(settings.LANGUAGE_CODE), form.slug)


def address_of_ready_form(organization_id: int, key: str) -> str:
    """The first page of an organization's form that began as the ready-made one of this key; "" when none is open."""
    form = open_ready_form(organization_id, key)
    return address("start", translation.get_language() or settings.LANGUAGE_CODE, form.slug) if form else ""


def addresses_of_ready_forms(key: str) -> list[tuple[Organization, str]]:
    """Each organization that takes answers to the ready-made form of this key, and the first page of its form."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return [(form.organization, address("start", language, form.slug)) for form in open_ready_forms(key)]
