"""The lists of choices of a form. What was typed stays on the page beside what somebody else has saved meanwhile."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from seutu.shared.eforms.actions.forms import ChangedMeanwhile
from seutu.shared.eforms.building import lists, texts
from seutu.shared.eforms.building.naming import free_name
from seutu.shared.eforms.building.words import language_name
from seutu.shared.eforms.presentation.making import typed_in_words
from seutu.shared.eforms.spec.items import Choice
from seutu.shared.eforms.spec.texts import NO_WORDS, direction_of
from seutu.shared.eforms.views.builder_frame import Making, form_page
from seutu.shared.ui.components import Link

EMPTY_ROWS = 3
MOST_ROWS = 2_000
SHOWN_CHOICES = 4


@form_page("GET", "HEAD", "POST")
def lists_page(making: Making) -> HttpResponse:
    if making.request.method == "POST":
        spec, name = lists.add_list(making.spec, making.request.POST.get("name", ""))
        return making.go("list_of_choices", name) if making.save(spec, _("Added.")) else making.go("lists")
    shown = [
        {
            "name": name,
            "count": len(offered),
            "choices": [making.said(each.label).words or each.value for each in offered[:SHOWN_CHOICES]],
            "has_more": len(offered) > SHOWN_CHOICES,
            "users": _users(making, name),
        }
        for name, offered in making.spec.choices.items()
    ]
    return making.render("lists.html", {"lists": shown}, Link(_("Lists of choices")))


@dataclass(frozen=True)
class Typed:
    """A choice as it was typed, and the value that it had when the page was opened; "" of a new one."""

    old: str
    choice: Choice


@dataclass(frozen=True)
class Words:
    """A choice in one language; ``stored`` is what is saved now where that is other than what was typed."""

    code: str
    language: str
    words: str
    direction: str
    stored: str | None = None


@dataclass(frozen=True)
class ChoiceRow:
    """A choice on the page. ``is_lost`` when somebody else has taken it out of the list meanwhile."""

    number: int
    old: str
    value: str
    words: Sequence[Words]
    is_lost: bool = False


@form_page("GET", "HEAD", "POST")
def list_of_choices(making: Making, name: str) -> HttpResponse:
    if name not in making.spec.choices:
        return _gone(making)
    shown = [Typed(choice.value, choice) for choice in making.spec.choices[name]]
    now: Mapping[str, Choice] | None = None
    if making.request.method == "POST":
        shown = _moved(_typed(making, making.spec.choices[name]), making.request.POST.get("do", ""))
        changed = lists.change_list(making.spec, name, [each.choice for each in shown])
        try:
            if making.save_newest(changed, _("Saved.")):
                return making.go("list_of_choices", name)
        except ChangedMeanwhile:
            making.read_again()
            if name not in making.spec.choices:
                return _gone(making)
            now = {choice.value: choice for choice in making.spec.choices[name]}
    return _page(making, name, shown, now)


def _page(making: Making, name: str, shown: Sequence[Typed], now: Mapping[str, Choice] | None) -> HttpResponse:
    """The list; with ``now``, what is saved now, beside it."""
    rows = [_row(making, number, each, now) for number, each in enumerate(shown)]
    empty = Typed("", Choice(value="", label=NO_WORDS))
    rows += [_row(making, len(shown) + each, empty, None) for each in range(EMPTY_ROWS)]
    others = [choice for value, choice in (now or {}).items() if value not in {each.old for each in shown}]
    context = {
        "name": name,
        "rows": rows,
        "last": len(shown) - 1,
        "users": _users(making, name),
        "problems": [each for each in making.problems if each.name == name and each.severity.value == "error"],
        "is_stale": now is not None,
        "others": [making.said(each.label).words or each.value for each in others],
    }
    way = Link(_("Lists of choices"), making.url("lists"))
    return making.render("choices.html", context, way, Link(name), status=200 if now is None else 409)


def _gone(making: Making) -> HttpResponse:
    """Somebody else has removed the list: what was typed is shown, to be kept by hand."""
    if making.request.method != "POST":
        raise Http404
    context = {"typed": typed_in_words(making.request.POST), "of_list": True}
    return making.render("gone.html", context, Link(_("Lists of choices")), status=409)


def _users(making: Making, name: str) -> list[str]:
    return [making.label_of(user) for user in lists.users_of_list(making.spec, name)]


def _row(making: Making, number: int, typed: Typed, now: Mapping[str, Choice] | None) -> ChoiceRow:
    stored = now.get(typed.old) if now else None
    words = []
    for code in making.spec.languages:
        said, saved = (each.label.words.get(code, "") if each else "" for each in (typed.choice, stored))
        other = saved if stored and saved != said else None
        words.append(Words(code, language_name(code), said, direction_of(code), other))
    is_lost = now is not None and bool(typed.old) and stored is None
    return ChoiceRow(number, typed.old, typed.choice.value, words, is_lost=is_lost)


def _typed(making: Making, stored: Sequence[Choice]) -> list[Typed]:
    """The choices that were sent, without empty rows and those that go."""
    post, known = making.request.POST, {choice.value: choice for choice in stored}
    offered: list[Typed] = []
    for number in range(MOST_ROWS):
        if f"value-{number}" not in post:
            break
        if f"gone-{number}" in post:
            continue
        old = post.get(f"old-{number}", "")
        choice = known.get(old) or Choice(value="", label=NO_WORDS)
        label = choice.label
        for code in making.spec.languages:
            label = texts.write_text(label, code, post.get(f"words-{number}-{code}", ""))
        value = post[f"value-{number}"].strip()
        if not value and label:
            taken = [each.choice.value for each in offered]
            value = free_name(taken, label.spoken(making.spec.default_language).words)
        if value:
            offered.append(Typed(old, dataclasses.replace(choice, value=value, label=label)))
    return offered


def _moved(offered: list[Typed], button: str) -> list[Typed]:
    """The choices in the order that a button asks for, ``up:2`` or ``down:2``."""
    verb, _colon, number = button.partition(":")
    if verb not in {"up", "down"} or not (number.isascii() and number.isdigit() and len(number) < 5):
        return offered
    place, other = int(number), int(number) + (-1 if verb == "up" else 1)
    if min(place, other) >= 0 and max(place, other) < len(offered):
        offered[place], offered[other] = offered[other], offered[place]
    return offered


@form_page("POST")
def remove_list(making: Making, name: str) -> HttpResponse:
    try:
        making.save(lists.remove_list(making.spec, name), _("Removed."))
    except lists.NoSuchList as error:
        raise Http404 from error
    except lists.ListInUse:
        messages.error(making.request, _("A field offers the list: choose another list for it first."))
        return making.go("list_of_choices", name)
    return making.go("lists")
