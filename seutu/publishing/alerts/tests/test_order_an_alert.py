from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.alerts import links
from seutu.publishing.alerts.actions import ordering, stopping
from seutu.publishing.alerts.models import Rhythm, SavedSearch, Subscriber
from seutu.publishing.alerts.tests.orders import ADDRESS, SITE, TESTS, confirmed, order, token_in
from seutu.shared.audit.models import Entry
from seutu.shared.messages.models import Message, State
from seutu.shared.messages.writing import BadRecipient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]


def test_an_order_waits_until_it_is_confirmed():
    message = order(label="Sillat ja tiet")

    search = SavedSearch.objects.get()
    assert (search.query, search.label, search.is_active) == ("q=silta", "Sillat ja tiet", False)
    assert message.recipient == ADDRESS
    assert message.subject == "Vahvista tilaus"
    assert message.body_text.startswith(
        "Joku, luultavasti sinä, tilasi tähän osoitteeseen hakuvahdin ”Sillat ja tiet”. Vahvista tilaus 25.3.2026 "
        "mennessä. Jos et tilannut, älä tee mitään: emme lähetä muuta.\n\n"
        "https://paatokset.example/hakuvahti/vahvista/"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv",
            "Någon, troligen du, har beställt bevakningen ”Broar” till denna adress. Bekräfta senast 25.3.2026. "
            "Om det inte var du behöver du inte göra något: vi skickar inget mer.\n\n"
            "https://paatokset.example/sv/hakuvahti/vahvista/",
        ),
        (
            "en",
            "Someone, probably you, ordered the alert “Broar” for this address. Confirm it by "
            "25\xa0March\xa02026. If it was not you, do nothing: we will send nothing more.\n\n"
            "https://paatokset.example/en/hakuvahti/vahvista/",
        ),
    ],
)
def test_it_is_asked_in_the_language_of_the_order(language, words):
    assert order(label="Broar", language=language).body_text.startswith(words)


def test_the_link_confirms_it_once():
    token = token_in(order().body_text)

    search = ordering.confirm(token)

    assert search.is_active
    assert search.token_hash == ""
    with pytest.raises(ordering.DeadLink):
        ordering.confirm(token)


def test_the_link_is_kept_as_a_hash_only_and_its_mail_is_deleted_once_it_left():
    message = order()
    token = token_in(message.body_text)

    assert message.has_secret
    assert token not in str(SavedSearch.objects.values().get())
    assert SavedSearch.objects.get().token_hash == links.hash_of(token)


def test_after_seven_days_the_link_is_dead(now):
    token = token_in(order().body_text)
    now.shift(dt.timedelta(days=7))

    with pytest.raises(ordering.DeadLink):
        ordering.confirm(token)


def test_a_second_order_of_the_same_search_replaces_the_first_and_its_link():
    first = order(label="Eka")
    second = order(label="Toka")

    first.refresh_from_db()
    assert first.state == State.GONE
    assert SavedSearch.objects.get().label == "Toka"
    ordering.confirm(token_in(second.body_text))


def test_a_link_that_left_before_the_second_order_is_dead():
    token = token_in(order().body_text)
    order()

    with pytest.raises(ordering.DeadLink):
        ordering.confirm(token)


def test_what_is_followed_already_is_changed_and_not_followed_twice():
    earlier = confirmed(label="Eka", rhythm=Rhythm.DAILY)

    later = confirmed(label="Toka", rhythm=Rhythm.WEEKLY, language="sv")

    assert later == earlier
    row = SavedSearch.objects.get()
    assert (row.label, row.rhythm, row.language) == ("Toka", Rhythm.WEEKLY, "sv")


def test_what_was_stopped_can_be_ordered_anew():
    search = confirmed()
    stopping.stop([search], by=TESTS)

    assert confirmed().is_active
    assert SavedSearch.objects.count() == 1


def test_an_address_is_one_however_its_letters_are_written():
    order("q=a")
    order("q=b", address="Maija.Malli@Example.org")

    assert Subscriber.objects.get().address == ADDRESS


def test_an_address_gets_five_such_mails_a_day_and_nobody_is_told(now):
    for number in range(7):
        order(f"q={number}")
    assert Message.objects.count() == 5

    now.shift(dt.timedelta(days=1))
    order("q=8")
    assert Message.objects.count() == 6


def test_an_address_follows_at_most_a_hundred_searches(monkeypatch):
    monkeypatch.setattr(ordering, "MOST_SEARCHES", 1)
    confirmed("q=a")
    token = token_in(order("q=b").body_text)

    with pytest.raises(ordering.TooManySearches):
        ordering.confirm(token)
    assert SavedSearch.objects.unconfirmed().exists()


@pytest.mark.parametrize(
    "address", ["", "maija", "maija@example.org\nBcc: x@example.org", "a@b.fi, c@d.fi", "m" * 300 + "@example.org"]
)
def test_what_is_no_address_is_refused_and_leaves_nothing(address):
    with pytest.raises(BadRecipient):
        order(address=address)

    assert not Subscriber.objects.exists()


def test_a_search_that_is_too_long_is_refused():
    with pytest.raises(ordering.TooLong):
        order("q=" + "x" * 2000)


def test_the_trail_tells_what_happened_and_of_whom_it_names_nothing():
    search = confirmed()
    stopping.stop([search], by=search.subscriber)
    stopping.resume([search], by=search.subscriber)

    told = [(entry.verb, entry.actor) for entry in Entry.objects.filter(verb__startswith="alert.").order_by("pk")]
    owner = f"subscriber:{search.subscriber_id}"
    assert told == [
        ("alert.ordered", "system:tests"),
        ("alert.confirmed", owner),
        ("alert.stopped", owner),
        ("alert.resumed", owner),
    ]


def test_the_own_link_is_sent_to_an_address_that_has_alerts_and_to_no_other():
    search = confirmed()
    for address in (ADDRESS.upper(), "tuntematon@example.org"):
        ordering.send_own_link(address, site=SITE, language="fi", by=TESTS)

    (message,) = Message.objects.filter(kind="alerts.own_link")
    assert message.recipient == ADDRESS
    assert links.subscriber_by(token_in(message.body_text)) == search.subscriber


def test_a_token_opens_only_what_it_is_for():
    search = confirmed()
    token = links.token_of_search(search)

    assert links.search_by(token) == search
    assert links.subscriber_by(token) is None
    assert links.search_by(links.token_of_all(search.subscriber)) is None
    assert links.search_by(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert links.search_by("") is None
    assert links.search_by("9" * 30 + "-" + "0" * 40) is None


def test_every_day_what_is_over_is_deleted_with_its_address(now):
    stopped, going = confirmed("q=a"), confirmed("q=b", address="toinen@example.org")
    order("q=c", address="kolmas@example.org")
    stopping.stop([stopped], by=TESTS)

    assert stopping.prune(by=TESTS) == 0
    now.shift(dt.timedelta(days=7))
    assert stopping.prune(by=TESTS) == 2

    assert list(SavedSearch.objects.all()) == [going]
    assert [row.address for row in Subscriber.objects.all()] == ["toinen@example.org"]
    assert not Message.objects.filter(recipient="kolmas@example.org").exists()


def test_a_stop_can_be_taken_back_for_seven_days_and_no_longer(now):
    search = confirmed()
    stopping.stop([search], by=TESTS)
    now.shift(dt.timedelta(days=6, hours=23))
    assert stopping.resume([search], by=TESTS) == 1

    stopping.stop([search], by=TESTS)
    now.shift(dt.timedelta(days=7))
    assert stopping.resume([search], by=TESTS) == 0
