"""When a party is deemed notified, how long a notice is on display, and until when a matter can be taken over."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.law import days
from seutu.shared.law.rules import NoRuleInForce, all_rules


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_a_letter_sent_on_2_november_2026_reaches_the_party_on_9_november():
    notified = days.notified_by_letter_on(day("2026-11-02"))

    assert notified.day == day("2026-11-09")
    assert notified.provisions == ("HL 59 § 2 mom.",)


def test_a_message_reaches_a_party_who_agreed_on_the_third_day():
    notified = days.notified_electronically_on(day("2026-11-02"))

    assert notified.day == day("2026-11-05")
    assert notified.provisions == ("SähkAsL 19 §",)


def test_a_proof_of_delivery_shows_its_own_day():
    notified = days.notified_by_proof_on(day("2026-11-04"))

    assert notified.day == day("2026-11-04")
    assert notified.provisions == ("HL 60 §",)


def test_a_public_notice_reaches_everyone_on_the_seventh_day_after_it():
    notified = days.notified_by_public_notice_on(day("2026-11-02"))

    assert notified.day == day("2026-11-09")
    assert notified.provisions == ("HL 62 a §",)


def test_no_day_of_notification_is_moved_from_christmas():
    assert days.notified_by_letter_on(day("2026-12-18")).day == day("2026-12-25")
    assert days.notified_electronically_on(day("2026-12-22")).day == day("2026-12-25")
    assert days.notified_by_public_notice_on(day("2026-12-19")).day == day("2026-12-26")


@pytest.mark.parametrize(("kind", "provision"), [("public", "HL 62 a §"), ("municipal", "KuntaL 108 §")])
def test_a_notice_is_on_display_for_fourteen_days_after_its_first(kind, provision):
    last = days.notice_ends_on(kind, day("2026-11-02"))

    assert last.day == day("2026-11-16")
    assert last.provisions == (provision, "MääräaikaL 2 §")


def test_the_last_day_of_a_notice_is_not_moved_from_a_saturday():
    assert days.notice_ends_on("municipal", day("2026-11-14")).day == day("2026-11-28")


def test_a_public_notice_before_its_law_is_refused():
    with pytest.raises(NoRuleInForce):
        days.notified_by_public_notice_on(day("2019-12-31"))
    with pytest.raises(NoRuleInForce):
        days.notice_ends_on("public", day("2019-12-31"))


def test_a_decision_can_be_taken_over_while_a_review_can_be_asked_for():
    last = days.takeover_ends_on(day("2026-11-02"))

    assert last.day == days.remedy_ends_on("review_request", day("2026-11-09")).day == day("2026-11-23")
    assert last.provisions == ("KuntaL 92 § 5 mom.", "KuntaL 140 § 3 mom.", "KuntaL 138 §", "MääräaikaL 2 §")


def test_the_last_day_of_taking_over_moves_over_christmas():
    assert days.takeover_ends_on(day("2026-12-03")).day == day("2026-12-28")


def test_what_was_not_read_from_the_act_is_marked():
    confirmed = {rule.key: rule.confirmed for rule in all_rules()}

    assert confirmed["notified.letter"]
    assert confirmed["notified.electronic"]
    assert confirmed["notified.public_notice"]
    assert confirmed["notice.length.public"]
    assert confirmed["notice.length.municipal"]
    assert not confirmed["notified.proof_of_delivery"]
    assert not confirmed["takeover.period"]
