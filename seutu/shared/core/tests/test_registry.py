from __future__ import annotations

import dataclasses

import pytest

from seutu.shared.core.registry import HealthCheck, Point


def well() -> str:
    return ""


def ill() -> str:
    return "ill"


@pytest.fixture
def point() -> Point[HealthCheck]:
    return Point(HealthCheck)


def test_a_second_entry_with_the_same_key_is_refused(point):
    point.register(HealthCheck(key="disk", run=well))

    with pytest.raises(ValueError, match="HealthCheck “disk” is registered twice"):
        point.register(HealthCheck(key="disk", run=ill))

    assert [entry.run for entry in point.entries()] == [well]


def test_the_very_same_entry_may_come_again(point):
    for _time in range(2):
        point.register(HealthCheck(key="disk", run=well))

    assert len(point.entries()) == 1


def test_entries_come_by_their_order_and_then_by_their_key(point):
    for key, order in (("c", 100), ("b", 100), ("a", 200), ("z", 10)):
        point.register(HealthCheck(key=key, order=order, run=well))

    assert [entry.key for entry in point.entries()] == ["z", "b", "c", "a"]


def test_the_list_of_entries_is_the_callers_own(point):
    point.register(HealthCheck(key="disk", run=well))

    point.entries().clear()

    assert len(point.entries()) == 1


def test_points_share_nothing(point):
    point.register(HealthCheck(key="disk", run=well))

    assert Point(HealthCheck).entries() == []


def test_an_entry_cannot_be_changed_after_it_was_registered():
    with pytest.raises(dataclasses.FrozenInstanceError):
        HealthCheck(key="disk", run=well).run = ill
