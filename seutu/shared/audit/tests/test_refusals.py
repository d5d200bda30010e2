"""What stays out of the trail stays out of the messages, too; and what was undone is not told of."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from seutu.shared.audit.actions import TextInTrail, record
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core.request_log import RequestLogMiddleware

pytestmark = pytest.mark.django_db
BY = System("tests")

TEXTS = {
    "a sentence": "The meeting was moved to Thursday.",
    "a name with a space": "Veikko Vieras",
    "a line break": "first\nsecond",
    "a Finnish letter": "Mäkinen",
    "digits of another script": "١٢٣",
    "an e-mail address": "veikko@example.fi",
    "61 characters": "x" * 61,
}


@dataclass(frozen=True)
class Someone:
    audit_id: str


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_refused_as_verb_or_actor_is_not_in_the_message(text: str) -> None:
    for verb, actor in ((text, "user:1"), ("meeting.changed", text)):
        with pytest.raises(TextInTrail) as refusal:
            record(verb, by=Someone(actor))
        assert text not in str(refusal.value)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_refused_in_the_details_is_not_in_the_message(text: str) -> None:
    given = text if len(text) < 61 else "x" * 81
    for details in ({given: 1}, {"what": given}):
        with pytest.raises(TextInTrail) as refusal:
            record("meeting.changed", by=BY, details=details)
        assert given not in str(refusal.value)
    assert not Entry.objects.exists()


def test_the_longest_verb_and_actor_and_detail_fit() -> None:
    record("v" * 60, by=Someone("a" * 60), details={"k" * 80: "d" * 80})
    entry = Entry.objects.get()
    assert (entry.verb, entry.actor, entry.details) == ("v" * 60, "a" * 60, {"k" * 80: "d" * 80})


def test_a_person_is_named_by_number_and_by_nothing_else(clerk, municipality) -> None:
    entry = record("organization.changed", target=municipality, by=clerk)
    assert (entry.actor, entry.target_id) == (f"user:{clerk.pk}", str(municipality.pk))
    everything = str(Entry.objects.filter(pk=entry.pk).values().get())
    assert clerk.email not in everything
    assert clerk.display_name not in everything
    assert municipality.name_fi not in everything


def test_an_entry_goes_with_the_transaction_that_rolls_back() -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            record("meeting.changed", by=BY)
            assert Entry.objects.count() == 1
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()
    assert not Entry.objects.exists()


def test_the_reference_that_the_reader_was_given_is_that_of_the_entry() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        record("meeting.seen", by=BY)
        return HttpResponse()

    response = RequestLogMiddleware(answer)(RequestFactory().get("/"))
    record("meeting.seen", by=BY)
    inside, outside = Entry.objects.order_by("pk")
    assert len(inside.request_id) == 16
    assert inside.request_id == response.headers["X-Request-ID"]
    assert outside.request_id == ""
