"""Two versions of an assessment or a plan beside each other, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seutu.newcomers.clients.forms.path_documents import DocumentForm
from seutu.newcomers.clients.languages import language_name
from seutu.newcomers.clients.models import Assessment, IntegrationPlan
from seutu.newcomers.clients.rules.finalising import is_touched, sections_of
from seutu.shared.law.entries import Section
from seutu.shared.ui.dates import day, period


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is called, and what each version says of it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionLine:
    """A section as it is read: its words, its text, and whether it was said not to apply."""

    code: str
    label: str
    text: str
    not_applicable: bool
    is_optional: bool


def section_lines(document: Assessment | IntegrationPlan) -> list[SectionLine]:
    """The sections of a document as they are read; an optional one only when something was written of it."""
    answers = document.sections if isinstance(document.sections, Mapping) else {}
    shown = [each for each in sections_of(document) if not each.optional or is_touched(answers.get(each.code))]
    return [_line(section, answers.get(section.code)) for section in shown]


def _line(section: Section, answer: Any) -> SectionLine:
    given = answer if isinstance(answer, Mapping) else {}
    label = section.words.in_language(get_language() or "fi")
    text, is_not = str(given.get("text") or ""), bool(given.get("not_applicable"))
    return SectionLine(section.code, label, text, is_not, section.optional)


def differences_of_plans(before: IntegrationPlan, after: IntegrationPlan) -> list[Difference]:
    """What changed from one version of a plan to the next, in the order of the later one."""
    former = {line.code: line for line in section_lines(before)}
    found = [Difference(_("Time"), period(before.starts_on, before.ends_on), period(after.starts_on, after.ends_on))]
    latter = section_lines(after)
    found += [Difference(line.label, _words(former.pop(line.code, None)), _words(line)) for line in latter]
    found += [Difference(line.label, _words(line), "") for line in former.values()]
    return [each for each in found if each.before != each.after]


def _words(line: SectionLine | None) -> str:
    if line is None:
        return ""
    return _("Does not apply") if line.not_applicable else line.text


def differences_of_forms(saved: DocumentForm, typed: DocumentForm) -> list[Difference]:
    """What somebody saved meanwhile, beside what was typed: only where they differ."""
    headings = {name: section.words.in_language(get_language() or "fi") for section, name in _named(typed)}
    pairs = ((saved[bound.name], bound) for bound in typed.visible_fields() if bound.name in saved.fields)
    found = [Difference(_label(theirs, headings), in_words(theirs), in_words(mine)) for theirs, mine in pairs]
    return [each for each in found if each.before != each.after]


def _named(form: DocumentForm) -> Iterable[tuple[Section, str]]:
    for section, text, tick in form.section_rows():
        yield section, text.name
        yield section, tick.name


def _label(bound: BoundField, headings: Mapping[str, str]) -> str:
    heading = headings.get(bound.name)
    is_tick = isinstance(bound.field, forms.BooleanField)
    if heading and is_tick:
        return f"{heading}: " + _("Does not apply to the client")
    return str(bound.label)


def in_words(bound: BoundField) -> str:
    """The value of a field as a reader would say it."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(bound.field, forms.ChoiceField):
        # Those of rows have keys of their own kind, which are written as they are sent.
        choices = cast("Iterable[tuple[object, object]]", bound.field.choices)
        named = {str(key): str(label) for key, label in choices}
        return named.get(str(getattr(value, "pk", value) or ""), "")
    if isinstance(value, dt.date):
        return day(value)
    return str(value or "").replace("\r\n", "\n").strip()


def language_words(code: str) -> str:
    """The name of a language, or that it has not been chosen."""
    return language_name(code) if code else _("not chosen yet")
