"""The pages of contacts, through the browser's side."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seutu.newcomers.clients.models import Contact, RegisterDraft, scoped
from seutu.newcomers.clients.tests.entries import sent
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
NEW = "/tyo/kontaktit/uusi/"


def contacts() -> list[Contact]:
    return list(scoped(Contact.objects.all()).order_by("pk"))


@pytest.fixture
def browser(client, counsellor):
    client.force_login(counsellor)
    return client


def test_a_phone_call_is_logged(browser, unit, counsellor):
    answer = browser.post(NEW, sent(unit), follow=True)

    assert answer.redirect_chain[-1][0] == reverse("clients:contacts")
    (contact,) = contacts()
    assert (contact.logged_by, contact.unit, contact.minutes) == (counsellor, unit, 10)
    assert contact.is_anonymous


def test_the_home_page_leads_to_the_form(browser, unit):
    answer = browser.get("/tyo/")

    assert 'data-shortcut="k"' in answer.content.decode()
    assert reverse("clients:contacts") in answer.content.decode()


def test_the_next_one_begins_with_the_latest_choices_and_nothing_of_the_person(browser, unit, counsellor):
    browser.post(NEW, sent(unit, channel="visit", municipality="none", minutes="33", gender="woman", then="next"))

    form = browser.get(NEW).context["form"]

    assert (form["channel"].value(), form["municipality"].value(), form["service_language"].value()) == (
        "visit",
        "none",
        "ar",
    )
    assert form["minutes"].value() is None
    assert form["gender"].value() == "not_asked"


def test_the_same_form_sent_twice_is_one_contact(browser, unit):
    browser.post(NEW, sent(unit))
    answer = browser.post(NEW, sent(unit), follow=True)

    assert len(contacts()) == 1
    assert answer.status_code == 200


def test_two_openings_of_the_form_are_two_contacts(browser, unit):
    browser.post(NEW, sent(unit, opening="first"))
    browser.post(NEW, sent(unit, opening="second"))

    assert len(contacts()) == 2


def test_a_refused_form_can_be_mended_and_sent_again(browser, unit):
    answer = browser.post(NEW, sent(unit, minutes="vartti"))
    assert "Error" in answer.content.decode() or "Virhe" in answer.content.decode()
    assert answer.context["form"].errors.keys() == {"minutes"}

    browser.post(NEW, sent(unit))

    assert len(contacts()) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"occurred_on": "1.1.2199"}, "occurred_on"),
        ({"occurred_on": "31.2.2026"}, "occurred_on"),
        ({"minutes": "-1"}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"minutes": "9" * 400}, "minutes"),
        ({"unit": "99999999999999999999"}, "unit"),
        ({"unit": "x"}, "unit"),
        ({"funding_code": ""}, "funding_code"),
        ({"topics": ["0"]}, "topics"),
        ({"topics": ["x\x00"]}, "topics"),
        ({"topics": []}, "topics"),
        ({"municipality": "joensuu"}, "municipality"),
        ({"municipality": ""}, "municipality"),
        ({"channel": "group"}, "channel"),
        ({"service_language": "<script>"}, "service_language"),
        ({"referred_to": "x" * 121}, "referred_to"),
        ({"referred_to": "Kela \x00"}, "referred_to"),
        ({"referred_to": "131052-308T"}, "referred_to"),
        ({"started_at": "25.00"}, "started_at"),
        ({"follow_up_on": "1.1.2000"}, "follow_up_on"),
        ({"interpreter_minutes": "10"}, "interpreting"),
        ({"who": "client"}, "client_search"),
        ({"who": "client", "client": "22222222"}, "client_search"),
        ({"who": "everybody"}, "who"),
        ({"note": "Soitti illalla."}, "note"),
    ],
)
def test_what_cannot_be_written_is_said_beside_its_field(browser, unit, changes, field):
    answer = browser.post(NEW, sent(unit, **changes))

    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert contacts() == []


def test_an_adviser_logs_an_anonymous_contact_and_has_no_picker(client, adviser, unit):
    client.force_login(adviser)
    page = client.get(NEW).content.decode()
    assert 'name="who"' not in page
    assert 'name="client_search"' not in page

    known = ClientFactory(unit=unit)
    client.post(NEW, sent(unit, who="client", client=known.reference))

    (contact,) = contacts()
    assert contact.is_anonymous
    assert client.post(reverse("clients:contact_clients"), {"client_search": "Keksitty"}).status_code == 404


def test_an_adviser_cannot_log_for_another_unit(client, adviser, other_unit):
    client.force_login(adviser)

    answer = client.post(NEW, sent(other_unit))

    assert "unit" in answer.context["form"].errors


@pytest.mark.parametrize("person", ["outsider", "clerk", "operator", "data_protection_officer"])
@pytest.mark.parametrize("name", ["contacts", "new_contact", "group_sessions", "other_work", "topics", "funding_codes"])
def test_who_does_not_log_finds_nothing(request, client, person, name):
    client.force_login(request.getfixturevalue(person))

    assert client.get(reverse(f"clients:{name}")).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, db):
    answer = client.get(NEW)

    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


def test_a_foreign_worker_does_not_find_the_contact(client, foreign_counsellor, unit):
    contact = ContactFactory(unit=unit)
    client.force_login(foreign_counsellor)

    for name in ("contact", "change_contact", "remove_contact"):
        address = reverse(f"clients:{name}", args=[contact.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, sent(unit)).status_code in {404, 405}
    assert client.post(reverse("clients:follow_up_contact", args=[contact.pk])).status_code == 404


def test_a_colleague_sees_an_anonymous_contact_and_does_not_change_it(client, colleague, unit):
    contact = ContactFactory(unit=unit)
    client.force_login(colleague)

    page = client.get(reverse("clients:contact", args=[contact.pk]))

    assert page.status_code == 200
    assert not page.context["may_change"]
    assert client.get(reverse("clients:change_contact", args=[contact.pk])).status_code == 404


def test_a_number_that_names_nothing_is_not_found(browser):
    for number in ("0", "99999999999999999999999"):
        assert browser.get(f"/tyo/kontaktit/{number}/").status_code == 404


def test_a_contact_is_changed(browser, unit, counsellor):
    contact = ContactFactory(unit=unit, logged_by=counsellor, funding_code_id=sent(unit)["funding_code"])

    answer = browser.post(
        reverse("clients:change_contact", args=[contact.pk]), sent(unit, minutes="55", revision=contact.revision)
    )

    assert answer.status_code == 302
    assert contacts()[0].minutes == 55


def test_a_change_on_an_old_version_shows_both(browser, unit, counsellor):
    contact = ContactFactory(unit=unit, logged_by=counsellor)
    address = reverse("clients:change_contact", args=[contact.pk])
    browser.post(address, sent(unit, minutes="20", revision=1))

    answer = browser.post(address, sent(unit, minutes="30", revision=1, opening="other"))

    assert answer.status_code == 409
    (difference,) = answer.context["differences"]
    assert (difference.mine, difference.theirs) == ("30", "20")
    assert contacts()[0].minutes == 20
    assert RegisterDraft.objects.filter(target=f"changed_contact:{contact.pk}").count() == 1
    # What is in the form replaces the other version when it is saved once more.
    assert browser.post(address, sent(unit, minutes="30", revision=answer.context["revision"])).status_code == 302
    assert contacts()[0].minutes == 30


def test_ones_own_contact_is_removed(browser, unit, counsellor):
    contact = ContactFactory(unit=unit, logged_by=counsellor)
    address = reverse("clients:remove_contact", args=[contact.pk])
    assert browser.get(address).status_code == 200

    assert "why" in browser.post(address).context["form"].errors
    browser.post(address, {"why": "twice"})

    assert contacts() == []


def test_a_follow_up_is_marked(browser, unit, counsellor):
    contact = ContactFactory(unit=unit, logged_by=counsellor, follow_up_on=clock.today())
    assert contact.get_absolute_url() in browser.get("/tyo/").content.decode()

    browser.post(reverse("clients:follow_up_contact", args=[contact.pk]))

    assert contacts()[0].followed_up_at is not None


def test_the_addresses_of_contacts_stay():
    names = {
        "contacts": "/tyo/kontaktit/",
        "new_contact": "/tyo/kontaktit/uusi/",
        "group_sessions": "/tyo/kontaktit/ryhma/",
        "other_work": "/tyo/kontaktit/muu-tyo/",
        "topics": "/tyo/rekisteri/aiheet/",
        "funding_codes": "/tyo/rekisteri/rahoituskoodit/",
    }

    assert {name: reverse(f"clients:{name}") for name in names} == names
    assert reverse("clients:contact", args=[7]) == "/tyo/kontaktit/7/"


def test_after_a_contact_with_a_client_the_next_one_begins_where_the_latest_anonymous_one_was(browser, unit):
    browser.post(NEW, sent(unit, municipality="none"))
    client = ClientFactory(unit=unit)
    browser.post(NEW, sent(unit, who="client", client=client.reference, channel="visit", opening="another"))

    form = browser.get(NEW).context["form"]

    assert len(contacts()) == 2
    assert (form["channel"].value(), form["municipality"].value()) == ("visit", "none")
