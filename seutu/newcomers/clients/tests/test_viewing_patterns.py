"""What of the trail is shown to the data protection officer as worth a question."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.actions.contacts import log_contact
from seutu.newcomers.clients.models import Client, ClientName, ViewingThreshold
from seutu.newcomers.clients.queries.viewing_patterns import found_patterns
from seutu.newcomers.clients.rules.viewing_patterns import COUNTS, EXPLANATIONS, NAMES, Pattern, rules, window
from seutu.newcomers.clients.tests.entries import acting, contact_entry
from seutu.newcomers.clients.tests.factories import ClientFactory
from seutu.newcomers.clients.tests.rights import looked
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
PAGE = "/tyo/tietosuoja/katselut/"
# A Wednesday, at noon in Helsinki.
NOON = dt.datetime(2026, 9, 16, 12, tzinfo=clock.HELSINKI)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def looks(at: Client, by, when: dt.datetime = NOON, **more) -> None:
    with time_machine.travel(when, tick=False):
        looked(at, by, **more)


def shown(officer) -> dict[Pattern, list]:
    """The lines of every pattern that shows any."""
    with CaptureQueriesContext(connection):
        found = found_patterns(acting(officer))
    return {each.pattern: each.lines for each in found if each.number}


def clients(number: int, **options) -> list[Client]:
    return [ClientFactory(**options) for _each in range(number)]


def test_ordinary_work_shows_nothing(unit, counsellor, data_protection_officer):
    for client in clients(8, unit=unit, keyworker=counsellor):
        looks(client, counsellor)

    assert shown(data_protection_officer) == {}


def test_many_clients_in_a_day_are_compared_with_ones_own_usual(unit, counsellor, colleague, data_protection_officer):
    many = clients(18, unit=unit)
    for day in range(1, 4):
        for client in many[:6]:
            looks(client, counsellor, NOON - day * DAY)
        for client in many:
            looks(client, colleague, NOON - day * DAY, purpose="leading")
    for client in many:
        looks(client, counsellor)
        looks(client, colleague, purpose="leading")

    found = shown(data_protection_officer)

    (line,) = found[Pattern.MANY_IN_A_DAY]
    assert (line.looker, line.hit.clients, line.hit.usual, line.hit.number) == (counsellor, 18, 6, 3)
    assert line.hit.last_on == NOON.date()


def test_who_is_new_is_compared_with_the_least_usual_day(unit, counsellor, data_protection_officer):
    for client in clients(window().least_usual * 3, unit=unit):
        looks(client, counsellor)

    (line,) = shown(data_protection_officer)[Pattern.MANY_IN_A_DAY]
    assert line.hit.usual == window().least_usual


def test_clients_of_another_unit_are_counted_unless_it_was_ones_work(unit, colleague, data_protection_officer):
    others = clients(10, unit=unit)
    for client in others:
        looks(client, colleague, purpose="substitution")
    assert Pattern.OTHER_UNIT not in shown(data_protection_officer)

    for client in others:
        looks(client, colleague, purpose="guidance")

    (line,) = shown(data_protection_officer)[Pattern.OTHER_UNIT]
    assert (line.looker, line.hit.number) == (colleague, 10)


def test_who_serves_in_the_whole_municipality_is_in_no_other_unit(unit, supervisor, data_protection_officer):
    for client in clients(10, unit=unit):
        looks(client, supervisor, purpose="other")

    assert shown(data_protection_officer) == {}


def test_who_has_no_role_in_the_municipality_is_shown(unit, foreign_counsellor, data_protection_officer):
    for client in clients(3, unit=unit):
        looks(client, foreign_counsellor, purpose="consultation")

    found = shown(data_protection_officer)

    assert set(found) == {Pattern.OTHER_MUNICIPALITY}
    (line,) = found[Pattern.OTHER_MUNICIPALITY]
    assert (line.looker, line.hit.number) == (foreign_counsellor, 3)


@pytest.mark.parametrize(
    ("when", "is_odd"),
    [
        (NOON.replace(hour=6, minute=59), True),
        (NOON.replace(hour=7), False),
        (NOON.replace(hour=17, minute=59), False),
        (NOON.replace(hour=18), True),
        (NOON - 3 * DAY, True),
        (dt.datetime(2026, 9, 16, 23, 30, tzinfo=clock.HELSINKI) - DAY, True),
    ],
)
def test_hours_are_those_of_helsinki_and_days_off_have_none(unit, counsellor, data_protection_officer, when, is_odd):
    client = ClientFactory(unit=unit, keyworker=counsellor)
    for _each in range(5):
        looks(client, counsellor, when)

    assert (Pattern.ODD_HOURS in shown(data_protection_officer)) == is_odd


def test_one_client_again_and_again_is_shown_until_something_is_written(unit, counsellor, data_protection_officer):
    client = ClientFactory(unit=unit, keyworker=counsellor)
    for day in (0, 1, 2, 5):
        looks(client, counsellor, NOON - day * DAY)
    (line,) = shown(data_protection_officer)[Pattern.WITHOUT_ENTRY]
    assert (line.client, line.hit.number) == (client, 4)

    log_contact(contact_entry(unit, client=client), by=acting(counsellor))

    assert shown(data_protection_officer) == {}


def test_a_protected_client_is_asked_of_unless_it_is_ones_own(unit, counsellor, supervisor, data_protection_officer):
    client = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)
    looks(client, counsellor)
    assert shown(data_protection_officer) == {}

    looks(client, supervisor, purpose="leading")

    (line,) = shown(data_protection_officer)[Pattern.PROTECTED]
    assert (line.looker, line.client, line.hit.number) == (supervisor, client, 1)


def test_the_same_family_name_is_shown_however_it_is_spelled(unit, counsellor, data_protection_officer):
    counsellor.display_name = "Katri Mohämmed (keksitty)"
    counsellor.save()
    client, other = clients(2, unit=unit, keyworker=counsellor)
    ClientName.objects.create(client=client, family_name="Möhammed", given_names="Aino")
    ClientName.objects.create(client=client, family_name="MOHAMMED", given_names="Aino", kind="former")
    ClientName.objects.create(client=other, family_name="Toinen")
    for each in (client, other):
        looks(each, counsellor)

    (line,) = shown(data_protection_officer)[Pattern.SAME_NAME]
    assert line.client == client


def test_what_is_older_than_the_days_shown_is_not(unit, foreign_counsellor, data_protection_officer):
    for client in clients(3, unit=unit):
        looks(client, foreign_counsellor, NOON - (window().shown_days + 1) * DAY)

    assert shown(data_protection_officer) == {}


def test_only_the_clients_for_whom_one_answers_are_counted(
    other_unit, foreign_unit, counsellor, data_protection_officer
):
    for client in clients(5, unit=foreign_unit):
        looks(client, counsellor, purpose="other")

    assert shown(data_protection_officer) == {}


def test_the_number_of_questions_does_not_grow(unit, counsellor, colleague, supervisor, data_protection_officer):
    officer = acting(data_protection_officer)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found_patterns(officer)
        return len(queries)

    looks(ClientFactory(unit=unit, is_protected=True), supervisor)
    few = asked()
    for client in clients(12, unit=unit, is_protected=True):
        for person in (counsellor, colleague, supervisor):
            looks(client, person, NOON.replace(hour=20))

    assert asked() == few


# -- the pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def officer(client, data_protection_officer):
    client.force_login(data_protection_officer)
    return client


def test_the_page_says_that_a_pattern_is_a_question_and_leads_on(officer, unit, foreign_counsellor):
    for each in clients(3, unit=unit, shown_name="Aino Keksitty"):
        looks(each, foreign_counsellor, purpose="consultation")

    page = officer.get(PAGE).content.decode()

    assert "kysymys, ei havainto väärinkäytöstä" in page
    log = reverse("clients:traces_of_worker", args=[foreign_counsellor.pk])
    assert log in page
    assert officer.get(log).status_code == 200
    assert "Aino" not in page
    assert Entry.objects.filter(verb="viewing_patterns.viewed").count() == 1


def test_somebody_who_never_touched_the_data_has_no_log_here(officer, foreign_counsellor):
    assert officer.get(reverse("clients:traces_of_worker", args=[foreign_counsellor.pk])).status_code == 404
    assert officer.get(reverse("clients:traces_of_worker", args=[10**6])).status_code == 404


def test_a_controller_sets_its_own_numbers(officer, unit, foreign_counsellor, municipality):
    for each in clients(3, unit=unit):
        looks(each, foreign_counsellor, purpose="consultation")
    address = reverse("clients:viewing_thresholds", args=[municipality.pk])
    sent = {pattern.value: rule.threshold for pattern, rule in rules().items()}

    assert officer.get(address).context["form"]["other_municipality"].value() == 3
    assert officer.post(address, sent | {"other_municipality": "0"}).context["form"].errors
    answer = officer.post(address, sent | {"other_municipality": "4"})

    assert answer["Location"] == PAGE
    assert officer.get(PAGE).context["shown"] == 0
    assert ViewingThreshold.objects.get(pattern="other_municipality").threshold == 4
    told = [each.details for each in Entry.objects.filter(verb="viewing_threshold.set", details__threshold=4)]
    assert {"pattern": "other_municipality", "threshold": 4} in told


def test_nobody_sets_the_numbers_of_another_controller(officer, other_municipality):
    assert officer.get(reverse("clients:viewing_thresholds", args=[other_municipality.pk])).status_code == 404


@pytest.mark.parametrize("who", ["counsellor", "coordinator", "adviser", "outsider"])
def test_to_others_there_is_no_such_page(request, client, who, municipality):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PAGE).status_code == 404
    assert client.get(reverse("clients:viewing_thresholds", args=[municipality.pk])).status_code == 404


# -- the table -----------------------------------------------------------------------------------------------------


def test_the_document_holds_the_table_of_patterns():
    folder = next(parent for parent in Path(__file__).resolve().parents if (parent / "docs").is_dir())
    written = (folder / "docs" / "data-protection.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `.*\|$", written, re.MULTILINE)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

    told = [row[:3] for row in rows if row[0].strip("`") in {pattern.value for pattern in Pattern}]

    assert told == [[f"`{rule.pattern.value}`", f"`{rule.counts}`", str(rule.threshold)] for rule in rules().values()]


@pytest.mark.parametrize("pattern", Pattern, ids=lambda pattern: pattern.value)
def test_every_pattern_has_a_rule_and_words(pattern):
    assert str(NAMES[pattern])
    assert str(EXPLANATIONS[pattern])
    assert str(COUNTS[rules()[pattern].counts])
