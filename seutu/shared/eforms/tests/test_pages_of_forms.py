"""The pages on which a person answers a form, in any of its languages, without scripts."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import Resolver404, resolve

from seutu.shared.eforms.answers.tests.specs import asked, spec
from seutu.shared.eforms.models import Draft, Submission, SubmittedFile
from seutu.shared.eforms.tests.answerer import ARABIC, START, Answerer
from seutu.shared.eforms.tests.contact_form import contact_form
from seutu.shared.eforms.tests.factories import BY, draft_of, organization, published
from seutu.shared.organizations.models import Unit
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def test_the_list_names_open_forms_in_the_reader_s_language(client, form):
    published(spec(asked("x")), slug="closed", is_open=False)
    published(spec(asked("x")), slug="hidden", is_listed=False)

    assert re.findall(r'href="(/[^"]*lomakkeet/[a-z]+/)"', client.get("/lomakkeet/").content.decode()) == [START]
    arabic = client.get("/ar/lomakkeet/").content.decode()
    assert "طلب التواصل مع مرشد" in arabic
    assert '<html lang="ar" dir="rtl">' in arabic


def test_what_several_municipalities_ask_alike_stands_once_with_the_way_to_each(client):
    for slug in ("joensuu", "liperi"):
        published(contact_form(), slug=f"{slug}-form", organization=OrganizationFactory(slug=slug))

    page = client.get("/lomakkeet/").content.decode()

    assert page.count("<h2") == 1
    assert re.findall(r'class="chip" href="([^"]*)"', page) == ["/lomakkeet/joensuu-form/", "/lomakkeet/liperi-form/"]


def test_forms_that_speak_the_readers_language_come_first(client):
    published(spec(asked("x")), slug="a-finnish")
    published(contact_form(), slug="b-arabic")

    page = client.get("/ar/lomakkeet/").content.decode()

    assert page.index("b-arabic") < page.index("a-finnish")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_forms_as_for_one(client, django_assert_max_num_queries, count):
    for number in range(count):
        published(contact_form(), slug=f"form-{number}")

    with django_assert_max_num_queries(4):
        client.get("/lomakkeet/")


@pytest.mark.parametrize(
    ("path", "language", "direction"),
    [(START, "fi", "ltr"), ("/en" + START, "en", "ltr"), (ARABIC, "ar", "rtl"), ("/ru" + START, "ru", "ltr")],
)
def test_a_form_begins_in_each_of_its_languages(client, form, path, language, direction):
    response = client.get(path)

    page = response.content.decode()
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert response.headers["Content-Language"] == language
    assert response.headers["Cache-Control"] == "private, no-store"


def test_words_that_are_missing_are_shown_in_their_own_language_and_say_so(client, form):
    page = client.get("/ru" + START).content.decode()

    assert '<span lang="fi" dir="ltr">Käytämme tietojasi vain vastataksemme sinulle.</span>' in page


def test_words_of_a_machine_are_marked(client, form):
    assert "ترجمة آلية" in client.get(ARABIC).content.decode()
    assert "Konekäännös" not in client.get(START).content.decode()


def test_a_language_that_a_form_does_not_have_leads_to_one_that_it_has(client):
    published(spec(asked("x")), slug="finnish")

    assert client.get("/sv/lomakkeet/finnish/").headers["Location"] == "/lomakkeet/finnish/"
    assert client.get("/ar/lomakkeet/finnish/").status_code == 404
    assert client.get("/fi/lomakkeet/finnish/").status_code == 404


def test_a_form_that_was_never_published_is_not_there(client, form):
    form.current = None
    form.save()

    assert client.get(START).status_code == 404
    assert client.get("/lomakkeet/nothing/").status_code == 404


def test_a_closed_form_says_so_and_cannot_be_begun(client, form):
    form.is_open = False
    form.save()

    assert "ei voi nyt vastata" in client.get(START).content.decode()
    client.post(START)
    assert not Draft.objects.exists()


def test_a_form_is_answered_checked_and_received(answerer):
    answerer.fill()

    review = answerer.get("tarkista/").content.decode()
    assert "Samir" in review
    sent = answerer.send()
    assert sent.headers["Location"] == f"{START}kuitti/"
    submission = Submission.objects.get()
    receipt = answerer.get("kuitti/").content.decode()
    assert submission.number in receipt
    assert "Samir" in receipt
    assert submission.answer_sets.get().answers == {
        "name": "Samir",
        "phone": "0401234567",
        "channel": "call",
        "municipality": "167",
        "topics": ["home"],
    }


def test_every_municipality_can_be_chosen_and_those_of_the_service_come_first(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="040 123 4567", channel="call")

    page = answerer.get("vastaa/", sivu="1").content.decode()
    groups = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page)
    assert [label for label, _options in groups] == ["Tämän palvelun kunnat", "Muut Suomen kunnat"]
    assert 'value="167"' in groups[0][1]
    assert 'value="167"' not in groups[1][1]
    assert ">Kuopio</option>" in groups[1][1]
    assert "Pertunmaa" not in page
    assert "Ei mikään näistä tai en tiedä" in page

    answerer.send_page(1, topics=["home"], municipality="297")
    assert "Kuopio" in answerer.get("tarkista/").content.decode()


def test_the_same_form_is_answered_in_arabic(client, form):
    answerer = Answerer(client, ARABIC)
    answerer.begin()
    refused = answerer.send_page(0, name="سمير", phone="٠٤٠").content.decode()
    assert "اكتب رقم هاتفك" in refused
    assert 'value="سمير"' in refused
    answerer.send_page(0, name="سمير", phone="٠٤٠١٢٣٤٥٦٧")
    answerer.send_page(1)
    answerer.send()

    submission = Submission.objects.get()
    assert submission.language == "ar"
    assert submission.answer_sets.get().answers["phone"] == "0401234567"
    assert submission.number in answerer.get("kuitti/").content.decode()


def test_the_language_may_be_changed_in_the_middle(client, form):
    Answerer(client, ARABIC).begin()

    assert client.get(f"{START}vastaa/").status_code == 200
    assert client.get(f"/en{START}vastaa/").status_code == 200


def test_a_mistake_is_told_in_a_summary_and_beside_its_field_and_nothing_typed_is_lost(answerer):
    answerer.begin()

    page = answerer.send_page(0, name="Samir", phone="nolla").content.decode()

    assert "<title>Virhe: Yhteydenottopyyntö" in page
    assert 'href="#k-phone"' in page
    assert 'id="k-phone-error"' in page
    assert 'aria-invalid="true"' in page
    assert 'value="nolla"' in page
    assert 'value="Samir"' in page


def test_a_question_that_an_answer_brings_is_asked_before_it_is_missed(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")

    first = answerer.send_page(1, topics=["other"])
    second = answerer.send_page(1, topics=["other"])

    assert "toi lisää kysymyksiä" in first.content.decode()
    assert "error-summary" not in first.content.decode()
    assert "error-summary" in second.content.decode()
    assert answerer.send_page(1, topics=["other"], other="Koulu").headers["Location"] == f"{START}tarkista/"


def test_the_previous_page_keeps_what_was_typed_even_with_mistakes(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")

    back = answerer.send_page(1, do="previous", topics=["other"])

    assert back.headers["Location"] == f"{START}vastaa/?sivu=0"
    assert Draft.objects.get().answers["topics"] == ["other"]


def test_rounds_are_added_and_removed_without_scripts(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")
    for _each in range(5):
        answerer.send_page(1, do="add:children")
    assert Draft.objects.get().answers["children/count"] == ["3"]

    page = answerer.get("vastaa/", sivu="1").content.decode()
    assert page.count('name="children/') == 3
    assert 'value="add:children"' not in page

    removed = answerer.send_page(1, do="remove:children:0", children__0__child_age="1", children__1__child_age="2")

    assert removed.headers["Location"] == f"{START}vastaa/?sivu=1#k-children"
    answers = Draft.objects.get().answers
    assert (answers["children/count"], answers["children/0/child_age"]) == (["2"], ["2"])


@pytest.mark.parametrize("button", ["add:name", "add:nothing", "remove:children:-1", "remove::", "detach:paper:x", "x"])
def test_a_button_that_the_page_does_not_have_does_nothing(answerer, button):
    answerer.begin()
    before = Draft.objects.get().answers

    assert answerer.send_page(1, do=button).status_code in {200, 302}
    assert Draft.objects.get().answers == before


def test_a_page_changes_only_what_it_shows(answerer):
    answerer.fill()

    answerer.send_page(1, topics=["home"], name="Smuggled", municipality="167", nothing="x")

    assert Draft.objects.get().answers["name"] == ["Samir"]
    assert "nothing" not in Draft.objects.get().answers


def test_a_file_is_attached_shown_and_taken_away(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")

    answerer.send_page(1, do="attach:paper", paper=SimpleUploadedFile("Samirin paperi.pdf", b"%PDF-1.7 "))

    page = answerer.get("vastaa/", sivu="1").content.decode()
    assert "Samirin paperi.pdf" in page
    assert "ei ole tarkistettu virusten varalta" in page
    key = SubmittedFile.objects.get().key
    answerer.send_page(1, do=f"detach:paper:{key}")
    assert not SubmittedFile.objects.exists()


def test_a_file_comes_along_when_the_page_is_only_sent_on(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")
    answerer.send_page(1, paper=SimpleUploadedFile("a.pdf", b"%PDF-1.7 "))
    answerer.send()

    submission = Submission.objects.get()
    assert submission.answer_sets.get().answers["paper"] == [submission.files.get().key]
    assert "a.pdf" in answerer.get("kuitti/").content.decode()


def test_a_file_that_is_not_taken_is_told_beside_its_field(answerer):
    answerer.begin()
    answerer.send_page(0, name="Samir", phone="0401234567")

    page = answerer.send_page(1, topics=["home"], paper=SimpleUploadedFile("a.svg", b"<svg onload=x></svg>"))

    assert "Tällaista tiedostoa ei voi lähettää" in page.content.decode()
    assert Draft.objects.get().answers["topics"] == ["home"]


def test_another_person_s_file_cannot_be_claimed(answerer, form, client):
    other, _key = draft_of(form)
    from seutu.shared.eforms.actions import attaching

    theirs = attaching.attach(other, SimpleUploadedFile("x.pdf", b"%PDF-1"), name="x.pdf", field_name="paper", by=BY)
    answerer.fill()
    answerer.send_page(1, paper=theirs.key)
    answerer.send()

    assert "paper" not in Submission.objects.get().answer_sets.get().answers


def test_answers_go_to_the_unit_whose_code_was_read(client, form):
    unit = Unit.objects.create(organization=organization(), name_fi="Neuvontapiste")

    short = client.get(f"/ar/lomake/yhteydenotto/{unit.pk}/")
    client.post(short.headers["Location"])

    assert short.headers["Location"] == f"{ARABIC}?yksikko={unit.pk}"
    assert Draft.objects.get().unit == unit


def test_a_unit_of_another_municipality_gets_nothing(client, form):
    from seutu.shared.organizations.models import Organization

    other = Organization.objects.create(slug="muu", name_fi="Muu")
    unit = Unit.objects.create(organization=other, name_fi="Piste")

    client.post(f"{START}?yksikko={unit.pk}")

    assert Draft.objects.get().unit is None


@pytest.mark.parametrize(
    "path",
    [
        "/lomakkeet/",
        "/lomakkeet/a/",
        "/lomakkeet/a/vastaa/",
        "/lomakkeet/a/tarkista/",
        "/lomakkeet/a/tallenna/",
        "/lomakkeet/a/poista/",
        "/lomakkeet/a/jatka/secret/",
        "/lomakkeet/a/kuitti/",
        "/lomakkeet/a/kuitti.pdf",
        "/lomake/a/",
        "/lomake/a/7/",
    ],
)
def test_addresses_never_change(path):
    assert resolve(path).namespace == "eforms"
    assert resolve("/ar" + path).namespace == "eforms_foreign"
    assert resolve("/zh-hant" + path).kwargs["language"] == "zh-hant"
    with pytest.raises(Resolver404):
        resolve("/fi" + path)


@pytest.mark.parametrize(("language", "forms"), [("ar", "الاستمارات"), ("ru", "Анкеты")])
def test_the_footer_speaks_the_language_of_the_page(client, form, language, forms):
    page = client.get(f"/{language}{START}").content.decode()

    footer = page[page.index("<footer") :]
    assert f'<a href="/{language}/lomakkeet/">{forms}</a>' in footer
    assert '<a href="/en/saavutettavuus/" hreflang="en">' in footer
    assert 'lang="fi"' not in footer
    assert "Kirjaudu" not in footer
