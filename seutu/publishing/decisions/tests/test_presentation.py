from __future__ import annotations

import pytest

from seutu.publishing.decisions.presentation import name_within


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Kaupunginhallitus", "kaupunginhallitus"),
        ("Henkilöstö- ja työllisyysjaosto", "henkilöstö- ja työllisyysjaosto"),
        ("Tekninen lautakunta", "tekninen lautakunta"),
        ("Joensuun seudun joukkoliikennejaosto", "Joensuun seudun joukkoliikennejaosto"),
        ("Stadsstyrelsen", "stadsstyrelsen"),
        ("HETYJ", "HETYJ"),
        ("", ""),
    ],
)
def test_the_name_of_a_body_begins_small_inside_a_sentence(name, within):
    assert name_within(name) == within
