"""A form that is being made, for tests of the builder's pages. Everything in it is invented."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests.specs import choices, field, group, spec

LIST = "/tyo/lomakkeet/"
MACHINE = Text({"fi": "Sukunimi", "ar": "اللقب"}, frozenset({"ar"}))
SPEC = spec(
    group(
        "sina",
        field("nimi", required="yes"),
        field("suku", label=MACHINE, relevant="${nimi} != ''"),
        field("aihe", FieldKind.CHOICE, choices="aiheet"),
        kind=GroupKind.PAGE,
    ),
    group("lapset", field("lapsi"), kind=GroupKind.REPEAT),
    choices={"aiheet": choices("asuminen", "kieli")},
    languages=("fi", "ar"),
    title=Text({"fi": "Keksitty lomake", "ar": "استمارة"}),
)


def address(name: str, *arguments: object) -> str:
    return reverse(f"eforms_builder:{name}", args=["keksitty", *arguments])


def stored(made: EForm) -> Spec:
    made.refresh_from_db()
    return from_json(made.draft_spec)


def shown(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def send(browser: Client, path: str, made: EForm, /, **given: Any) -> Any:
    made.refresh_from_db()
    return browser.post(path, {"revision": made.revision, **given})


def typed(**changed: object) -> dict[str, object]:
    """What the page of the field ``nimi`` sends."""
    return {
        "name": "nimi",
        "kind": "text",
        "must": "yes",
        "required": "",
        "privacy": "personal",
        "words-label-fi": "Kysymys",
        **changed,
    }


def settings_of(**changed: object) -> dict[str, object]:
    return {
        "words-title-fi": "Keksitty lomake",
        "words-title-ar": "استمارة",
        "retention": "year",
        "is_open": "on",
        "is_listed": "on",
        "is_paged": "on",
        **changed,
    }
