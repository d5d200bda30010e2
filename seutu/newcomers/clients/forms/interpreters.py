"""Forms of the list of interpreters and of bookings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seutu.newcomers.clients.actions.interpreters import BookingInput, InterpreterInput
from seutu.newcomers.clients.forms.days import TimeField
from seutu.newcomers.clients.languages import language_choices
from seutu.newcomers.clients.models import Client, Interpreter, InterpreterBooking, Interpreting
from seutu.newcomers.clients.models.client import REFERENCE_LENGTH
from seutu.newcomers.clients.models.contact import DAY_IN_MINUTES
from seutu.newcomers.clients.queries.interpreters import client_to_book, interpreters_in_use
from seutu.newcomers.clients.queries.units import units_served_by
from seutu.newcomers.clients.rules.access import Worker
from seutu.shared.core import clock
from seutu.shared.organizations.models import Unit
from seutu.shared.ui.fields import DayField


def mode_choices() -> list[tuple[str, str]]:
    """The ways of interpreting, in the reader's language."""
    return [(mode.value, str(capfirst(mode.label))) for mode in Interpreting if mode != Interpreting.NONE]


class InterpreterForm(forms.Form):
    """An interpreter, or a firm, in the region's list."""

    name = forms.CharField(
        label=_("Name of the interpreter or the firm"),
        max_length=120,
        error_messages={"required": _("Write the name.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=language_choices,
        error_messages={"required": _("Choose at least one language.")},
        widget=forms.SelectMultiple(attrs={"size": "10"}),
        help_text=_("Choose several with Ctrl or Cmd."),
    )
    modes = forms.MultipleChoiceField(
        label=_("How they interpret"),
        choices=mode_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose how they interpret.")},
    )
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(label=pgettext_lazy("address", "E-mail"), required=False)
    closed_on = DayField(
        label=_("Not used since"),
        required=False,
        help_text=_("From this day on they cannot be booked. Old bookings stay."),
    )

    @classmethod
    def of(cls, interpreter: Interpreter, data: Any = None) -> InterpreterForm:
        """The form with what is written down now."""
        names = ("name", "languages", "modes", "phone", "email", "closed_on")
        return cls(data, initial={name: getattr(interpreter, name) for name in names})

    def given(self) -> InterpreterInput:
        """What was typed, once it is valid."""
        clean = self.cleaned_data
        return InterpreterInput(**(clean | {"modes": [Interpreting(mode) for mode in clean["modes"]]}))


class BookingForm(forms.Form):
    """A booking of an interpreter."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), empty_label=None)
    language = forms.ChoiceField(label=_("Language of the interpreter"), choices=language_choices)
    mode = forms.ChoiceField(
        label=_("How they interpret"),
        choices=mode_choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they interpret.")},
    )
    day = DayField(
        is_near=True, label=pgettext_lazy("calendar", "Day"), error_messages={"required": _("Write the day.")}
    )
    time = TimeField(label=_("Begins at"), error_messages={"required": _("Write the time.")})
    minutes = forms.IntegerField(
        label=_("Duration, minutes"), min_value=5, max_value=DAY_IN_MINUTES, widget=forms.NumberInput({"class": "w-s"})
    )
    interpreter = forms.ModelChoiceField(
        Interpreter.objects.none(),
        label=_("Interpreter"),
        required=False,
        empty_label=_("Not known yet"),
        help_text=_("The list is kept by the coordinator of the region."),
    )
    reference = forms.CharField(
        label=_("Reference of the client"),
        max_length=REFERENCE_LENGTH + 1,
        required=False,
        widget=forms.TextInput({"class": "w-s", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Leave it empty when the client is not known by name."),
    )
    despite = forms.BooleanField(label=_("Book all the same"), required=False)

    def __init__(self, worker: Worker, *args: Any, booking: InterpreterBooking | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.worker = worker
        self.client: Client | None = booking.client if booking else None
        choices: dict[str, Any] = {name: self.fields[name] for name in ("unit", "interpreter")}
        choices["unit"].queryset = units_served_by(worker)
        known = Interpreter.objects.filter(bookings=booking) if booking else Interpreter.objects.none()
        choices["interpreter"].queryset = (interpreters_in_use() | known).distinct()

    def clean_reference(self) -> str:
        reference = str(self.cleaned_data["reference"]).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").upper()
        self.client = client_to_book(self.worker, reference) if reference else None
        if reference and self.client is None:
            raise forms.ValidationError(_("You serve no client with this reference. Check it, or leave it empty."))
        return reference

    def given(self) -> BookingInput:
        """What was typed, once it is valid."""
        clean = self.cleaned_data
        return BookingInput(
            unit=clean["unit"],
            language=clean["language"],
            mode=Interpreting(clean["mode"]),
            starts_at=clock.at(clean["day"], clean["time"]),
            minutes=clean["minutes"],
            interpreter=clean["interpreter"],
            client=self.client,
        )


def initial_of(booking: InterpreterBooking) -> dict[str, Any]:
    """What the form begins with when a booking is changed."""
    starts_at = booking.starts_at.astimezone(clock.HELSINKI)
    return {
        "unit": booking.unit_id,
        "language": booking.language,
        "mode": booking.mode,
        "day": starts_at.date(),
        "time": starts_at.time(),
        "minutes": booking.minutes,
        "interpreter": booking.interpreter_id,
        "reference": booking.client.reference if booking.client else "",
    }
