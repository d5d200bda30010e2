from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command

from seutu.publishing.alerts import checks
from seutu.publishing.alerts.actions import digests, noting, stopping
from seutu.publishing.alerts.models import Alert, Digest, News, Rhythm
from seutu.publishing.alerts.tests.orders import TESTS, deliver, titles_in, told
from seutu.publishing.alerts.tests.orders import digests as mails
from seutu.publishing.alerts.tests.records import KIND
from seutu.shared.core import clock
from seutu.shared.core.registry import after_indexing
from seutu.shared.messages.models import Message, State

pytestmark = pytest.mark.django_db

SEVEN_IN_THE_MORNING = dt.datetime(2026, 3, 19, 5, 0, tzinfo=dt.UTC)
MONDAY = dt.datetime(2026, 3, 23, 5, 0, tzinfo=dt.UTC)


def test_what_is_found_is_told_at_once_with_its_place_and_links(archive, follow):
    follow(label="Sillat")
    archive.publish("Puusilta\nuusitaan")
    archive.publish("Koulun katto")

    (text,) = deliver()

    assert text.startswith(
        "Hakuvahti ”Sillat”: 1 uusi asiakirja\n\n"
        "* Puusilta uusitaan\n"
        "  Kuusela, tekninen lautakunta 10.3.2026\n"
        "  https://paatokset.example/kuusela/naytteet/1/\n\n"
        "Haun kaikki osumat:\nhttps://paatokset.example/haku/?q=silta\n"
    )
    assert "https://paatokset.example/hakuvahti/lopeta/" in text
    assert "https://paatokset.example/hakuvahdit/" in text
    assert "älä lähetä tätä viestiä edelleen" in text


def test_its_subject_tells_how_much_and_not_what(archive, follow):
    follow(label="Salainen aihe")
    archive.publish("Silta")

    deliver()

    assert mails()[0].subject == "Hakuvahti: 1 uusi asiakirja"


def test_what_was_public_before_is_not_told(archive, follow, now):
    archive.publish("Vanha silta")
    now.shift(dt.timedelta(days=1))
    follow()
    archive.index(1)

    assert told() == []


def test_nothing_is_told_twice(archive, follow):
    follow()
    archive.publish("Silta")
    assert told() == [["Silta"]]

    archive.index(1)
    archive.index(1)
    digests.send_at_once.call()

    assert told() == []


def test_two_of_the_same_second_are_told_even_when_one_is_found_later(archive, follow):
    follow()
    archive.publish("Puusilta")
    archive.publish("Kivisilta", index=False)
    assert told() == [["Puusilta"]]

    archive.index(2)

    assert told() == [["Kivisilta"]]


def test_what_the_search_gets_to_know_late_is_told_then(archive, follow, now):
    follow()
    archive.publish("Puusilta", index=False)
    now.shift(dt.timedelta(days=3))
    archive.publish("Kivisilta")
    assert told() == [["Kivisilta"]]

    archive.index(1)

    assert told() == [["Puusilta"]]


def test_minutes_that_count_as_published_since_the_morning_are_told_to_who_followed_at_noon(archive, follow):
    follow()
    archive.publish("Silta", published_at=clock.start_of(clock.today()))

    assert told() == [["Silta"]]


def test_what_is_old_when_it_comes_is_not_told(archive, follow, now):
    follow()
    archive.publish("Silta", published_at=clock.now() - dt.timedelta(days=1))
    archive.publish("Ikivanha silta", published_at=clock.now() - dt.timedelta(days=900))

    assert told() == []
    assert News.objects.count() == 1


def test_minutes_after_the_agenda_and_a_correction_are_told_anew(archive, follow, now):
    follow()
    archive.publish("Silta", text="Ehdotus")
    assert told() == [["Silta"]]
    now.shift(dt.timedelta(days=5))
    archive.publish("Silta", pk=1, text="Päätös")
    assert told() == [["Silta"]]
    now.shift(dt.timedelta(days=1))

    archive.correct(1, text="Oikaistu päätös")

    assert told() == [["Silta (korjattu)"]]


def test_a_change_that_nobody_sees_is_no_correction(archive, follow, now):
    follow()
    archive.publish("Silta")
    assert told() == [["Silta"]]
    now.shift(dt.timedelta(days=1))

    archive.correct(1)

    assert told() == []


def test_text_that_is_read_later_is_found_then_and_is_no_correction(archive, follow, now):
    follow("q=silta")
    follow("q=liite", address="toinen@example.org")
    published = archive.publish("Liite")
    assert told() == [["Liite"]]
    now.shift(dt.timedelta(hours=1))

    archive.publish(
        "Liite", pk=1, text="Tässä on silta.", published_at=published.published_at, updated_at=published.updated_at
    )

    assert told() == [["Liite"]]
    assert Message.objects.filter(kind="alerts.digest").latest("pk").recipient == "maija.malli@example.org"


def test_what_was_withdrawn_and_is_published_again_is_told_once_to_each(archive, follow, now):
    follow()
    published = archive.publish("Silta")
    assert told() == [["Silta"]]
    archive.withdraw(1)
    follow("q=silta", address="toinen@example.org")

    archive.publish("Silta", published_at=published.published_at)

    assert told() == [["Silta"]]


def test_several_searches_of_an_address_go_in_one_mail(archive, follow):
    follow("q=silta", label="Sillat")
    follow("q=puu", label="Puut")
    archive.publish("Puusilta")

    (text,) = deliver()

    assert titles_in(text) == ["Puusilta", "Puusilta"]
    assert "”Sillat”" in text
    assert "”Puut”" in text
    assert mails()[0].subject == "Hakuvahti: 1 uusi asiakirja"


def test_daily_ones_come_at_seven_and_weekly_ones_on_monday(archive, follow, now):
    follow(rhythm=Rhythm.DAILY, address="paiva@example.org")
    follow(rhythm=Rhythm.WEEKLY, address="viikko@example.org")
    archive.publish("Silta")

    def recipients_at(instant):
        now.move_to(instant)
        call_command("send_alerts")
        found = [each.recipient for each in mails()]
        Message.objects.update(state=State.GONE, recipient="", subject="", body_text="")
        return found

    assert recipients_at(SEVEN_IN_THE_MORNING - dt.timedelta(seconds=1)) == []
    assert recipients_at(SEVEN_IN_THE_MORNING) == ["paiva@example.org"]
    assert recipients_at(MONDAY - dt.timedelta(seconds=1)) == []
    assert recipients_at(MONDAY) == ["viikko@example.org"]


def test_a_monday_that_was_missed_is_made_up_for(archive, follow, now):
    follow(rhythm=Rhythm.WEEKLY)
    archive.publish("Silta")
    now.move_to(MONDAY + dt.timedelta(days=2))

    call_command("send_alerts")

    assert told() == [["Silta"]]


def test_a_correction_before_the_morning_is_told_once(archive, follow, now):
    follow(rhythm=Rhythm.DAILY)
    archive.publish("Silta", text="Eka")
    now.shift(dt.timedelta(hours=1))
    archive.correct(1, text="Toka")
    now.move_to(SEVEN_IN_THE_MORNING)

    call_command("send_alerts")

    assert told() == [["Silta (korjattu)"]]


def test_it_is_written_in_the_language_of_the_subscriber(archive, follow):
    follow(language="sv", label="Broar")
    archive.publish("Silta")

    (text,) = deliver()

    assert text.startswith("Sökbevakning ”Broar”: 1 ny handling\n")
    assert "https://paatokset.example/sv/hakuvahti/lopeta/" in text


def test_of_very_many_twenty_are_named(archive, follow):
    follow()
    for number in range(23):
        archive.publish(f"Silta {number}", index=False)
    archive.index(*archive.public)

    (text,) = deliver()

    assert len(titles_in(text)) == 20
    assert "Ja 3 muuta." in text
    assert Alert.objects.count() == 23


def test_the_writer_of_the_index_only_leaves_word(archive, follow):
    follow()
    (hook,) = [entry for entry in after_indexing.entries() if entry.key == "alerts"]
    archive.publish("Silta", index=False)
    archive.write()

    hook.run([(KIND, 1), (KIND, 1), ("gone", 7)])

    assert not News.objects.exists()
    assert told() == [["Silta"]]


def test_without_anybody_who_follows_nothing_is_looked_at(archive):
    archive.publish("Silta")

    assert not News.objects.exists()


def test_the_doctor_says_when_alerts_wait(archive, follow, now):
    def levels() -> list[str]:
        return [finding.level for finding in checks._findings()]

    assert levels() == ["ok"]
    follow()
    follow(rhythm=Rhythm.WEEKLY, address="toinen@example.org")
    archive.publish("Silta", index=False)
    archive.found = dict(archive.public)
    noting.note_news([(KIND, 1)])
    assert levels() == ["ok"]
    now.shift(dt.timedelta(hours=2))
    assert levels() == ["problem"]
    digests.send_at_once.call()
    assert levels() == ["ok"]
    now.move_to(MONDAY + dt.timedelta(hours=2))
    assert levels() == ["problem"]
    call_command("send_alerts")
    assert levels() == ["ok"]


def test_what_is_no_news_any_more_is_forgotten(archive, follow, now):
    follow()
    archive.publish("Silta")
    deliver()
    now.shift(dt.timedelta(days=401))

    stopping.prune(by=TESTS)

    assert not News.objects.exists()
    assert not Alert.objects.exists()
    assert not Digest.objects.exists()
    archive.index(1)
    assert told() == []
