from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.publishing.alerts import links
from seutu.publishing.alerts.descriptions import describe, label_of
from seutu.publishing.alerts.models import Alert, Digest, Rhythm, SavedSearch, Subscriber
from seutu.publishing.alerts.tests.orders import ADDRESS, confirmed, order, token_in
from seutu.shared.core import clock
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory
from seutu.shared.search.query import SearchQuery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("archive")]

ORDER = "/hakuvahti/uusi/"
GIVEN = {"address": ADDRESS, "label": "Sillat", "rhythm": "heti"}


def words(response) -> str:
    return " ".join(response.content.decode().replace("\xad", "").split())


def test_the_page_says_which_search_it_is_and_offers_its_feeds(client):
    owner = OrganizationFactory(name_fi="Kuusela", slug="kuusela")
    BodyFactory(organization=owner, name_fi="Tekninen lautakunta", slug="tekla")

    page = client.get(
        f"{ORDER}?q=silta&kunta=kuusela&toimielin=kuusela/tekla&laji=naytteet&vuosi=2022&alkaen=2022-03-01"
    )

    text = words(page)
    assert page.status_code == 200
    assert "silta, Kuusela, Tekninen lautakunta, Näytteet, 2022, 1.3.2022 alkaen" in text
    assert 'href="/haku/syote.rss?q=silta&amp;kunta=kuusela' in text
    assert page.cookies == {}
    assert "csrf" not in text


def test_a_search_without_words_can_be_followed_too(client):
    assert "kaikki julkaistava" in words(client.get(ORDER))

    client.post(ORDER, GIVEN)

    assert SavedSearch.objects.get().query == ""


def test_ordering_sends_a_mail_and_answers_the_same_whoever_it_was(client):
    confirmed("q=muu", address="tunnettu@example.org")

    answers = [client.post(f"{ORDER}?q=silta", GIVEN | {"address": each}) for each in (ADDRESS, "tunnettu@example.org")]

    assert {(each.status_code, each["Location"]) for each in answers} == {(302, "/hakuvahti/tilattu/")}
    assert SavedSearch.objects.unconfirmed().count() == 2
    assert all(each.cookies == {} for each in answers)
    assert "Lähetimme sinulle viestin." in words(client.get(answers[0]["Location"]))


def test_the_same_search_in_another_order_is_the_same_search(client):
    client.post(f"{ORDER}?q=silta&jarjestys=uusin&sivu=3", GIVEN)

    assert SavedSearch.objects.get().query == "q=silta"


def test_without_a_name_the_alert_is_called_by_its_search(client):
    client.post(f"{ORDER}?q=silta", GIVEN | {"label": ""})

    assert SavedSearch.objects.get().label == "silta"


@pytest.mark.parametrize(
    ("words_of_it", "label"), [("www.mainos.example", "Haku"), ("157/00.01.05.00/2020", "157/00.01.05.00/2020")]
)
def test_a_search_for_an_address_does_not_bring_a_link_into_our_mail(client, words_of_it, label):
    client.post(f"{ORDER}?q={words_of_it}", GIVEN | {"label": ""})

    assert SavedSearch.objects.get().label == label
    assert "mainos" not in Message.objects.get().body_text


@pytest.mark.parametrize("turning", [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_what_turns_the_direction_of_a_text_gets_into_no_name(client, turning):
    query = f"?q=silta{turning}+tie"
    client.post(f"{ORDER}{query}", GIVEN | {"label": ""})

    assert SavedSearch.objects.get().label == "silta tie"
    assert turning not in words(client.get(f"{ORDER}{query}"))
    assert turning not in describe(SearchQuery(text=f"silta{turning} tie"))
    assert turning not in client.get(f"/haku/syote.json{query}").json()["title"]


def test_an_alert_of_a_case_is_called_as_its_readers_call_it():
    followed = SearchQuery(text='asianumero:"240/02.05.00/2026"')

    assert describe(followed) == "Asia 240/02.05.00/2026"
    assert label_of(followed) == "Asia 240/02.05.00/2026"
    assert describe(SearchQuery(text="silta asianumero:240/2026")) == "silta asianumero:240/2026"


def test_the_mail_is_in_the_language_of_the_page_and_leads_to_this_host(client):
    client.post(f"/sv{ORDER}?q=silta", GIVEN, headers={"host": "localhost"})

    text = Message.objects.get().body_text
    assert text.startswith("Någon, troligen du")
    assert "http://localhost/sv/hakuvahti/vahvista/" in text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address": ""}, "Kirjoita sähköpostiosoitteesi."),
        ({"address": "maija"}, "muodossa nimi@esimerkki.fi"),
        ({"address": "maija@example.org\r\nBcc: x@example.org"}, "muodossa nimi@esimerkki.fi"),
        ({"address": "m" * 250 + "@example.org"}, "muodossa nimi@esimerkki.fi"),
        ({"address": "maija@example.org\x00"}, "Virhe"),
        ({"label": "x" * 81}, "enintään 80 merkkiä"),
        ({"label": "Sillat\x07"}, "merkkejä, joita ei voi näyttää"),
        ({"label": "Sillat\u202e"}, "merkkejä, joita ei voi näyttää"),
        ({"label": "\u2066Sillat"}, "merkkejä, joita ei voi näyttää"),
        ({"label": "Voitit! https://mainos.example"}, "ilman verkkosivujen"),
        ({"label": "Katso mainos.example"}, "ilman verkkosivujen"),
        ({"rhythm": "joskus"}, "Valitse, milloin haluat viestit."),
        ({"rhythm": ""}, "Valitse, milloin haluat viestit."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_what_was_typed_is_kept(client, changes, says):
    page = client.post(f"{ORDER}?q=silta", GIVEN | changes)

    text = words(page)
    assert page.status_code == 200
    assert "<title>Virhe:" in text
    assert says in text
    assert "Virheessä" not in text
    assert not Subscriber.objects.exists()
    assert not Message.objects.exists()


def test_a_name_on_two_lines_becomes_one_line(client):
    client.post(f"{ORDER}?q=silta", GIVEN | {"label": "Sillat\nBcc: toinen"})

    assert SavedSearch.objects.get().label == "Sillat Bcc: toinen"


def test_a_search_that_is_too_long_is_refused_in_words(client):
    owner = OrganizationFactory(slug="kuusela")
    for number in range(45):
        BodyFactory(organization=owner, slug=f"toimielin-{number}-{'x' * 60}")
    bodies = "&".join(f"toimielin=kuusela/toimielin-{number}-{'x' * 60}" for number in range(45))

    assert "Haku on liian pitkä hakuvahdiksi." in words(client.post(f"{ORDER}?{bodies}", GIVEN))


def test_a_program_that_fills_every_field_gets_the_same_answer_and_nothing_happens(client):
    answer = client.post(ORDER, GIVEN | {"verkkosivu": "https://mainos.example/"})

    assert answer["Location"] == "/hakuvahti/tilattu/"
    assert not Message.objects.exists()


def test_one_network_address_orders_five_in_a_minute_and_twenty_in_an_hour(client, now):
    def order_again() -> int:
        return client.post(ORDER, GIVEN | {"address": f"x{Subscriber.objects.count()}@example.org"}).status_code

    assert [order_again() for _ in range(6)] == [302] * 5 + [429]
    for _minute in range(3):
        now.shift(dt.timedelta(minutes=1))
        assert [order_again() for _ in range(5)] == [302] * 5
    now.shift(dt.timedelta(minutes=1))
    assert order_again() == 429
    now.shift(dt.timedelta(hours=1))
    assert order_again() == 302


def test_opening_the_link_changes_nothing_and_the_button_confirms(client):
    path = f"/hakuvahti/vahvista/{token_in(order(label='Omat sillat').body_text)}/"

    page = client.get(path)
    assert "Omat sillat" in words(page)
    assert not SavedSearch.objects.get().is_active

    answer = client.post(path)

    search = SavedSearch.objects.get()
    assert search.is_active
    assert answer["Location"] == f"/hakuvahdit/{links.token_of_all(search.subscriber)}/?vahvistettu"
    assert "Tilaus on vahvistettu." in words(client.get(answer["Location"]))
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_a_link_that_is_too_old_is_a_page_in_words(client, now):
    path = f"/hakuvahti/vahvista/{token_in(order().body_text)}/"
    now.shift(dt.timedelta(days=8))

    page = client.get(path)

    assert page.status_code == 404
    assert "Linkki ei toimi" in words(page)


def test_all_alerts_of_an_address_are_seen_and_stopped_by_the_personal_link(client):
    first, second = confirmed("q=a", label="Eka"), confirmed("q=b", label="Toka", rhythm=Rhythm.WEEKLY)
    confirmed("q=c", label="Vieras", address="toinen@example.org")
    path = reverse("alerts:manage", args=[links.token_of_all(first.subscriber)])

    text = words(client.get(path))
    assert f"Lähetämme viestit osoitteeseen {ADDRESS}." in text
    assert "Eka" in text
    assert "Maanantaisin klo 7" in text
    assert "Vieras" not in text

    client.post(path, {"search": second.pk, "step": "lopeta"})
    text = words(client.get(path))
    assert (
        "Hakuvahti ”Toka” on lopetettu. Emme lähetä siitä enää viestejä. "
        "Voit perua lopetuksen tällä sivulla 25.3.2026 asti." in text
    )
    answer = client.post(path, {"search": second.pk, "step": "jatka"})
    assert answer["Location"] == f"{path}?jatkuu={second.pk}"
    assert SavedSearch.objects.active().count() == 3
    assert "Hakuvahti ”Toka” jatkuu." in words(client.get(answer["Location"]))
    assert "jatkuu" not in words(client.get(path))


def test_the_link_of_one_does_nothing_to_the_alerts_of_another(client):
    own, other = confirmed("q=a"), confirmed("q=b", address="toinen@example.org")

    client.post(
        reverse("alerts:manage", args=[links.token_of_all(own.subscriber)]), {"search": other.pk, "step": "lopeta"}
    )

    assert SavedSearch.objects.active().count() == 2


def test_stopping_asks_first_and_can_be_undone(client):
    search = confirmed(label="Sillat")
    path = f"/hakuvahti/lopeta/{links.token_of_search(search)}/"

    assert "Lopeta tilaus" in words(client.get(path))
    assert SavedSearch.objects.active().exists()
    assert client.post(path, {"step": "lopeta"})["Location"] == path
    assert (
        "Hakuvahti ”Sillat” on lopetettu. Emme lähetä siitä enää viestejä. Voit perua lopetuksen tällä sivulla "
        "25.3.2026 asti; sitten poistamme osoitteesi." in words(client.get(path))
    )

    answer = client.post(path, {"search": search.pk, "step": "jatka"})

    assert SavedSearch.objects.active().exists()
    text = words(client.get(answer["Location"]))
    assert "<title>Hakuvahti jatkuu" in text
    assert "<h1>Hakuvahti jatkuu</h1>" in text
    assert "Hakuvahti ”Sillat” jatkuu." in text
    assert "Lopeta tilaus" not in text
    assert "Lopeta tilaus" in words(client.get(path))


def test_of_the_searches_of_a_mail_only_the_chosen_one_continues(client):
    first, second = confirmed("q=a", label="Eka"), confirmed("q=b", label="Toka")
    digest = Digest.objects.create(subscriber=first.subscriber, rhythm=Rhythm.DAILY, written_at=clock.now())
    for record, search in enumerate((first, second), start=1):
        Alert.objects.create(
            digest=digest, search=search, kind="sample", record=record, happened_at=clock.now(), number=record
        )
    path = reverse("alerts:stop_digest", args=[links.token_of_digest(digest)])
    client.post(path, {"step": "lopeta"})

    answer = client.post(path, {"search": second.pk, "step": "jatka"})

    assert list(SavedSearch.objects.active()) == [second]
    text = words(client.get(answer["Location"]))
    assert "Hakuvahti ”Toka” jatkuu." in text
    assert "Hakuvahti ”Eka” on lopetettu." in text


def test_an_address_that_says_so_does_not_make_an_alert_continue(client):
    search = confirmed(label="Sillat")
    other = confirmed("q=c", label="Vieras", address="toinen@example.org")
    path = f"/hakuvahti/lopeta/{links.token_of_search(search)}/"
    client.post(path, {"step": "lopeta"})

    for asked in (search.pk, other.pk, "x", ""):
        assert "jatkuu." not in words(client.get(f"{path}?jatkuu={asked}"))


@pytest.mark.parametrize("page", ["stop", "manage"])
def test_a_personal_page_travels_nowhere(client, page):
    search = confirmed()
    token = links.token_of_search(search) if page == "stop" else links.token_of_all(search.subscriber)

    response = client.get(reverse(f"alerts:{page}", args=[token]))

    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response.cookies == {}


@pytest.mark.parametrize("page", ["confirm", "stop", "stop_digest", "manage"])
@pytest.mark.parametrize("token", ["x", "1-" + "0" * 40, "9" * 40, "%00", "a" * 43, "1-" + "٠" * 40])
def test_a_token_that_proves_nothing_opens_nothing(client, page, token):
    path = reverse(f"alerts:{page}", args=["token"]).replace("token", token)

    assert client.get(path).status_code in {400, 404}
    assert client.post(path).status_code in {400, 404}


def test_asking_for_the_own_link_answers_the_same_whoever_asks(client):
    confirmed()
    before = Message.objects.count()

    answers = [client.post("/hakuvahdit/", {"address": each}) for each in (ADDRESS, "tuntematon@example.org")]

    assert {each["Location"] for each in answers} == {"/hakuvahdit/lahetetty/"}
    assert Message.objects.count() == before + 1
    assert client.get("/hakuvahdit/lahetetty/").status_code == 200
    assert "muodossa nimi@esimerkki.fi" in words(client.post("/hakuvahdit/", {"address": "ei"}))


def test_one_or_three_alerts_cost_the_same_questions(client, django_assert_num_queries):
    owner = OrganizationFactory(slug="kuusela")
    BodyFactory(organization=owner, slug="tekla")
    search = confirmed("kunta=kuusela&toimielin=kuusela%2Ftekla")
    path = reverse("alerts:manage", args=[links.token_of_all(search.subscriber)])
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    confirmed("q=a&kunta=kuusela")
    confirmed("q=b&toimielin=kuusela%2Ftekla")

    with django_assert_num_queries(len(one)):
        client.get(path)
