"""Lines of the lists that a maker reads: forms, and what is other in one version than in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from seutu.shared.core import clock
from seutu.shared.eforms.answers import places
from seutu.shared.eforms.building.words import FIELD_KINDS, GROUP_KINDS, OTHER_PARTS, PRIVACY, language_name, part_name
from seutu.shared.eforms.differences import Change, Difference
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.texts import Spoken, Text, direction_of
from seutu.shared.ui.components import Status

CHANGES: Mapping[Change, Promise] = {
    Change.LANGUAGE_ADDED: gettext_lazy("New language: %(language)s"),
    Change.LANGUAGE_REMOVED: gettext_lazy("Language removed: %(language)s"),
    Change.FIRST_LANGUAGE: gettext_lazy("First language: %(language)s"),
    Change.FORM_CHANGED: gettext_lazy("The form: %(part)s"),
    Change.ADDED: gettext_lazy("Added: %(what)s"),
    Change.REMOVED: gettext_lazy("Removed: %(what)s"),
    Change.MOVED: gettext_lazy("Moved: %(what)s"),
    Change.CHANGED: gettext_lazy("%(what)s: %(part)s"),
    Change.WORDS: gettext_lazy("%(what)s: %(part)s (%(language)s)"),
    Change.REVIEWED: gettext_lazy("Reviewed: %(what)s, %(part)s (%(language)s)"),
    Change.LIST_ADDED: gettext_lazy("New list of choices: %(name)s"),
    Change.LIST_REMOVED: gettext_lazy("List of choices removed: %(name)s"),
    Change.CHOICE_ADDED: gettext_lazy("New choice in %(name)s: %(what)s"),
    Change.CHOICE_REMOVED: gettext_lazy("Choice removed from %(name)s: %(what)s"),
    Change.CHOICES_ORDERED: gettext_lazy("New order of choices: %(name)s"),
}
FORM_PARTS: Mapping[str, Promise] = {
    "is_paged": gettext_lazy("One page at a time"),
    "retention": gettext_lazy("How long answers are kept once they are closed"),
}
VALUES: Mapping[str, Any] = {
    **{kind.value: words for kind, words in FIELD_KINDS.items()},
    **{kind.value: words for kind, words in GROUP_KINDS.items()},
    **{kind.value: words for kind, words in PRIVACY.items()},
    "yes": gettext_lazy("Yes"),
}


@dataclass(frozen=True)
class ChangeLine:
    """A difference in words, with what was and what is now where that can be shown; ``dir`` is that of the words."""

    words: str
    before: str
    after: str
    language: str
    has_values: bool

    @property
    def direction(self) -> str:
        return direction_of(self.language) if self.language else "auto"


def in_words(differences: Iterable[Difference], said: Callable[[Text], Spoken]) -> list[ChangeLine]:
    """Differences for a maker; ``said`` chooses the words of a text."""
    return [_line(each, said) for each in differences]


def _line(each: Difference, said: Callable[[Text], Spoken]) -> ChangeLine:
    what = (said(each.label).words if each.label else "") or each.name or _("The form")
    part = str(FORM_PARTS.get(each.part) or part_name(each.part)) if each.part else ""
    words = CHANGES[each.change] % {
        "what": what,
        "name": each.name,
        "part": part,
        "language": language_name(each.language) if each.language else "",
    }
    is_words = each.change is Change.WORDS
    before, after = ((value if is_words else str(VALUES.get(value, value))) for value in (each.before, each.after))
    shows = each.change in {Change.WORDS, Change.CHANGED, Change.FORM_CHANGED}
    return ChangeLine(words, before, after, each.language if is_words else "", shows)


_OF_CHOICE = re.compile(r"(?P<what>words|value)-(?P<number>[0-9]{1,4})(?:-(?P<language>[a-z0-9-]+))?")
_OF_ITEM = re.compile(r"words-(?P<part>[a-z_]+)-(?P<language>[a-z0-9-]+)")


def typed_in_words(sent: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a maker typed into a page whose item or list is gone, each under what it was: to be kept by hand."""
    named = ((_input_in_words(name), str(VALUES.get(words, words))) for name, words in sent.items() if words)
    return [(label, words) for label, words in named if label]


def _input_in_words(name: str) -> str:
    """What an input of the builder asks; "" of one that nobody types into."""
    if found := _OF_CHOICE.fullmatch(name):
        choice = _("Choice %(n)s") % {"n": int(found["number"]) + 1}
        return f"{choice}: {language_name(found['language']) if found['language'] else _('Value')}"
    if found := _OF_ITEM.fullmatch(name):
        return f"{part_name(found['part'])} ({language_name(found['language'])})"
    part = "required" if name == "must" else name
    return part_name(part) if part in OTHER_PARTS else ""


@dataclass(frozen=True)
class FormLine:
    """A form on the list of its maker."""

    slug: str
    title: Spoken
    about: str
    statuses: list[Status]
    answers: int
    is_published: bool


def form_lines(rows: Iterable[Any]) -> list[FormLine]:
    """The forms of `queries.forms.listed_for`, by their titles."""
    return sorted((_form_line(row) for row in rows), key=lambda line: line.title.words.casefold())


def _form_line(row: Any) -> FormLine:
    spec = from_json(row.draft_spec)
    title = spec.title.spoken(get_language() or "fi", tuple(spec.languages))
    names = places.languages(get_language() or "fi")
    languages = ", ".join(names.get(code, code) for code in spec.languages)
    place = row.unit.name if row.unit else row.organization.name
    answers = ngettext("%(n)d answer", "%(n)d answers", row.answers) % {"n": row.answers}
    return FormLine(
        slug=row.slug,
        title=title if title.words else Spoken(row.slug, ""),
        about=" · ".join((place, languages, answers)),
        statuses=statuses_of(row),
        answers=row.answers,
        is_published=row.current is not None,
    )


def statuses_of(form: EForm) -> list[Status]:
    """Whether a form is published, in which version, and whether it takes answers."""
    if form.current is None:
        return [Status(_("Not published"))]
    is_over = form.closes_on is not None and form.closes_on < clock.today()
    is_open = form.is_open and not is_over
    state = Status(_("Open"), "settled") if is_open else Status(_("Closed"), "told")
    shown = [state, Status(_("Version %(number)d") % {"number": form.current.number}, "firm")]
    return shown + ([Status(_("Changed since"), "soon")] if form.draft_spec != form.current.spec else [])
