from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from seutu.newcomers.clients.models import (
    Reach,
)
from seutu.newcomers.clients.tests.factories import ContactFactory
from seutu.shared.core.figures import FigureQuestion, indicators

pytestmark = pytest.mark.django_db

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def counted(key: str, *by: str, days=YEAR, **asked: Any) -> dict[tuple[str, ...], int]:
    question = FigureQuestion(starts_on=days[0], ends_on=days[1], by=by, **asked)
    return {cell.values: cell.number for cell in indicators.entry(key).count(question)}


def open_numbers(key: str, *by: str) -> dict[tuple[str, ...], int]:
    question = FigureQuestion(starts_on=YEAR[0], ends_on=YEAR[1], by=by)
    return {cell.values: cell.open_number for cell in indicators.entry(key).count(question)}


def test_only_contacts_that_reached_somebody_are_contacts():
    for reach in Reach:
        ContactFactory(reach=reach)

    assert counted("contacts") == {(): 1}
    assert counted("no_shows") == {(): 1}
    assert counted("not_reached") == {(): 1}


@pytest.mark.parametrize("key", [each.key for each in indicators.entries()])
def test_every_indicator_can_be_asked_by_each_of_its_dimensions(key):
    for dimension in indicators.entry(key).dimensions:
        assert counted(key, dimension, only={dimension: frozenset({"1"})}) == {}
