"""Until when a body can take an office holder's decision over."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.models import OfficerDecision, RecordState
from seutu.publishing.decisions.rules.takeover import TakeoverState, takeover, takeover_on, takeover_state
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body

BOARD = Body(pk=1, name_fi="Hallitus")
SHOWN = dt.date(2026, 11, 2)


def decision(**given) -> OfficerDecision:
    known = {"state": RecordState.PUBLISHED, "displayed_on": SHOWN, "decided_on": SHOWN, "takeover_body": BOARD}
    return OfficerDecision(**(known | given))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (dt.date(2026, 11, 2), TakeoverState.OPEN),
        (dt.date(2026, 11, 23), TakeoverState.OPEN),
        (dt.date(2026, 11, 24), TakeoverState.LAPSED),
    ],
)
def test_the_right_lasts_as_long_as_a_review_can_be_asked_for(day, state):
    right = takeover_on(decision(), day)

    assert right.state is state
    assert right.ends_on == dt.date(2026, 11, 23)
    assert right.provisions[0] == "KuntaL 92 § 5 mom."


def test_the_last_day_moves_over_christmas():
    assert takeover_on(decision(displayed_on=dt.date(2026, 12, 3)), SHOWN).ends_on == dt.date(2026, 12, 28)


def test_without_a_body_nobody_has_the_right():
    assert takeover_state(decision(takeover_body=None), SHOWN) is TakeoverState.NONE


def test_a_provision_may_exclude_it():
    excluded = decision(is_takeover_excluded=True, takeover_exclusion="KuntaL 92 § 5 mom.")

    assert takeover_on(excluded, SHOWN).exclusion == "KuntaL 92 § 5 mom."
    assert takeover_state(excluded, SHOWN) is TakeoverState.EXCLUDED


@pytest.mark.parametrize("day", [None, dt.date(2017, 5, 1)])
def test_without_a_day_of_display_or_a_rule_the_time_is_unknown(day):
    assert takeover_state(decision(displayed_on=day), SHOWN) is TakeoverState.UNKNOWN


def test_what_was_taken_over_stays_taken_over():
    used = takeover_on(decision(taken_over_on=dt.date(2026, 11, 10)), dt.date(2027, 1, 1))

    assert (used.state, used.taken_over_on) == (TakeoverState.TAKEN_OVER, dt.date(2026, 11, 10))


def test_a_withdrawn_decision_cannot_be_taken_over():
    assert takeover_state(decision(state=RecordState.WITHDRAWN), SHOWN) is TakeoverState.LAPSED


def test_a_page_that_tells_of_it_changes_when_the_day_does():
    clock.forget_boundaries()
    at = dt.datetime(2099, 11, 3, 9, 0, tzinfo=dt.UTC)

    takeover(decision(displayed_on=dt.date(2099, 11, 2)), at=at)

    assert clock.next_boundary() == clock.start_of(dt.date(2099, 11, 4))
    clock.forget_boundaries()
