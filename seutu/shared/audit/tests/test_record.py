"""What the trail takes, and what it refuses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
import time_machine

from seutu.shared.audit.actions import OutsideTransaction, TextInTrail, record
from seutu.shared.audit.actor import Actor, System
from seutu.shared.audit.models import Entry
from seutu.shared.core import request_log
from seutu.shared.core.models import CacheGeneration

BY = System("tests")


@dataclass(frozen=True)
class Someone:
    audit_id: str


@pytest.mark.django_db
@time_machine.travel("2026-11-24T22:30:00Z", tick=False)
def test_an_entry_says_who_did_what_to_what_and_until_when_it_is_kept():
    target = CacheGeneration.objects.create(pk=7)

    entry = record("generation.grew", target=target, by=BY, details={"from": 1, "state": "minutes_published"})

    entry.refresh_from_db()
    assert entry.at == dt.datetime(2026, 11, 24, 22, 30, tzinfo=dt.UTC)
    assert (entry.verb, entry.actor) == ("generation.grew", "system:tests")
    assert (entry.target_type, entry.target_id) == ("core.cachegeneration", "7")
    assert entry.details == {"from": 1, "state": "minutes_published"}
    # Five years from the legal day in Helsinki, which is the 25th already.
    assert entry.keep_until == dt.date(2026, 11, 25) + dt.timedelta(days=5 * 366)
    assert entry.organization_id is None
    assert str(entry) == "generation.grew core.cachegeneration:7"


@pytest.mark.django_db
def test_an_entry_may_be_about_nothing_in_particular():
    entry = record("demo.filled", by=BY)

    assert (entry.target_type, entry.target_id, entry.request_id) == ("", "", "")


@pytest.mark.django_db
def test_an_entry_names_the_organization_it_is_told_of_or_that_of_its_target():
    target = CacheGeneration.objects.create(pk=7)
    target.organization_id = 3  # as any row of an organization has it

    assert record("a.b", target=target, by=BY).organization_id == 3
    assert record("a.b", target=target, by=BY, organization_id=4).organization_id == 4


@pytest.mark.django_db
def test_an_entry_carries_the_reference_of_the_request_it_was_made_in():
    token = request_log._request_id.set("0123456789abcdef")
    try:
        assert record("a.b", by=BY).request_id == "0123456789abcdef"
    finally:
        request_log._request_id.reset(token)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["Koirapuiston kaavoitus", "Mäkinen", "", "a" * 81, "line\nbreak", "plain\n", True, None, 1.5, ["list"], {"a": 1}],
)
def test_words_in_the_details_are_refused(text):
    with pytest.raises(TextInTrail, match=r"^a\.b: the trail takes ids, codes and hashes only$"):
        record("a.b", by=BY, details={"title": text})

    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "by", "details"),
    [
        ("meeting changed by Maija", BY, {}),
        ("a.b", Someone("Maija Mäkinen"), {}),
        ("a.b", BY, {"the title of it": 1}),
    ],
)
def test_words_in_the_verb_the_actor_or_a_key_are_refused(verb: str, by: Actor, details: dict[str, int]):
    with pytest.raises(TextInTrail):
        record(verb, by=by, details=details)

    assert not Entry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "code", ["0" * 64, "user:12", "minutes_published", "157/00.01.05.00/2020", "2026-11-24", 12, -1]
)
def test_ids_codes_hashes_and_numbers_are_taken(code):
    assert record("a.b", by=BY, details={"value": code}).details == {"value": code}


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(OutsideTransaction):
        record("a.b", by=BY)

    assert not Entry.objects.exists()
