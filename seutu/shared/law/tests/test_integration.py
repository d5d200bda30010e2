"""A client of 2022 is judged by the rules of 2022, a client of 2025 by those of 2025."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.law import integration as law
from seutu.shared.law.rules import NoRuleInForce

IN_2022, IN_2025 = dt.date(2022, 3, 1), dt.date(2025, 3, 3)
BEFORE_OUR_RULES = dt.date(2010, 1, 1)
DAY = dt.date(2026, 8, 31)


def day(year, month, number):
    return dt.date(year, month, number)


# -- side by side -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "by_the_old", "by_the_new"),
    [
        (lambda began: law.assessment_due_on(DAY, began), day(2026, 10, 31), None),
        (lambda began: law.plan_due_on(DAY, began), day(2026, 9, 14), DAY),
        (lambda began: law.direct_to_education_by(DAY, began), day(2026, 9, 30), day(2027, 2, 28)),
        (lambda began: law.plan_latest_end(DAY, True, began), day(2027, 8, 31), day(2027, 8, 31)),
        (lambda began: law.plan_total_end(DAY, began), day(2029, 8, 31), day(2028, 8, 31)),
        (lambda began: law.plan_total_end(DAY, began, is_extended=True), day(2031, 8, 31), day(2030, 8, 31)),
        (lambda began: law.plan_review_due_on(DAY, began), day(2027, 8, 31), None),
        (lambda began: law.eligible_until(DAY, began), day(2029, 8, 31), day(2029, 8, 31)),
        (lambda began: law.first_plan_by(DAY, began), day(2029, 8, 31), day(2029, 8, 31)),
        (lambda began: law.reimbursement_ends_on(DAY, True, began), day(2030, 8, 31), day(2029, 8, 31)),
        (lambda began: law.reimbursement_ends_on(DAY, False, began), day(2029, 8, 31), day(2028, 8, 31)),
    ],
    ids="assessment plan education first_plan total extended review eligible first_by quota_refugee other".split(),
)
def test_the_same_day_under_the_old_act_and_under_the_new(deadline, by_the_old, by_the_new):
    assert deadline(IN_2022).day == by_the_old
    assert deadline(IN_2025).day == by_the_new
    assert deadline(IN_2022).rules[0].number == "1386/2010"
    assert deadline(IN_2025).rules[0].number == "681/2023"


def test_the_versions_change_at_the_turn_of_the_year():
    assert law.act_for(day(2024, 12, 31)).number == "1386/2010"
    assert law.act_for(day(2025, 1, 1)).number == "681/2023"


def test_the_acts_bear_one_name_and_only_the_number_tells_them_apart():
    old, new = law.act_for(IN_2022), law.act_for(IN_2025)

    assert old.words == new.words
    assert old.number != new.number
    assert new.amended_by == ("322/2024", "1100/2024", "721/2025")


# -- deadlines of several kinds -----------------------------------------------------------------


def test_a_deadline_that_was_not_found_has_no_day_and_says_so():
    deadline = law.assessment_due_on(DAY, IN_2025)

    assert deadline.day is None
    assert deadline.rules != ()
    assert not deadline.is_confirmed
    assert not deadline.is_by_need
    assert not deadline.is_overdue(day(2030, 1, 1))
    assert deadline.days_left(DAY) is None


def test_a_plan_of_the_new_act_is_due_at_once_and_never_overdue():
    deadline = law.plan_due_on(DAY, IN_2025)

    assert deadline.is_immediate
    assert deadline.is_confirmed
    assert deadline.days_left(day(2026, 9, 10)) == -10
    assert not deadline.is_overdue(day(2026, 9, 10))


def test_a_plan_of_the_old_act_is_overdue_from_the_day_after_the_last():
    deadline = law.plan_due_on(DAY, IN_2022)

    assert not deadline.is_immediate
    assert not deadline.is_overdue(day(2026, 9, 14))
    assert deadline.is_overdue(day(2026, 9, 15))
    assert deadline.provisions == ("KotoL 1386/2010",)


def test_a_plan_of_the_new_act_is_reviewed_by_need():
    deadline = law.plan_review_due_on(DAY, IN_2025)

    assert deadline.is_by_need
    assert not deadline.is_confirmed


def test_a_later_plan_has_no_length_of_its_own():
    assert law.plan_latest_end(DAY, False, IN_2025) == law.NO_DEADLINE


def test_an_extension_that_was_not_read_makes_the_end_unconfirmed():
    assert law.plan_total_end(DAY, IN_2025).is_confirmed
    assert not law.plan_total_end(DAY, IN_2025, is_extended=True).is_confirmed
    assert law.plan_total_end(DAY, IN_2022, is_extended=True).is_confirmed


def test_before_our_rules_there_are_no_deadlines_and_no_act():
    assert law.assessment_due_on(DAY, BEFORE_OUR_RULES) == law.NO_DEADLINE
    assert not law.NO_DEADLINE.is_confirmed
    with pytest.raises(NoRuleInForce):
        law.act_for(BEFORE_OUR_RULES)
    with pytest.raises(NoRuleInForce):
        law.judged_on(BEFORE_OUR_RULES, BEFORE_OUR_RULES)


def test_a_record_is_kept_five_years_from_its_last_entry():
    assert law.retention_ends_on(day(2024, 2, 29)).day == day(2029, 2, 28)
    assert law.retention_ends_on(DAY).day == day(2031, 8, 31)
    assert not law.retention_ends_on(DAY).is_confirmed


def test_civic_orientation_has_seventy_hours_since_2025():
    rule = law.least_orientation(IN_2025)

    assert rule is not None
    assert rule.hours == 70
    assert law.least_orientation(IN_2022) is None


# -- which version judges -----------------------------------------------------------------------


def test_a_stage_that_begins_under_the_new_act_is_judged_by_it_also_of_an_old_client():
    assert law.judged_on(IN_2022, IN_2025) == IN_2025


def test_a_plan_that_began_under_the_old_act_goes_on_under_it():
    began_on = law.judged_on(IN_2022, day(2024, 11, 15))

    assert law.plan_total_end(day(2024, 11, 15), began_on).day == day(2027, 11, 15)


# -- names and sections -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("began_on", "language", "name"),
    [
        (IN_2022, "fi", "alkukartoitus"),
        (IN_2022, "sv", "inledande kartläggning"),
        (IN_2022, "en", "initial assessment"),
        (IN_2025, "fi", "osaamisen ja kotoutumisen palvelutarpeen arviointi"),
        (IN_2025, "sv", "bedömning av kompetens och behovet av integrationstjänster"),
        (IN_2025, "en", "assessment of skills and the need for integration services"),
        (IN_2025, "sv-fi", "bedömning av kompetens och behovet av integrationstjänster"),
        (IN_2025, "ar", "assessment of skills and the need for integration services"),
    ],
)
def test_the_assessment_is_called_what_its_act_calls_it(began_on, language, name):
    assert law.assessment_name(began_on, language=language) == name


def test_a_multisectoral_assessment_says_so():
    assert law.assessment_name(IN_2022, True).startswith("monialainen alku")
    assert law.assessment_name(IN_2025, True, "sv").startswith("sektorsövergripande bedömning")
    assert law.plan_name(IN_2025, True) == "monialainen kotoutumissuunnitelma"


def test_short_names_and_the_plan():
    assert law.short_assessment_name(IN_2022) == "alkukartoitus"
    assert law.short_assessment_name(IN_2025) == "arviointi"
    assert law.plan_name(IN_2022) == law.plan_name(IN_2025) == "kotoutumissuunnitelma"
    assert law.plan_name(IN_2025, language="sv") == "integrationsplan"


def test_the_old_act_has_no_name_for_what_it_did_not_have():
    assert law.name_of("orientation", IN_2025).words.en == "multilingual civic orientation"
    with pytest.raises(NoRuleInForce):
        law.name_of("orientation", IN_2022)


def test_the_sections_of_an_assessment_are_those_of_its_act():
    old, new = law.assessment_sections(IN_2022), law.assessment_sections(IN_2025)

    assert [part.code for part in new] == (
        "literacy languages readiness work_and_training background special_skills need_of_plan life_situation "
        "other_needs"
    ).split()
    assert "other_needs" not in {part.code for part in old}
    assert all(part.confirmed and not part.optional for part in (*old, *new))


def test_the_sections_of_a_plan_are_confirmed_for_the_old_act_only():
    old = {part.code: part for part in law.plan_sections(IN_2022)}
    new = {part.code: part for part in law.plan_sections(IN_2025)}

    assert old["languages"].confirmed
    assert old["native_language"].optional
    assert not old["goals"].confirmed
    assert not any(part.confirmed for part in new.values())
    assert old["orientation"].words.fi == "Yhteiskuntaan perehdyttävä opetus"
    assert new["orientation"].words.sv == "Flerspråkig samhällsorientering"


def test_before_our_rules_nothing_is_asked():
    assert law.assessment_sections(BEFORE_OUR_RULES) == law.plan_sections(BEFORE_OUR_RULES) == ()
