"""How long and on which day, as people type it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from seutu.newcomers.clients.forms.entries import MinutesField


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        (" 45 min ", 45),
        ("1 h", 60),
        ("1,5 h", 90),
        ("1.5h", 90),
        ("0,25 t", 15),
        ("1 h 30 min", 90),
        ("1h30", 90),
        ("2 tim. 5 min.", 125),
        ("1:30", 90),
        ("0:05", 5),
        ("24 h", 1440),
    ],
)
def test_hours_are_understood(typed, minutes):
    assert MinutesField().clean(typed) == minutes


@pytest.mark.parametrize("typed", ["1,30 h", "1.30", "1:75", "1,5 h 30 min", "h", "tunti", "25 h", "-1 h", "1 h 1 h"])
def test_what_could_mean_two_things_or_nothing_is_asked_again(typed):
    with pytest.raises(ValidationError):
        MinutesField().clean(typed)
