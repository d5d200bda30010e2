from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions.checklist import Tick, tick_steps
from seutu.newcomers.clients.actions.closing import (
    AlreadyEnded,
    EndsBeforeBeginning,
    LeftUnfinished,
    NotEnded,
    close_client,
    reopen_client,
)
from seutu.newcomers.clients.actions.path_documents import StaleRevision
from seutu.newcomers.clients.models import Client, ClosingReason, scoped
from seutu.newcomers.clients.queries.path import path_of
from seutu.newcomers.clients.rules.workflow import State, standing_of
from seutu.newcomers.clients.tests.path_rows import client_of, opened_assessment
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
STATUS = {"work": "employed", "studies": "none", "finnish": "A2", "swedish": "0"}


def stored(client: Client) -> Client:
    return scoped(Client.objects.filter(pk=client.pk)).get()


def close(client, *, by, **more):
    given = {"reason": ClosingReason.GOALS_REACHED, "ended_on": clock.today(), "status": STATUS, "revision": 1, **more}
    return close_client(client, by=by, **given)


def test_the_end_keeps_its_reason_and_where_the_client_stood(counsellor, unit):
    client = client_of(unit)

    close(client, by=counsellor)

    assert (stored(client).ended_on, stored(client).closing_reason) == (clock.today(), "goals_reached")
    assert (client.statuses.get().point, client.statuses.get().finnish) == ("end", "A2")
    assert standing_of(path_of(client), clock.today()).state == State.ENDED


def test_what_is_unfinished_is_settled_or_the_client_is_told(counsellor, unit):
    client = client_of(unit)
    opened_assessment(client)
    with pytest.raises(LeftUnfinished):
        close(client, by=counsellor)

    close(client, by=counsellor, unfinished_is_told=True)

    assert Entry.objects.get(verb="client.closed").details["unfinished"] == 1


@pytest.mark.parametrize("day", [dt.date(2025, 3, 2), dt.date(2999, 1, 1)])
def test_no_service_ends_before_it_began_or_in_time_to_come(counsellor, unit, day):
    with pytest.raises(EndsBeforeBeginning):
        close(client_of(unit), by=counsellor, ended_on=day)


def test_a_service_ends_once_and_on_the_revision_that_was_looked_at(counsellor, unit):
    client = client_of(unit)
    with pytest.raises(StaleRevision):
        close(client, by=counsellor, revision=9)

    close(client, by=counsellor)

    with pytest.raises(AlreadyEnded):
        close(client, by=counsellor, revision=2)


def test_a_service_goes_on_and_the_path_tells_that_it_had_ended(counsellor, unit):
    client = client_of(unit)
    close(client, by=counsellor)
    with pytest.raises(StaleRevision):
        reopen_client(client, revision=1, by=counsellor)

    reopen_client(client, revision=2, by=counsellor)

    standing = standing_of(path_of(client), clock.today())
    assert (standing.state, standing.is_reopened) == (State.REOPENED, True)
    with pytest.raises(NotEnded):
        reopen_client(client, revision=3, by=counsellor)


def test_ticking_the_same_steps_twice_changes_nothing(counsellor, unit):
    client = client_of(unit)
    ticks = {"dvv": Tick(dt.date(2025, 3, 4)), "school": Tick(is_not_needed=True), "bank": Tick()}

    assert [tick_steps(client, ticks, by=counsellor) for _time in range(2)] == [2, 0]
    assert client.checklist.count() == 2


# -- pages ------------------------------------------------------------------------------------


def closing_form(**more: str) -> dict[str, str]:
    return {"revision": "1", "ended_on": "1.11.2026", "reason": "moved", **STATUS, **more}


def test_after_a_move_the_page_speaks_of_the_new_municipality(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)

    answer = client.post(reverse("clients:close", args=[made.reference]), closing_form())

    assert answer["Location"] == reverse("clients:closed", args=[made.reference])
    assert client.get(answer["Location"]).status_code == 200


def test_the_form_asks_to_tell_of_what_is_unfinished(client, counsellor, unit):
    made = client_of(unit)
    opened_assessment(made)
    client.force_login(counsellor)
    address = reverse("clients:close", args=[made.reference])

    assert client.post(address, closing_form()).status_code == 200
    assert stored(made).ended_on is None
    assert client.post(address, closing_form(unfinished_is_told="on")).status_code == 302


def test_closing_twice_and_reopening_by_the_pages(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)
    address = reverse("clients:close", args=[made.reference])

    assert [client.post(address, closing_form(reason="other")).status_code for _time in range(2)] == [302, 302]
    client.post(reverse("clients:reopen", args=[made.reference]), {"revision": "2"})
    assert stored(made).ended_on is None


def test_the_checklist_is_ticked_by_the_page(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)
    address = reverse("clients:checklist", args=[made.reference])

    client.post(address, {"dvv-done": "4.3.2025", "school-na": "on"})
    refused = client.post(address, {"dvv-done": "4.3.2025", "dvv-na": "on", "bank-done": "huomenna"})

    assert {row.step for row in made.checklist.all()} == {"dvv", "school"}
    assert refused.content.decode().count('class="error"') == 2


def test_the_status_at_the_start_is_written_by_the_page_and_put_right(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)
    address = reverse("clients:statuses", args=[made.reference])

    for work in ("unemployed", "employed"):
        client.post(address, {**STATUS, "work": work, "recorded_on": "5.3.2025"})

    assert (made.statuses.get().point, made.statuses.get().work) == ("start", "employed")
    assert client.get(f"{address}?kohta=after").status_code == 404
    assert client.get(f"{address}?kohta=x").status_code == 404
