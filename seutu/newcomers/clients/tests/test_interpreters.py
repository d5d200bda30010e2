from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seutu.newcomers.clients.models import Interpreter, InterpreterBooking, scoped
from seutu.newcomers.clients.queries.interpreters import collided, collisions_of
from seutu.newcomers.clients.tests.factories import ClientFactory, InterpreterBookingFactory, InterpreterFactory
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

State = InterpreterBooking.State
LIST = "/en/tyo/rekisteri/tulkit/"
BOOKINGS = "/en/tyo/tulkkivaraukset/"
NEW = f"{BOOKINGS}uusi/"


def at(days: int = 0, hour: int = 9) -> dt.datetime:
    return clock.at(clock.today() + dt.timedelta(days=days), dt.time(hour))


def typed(unit, **changes):
    day = clock.today() + dt.timedelta(days=1)
    return {
        "unit": unit.pk,
        "language": "ar",
        "mode": "phone",
        "day": f"{day.day}.{day.month}.{day.year}",
        "time": "9.00",
        "minutes": "60",
        "interpreter": "",
        "reference": "",
    } | changes


def bookings() -> list[InterpreterBooking]:
    return list(scoped(InterpreterBooking.objects.all()).order_by("pk"))


def marked(client, booking, state):
    return client.post(f"{BOOKINGS}{booking.pk}/tila/", {"state": state})


@pytest.fixture
def signed_in(client, counsellor):
    client.force_login(counsellor)
    return client


def test_the_coordinator_keeps_the_list(client, coordinator):
    client.force_login(coordinator)
    data = {"name": "Keksitty Tulkkaus Oy", "languages": ["ar", "so"], "modes": ["phone", "video"]}

    client.post(f"{LIST}uusi/", data)

    tulkki = Interpreter.objects.get()
    assert (tulkki.languages, tulkki.modes) == (["ar", "so"], ["phone", "video"])
    assert Entry.objects.filter(verb="interpreter.added", target_id=str(tulkki.pk)).exists()
    assert "Keksitty Tulkkaus Oy" in client.get(LIST).content.decode()


def test_a_name_stands_in_the_list_once(client, coordinator):
    client.force_login(coordinator)
    InterpreterFactory(name="Keksitty Tulkkaus Oy")

    answer = client.post(f"{LIST}uusi/", {"name": "Keksitty Tulkkaus Oy", "languages": ["ar"], "modes": ["phone"]})

    assert "This name is in the list already." in answer.content.decode()


@pytest.mark.parametrize("who", ["counsellor", "supervisor", "adviser", "outsider", "clerk"])
def test_others_do_not_keep_it(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(LIST).status_code == 404


def test_an_interpreter_is_booked_without_a_client(signed_in, unit, counsellor):
    signed_in.post(NEW, typed(unit))

    (made,) = bookings()
    assert (made.client, made.state, made.booked_by) == (None, State.REQUESTED, counsellor)
    assert made.starts_at == at(1)
    assert Entry.objects.filter(verb="interpreter_booking.requested").exists()


def test_from_a_clients_page_the_form_knows_the_client_and_the_language(signed_in, unit):
    one = ClientFactory(unit=unit, interpreter_language="so", needs_interpreter=True)

    page = signed_in.get(f"{NEW}?asiakas={one.reference}").content.decode()

    assert f'value="{one.reference}"' in page
    assert '<option value="so" selected>' in page


def test_the_reference_of_a_client_whom_one_does_not_serve_is_refused(signed_in, unit, foreign_unit):
    theirs = ClientFactory(unit=foreign_unit)

    answer = signed_in.post(NEW, typed(unit, reference=theirs.reference))

    assert "You serve no client with this reference." in answer.content.decode()
    assert bookings() == []


def test_a_booking_of_a_client_whom_one_may_not_see_is_not_there(client, colleague, counsellor, unit):
    hidden = ClientFactory(unit=unit, is_protected=True, keyworker=counsellor)
    booking = InterpreterBookingFactory(unit=unit, client=hidden, booked_by=counsellor, starts_at=at(1))
    client.force_login(colleague)

    assert client.get(f"{BOOKINGS}{booking.pk}/").status_code == 404
    assert str(booking.pk) not in client.get(BOOKINGS).content.decode().partition("upcoming")[2].split("</section>")[0]


def test_another_municipality_does_not_see_the_booking(client, foreign_counsellor, unit):
    booking = InterpreterBookingFactory(unit=unit, starts_at=at(1))
    client.force_login(foreign_counsellor)

    assert client.get(f"{BOOKINGS}{booking.pk}/").status_code == 404
    assert client.post(f"{BOOKINGS}{booking.pk}/tila/", {"state": "cancelled"}).status_code == 404


def test_the_same_interpreter_at_the_same_time_is_warned_of_first(signed_in, unit, foreign_unit):
    tulkki = InterpreterFactory()
    InterpreterBookingFactory(unit=foreign_unit, interpreter=tulkki, starts_at=at(1) + dt.timedelta(minutes=30))

    answer = signed_in.post(NEW, typed(unit, interpreter=tulkki.pk))
    assert "The same interpreter is booked for that time." in answer.content.decode()
    assert len(bookings()) == 1

    signed_in.post(NEW, typed(unit, interpreter=tulkki.pk, despite="on"))
    assert len(bookings()) == 2


def test_one_after_the_other_do_not_collide():
    tulkki = InterpreterFactory()
    first = InterpreterBookingFactory(interpreter=tulkki, starts_at=at(1, 9))
    InterpreterBookingFactory(interpreter=tulkki, starts_at=at(1, 11), state=State.CANCELLED)

    assert collisions_of(tulkki, at(1, 10), 60) == []
    assert collisions_of(tulkki, at(1, 11), 60) == []
    assert collisions_of(tulkki, at(1, 8), 61) == [first]
    assert collisions_of(tulkki, at(1, 8), 61, besides=first.pk) == []


def test_a_list_marks_those_that_collide():
    tulkki = InterpreterFactory()
    first, second = (InterpreterBookingFactory(interpreter=tulkki, starts_at=at(1, hour)) for hour in (9, 9))
    apart = InterpreterBookingFactory(interpreter=tulkki, starts_at=at(1, 12))
    InterpreterBookingFactory(starts_at=at(1, 9))

    assert collided([first, second, apart]) == {first.pk, second.pk}


def test_a_booking_is_confirmed_once_somebody_is_named(signed_in, unit):
    booking = InterpreterBookingFactory(unit=unit, starts_at=at(1))
    marked(signed_in, booking, "confirmed")
    assert bookings()[0].state == State.REQUESTED

    signed_in.post(f"{BOOKINGS}{booking.pk}/muokkaa/", typed(unit, interpreter=InterpreterFactory().pk))
    marked(signed_in, booking, "confirmed")
    assert bookings()[0].state == State.CONFIRMED
    assert Entry.objects.filter(verb="interpreter_booking.confirmed").exists()


def test_a_confirmed_booking_of_another_time_is_to_be_confirmed_anew(signed_in, unit):
    tulkki = InterpreterFactory()
    booking = InterpreterBookingFactory(unit=unit, starts_at=at(1), interpreter=tulkki, state=State.CONFIRMED)

    signed_in.post(f"{BOOKINGS}{booking.pk}/muokkaa/", typed(unit, interpreter=tulkki.pk))
    assert bookings()[0].state == State.CONFIRMED

    signed_in.post(f"{BOOKINGS}{booking.pk}/muokkaa/", typed(unit, interpreter=tulkki.pk, time="10.00"))
    assert bookings()[0].state == State.REQUESTED


@pytest.mark.parametrize(
    ("days", "state", "becomes"),
    [
        (1, "used", State.REQUESTED),
        (-1, "used", State.USED),
        (-1, "unused", State.UNUSED),
        (1, "cancelled", State.CANCELLED),
    ],
)
def test_whether_it_was_used_is_known_afterwards(signed_in, unit, days, state, becomes):
    booking = InterpreterBookingFactory(unit=unit, starts_at=at(days))

    marked(signed_in, booking, state)

    assert bookings()[0].state == becomes


def test_what_nobody_has_marked_is_asked_for(signed_in, unit):
    InterpreterBookingFactory(unit=unit, starts_at=at(-1))

    assert "Was the interpreter used?" in signed_in.get(BOOKINGS).content.decode()


def test_a_state_that_is_none_is_not_there(signed_in, unit):
    assert marked(signed_in, InterpreterBookingFactory(unit=unit), "lost").status_code == 404


def test_a_finished_booking_is_not_changed(signed_in, unit):
    booking = InterpreterBookingFactory(unit=unit, starts_at=at(-1), state=State.USED)

    assert signed_in.get(f"{BOOKINGS}{booking.pk}/muokkaa/").status_code == 404


def test_the_list_asks_as_many_questions_for_one_as_for_three(signed_in, unit, counsellor):
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            signed_in.get(BOOKINGS)
        return len(asked)

    def one_more() -> None:
        client = ClientFactory(unit=unit)
        InterpreterBookingFactory(unit=unit, client=client, interpreter=InterpreterFactory(), starts_at=at(1))
        InterpreterBookingFactory(unit=unit, client=client, interpreter=InterpreterFactory(), starts_at=at(-1))

    one_more()
    questions()
    few = questions()
    one_more()
    one_more()

    assert questions() == few
