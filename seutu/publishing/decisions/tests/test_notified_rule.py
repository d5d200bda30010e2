"""When a party is deemed notified, and until when it can use a remedy."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.decisions.rules.notified import deemed_notified, remedies_of_party

SENT = dt.date(2026, 11, 2)


@pytest.mark.parametrize(("way", "day"), [("letter", 9), ("email", 5)])
def test_a_letter_and_a_message_have_the_days_of_their_law(way, day):
    deemed = deemed_notified(way, sent_on=SENT)

    assert deemed is not None
    assert deemed.day == dt.date(2026, 11, day)


def test_with_a_proof_of_delivery_nobody_knows_before_it_comes():
    assert deemed_notified("proof_of_delivery", sent_on=SENT) is None

    deemed = deemed_notified("proof_of_delivery", sent_on=SENT, delivered_on=dt.date(2026, 11, 12))
    assert deemed is not None
    assert deemed.day == dt.date(2026, 11, 12)


def test_before_the_rules_nobody_knows():
    assert deemed_notified("letter", sent_on=dt.date(2017, 5, 31)) is None


def test_each_remedy_of_a_party_ends_on_its_own_day():
    review, appeal, ban, procurement = remedies_of_party(
        ["review_request", "administrative", "ban", "procurement"], dt.date(2026, 11, 9)
    )

    assert review.ends is not None
    assert review.ends.day == dt.date(2026, 11, 23)
    assert appeal.ends is not None
    assert appeal.ends.day == dt.date(2026, 12, 9)
    assert ban.ends is None
    assert procurement.ends is None


def test_a_party_whose_day_is_unknown_has_no_last_day():
    assert [each.ends for each in remedies_of_party(["review_request"], None)] == [None]
