"""Changing group sessions and other work: who may, what stays, and two who change the same."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import GroupSession, OtherWork, RegisterDraft, scoped
from seutu.newcomers.clients.tests.entries import payer, topic
from seutu.newcomers.clients.tests.factories import FundingCodeFactory, TopicFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.organizations.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(unit, adviser) -> GroupSession:
    made = GroupSession.objects.create(
        **common(unit, adviser), title="Neuvontaa kirjastolla", service_language="ru", participants=12, first_timers=3
    )
    made.topics.set([topic("Asuminen")])
    return made


@pytest.fixture
def work(unit, adviser) -> OtherWork:
    return OtherWork.objects.create(**common(unit, adviser), kind="networking", title="Verkoston kokous")


def common(unit, user):
    return {
        "unit": unit,
        "logged_by": user,
        "logged_at": clock.now(),
        "occurred_on": clock.today(),
        "minutes": 90,
        "funding_code": payer(),
        "provider_municipality": unit.organization,
    }


def address(row, what="change") -> str:
    return reverse(
        f"clients:{what}_{'group_session' if isinstance(row, GroupSession) else 'other_work'}", args=[row.pk]
    )


def typed(row, **changes):
    """What the form of ``row`` sends as it is, with ``changes``."""
    day = row.occurred_on
    values = {
        "minutes": row.minutes,
        "occurred_on": f"{day.day}.{day.month}.{day.year}",
        "funding_code": row.funding_code_id,
        "unit": row.unit_id,
        "title": row.title,
        "revision": row.revision,
        "opening": "x1",
    }
    if isinstance(row, OtherWork):
        return values | {"kind": row.kind} | changes
    of_group = {"participants": row.participants, "first_timers": row.first_timers}
    topics = [each.pk for each in row.topics.all()]
    return values | of_group | {"service_language": row.service_language, "topics": topics} | changes


def again(row):
    return scoped(type(row).objects.all()).get(pk=row.pk)


def test_ones_own_group_session_is_changed(client, adviser, session):
    client.force_login(adviser)
    shown = client.get(address(session)).context["form"]
    about = topic("Terveys")

    answer = client.post(address(session), typed(session, participants="14", topics=[about.pk]))

    assert (shown["title"].value(), shown["participants"].value()) == ("Neuvontaa kirjastolla", 12)
    assert answer["Location"] == reverse("clients:group_sessions")
    changed = again(session)
    assert (changed.participants, changed.revision, list(changed.topics.all())) == (14, 2, [about])
    assert (changed.logged_by, changed.logged_at) == (adviser, session.logged_at)
    line = Entry.objects.get(verb="group_session.changed")
    assert (line.actor, line.organization_id) == (adviser.audit_id, session.provider_municipality_id)


def test_ones_own_other_work_is_changed(client, adviser, work):
    client.force_login(adviser)

    client.post(address(work), typed(work, kind="training", title="Lakikoulutus", minutes="60"))

    changed = again(work)
    assert (changed.kind, changed.title, changed.minutes, changed.revision) == ("training", "Lakikoulutus", 60, 2)
    assert Entry.objects.filter(verb="other_work.changed").count() == 1


def test_who_leads_the_service_may_change_what_others_wrote(client, supervisor, session, work):
    client.force_login(supervisor)

    for row in (session, work):
        client.post(address(row), typed(row, minutes="5"))

    assert [again(row).minutes for row in (session, work)] == [5, 5]


@pytest.mark.parametrize("person", ["colleague", "coordinator", "foreign_counsellor"])
def test_anothers_entries_are_not_there_to_be_changed(request, client, person, session, work):
    client.force_login(request.getfixturevalue(person))

    for row in (session, work):
        assert client.get(address(row)).status_code == 404
        assert client.post(address(row), typed(row, minutes="5")).status_code == 404
        assert again(row).minutes == 90


def test_a_list_offers_what_one_may_do(client, adviser, colleague, session):
    client.force_login(adviser)
    mine = client.get(reverse("clients:group_sessions")).content.decode()
    client.force_login(colleague)
    theirs = client.get(reverse("clients:group_sessions")).content.decode()

    for what in ("change", "remove"):
        assert address(session, what) in mine
        assert address(session, what) not in theirs


def test_what_is_old_can_be_changed_and_not_removed(client, adviser, session):
    scoped(GroupSession.objects.filter(pk=session.pk)).update(logged_at=clock.now() - dt.timedelta(days=8))
    client.force_login(adviser)

    page = client.get(reverse("clients:group_sessions")).content.decode()

    assert address(session) in page
    assert address(session, "remove") not in page
    assert not client.get(address(session, "remove")).context["may_remove"]
    client.post(address(session, "remove"), {"why": "mistake"})
    assert again(session)


@pytest.mark.parametrize("kind", ["session", "work"])
def test_of_two_who_change_the_same_the_later_is_told_and_loses_nothing(request, client, adviser, supervisor, kind):
    row = request.getfixturevalue(kind)
    opened = typed(row)
    client.force_login(supervisor)
    client.post(address(row), opened | {"minutes": "30"})
    client.force_login(adviser)

    answer = client.post(address(row), opened | {"minutes": "45"})

    assert answer.status_code == 409
    (difference,) = answer.context["differences"]
    assert (difference.mine, difference.theirs) == ("45", "30")
    assert again(row).minutes == 30
    assert RegisterDraft.objects.filter(user=adviser, target__startswith="changed").count() == 1
    client.post(address(row), opened | {"minutes": "45", "revision": answer.context["revision"]})
    assert (again(row).minutes, again(row).revision) == (45, 3)
    assert not RegisterDraft.objects.filter(user=adviser, target__startswith="changed").exists()


def test_a_change_is_left_as_a_draft_and_gone_on_with(client, adviser, session):
    client.force_login(adviser)

    page = client.post(address(session), typed(session, title="Kesken", op="draft"), follow=True)

    (line,) = page.context["drafts"]
    assert line.url.startswith(address(session))
    assert client.get(line.url).context["form"]["title"].value() == "Kesken"
    assert again(session).title == "Neuvontaa kirjastolla"


def test_codes_and_a_unit_that_were_closed_since_can_stay(client, adviser, unit):
    code, about = FundingCodeFactory(), TopicFactory()
    session = GroupSession.objects.create(
        **common(unit, adviser) | {"funding_code": code}, title="Vanha", service_language="fi", participants=2
    )
    session.topics.set([about])
    for each in (code, about):
        each.ends_on = clock.today() - clock.ONE_DAY
        each.save()
    unit.closed_on = clock.today()
    unit.save()
    UnitFactory(organization=unit.organization)
    client.force_login(adviser)

    client.post(address(session), typed(session, participants="3", first_timers=""))

    assert again(session).participants == 3


@pytest.mark.parametrize(
    ("changes", "field"), [({"title": "Soitto 010190-901R"}, "title"), ({"occurred_on": "1.1.2199"}, "occurred_on")]
)
@pytest.mark.parametrize("kind", ["session", "work"])
def test_a_change_to_what_cannot_be_is_refused(request, client, adviser, kind, changes, field):
    row = request.getfixturevalue(kind)
    client.force_login(adviser)

    answer = client.post(address(row), typed(row, **changes))

    assert field in answer.context["form"].errors
    assert again(row).revision == 1
