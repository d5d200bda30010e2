"""A changed table needs no code: an installation writes what it knows better, and a mistake stops the start."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
from django.utils import translation

from seutu.shared.core.registry import doctor_checks
from seutu.shared.law import integration as law
from seutu.shared.law.entries import BadTable, Rule
from seutu.shared.law.reading import read_entries
from seutu.shared.law.rules import all_rules, tables

IN_2022, IN_2025, IN_2027 = dt.date(2022, 3, 1), dt.date(2025, 3, 3), dt.date(2027, 3, 1)
ROOT = Path(__file__).parents[4]
RULE = """
[[rule]]
key = "{key}"
{period}
act = "KotoL"
number = "681/2023"
valid_from = {start}
source = "https://www.example.org/act"
confirmed = true
"""
FOUND = RULE.format(key="assessment.start", period="months = 1", start="2025-01-01")


@pytest.fixture
def own(settings):
    def write(text, file=""):
        settings.LAW, settings.LAW_FILE = text, file

    return write


# -- what it changes ----------------------------------------------------------------------------


def test_a_deadline_that_was_not_found_is_written_by_the_installation(own):
    assert law.assessment_due_on(IN_2025, IN_2025).day is None

    own(FOUND)

    deadline = law.assessment_due_on(IN_2025, IN_2025)
    assert deadline.day == dt.date(2025, 4, 3)
    assert deadline.is_confirmed
    assert law.assessment_due_on(IN_2022, IN_2022).day == dt.date(2022, 5, 1)


def test_a_law_that_changes_is_ended_and_begun_anew(own):
    ended = RULE.format(key="plan.total", period="years = 2\nvalid_to = 2026-12-31", start="2025-01-01")
    begun = RULE.format(key="plan.total", period="years = 1", start="2027-01-01")

    own(ended + begun)

    assert law.plan_total_end(IN_2025, IN_2025).day == dt.date(2027, 3, 3)
    assert law.plan_total_end(IN_2027, IN_2027).day == dt.date(2028, 3, 1)


def test_everything_can_be_judged_by_the_day_of_the_client(own):
    own(
        RULE.format(key="integration.judged_by", period='choice = "client"', start="2011-09-01"),
    )

    assert law.judged_on(IN_2022, IN_2025) == IN_2022


def test_names_sections_and_acts_can_be_written_too(own):
    own(
        """
        [[name]]
        key = "assessment.short"
        words = { fi = "kartoitus", sv = "kartering", en = "mapping" }
        valid_from = 2025-01-01
        source = "https://www.example.org/name"
        confirmed = true

        [[section]]
        key = "plan.housing"
        words = { fi = "Asuminen", sv = "Boende", en = "Housing" }
        valid_from = 2025-01-01
        source = "https://www.example.org/form"
        confirmed = true

        [[act]]
        key = "integration"
        number = "681/2023"
        words = { fi = "Laki", sv = "Lag", en = "Act" }
        amended_by = ["1/2027"]
        valid_from = 2025-01-01
        source = "https://www.example.org/act"
        confirmed = true
        """
    )

    assert law.short_assessment_name(IN_2025, "sv") == "kartering"
    assert law.plan_sections(IN_2025)[-1].code == "housing"
    assert "housing" not in {part.code for part in law.plan_sections(IN_2022)}
    assert law.act_for(IN_2025).amended_by == ("1/2027",)


def test_the_example_of_the_documents_is_understood(own):
    document = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", document, re.DOTALL)

    own(example)

    assert len(tables().overridden) == len(tomllib.loads(example)) == 2


# -- what is refused ----------------------------------------------------------------------------


def refusal(own, text):
    own(text, "/etc/seutu/law.toml")
    with pytest.raises(BadTable) as refused:
        tables()
    assert str(refused.value).startswith("/etc/seutu/law.toml")
    return str(refused.value)


def test_two_rules_in_force_on_one_day_are_refused_with_the_way_out(own):
    said = refusal(own, RULE.format(key="plan.total", period="years = 1", start="2027-01-01"))

    assert "plan.total: two rules are in force on 2027-01-01. End the earlier one with a valid_to" in said


def test_one_entry_written_twice_is_refused(own):
    assert "plan.total and 2025-01-01 are written twice" in refusal(
        own, 2 * RULE.format(key="plan.total", period="years = 1", start="2025-01-01")
    )


@pytest.mark.parametrize("key", ["plan.totl", "plan.housing"])
def test_a_rule_that_nothing_asks_for_is_refused(own, key):
    assert f"nothing asks for {key}" in refusal(own, RULE.format(key=key, period="years = 1", start="2027-01-01"))


def test_a_section_of_no_document_is_refused(own):
    text = """
    [[section]]
    key = "programme.goals"
    words = { fi = "Tavoitteet", sv = "Mål", en = "Goals" }
    valid_from = 2025-01-01
    source = "https://www.example.org/form"
    confirmed = true
    """

    assert "nothing asks for programme.goals" in refusal(own, text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[rule]", "is not TOML"),
        ("[[law]]\nkey = 1", "law is not known. Known are: act, name, rule, section."),
        ("[rule]\nkey = 1", "write [[rule]], with two brackets"),
        ("rule = [1]", "[[rule]] 1 is not a table"),
        ("[[rule]]\nmonths = 1", "[[rule]] 1 (without a key): act, confirmed, key, number, source"),
        (FOUND.replace("months", "mnths"), "[[rule]] 1 (assessment.start): mnths is not known"),
        (FOUND.replace("months = 1", "months = true"), "months is of the wrong kind"),
        (FOUND.replace("months = 1", 'months = "1"'), "months is of the wrong kind"),
        (FOUND.replace("months = 1", "months = -1"), "months is of the wrong kind"),
        (FOUND.replace("2025-01-01", "2025-01-01T00:00:00"), "valid_from is of the wrong kind"),
        (FOUND.replace("https://www.example.org/act", ""), "source is empty"),
        (FOUND.replace("months = 1", "months = 1\nby_need = true"), "one of them only"),
        (FOUND.replace("months = 1", "hours = 1\nimmediately = true"), "one of them only"),
        (FOUND.replace("months = 1", 'choice = "client"'), "choice is “client”"),
        (FOUND.replace("months = 1", "valid_to = 2024-01-01"), "valid_to is before valid_from"),
        (RULE.format(key="integration.judged_by", period="", start="2011-09-01"), "not one of client, stage"),
        (
            '[[name]]\nkey = "plan"\nwords = { fi = "a", sv = "b" }\nvalid_from = 2025-01-01\n'
            'source = "s"\nconfirmed = true',
            "words must have fi, sv and en",
        ),
        (
            '[[act]]\nkey = "integration"\nnumber = "1/2027"\nwords = { fi = "a", sv = "b", en = "c" }\n'
            'amended_by = [1]\nvalid_from = 2025-01-01\nsource = "s"\nconfirmed = true',
            "amended_by is of the wrong kind",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(own, text, reason):
    assert reason in refusal(own, text)


# -- what the doctor says -----------------------------------------------------------------------


def findings():
    with translation.override("en"):
        return list(doctor_checks.entry("law").run())


def test_the_doctor_counts_what_was_not_read_and_says_where_to_write_it():
    unconfirmed, own = findings()

    count = len([rule for rule in all_rules() if not rule.confirmed])
    assert f"not read from their source: {count} (" in unconfirmed.message
    assert "assessment.start" in unconfirmed.message
    assert "SEUTU_LAW_FILE" in unconfirmed.advice
    assert own.message == "This installation has no entries of its own."


def test_the_doctor_names_the_file_whose_entries_hold(own):
    own(FOUND, "/etc/seutu/law.toml")

    unconfirmed, overridden = findings()

    assert "assessment.start" not in unconfirmed.message
    assert overridden.message == "1 entry comes from /etc/seutu/law.toml: assessment.start"
    assert {finding.level for finding in (unconfirmed, overridden)} == {"ok"}


# -- what the documents say ---------------------------------------------------------------------


def test_the_documents_tell_of_every_rule_that_was_not_confirmed_and_of_no_other():
    document = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in document.splitlines() if line.startswith("| `")]
    named = {key for row in rows for key in re.findall(r"`([\w.]+)`", row)}

    assert named == {rule.key for rule in tables().unconfirmed}


def test_every_table_beside_the_code_is_read():
    names = {path.name for path in (ROOT / "seutu" / "shared" / "law").glob("*.toml")}
    texts = {name: (ROOT / "seutu" / "shared" / "law" / name).read_text(encoding="utf-8") for name in names}
    read = [entry for name, text in texts.items() for entry in read_entries(text, name)]

    assert {entry for entry in read if isinstance(entry, Rule)} == set(all_rules())
