"""Figures counted beforehand are always what the rows give."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.newcomers.clients.actions.gathering_figures import gather_figures
from seutu.newcomers.clients.models import (
    AgeBand,
    BasisGroup,
    ChangedMonth,
    Channel,
    Client,
    Contact,
    GatheredMonth,
    Gender,
    GroupSession,
    MonthlyFigure,
    MunicipalityKind,
    OtherWork,
    Reach,
    scoped,
)
from seutu.newcomers.clients.queries import figures
from seutu.newcomers.clients.queries.figure_counting import Places, tally
from seutu.newcomers.clients.rules.kept_figures import KEPT, PROVIDER, combination_for
from seutu.newcomers.clients.rules.ready_figures import READY
from seutu.newcomers.clients.tests.counting import counted
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory, FundingCodeFactory, TopicFactory
from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.core import clock
from seutu.shared.core.figures import FigureQuestion, indicators
from seutu.shared.organizations.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = dt.date(2025, 11, 1), dt.date(2026, 4, 30)
# Whole months, parts of months, and days within one month.
TIMES = ((FIRST, LAST), (dt.date(2025, 12, 9), dt.date(2026, 3, 20)), (dt.date(2026, 1, 5), dt.date(2026, 1, 6)))


class Register:
    """A little register in which anything can happen to a row."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.units = [UnitFactory() for _place in range(2)]
        self.worker = UserFactory()
        self.codes = [FundingCodeFactory(), FundingCodeFactory()]
        self.topics = [TopicFactory() for _place in range(3)]
        self.clients = [ClientFactory(unit=chance.choice(self.units)) for _place in range(4)]

    def day(self) -> dt.date:
        return FIRST + dt.timedelta(days=self.chance.randrange((LAST - FIRST).days + 1))

    def _work(self) -> dict[str, object]:
        unit = self.chance.choice(self.units)
        return {
            "unit": unit,
            "provider_municipality": unit.organization,
            "logged_by": self.worker,
            "occurred_on": self.day(),
            "minutes": self.chance.randrange(1, 90),
            "funding_code": self.chance.choice(self.codes),
        }

    def _of_contact(self) -> dict[str, object]:
        chance, home = self.chance, self.chance.choice([None, *self.units])
        return {
            "client": chance.choice([None, None, *self.clients]),
            "reach": chance.choice(Reach.values),
            "channel": chance.choice(Channel.values[:3]),
            "gender": chance.choice(Gender.values),
            "age_band": chance.choice(AgeBand.values),
            "basis_group": chance.choice(BasisGroup.values),
            "language": chance.choice(["", "ar", "so"]),
            "client_municipality": home.organization if home else None,
            "client_municipality_kind": MunicipalityKind.NAMED if home else MunicipalityKind.NONE,
            **self._work(),
        }

    def log(self) -> None:
        contact = ContactFactory(**self._of_contact())
        contact.topics.set(self.chance.sample(self.topics, self.chance.randrange(3)))

    def _contact(self) -> Contact:
        return self.chance.choice(list(scoped(Contact.objects.all())))

    def change(self) -> None:
        contact = self._contact()
        values = self._of_contact()
        for name, value in (values | {"is_anonymous": values["client"] is None}).items():
            setattr(contact, name, value)
        contact.save()

    def change_in_bulk(self) -> None:
        scoped(Contact.objects.filter(channel=Channel.PHONE)).update(minutes=7)

    def change_topics(self) -> None:
        self._contact().topics.set(self.chance.sample(self.topics, self.chance.randrange(3)))

    def remove(self) -> None:
        self._contact().delete()

    def restrict(self) -> None:
        client = self.chance.choice(self.clients)
        name = self.chance.choice(["is_protected", "processing_restricted"])
        rows = scoped(Client.objects.filter(pk=client.pk))
        rows.update(**{name: not rows.values_list(name, flat=True).get()})

    def hold_a_session(self) -> None:
        GroupSession.objects.create(
            **self._work(), logged_at=clock.now(), title="Ryhmä", service_language="fi", participants=5
        )

    def do_other_work(self) -> None:
        OtherWork.objects.create(**self._work(), logged_at=clock.now(), kind="reporting")

    def cancel_a_session(self) -> None:
        scoped(GroupSession.objects.all()).delete()

    def anything(self) -> Callable[[], None]:
        rare = (self.change_in_bulk, self.remove, self.restrict, self.cancel_a_session)
        often = (self.log, self.log, self.change, self.change_topics, self.hold_a_session, self.do_other_work)
        return self.chance.choice((*rare, *often))


def of_rows(key: str, question: FigureQuestion):
    places = Places.read()
    return places.cells(tally(figures.countings()[key], question, places), question.by)


def questions() -> Iterator[tuple[str, FigureQuestion]]:
    for key, combinations in KEPT.items():
        for combination, period, days in product(combinations, ("month", "quarter", "year"), TIMES):
            yield key, FigureQuestion(starts_on=days[0], ends_on=days[1], by=(combination[0], period))
        yield key, FigureQuestion(starts_on=FIRST, ends_on=LAST, by=(PROVIDER, *combinations[0][:1]))
        yield key, FigureQuestion(starts_on=FIRST, ends_on=LAST)


ASKED = [*questions()]


def assert_equal_to_rows(chance: random.Random) -> None:
    for key, question in chance.sample(ASKED, 12):
        assert list(indicators.entry(key).count(question)) == of_rows(key, question), (key, question)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_figures_kept_are_those_of_the_rows(seed):
    register = Register(random.Random(seed))
    for _time in range(25):
        register.log()

    for _round in range(2):
        gather_figures()
        assert not ChangedMonth.objects.exists()
        assert_equal_to_rows(register.chance)
        for _time in range(8):
            register.anything()()
        assert_equal_to_rows(register.chance)


@pytest.mark.parametrize(
    "happens",
    [
        Register.log,
        Register.change,
        Register.change_in_bulk,
        Register.change_topics,
        Register.remove,
        Register.hold_a_session,
        Register.do_other_work,
        Register.restrict,
    ],
)
def test_whatever_happens_leaves_a_note(happens):
    register = Register(random.Random(7))
    for client in register.clients:
        ContactFactory(client=client, unit=client.unit, occurred_on=register.day()).topics.set(register.topics)
    gather_figures()

    happens(register)

    assert ChangedMonth.objects.exists()


def test_an_entry_that_moves_to_another_month_is_noted_in_both():
    contact = ContactFactory(occurred_on=dt.date(2026, 1, 31))
    gather_figures()

    contact.occurred_on = dt.date(2026, 2, 1)
    contact.save()

    assert set(ChangedMonth.objects.values_list("month", flat=True)) == {dt.date(2026, 1, 1), dt.date(2026, 2, 1)}


def test_what_says_nothing_of_restriction_leaves_no_note_of_a_client():
    client = ClientFactory()
    ContactFactory(client=client, unit=client.unit)
    gather_figures()

    client.mother_tongue = "ar"
    client.save()

    assert not ChangedMonth.objects.exists()


def test_a_gathered_month_is_not_counted_from_its_rows():
    ContactFactory(occurred_on=FIRST)
    gather_figures()
    MonthlyFigure.objects.filter(indicator="contacts").update(number=40)

    assert counted("contacts", "channel", days=(FIRST, dt.date(2025, 11, 30))) == {("phone",): 40}
    assert counted("contacts", "channel", days=(FIRST, dt.date(2025, 11, 29))) == {("phone",): 1}
    ContactFactory(occurred_on=FIRST)
    assert counted("contacts", "channel", days=(FIRST, dt.date(2025, 11, 30))) == {("phone",): 2}


def test_a_month_is_gathered_again_only_when_it_has_changed():
    ContactFactory(occurred_on=FIRST)
    ContactFactory(occurred_on=LAST)

    assert gather_figures() == 6
    assert gather_figures() == 0
    ContactFactory(occurred_on=LAST)
    assert gather_figures() == 1


def test_another_definition_makes_every_month_be_gathered_anew():
    ContactFactory()
    gather_figures()

    GatheredMonth.objects.update(plan="of before")

    assert gather_figures() == 1


def test_asking_writes_nothing():
    ContactFactory()
    with CaptureQueriesContext(connection) as asked:
        counted("contacts", "channel")

    assert not [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_register_without_work_has_nothing_to_gather(capsys):
    call_command("gather_figures")

    assert "0 months" in capsys.readouterr().out


def test_ready_made_figures_name_what_there_is():
    for ready in READY:
        assert set(ready.by) <= indicators.entry(ready.indicator).dimensions
    assert len({ready.key for ready in READY}) == len(READY)


def test_what_is_kept_can_be_added_and_asked():
    for key, combinations in KEPT.items():
        assert indicators.entry(key).is_additive
        assert all(set(each) <= indicators.entry(key).dimensions and len(each) <= 2 for each in combinations)


def test_a_question_beyond_what_is_kept_is_asked_of_the_rows():
    year = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}

    assert combination_for("contacts", FigureQuestion(**year, by=("channel", "month"))) == ("channel",)
    assert combination_for("contacts", FigureQuestion(**year, by=("gender",))) == ("age_band", "gender")
    assert combination_for("contacts", FigureQuestion(**year, by=("outcome",))) is None
    assert combination_for("contacts", FigureQuestion(**year, only={"month": frozenset({"2026-01"})})) is None
    assert combination_for("clients", FigureQuestion(**year)) is None
