"""Forms that come with the product: the app that owns their meaning registers them, organizations take them into use.

::

    ready_forms.register(ReadyForm(key="clients-contact", label=_("Contact request"), path=FORMS / "contact.toml"))

The file holds the spec as `spec.codec` writes it, with the words of every language beside each other. A text may also
be a key of `ready_words.toml`. ``unreviewed`` names the languages that a machine wrote.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from seutu.shared.core.registry import Entry, Point
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.law.entries import Rule
from seutu.shared.law.rules import NoRuleInForce, rule_in_force

LANGUAGES = ("fi", "sv", "en", "ar", "ru", "uk")
WORDS = Path(__file__).with_name("ready_words.toml")
UNREVIEWED, FORMAT = "unreviewed", 1
TEXT_KEYS = frozenset({"title", "label", "hint", "intro", "thanks", "required_message", "constraint_message"})
CONTACT = "{contact}"


def as_written(spec: Spec, on: dt.date) -> Spec:
    """The spec of the file, whatever the day."""
    return spec


@dataclass(frozen=True, kw_only=True)
class ReadyForm(Entry):
    """A form that comes with the product. ``meaning`` is the key of what its answers become, or "".

    ``built(spec, on)`` is the spec as it is on a day, where the law of the day decides its name or its questions. Of
    what arrives by one that is ``for_registry`` the registry of the organization is told by mail.
    """

    label: Any
    path: Path
    meaning: str = ""
    built: Callable[[Spec, dt.date], Spec] = as_written
    for_registry: bool = False


@dataclass(frozen=True, kw_only=True)
class Ready:
    """What a ready-made form is on a day: ``mapping`` is field → target of the meaning; ``within`` days to answer."""

    spec: Spec
    slug: str
    mapping: Mapping[str, str] = field(default_factory=dict)
    within: int | None = None


ready_forms = Point(ReadyForm)


def is_for_registry(key: str) -> bool:
    """Whether the registry is told of what arrives by a form that began as the ready-made one of this key."""
    return key in keys_for_registry()


def keys_for_registry() -> list[str]:
    """The keys of the ready-made forms for a registry."""
    return [form.key for form in ready_forms.entries() if form.for_registry]


def ready_on(form: ReadyForm, on: dt.date) -> Ready:
    """The form as it is on a day. Its notice has `CONTACT` in it, see `notice_of`.

    :raises BadSpec: the file is no form.
    """
    data = tomllib.loads(form.path.read_text(encoding="utf-8"))
    unreviewed = data.get(UNREVIEWED, [])
    plain = _with_texts(data["form"], unreviewed)
    plain |= {"seutu_form": FORMAT, "languages": list(LANGUAGES), "notice": _notice(data, plain, unreviewed)}
    return Ready(
        spec=form.built(from_json(plain), on),
        slug=data["slug"],
        mapping=data.get("mapping", {}),
        within=_days(data.get("answer_rule", ""), on),
    )


def answer_rule_of(key: str, on: dt.date) -> Rule | None:
    """The rule by which what arrives by a ready-made form on a day is answered; None where no law says a time."""
    form = next((each for each in ready_forms.entries() if each.key == key), None)
    rule = tomllib.loads(form.path.read_text(encoding="utf-8")).get("answer_rule", "") if form else ""
    try:
        return rule_in_force(rule, on) if rule else None
    except NoRuleInForce:
        return None


@cache
def other_ways_of(key: str) -> Text:
    """In what other ways the matter of a ready-made form is done, as its file says; nothing for any other form."""
    form = next((each for each in ready_forms.entries() if each.key == key), None)
    if form is None:
        return Text()
    data = tomllib.loads(form.path.read_text(encoding="utf-8"))
    said = data.get("other_ways", {})
    return word(said) if isinstance(said, str) else Text(said, frozenset(data.get(UNREVIEWED, ())) & said.keys())


def notice_of(notice: Text, contact: str) -> Text:
    """The notice with how to reach the controller, whom the page names itself; without ``contact`` by the registry."""
    registry = word("the_registry").words
    said = {language: words.replace(CONTACT, contact or registry[language]) for language, words in notice.words.items()}
    return Text(said, notice.unreviewed)


def word(key: str) -> Text:
    """Words that several ready-made forms share."""
    data = dict(_words()[key])
    return Text(data, frozenset(_words()[UNREVIEWED]) & data.keys())


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def _days(key: str, on: dt.date) -> int | None:
    try:
        return rule_in_force(key, on).days if key else None
    except NoRuleInForce:
        return None


def _with_texts(node: Any, unreviewed: Collection[str]) -> Any:
    if isinstance(node, list):
        return [_with_texts(each, unreviewed) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _text(value, unreviewed) if key in TEXT_KEYS else _with_texts(value, unreviewed)
        for key, value in node.items()
    }


def _text(value: str | Mapping[str, str], unreviewed: Collection[str]) -> dict[str, Any]:
    if isinstance(value, str):
        return {**_words()[value], UNREVIEWED: _words()[UNREVIEWED]}
    return {**value, UNREVIEWED: list(unreviewed)} if unreviewed else {**value}


def _notice(data: Mapping[str, Any], plain: Mapping[str, Any], unreviewed: Collection[str]) -> dict[str, Any]:
    """Why and on what ground, how long it is kept, what one may demand, and whom to ask (GDPR 13)."""
    words = _words()
    parts = (
        data["purpose"],
        words[f"basis_{data['basis']}"],
        words[f"kept_{plain['retention']}"],
        words["notice_rights"],
        words["notice_contact"],
    )
    said = {language: "\n\n".join(part[language] for part in parts) for language in LANGUAGES}
    return {**said, UNREVIEWED: sorted({*unreviewed, *words[UNREVIEWED]})}
