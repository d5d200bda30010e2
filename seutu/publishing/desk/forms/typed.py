"""A form with rows of like fields, from wherever its content comes: a record, a draft, or what was just sent.

A row can be moved, added or taken away by a button that sends the whole form: what was typed comes back as it was,
right or wrong, and nothing is saved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.rich_text import to_text
from seutu.shared.ui.editor import RichTextarea

# A browser's form may have a thousand fields (Django's DATA_UPLOAD_MAX_NUMBER_FIELDS): six for each row, and the rest.
ROWS_AT_MOST = 150
Fields = dict[str, list[str]]
ROW_LABEL = _("Row %(number)s")
_OPERATION = re.compile(r"(add|up|down|remove)(?::([0-9]{1,3}))?")


class RowForm(forms.Form):
    """One of several like rows. What is seldom filled is folded away unless it holds something."""

    FOLDED: tuple[str, ...] = ()

    def open_fields(self) -> list[BoundField]:
        return [each for each in self.visible_fields() if each.name not in self.FOLDED]

    def folded_fields(self) -> list[BoundField]:
        return [each for each in self.visible_fields() if each.name in self.FOLDED]

    def is_unfolded(self) -> bool:
        return any(each.value() or each.errors for each in self.folded_fields())


@dataclass(frozen=True)
class Entry:
    """One thing in a sheet that can be compared: a field, or a whole row. ``names`` are its fields."""

    key: str
    label: str
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A form and its rows."""

    form: forms.Form
    rows: Any = None
    focus: int | None = None
    row_label: Any = ROW_LABEL

    def is_valid(self) -> bool:
        # Both are asked, so that everything wrong is said at once.
        answers = [self.form.is_valid(), self.rows is None or self.rows.is_valid()]
        return all(answers)

    @property
    def has_errors(self) -> bool:
        return bool(self.form.errors) or (self.rows is not None and any(row.errors for row in self.rows))

    def fields(self) -> Fields:
        """The content as a browser would send it."""
        found: Fields = {}
        for row in [self.form, *(self.rows or [])]:
            for bound in row:
                found[bound.html_name] = _as_sent(bound.value())
        if self.rows is not None:
            found[f"{self.rows.prefix}-TOTAL_FORMS"] = [str(len(self.rows.forms))]
            found[f"{self.rows.prefix}-INITIAL_FORMS"] = ["0"]
        return found

    def entries(self) -> list[Entry]:
        """The content in words, thing by thing, for comparing."""
        found = [
            Entry(bound.name, str(bound.label), in_words(bound), (bound.html_name,))
            for bound in self.form.visible_fields()
        ]
        for number, row in enumerate(self.rows or [], start=1):
            words = [
                (str(bound.label), in_words(bound)) for bound in row.visible_fields() if bound.value() is not False
            ]
            text = "\n".join(f"{label}: {value}" for label, value in words if value)
            label = str(self.row_label) % {"number": number}
            found.append(Entry(row.prefix, label, text, tuple(bound.html_name for bound in row)))
        return found


@dataclass(frozen=True)
class SheetKind:
    """Of which forms a sheet is made."""

    form_class: type[forms.Form]
    row_class: type[forms.Form] | None = None
    prefix: str = "rows"
    form_options: Mapping[str, Any] = field(default_factory=dict)
    row_options: Mapping[str, Any] = field(default_factory=dict)
    row_label: Any = ROW_LABEL

    def sent(self, data: QueryDict) -> Sheet:
        """What was sent, to be checked."""
        return Sheet(self.form_class(data, **self.form_options), self._rows(data=data), row_label=self.row_label)

    def filled(
        self, values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]] = (), *, focus: int | None = None
    ) -> Sheet:
        """A sheet to be written on, with what is known already."""
        form = self.form_class(initial=dict(values), **self.form_options)
        return Sheet(form, self._rows(initial=rows), focus, self.row_label)

    def typed(self, data: QueryDict, operation: str = "") -> Sheet:
        """What was typed, unchecked, after an operation on its rows: ``add``, ``up:2``, ``down:2``, ``remove:2``."""
        values = _typed(self.form_class(**self.form_options), data)
        rows, focus = self._typed_rows(data), None
        if operation and self.row_class is not None:
            rows, focus = _operated(rows, operation)
        return self.filled(values, rows, focus=focus)

    def _typed_rows(self, data: QueryDict) -> list[dict[str, Any]]:
        if self.row_class is None:
            return []
        told = data.get(f"{self.prefix}-TOTAL_FORMS", "0")
        count = min(int(told), ROWS_AT_MOST) if told.isascii() and told.isdigit() and len(told) < 6 else 0
        return [
            _typed(self.row_class(prefix=f"{self.prefix}-{number}", **self.row_options), data)
            for number in range(count)
        ]

    def _rows(self, *, data: QueryDict | None = None, initial: Sequence[Mapping[str, Any]] = ()) -> Any:
        if self.row_class is None:
            return None
        made = forms.formset_factory(self.row_class, extra=0, max_num=ROWS_AT_MOST, absolute_max=ROWS_AT_MOST)
        given: dict[str, Any] = {"prefix": self.prefix, "form_kwargs": dict(self.row_options)}
        if data is not None:
            return made(_without_initial_count(data, self.prefix), **given)
        return made(initial=[dict(row) for row in initial], **given)


def from_fields(fields: Mapping[str, Sequence[str]]) -> QueryDict:
    """Fields kept in a draft, as they would come from a browser."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, [str(value) for value in values])
    return data


def _without_initial_count(data: QueryDict, prefix: str) -> QueryDict:
    # With an initial count Django lets rows pass unchecked that were sent empty.
    copied = data.copy()
    copied[f"{prefix}-INITIAL_FORMS"] = "0"
    return copied


def _typed(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    return {
        name: each.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, each in form.fields.items()
    }


def _operated(rows: list[dict[str, Any]], operation: str) -> tuple[list[dict[str, Any]], int | None]:
    found = _OPERATION.fullmatch(operation)
    if not found:
        return rows, None
    if found[1] == "add":
        return [*rows, {}][:ROWS_AT_MOST], len(rows)
    place = int(found[2] or 0)
    if place >= len(rows):
        return rows, None
    if found[1] == "remove":
        return rows[:place] + rows[place + 1 :], max(place - 1, 0)
    other = min(max(place + (1 if found[1] == "down" else -1), 0), len(rows) - 1)
    rows[place], rows[other] = rows[other], rows[place]
    return rows, other


def _as_sent(value: Any) -> list[str]:
    if value is True:
        return ["on"]
    if value is None or value is False:
        return []
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return [str(getattr(value, "pk", value))]


def in_words(bound: BoundField) -> str:
    """The value of a field as a reader would say it."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(bound.field.widget, RichTextarea):
        return to_text(value or "")
    if isinstance(bound.field, (forms.ChoiceField, forms.ModelChoiceField)):
        chosen = set(_as_sent(value))
        offered: Any = bound.field.choices
        return ", ".join(str(label) for key, label in offered if str(key) in chosen and str(key))
    return "" if value is None else str(value)


class NoForm(forms.Form):
    """A sheet that has rows only."""
