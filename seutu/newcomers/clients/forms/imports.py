"""What is asked of who brings a spreadsheet in: the file, what its columns mean, what stands for empty cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from seutu.newcomers.clients.languages import language_choices
from seutu.newcomers.clients.models import Channel, RegisterImport
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES
from seutu.newcomers.clients.queries.imports import rows_of, units_imported_to
from seutu.newcomers.clients.queries.work_places import funding_codes_on
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.spreadsheets.columns import COLUMNS
from seutu.newcomers.clients.spreadsheets.sheet import MOST_OCTETS
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.numbers import file_size

SAMPLES, LONGEST_SAMPLE = 3, 40
NOTHING = "-"
NOT_BROUGHT = (NOTHING, _("Not brought in"))


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What the rows are"),
        choices=[(value, capfirst(label)) for value, label in RegisterImport.Kind.choices],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the rows are clients or contacts.")},
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=_("Choose a unit"),
        help_text=_("The clients or contacts become this unit's."),
        error_messages={"required": _("Choose a unit."), "invalid_choice": _("Choose a unit.")},
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (.xlsx) or CSV, at most 20,000 rows. The first row has the headings."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def __init__(self, data: Any = None, files: Any = None, *, worker: Worker) -> None:
        super().__init__(data, files)
        units = units_imported_to(worker)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["unit"].label_from_instance = _unit_name  # type: ignore[attr-defined]
        if len(units) == 1:
            self.fields["unit"].initial = units[0].pk

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_OCTETS:
            most = {"most": file_size(MOST_OCTETS)}
            raise forms.ValidationError(_now("The file is too large. The most is %(most)s.") % most)
        return file


class ColumnsForm(forms.Form):
    """A choice for each column of the file; then what stands where a cell is empty."""

    def __init__(self, made: RegisterImport, guesses: Sequence[str], data: Any = None) -> None:
        super().__init__(data)
        self.made = made
        choices = [NOT_BROUGHT, *((each.field, capfirst(each.label)) for each in COLUMNS[made.kind])]
        rows = rows_of(made)
        headings = rows["headings"]
        self.columns = [f"column_{place}" for place in range(len(headings))]
        for place, name in enumerate(self.columns):
            self.fields[name] = forms.ChoiceField(
                label=heading_shown(headings, place),
                help_text=_samples(rows["rows"], place),
                choices=choices,
                initial=guesses[place] or NOTHING,
                widget=forms.Select(attrs={"class": "w-m"}),
            )
        self.defaults = list(self._add_defaults()) if made.kind == RegisterImport.Kind.CONTACTS else []

    def _add_defaults(self) -> Sequence[str]:
        nothing = ("", _("No value"))
        payers = funding_codes_on(clock.today(), frozenset({self.made.unit.organization_id}))
        offered: dict[str, tuple[Any, list[Any]]] = {
            "funding_code": (_("Funding code"), [nothing, *((each.code, each.name) for each in payers)]),
            "channel": (_("Channel"), [nothing, *((value, capfirst(label)) for value, label in Channel.choices)]),
            "service_language": (_("Language of service"), [nothing, *language_choices()]),
        }
        former = self.made.columns.get("defaults", {})
        for name, (label, choices) in offered.items():
            self.fields[f"default_{name}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=former.get(name, payers[0].code if name == "funding_code" and len(payers) == 1 else ""),
                widget=forms.Select(attrs={"class": "w-m"}),
            )
        self.fields["default_minutes"] = forms.IntegerField(
            label=_("Duration, minutes"),
            required=False,
            min_value=1,
            max_value=DAY_IN_MINUTES,
            initial=former.get("minutes"),
            widget=forms.NumberInput(attrs={"class": "w-s"}),
        )
        return [*(f"default_{name}" for name in offered), "default_minutes"]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.columns]

    @property
    def default_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.defaults]

    def meanings(self) -> list[str]:
        """What each column means."""
        chosen = [self.cleaned_data[name] for name in self.columns]
        return ["" if meaning == NOTHING else meaning for meaning in chosen]

    def values_for_empty(self) -> dict[str, str]:
        """What stands where a cell is empty."""
        given: Mapping[str, Any] = self.cleaned_data
        return {name.removeprefix("default_"): str(given[name]) for name in self.defaults if given.get(name)}

    def refuse_twice(self, field: str) -> None:
        """Say at each column of one meaning that only one can have it."""
        for name in self.columns:
            if self.cleaned_data.get(name) == field:
                self.add_error(name, _("Another column has this meaning. Choose it for one only."))


class BringInForm(forms.Form):
    brings_duplicates = forms.BooleanField(
        label=_("Bring in the rows that seem to be there already, too"),
        help_text=_("Those with an identity code that is in the register are left out all the same."),
        required=False,
    )


def heading_shown(headings: Sequence[str], place: int) -> str:
    """The heading of a column, or its letter."""
    return headings[place] or _now("Column %(letter)s") % {"letter": column_letter(place)}


def column_letter(place: int) -> str:
    """The letter that spreadsheet programs show above a column: A, Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _samples(rows: Sequence[Sequence[str]], place: int) -> str:
    found = list(dict.fromkeys(row[place] for row in rows[:50] if row[place]))[:SAMPLES]
    shown = [text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…" for text in found]
    return " · ".join(shown) or _now("The column is empty.")


def _unit_name(unit: Unit) -> str:
    return f"{unit.name}, {unit.organization.name}"
