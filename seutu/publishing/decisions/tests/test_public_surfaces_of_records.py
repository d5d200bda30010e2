"""What must not be seen of records that are published alone is planted, and looked for on every public surface."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.models import InitiativeKind, NoticeKind, RecordState
from seutu.publishing.decisions.tests.factories import CaseFactory
from seutu.publishing.decisions.tests.record_factories import (
    DecisionAttachmentFactory,
    HoldingFactory,
    InitiativeFactory,
    NoticeAttachmentFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
    PersonFactory,
    SeatFactory,
)
from seutu.publishing.decisions.tests.test_public_surfaces import PLANTED, everything, places_that_tell
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

NOW = dt.datetime(2026, 3, 20, 9, 0, tzinfo=dt.UTC)
YESTERDAY, TOMORROW = dt.date(2026, 3, 19), dt.date(2026, 3, 21)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def owner():
    return OrganizationFactory(slug="kuusela")


def decision(owner, **values):
    return OfficerDecisionFactory(office=OfficeFactory(organization=owner), **values)


def test_a_planted_word_is_found_where_it_may_be(client, owner):
    """Without this, the tests below could look past everything."""
    shown = decision(owner, title=PLANTED, case=CaseFactory(organization=owner, title=PLANTED))
    notice = NoticeFactory(organization=owner, title=PLANTED)
    seat = SeatFactory(body=BodyFactory(organization=owner), person__name=PLANTED)
    initiative = InitiativeFactory(organization=owner, title=PLANTED)

    found = places_that_tell(client)

    for record in (
        f"/kuusela/viranhaltijapaatokset/{shown.public_id}/",
        f"/kuusela/kuulutukset/{notice.public_id}.json",
        f"/sv/kuusela/luottamushenkilot/{seat.person.slug}/",
        f"/kuusela/aloitteet/2026/{initiative.number}/",
        f"/kuusela/asiat/{shown.case.slug}/",
        "/en/kuusela/luottamushenkilot/",
        f"/kuusela/toimielimet/{seat.body.slug}.json",
    ):
        assert record in found


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": RecordState.DRAFT, "published_at": None, "number": None},
        {"state": RecordState.WITHDRAWN, "withdrawal_reason": PLANTED},
        {"published_at": NOW + dt.timedelta(hours=1)},
    ],
    ids=["draft", "withdrawn", "scheduled"],
)
def test_an_officer_decision_that_is_not_public_is_seen_nowhere(client, owner, planted_file, hidden):
    row = decision(
        owner,
        title=PLANTED,
        officer_name=PLANTED,
        background_html=f"<p>{PLANTED}</p>",
        decision_html=f"<p>{PLANTED}</p>",
        case=CaseFactory(organization=owner, title=PLANTED),
        **hidden,
    )
    DecisionAttachmentFactory(decision=row, title=PLANTED, file=planted_file)

    assert places_that_tell(client) == []


def test_of_a_withheld_officer_decision_only_title_and_ground_are_seen(client, owner, planted_file):
    row = decision(owner, is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.", officer_name=PLANTED)
    DecisionAttachmentFactory(decision=row, title=PLANTED, file=planted_file)

    assert places_that_tell(client) == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"state": RecordState.DRAFT, "published_at": None},
        {"state": RecordState.WITHDRAWN, "withdrawal_reason": PLANTED},
        {"displayed_on": TOMORROW},
        {"ends_on": YESTERDAY},
        {"published_at": NOW + dt.timedelta(hours=1)},
    ],
    ids=["draft", "withdrawn", "to come", "expired", "scheduled"],
)
@pytest.mark.parametrize("kind", NoticeKind)
def test_a_notice_that_is_not_on_display_is_seen_nowhere(client, owner, planted_file, kind, hidden):
    row = NoticeFactory(
        organization=owner,
        kind=kind,
        title=PLANTED,
        html=f"<p>{PLANTED}</p>",
        where_available=PLANTED,
        provision=PLANTED,
        length_reason=PLANTED,
        case=CaseFactory(organization=owner, title=PLANTED),
        **hidden,
    )
    NoticeAttachmentFactory(notice=row, title=PLANTED, file=planted_file)

    assert places_that_tell(client) == []


def test_nobody_out_of_force_is_seen_anywhere(client, owner):
    body = BodyFactory(organization=owner)
    ended = SeatFactory(body=body, person__name=PLANTED, ends_on=YESTERDAY)
    SeatFactory(body=body, person__name=PLANTED, starts_on=TOMORROW)
    SeatFactory(body=body, role="deputy", deputises_for=ended)
    office = OfficeFactory(organization=owner)
    HoldingFactory(office=office, person__name=PLANTED, ends_on=YESTERDAY)
    HoldingFactory(office=office, person__name=PLANTED, starts_on=TOMORROW)
    PersonFactory(organization=owner, name=PLANTED)

    assert places_that_tell(client) == []


@pytest.mark.parametrize(
    "hidden",
    [
        {"record_state": RecordState.DRAFT, "published_at": None},
        {"record_state": RecordState.WITHDRAWN},
        {"published_at": NOW + dt.timedelta(hours=1)},
    ],
    ids=["draft", "withdrawn", "scheduled"],
)
def test_an_initiative_that_is_not_public_is_seen_nowhere(client, owner, hidden):
    InitiativeFactory(organization=owner, title=PLANTED, html=f"<p>{PLANTED}</p>", first_signatory=PLANTED, **hidden)

    assert places_that_tell(client) == []


def test_the_resident_who_signed_an_initiative_first_is_named_nowhere(client, owner):
    InitiativeFactory(organization=owner, kind=InitiativeKind.RESIDENTS, first_signatory=PLANTED, signature_count=412)

    assert places_that_tell(client) == []


def test_what_is_gone_says_nothing_of_the_record(client, owner, stored_file):
    row = NoticeFactory(organization=owner, ends_on=YESTERDAY, title="Puunkaato", html="<p>Puunkaato</p>")
    NoticeAttachmentFactory(notice=row, title="Puunkaato", file=stored_file)

    answers = everything(client)

    assert not [address for address, answer in answers.items() if b"Puunkaato" in answer]
