"""What a maker types of one item of a form: its properties, and its texts in every language beside each other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.shared.eforms.building import naming
from seutu.shared.eforms.building.texts import LONG_TEXTS, parts_of, write_text
from seutu.shared.eforms.building.words import (
    FIELD_KINDS,
    GROUP_KINDS,
    OTHER_PARTS,
    PRIVACY,
    TEXT_PARTS,
    language_name,
)
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Privacy, Spec
from seutu.shared.eforms.spec.json_reading import LARGEST_NUMBER, LONGEST_LINE, LONGEST_TEXT
from seutu.shared.eforms.spec.problems import MOST_ROUNDS, Problem
from seutu.shared.eforms.spec.texts import Text, direction_of

YES, NO, IF = "yes", "no", "if"
NEW_LIST = "+"
TYPED_TEXTS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.SIGNATURE, FieldKind.FILE})

RELEVANT_HELP = _("An expression, such as ${has_children} = 'yes'. Empty: always.")
CONSTRAINT_HELP = _("An expression in which the dot is the answer, such as . >= 18. Empty: anything will do.")
REQUIRED_HELP = _("An expression. It must be answered when this is true.")
CALCULATION_HELP = _("An expression, such as ${adults} + ${children}.")
NAME_HELP = _(
    "Letters, digits and underscores. Expressions that use it follow when you change it. Nobody who answers sees it."
)
APPEARANCE_HELP = _("minimal: a list to pull down. multiline: several lines. horizontal: choices in a row.")


class WordsInLanguages:
    """A text in every language of the form: an input for each, and a tick where a machine's words wait for a reader."""

    def __init__(
        self, form: forms.Form, part: str, text: Text, languages: Sequence[str], *, label: object = ""
    ) -> None:
        self.form, self.part, self.text, self.languages = form, part, text, languages
        self.label = label or TEXT_PARTS.get(part, part)
        for code in languages:
            form.fields[self._name(code)] = _words(code, is_long=part in LONG_TEXTS)
            form.initial[self._name(code)] = text.words.get(code, "")
            if self.waits_for_reader(code):
                form.fields[self._name(code, "read")] = forms.BooleanField(label=_("Read and right"), required=False)

    def waits_for_reader(self, code: str) -> bool:
        """Whether a machine made the words in a language and nobody has read them."""
        return code in self.text.unreviewed and bool(self.text.words.get(code))

    def rows(self) -> Iterator[tuple[str, BoundField, BoundField | None]]:
        """Each language with its input, and the tick that its words are right where they wait for it."""
        for code in self.languages:
            read = self.form[self._name(code, "read")] if self.waits_for_reader(code) else None
            yield code, self.form[self._name(code)], read

    def written(self) -> Text:
        """The text as it was sent; only after `is_valid`."""
        given, text = self.form.cleaned_data, self.text
        for code in self.languages:
            is_right = bool(given.get(self._name(code, "read")))
            text = write_text(text, code, given[self._name(code)], is_reviewed=is_right)
        return text

    def _name(self, code: str, what: str = "words") -> str:
        return f"{what}-{self.part}-{code}"


def _words(code: str, *, is_long: bool) -> forms.CharField:
    attributes = {"lang": code, "dir": direction_of(code)}
    widget = forms.Textarea(attrs=attributes | {"rows": 3}) if is_long else forms.TextInput(attrs=attributes)
    return forms.CharField(label=language_name(code), required=False, max_length=LONGEST_TEXT, widget=widget)


@dataclass(frozen=True)
class Part:
    """A part of an item as it is shown: its inputs, or its texts, and what is wrong with it."""

    name: str
    fields: Sequence[BoundField]
    texts: WordsInLanguages | None
    problems: Sequence[Problem]


class ItemForm(forms.Form):
    """An item of a form; which inputs it has depends on its kind. ``problems`` are shown beside what they are about."""

    name = forms.CharField(label=OTHER_PARTS["name"], max_length=100, help_text=NAME_HELP)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, *, spec: Spec, item: Item, revision: int, problems: Sequence[Problem] = ()) -> None:
        super().__init__(data, initial={"name": item.name, "revision": revision})
        self.spec, self.item = spec, item
        self.problems = [problem for problem in problems if problem.name == item.name]
        self.texts = {
            part: WordsInLanguages(self, part, getattr(item, part), spec.languages, label=_label_of(part, item))
            for part in parts_of(item)
            if _has_text(part, item)
        }
        for part, fields in _inputs(item, spec).items():
            for name, (field, value) in fields.items():
                self.fields[name] = field
                self.initial[name] = value
            setattr(self, f"_{part}", list(fields))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        try:
            naming.rename(self.spec, self.item.name, name)
        except naming.NameTaken as error:
            raise forms.ValidationError(_("Another item of the form has this name.")) from error
        except naming.NotAName as error:
            raise forms.ValidationError(
                _("Letters, digits, hyphens, dots and underscores. Begin with a letter.")
            ) from error
        return name

    def is_of(self, revision: int) -> None:
        """Let what is sent next be judged by the form as it is now."""
        sent = cast(QueryDict, self.data).copy()
        sent["revision"] = str(revision)
        self.data = sent

    def parts(self) -> Iterator[Part]:
        """What is shown, in its order."""
        for part in _ORDER:
            texts = self.texts.get(part)
            fields = [self[name] for name in getattr(self, f"_{part}", ())]
            if part == "name":
                fields = [self["name"]]
            if texts or fields:
                yield Part(part, fields, texts, [each for each in self.problems if each.part == part])

    def other_problems(self) -> list[Problem]:
        """What is wrong with the item as a whole."""
        shown = {part.name for part in self.parts()}
        return [problem for problem in self.problems if problem.part not in shown]

    def written(self) -> Item:
        """The item as it was sent, with its old name: that changes by `naming.rename`; only after `is_valid`."""
        given = self.cleaned_data
        changed: dict[str, Any] = {part: texts.written() for part, texts in self.texts.items()}
        for part in ("relevant", "constraint", "calculation", "default", "appearance", "choices"):
            if part in given:
                changed[part] = given[part].replace("\r\n", "\n").strip()
        for part in ("least", "most"):
            if part in given:
                changed[part] = given[part] or 0
        if "must" in given:
            condition = given["required"].replace("\r\n", "\n").strip()
            changed["required"] = {YES: YES, NO: "", IF: condition}[given["must"]]
        if "privacy" in given:
            changed["privacy"] = Privacy(given["privacy"])
        if isinstance(self.item, Group):
            return dataclasses.replace(self.item, kind=GroupKind(given["kind"]), **changed)
        return dataclasses.replace(self.item, kind=FieldKind(given["kind"]), **changed)


_ORDER = (
    *("label", "hint", "kind", "choices", "required", "required_message", "relevant", "constraint"),
    *("constraint_message", "calculation", "default", "least", "most", "privacy", "appearance", "name"),
)
Inputs = dict[str, dict[str, tuple[forms.Field, Any]]]


def _label_of(part: str, item: Item) -> Any:
    if part != "label":
        return TEXT_PARTS[part]
    return _("Heading") if isinstance(item, Group) else _("Question")


def _has_text(part: str, item: Item) -> bool:
    if part in {"required_message", "constraint_message"}:
        return isinstance(item, Field) and item.kind.takes_answers
    return True


def _inputs(item: Item, spec: Spec) -> Inputs:
    relevant: dict[str, tuple[forms.Field, Any]] = {"relevant": (_source("relevant", RELEVANT_HELP), item.relevant)}
    if isinstance(item, Group):
        return {"kind": _kind(GROUP_KINDS, item), "relevant": relevant, **_rounds(item)}
    inputs: Inputs = {"kind": _kind(FIELD_KINDS, item), "relevant": relevant}
    if item.kind is FieldKind.COMPUTED:
        inputs["calculation"] = {"calculation": (_source("calculation", CALCULATION_HELP), item.calculation)}
    if item.kind.has_choices:
        inputs["choices"] = {"choices": (_lists(spec, item), item.choices)}
    if item.kind.takes_answers:
        inputs |= _of_answers(item)
    return inputs


def _of_answers(item: Field) -> Inputs:
    must = NO if not item.required else YES if item.required == YES else IF
    condition = _source("required", REQUIRED_HELP, label=_("On what condition"))
    inputs: Inputs = {
        "required": {"must": (_must(), must), "required": (condition, item.required if must == IF else "")},
        "constraint": {"constraint": (_source("constraint", CONSTRAINT_HELP), item.constraint)},
        "default": {"default": (_line("default"), item.default)},
        "privacy": {"privacy": (_privacy(), item.privacy.value)},
        "appearance": {"appearance": (_line("appearance", APPEARANCE_HELP), item.appearance)},
    }
    if item.kind in TYPED_TEXTS:
        label = _("At most this many files") if item.kind is FieldKind.FILE else _("At most this many characters")
        inputs["most"] = {"most": (_count(label, LARGEST_NUMBER), item.most or None)}
    return inputs


def _rounds(item: Group) -> Inputs:
    if item.kind is not GroupKind.REPEAT:
        return {}
    return {
        "least": {"least": (_count(OTHER_PARTS["least"], MOST_ROUNDS), item.least or None)},
        "most": {"most": (_count(_("At most this many rounds"), MOST_ROUNDS), item.most or None)},
    }


def _kind(kinds: Any, item: Item) -> dict[str, tuple[forms.Field, Any]]:
    offered = [(kind.value, words) for kind, words in kinds.items()]
    return {"kind": (forms.ChoiceField(label=OTHER_PARTS["kind"], choices=offered), item.kind.value)}


def _lists(spec: Spec, item: Field) -> forms.ChoiceField:
    offered = [(name, name) for name in spec.choices]
    if item.choices not in spec.choices:
        offered.insert(0, (item.choices, item.choices or "–"))
    return forms.ChoiceField(
        label=OTHER_PARTS["choices"], required=False, choices=[*offered, (NEW_LIST, _("A new list"))]
    )


def _must() -> forms.ChoiceField:
    offered = [(NO, _("No")), (YES, _("Yes")), (IF, _("On a condition"))]
    return forms.ChoiceField(label=OTHER_PARTS["required"], choices=offered, widget=forms.RadioSelect)


def _privacy() -> forms.ChoiceField:
    offered = [(kind.value, words) for kind, words in PRIVACY.items()]
    return forms.ChoiceField(
        label=OTHER_PARTS["privacy"], choices=offered, help_text=_("Sensitive answers are encrypted one by one.")
    )


def _source(part: str, help_text: Any, *, label: Any = None) -> forms.CharField:
    attributes = {"rows": 2, "dir": "ltr", "spellcheck": "false", "autocapitalize": "none"}
    widget = forms.Textarea(attrs=attributes)
    label = label or OTHER_PARTS[part]
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=widget, help_text=help_text)


def _line(part: str, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=OTHER_PARTS[part], required=False, max_length=LONGEST_LINE, help_text=help_text)


def _count(label: Any, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, widget=widget)
