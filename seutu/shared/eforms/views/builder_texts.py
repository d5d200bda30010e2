"""The words of a form: translations side by side, and its languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.shared.eforms.answers import places
from seutu.shared.eforms.building import languages, texts
from seutu.shared.eforms.building.words import language_name, part_name
from seutu.shared.eforms.spec.codec import BadSpec
from seutu.shared.eforms.spec.texts import NO_WORDS, Spoken, Text, direction_of
from seutu.shared.eforms.views.builder_frame import Making, form_page
from seutu.shared.ui.components import Link

ALWAYS_SHOWN = frozenset({"title", "label"})


@dataclass(frozen=True)
class Row:
    """A text in two languages: ``source`` is read, ``words`` are written."""

    key: str
    what: str
    source: Spoken
    words: str
    stored: str
    is_long: bool
    is_missing: bool
    is_unreviewed: bool


@form_page("GET", "HEAD", "POST")
def translations(making: Making) -> HttpResponse:
    source, target = _pair(making)
    post = making.request.POST
    if making.request.method == "POST":
        given = [
            texts.Written(place.key, target, post[place.key], is_reviewed=f"read:{place.key}" in post)
            for place, _text in texts.texts_of(making.spec)
            if place.key in post
        ]
        if making.save(texts.write(making.spec, given), _("Saved.")):
            return making.go("texts", after=f"?a={source}&b={target}{_only(making)}")
        making.form.refresh_from_db()
        making.__dict__.pop("spec", None)
    rows = _rows(making, source, target)
    offered = places.languages(get_language() or "fi")
    context = {
        "rows": rows,
        "source": source,
        "target": target,
        "source_name": language_name(source),
        "target_name": language_name(target),
        "target_direction": direction_of(target),
        "shows_left_only": bool(_only(making)),
        "languages": [_language_line(making, code) for code in making.spec.languages],
        "addable": [(code, language_name(code)) for code in offered if code not in making.spec.languages],
    }
    return making.render("texts.html", context, Link(_("Languages")))


def _pair(making: Making) -> tuple[str, str]:
    """The language that is read and the one that is written: as asked, else the first two."""
    known = list(making.spec.languages)
    asked = [making.request.GET.get(each, "") for each in ("a", "b")]
    source = asked[0] if asked[0] in known else known[0]
    others = [code for code in known if code != source]
    return source, asked[1] if asked[1] in known else (others or known)[0]


def _only(making: Making) -> str:
    return "&vain=1" if making.request.GET.get("vain") else ""


def _rows(making: Making, source: str, target: str) -> list[Row]:
    labels = {place.name: text for place, text in texts.texts_of(making.spec) if place.part == "label"}
    post = making.request.POST
    rows: list[Row] = []
    for place, text in texts.texts_of(making.spec):
        if not text and place.part not in ALWAYS_SHOWN:
            continue
        stored = text.words.get(target, "")
        row = Row(
            key=place.key,
            what=_what(making, place, labels),
            source=text.spoken(source, tuple(making.spec.languages)),
            words=post.get(place.key, stored),
            stored=stored,
            is_long=place.is_long or len(text.words.get(source, "")) > 80,
            is_missing=bool(text) and not stored,
            is_unreviewed=target in text.unreviewed and bool(stored),
        )
        if not _only(making) or row.is_missing or row.is_unreviewed:
            rows.append(row)
    return rows


def _what(making: Making, place: texts.Place, labels: dict[str, Text]) -> str:
    if place.owner == "choice":
        return f"{place.name}: {place.part}"
    part = part_name(place.part)
    if place.owner == "form" or place.part == "label":
        return part if place.owner == "form" else place.name
    return f"{making.said(labels.get(place.name, NO_WORDS)).words or place.name}: {part}"


def _language_line(making: Making, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": language_name(code),
        "is_first": code == making.spec.default_language,
        "missing": languages.missing_in(making.spec, code),
        "unreviewed": languages.unreviewed_in(making.spec, code),
    }


@form_page("POST")
def add_language(making: Making) -> HttpResponse:
    code = making.request.POST.get("code", "")
    try:
        spec = languages.add_language(making.spec, code)
    except BadSpec as error:
        messages.error(making.request, str(error.why.words))
        return making.go("texts")
    making.save(
        spec,
        _("Language added: %(language)s. The other languages are as they were.") % {"language": language_name(code)},
    )
    return making.go("texts", after=f"?b={code}")


@form_page("POST")
def first_language(making: Making, code: str) -> HttpResponse:
    if code not in making.spec.languages:
        raise Http404
    making.save(languages.make_first(making.spec, code), _("Saved."))
    return making.go("texts")


@form_page("GET", "HEAD", "POST")
def remove_language(making: Making, code: str) -> HttpResponse:
    if code not in making.spec.languages or code == making.spec.default_language:
        raise Http404
    if making.request.method == "POST":
        making.save(languages.remove_language(making.spec, code), _("Removed."))
        return making.go("texts")
    context = {"language": language_name(code), "count": languages.words_in(making.spec, code)}
    return making.render("remove_language.html", context, Link(_("Remove")))
