"""Rules are data with an origin, and only one of a key is in force at a time."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.law.rules import NoRuleInForce, all_rules, read, rule_in_force, tables

TWO_RULES = """
[[rule]]
key = "remedy.sample"
days = 21
act = "SampleL"
number = "1/2000"
section = "1 §"
valid_from = 2000-01-01
valid_to = {end}
source = "https://www.example.org/1"
confirmed = true

[[rule]]
key = "remedy.sample"
days = 14
act = "SampleL"
number = "1/2000"
section = "1 §"
valid_from = 2010-01-01
source = "https://www.example.org/2"
confirmed = true
"""


def test_a_day_is_judged_by_the_rule_of_its_own_time():
    old, new = read(TWO_RULES.format(end="2009-12-31"))

    assert old.is_in_force(dt.date(2009, 12, 31))
    assert not old.is_in_force(dt.date(2010, 1, 1))
    assert not new.is_in_force(dt.date(2009, 12, 31))
    assert new.is_in_force(dt.date(2010, 1, 1))


def test_two_rules_of_a_key_in_force_on_one_day_are_refused():
    with pytest.raises(ValueError, match="two rules are in force on 2010-01-01"):
        read(TWO_RULES.format(end="2010-01-01"))


def test_a_rule_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="valid_to is before valid_from"):
        read(TWO_RULES.format(end="1999-12-31"))


def test_every_entry_says_where_it_stands_written():
    known = tables()

    for entry in (*known.rules, *known.acts, *known.names, *known.sections):
        assert entry.source.startswith("https://"), entry.key
    for rule in known.rules:
        assert rule.number in rule.provision_with_number
        assert rule.section in rule.provision


def test_a_rule_whose_section_is_not_known_is_cited_by_its_act():
    rule = rule_in_force("plan.review", dt.date(2022, 1, 1))

    assert rule.section == ""
    assert rule.provision == rule.provision_with_number == "KotoL 1386/2010"


def test_rules_from_general_knowledge_are_marked():
    confirmed = {rule.key: rule.confirmed for rule in all_rules()}

    assert confirmed["notified.displayed"]
    assert confirmed["remedy.review_request"]
    assert not confirmed["period.last_day"]
    assert not confirmed["remedy.administrative"]


def test_an_unknown_key_is_refused():
    with pytest.raises(NoRuleInForce, match=r"remedy\.unknown on 2026-11-24"):
        rule_in_force("remedy.unknown", dt.date(2026, 11, 24))
