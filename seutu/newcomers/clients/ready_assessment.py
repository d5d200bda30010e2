"""The questions before the assessment as the law of a day has them: its name, and the sections in their order."""

from __future__ import annotations

import dataclasses
import datetime as dt

from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Privacy, Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.law import integration
from seutu.shared.law.entries import Section, Words

ABOUT_THE_PERSON = "person"
# What the worker concludes is not asked of the person.
CONCLUSIONS = frozenset({"need_of_plan"})
OF_LAW = ("fi", "sv", "en")


def by_law(spec: Spec, on: dt.date) -> Spec:
    """``spec`` with the name and the sections of the assessment under the act of a day."""
    pages = {item.name: item for item in spec.items}
    sections = [each for each in integration.assessment_sections(on) if _name(each) not in CONCLUSIONS]
    of_law = [_page(each, pages.get(_name(each))) for each in sections]
    name = integration.name_of("assessment", on).words
    return dataclasses.replace(
        spec, title=_said(spec.title, name, capital=True), items=(pages[ABOUT_THE_PERSON], *of_law)
    )


def _name(section: Section) -> str:
    return section.key.partition(".")[2]


def _page(section: Section, written: Item | None) -> Group:
    """The page of a section; for one that nobody has written questions for, one question in its own words."""
    if isinstance(written, Group):
        return dataclasses.replace(written, label=_said(written.label, section.words))
    words = _said(Text(), section.words)
    question = Field(name=f"{_name(section)}_words", kind=FieldKind.LONG_TEXT, label=words, privacy=Privacy.SENSITIVE)
    return Group(name=_name(section), kind=GroupKind.PAGE, label=words, items=(question,))


def _said(text: Text, words: Words, *, capital: bool = False) -> Text:
    for language in OF_LAW:
        said = words.in_language(language)
        text = text.written(language, said[0].upper() + said[1:] if capital else said)
    return text
