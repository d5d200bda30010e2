"""The forms that come with the product, whichever app they come from."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from seutu.home.demo.forms import fill_forms
from seutu.home.demo.region import demo_file
from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions.forms import save_draft_spec
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.meanings import meaning_of, usable
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.ready_forms import LANGUAGES, other_ways_of, ready_forms, ready_on
from seutu.shared.eforms.retention import classes
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import Field, Privacy, fields_of, walk
from seutu.shared.eforms.spec.problems import Code, problems_of
from seutu.shared.messages.models import Message
from seutu.shared.organizations.tests.factories import OrganizationFactory

BY = System("test")
DAYS = (dt.date(2024, 6, 1), dt.date(2026, 11, 1))
EVERY = [form.key for form in ready_forms.entries()]


def read(key, on=DAYS[-1]):
    return ready_on(ready_forms.entry(key), on)


def titles(key, on):
    return read(key, on).spec.title.words


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("key", EVERY)
def test_nothing_is_wrong_with_a_form_but_that_a_machine_wrote_three_languages(key, on):
    problems = problems_of(read(key, on).spec)

    told = {(problem.code, problem.language) for problem in problems}
    assert told == {(Code.UNREVIEWED_TRANSLATION, language) for language in ("ar", "ru", "uk")}


@pytest.mark.parametrize("key", EVERY)
def test_a_form_is_whole_in_every_language_and_tells_of_data_protection(key):
    spec = read(key).spec

    assert spec.languages == LANGUAGES
    for text in (spec.title, spec.intro, spec.notice, spec.thanks):
        assert text.missing(LANGUAGES) == []
        assert text.unreviewed == {"ar", "ru", "uk"}
    assert spec.retention in classes()
    assert "tietosuoja.fi" in spec.notice.words["fi"]


@pytest.mark.parametrize("key", EVERY)
def test_no_ready_form_asks_for_an_identity_code(key):
    assert not [
        placed.item.name
        for placed in fields_of(read(key).spec)
        if isinstance(placed.item, Field) and placed.item.kind.value == "identity_code"
    ]


def test_the_questions_before_the_assessment_are_called_by_the_law_of_the_day():
    assert titles("clients.assessment", dt.date(2024, 12, 31))["fi"] == "Alkukartoitus"
    assert titles("clients.assessment", dt.date(2025, 1, 1))["fi"].startswith("Osaamisen ja kotoutumisen")


def test_the_sections_of_the_assessment_are_those_of_the_law_of_the_day():
    def pages(on):
        return [item.name for item in read("clients.assessment", on).spec.items]

    assert pages(DAYS[0])[0] == pages(DAYS[1])[0] == "person"
    assert "other_needs" not in pages(DAYS[0])
    assert "other_needs" in pages(DAYS[1])
    assert "need_of_plan" not in pages(DAYS[1])


def test_free_words_about_life_are_sensitive():
    items = {placed.item.name: placed.item for placed in walk(read("clients.assessment").spec.items)}

    assert items["situation"].privacy is Privacy.SENSITIVE


def test_requests_with_a_clock_of_the_law_have_its_days():
    assert read("decisions.document_request").within == 14
    assert read("decisions.accessibility").within == 14
    assert read("clients.contact").within is None


@pytest.mark.parametrize("key", [form.key for form in ready_forms.entries() if form.meaning])
@pytest.mark.parametrize("on", DAYS)
def test_every_mapping_fits_its_form_and_its_meaning(key, on):
    ready = read(key, on)
    meaning = meaning_of(ready_forms.entry(key).meaning)

    assert meaning is not None
    assert usable(ready.mapping, meaning, ready.spec) == ready.mapping


@pytest.mark.django_db
def test_an_organization_gets_every_form_once_and_how_to_reach_it_in_the_notices():
    organization = OrganizationFactory(slug="koekunta")

    offered = offer_ready_forms(organization, by=BY, contact="kirjaamo@koekunta.example")

    assert sorted(form.ready_made for form in offered.made) == sorted(EVERY)
    notice = from_json(offered.made[0].draft_spec).notice.words["fi"]
    assert "kirjaamo@koekunta.example" in notice
    assert "{" not in notice
    assert all(form.current is None for form in offered.made)


@pytest.mark.django_db
def test_offering_again_touches_nothing_that_a_maker_has_changed():
    organization = OrganizationFactory(slug="koekunta")
    form = offer_ready_forms(organization, by=BY, keys=["clients.contact"]).made[0]
    spec = from_json(form.draft_spec)
    changed = spec.__class__(**{**vars(spec), "title": spec.title.written("fi", "Ota yhteyttä")})
    save_draft_spec(form, changed, revision=form.revision, by=BY)

    again = offer_ready_forms(organization, by=BY, keys=["clients.contact"])

    assert (again.made, again.kept) == ([], ["clients.contact"])
    form.refresh_from_db()
    assert from_json(form.draft_spec).title.words["fi"] == "Ota yhteyttä"


@pytest.mark.django_db
def test_two_organizations_have_addresses_of_their_own():
    first, second = OrganizationFactory(slug="a" * 55), OrganizationFactory(slug="a" * 54 + "b")

    slugs = {offer_ready_forms(each, by=BY, keys=["clients.contact"]).made[0].slug for each in (first, second)}

    assert len(slugs) == 2


@pytest.mark.django_db
def test_the_command_makes_and_publishes_them():
    OrganizationFactory(slug="koekunta")
    said = StringIO()

    call_command("offer_ready_forms", "koekunta", "--publish", "--registry=kirjaamo@koekunta.example", stdout=said)
    call_command("offer_ready_forms", "koekunta", stdout=said)

    assert "made: yhteydenotto-koekunta" in said.getvalue()
    assert "already there: clients.contact" in said.getvalue()
    assert EForm.objects.filter(current__isnull=False).count() == len(EVERY)
    form = EForm.objects.select_related("organization").first()
    assert form.organization.registry_email == "kirjaamo@koekunta.example"
    assert "kirjaamo@koekunta.example" in from_json(form.draft_spec).notice.words["sv"]


@pytest.mark.django_db
def test_the_command_says_when_it_knows_no_such_organization():
    with pytest.raises(CommandError, match="ei-ole"):
        call_command("offer_ready_forms", "ei-ole")


@pytest.mark.django_db
def test_the_demo_offers_them_and_invented_people_have_answered():
    for slug, code in (("joensuu", "167"), ("liperi", "426"), ("kontiolahti", "276")):
        OrganizationFactory(slug=slug, municipality_code=code)

    (said,) = fill_forms("http://127.0.0.1:8000")

    assert said == f"{3 * len(EVERY)} forms, {len(demo_file('forms.toml')['submission'])} answers"
    assert list(fill_forms("http://127.0.0.1:8000")) == []
    mails = list(Message.objects.values_list("subject", "body_text"))
    assert mails
    assert all(subject.startswith("Kirjaamoon on saapunut lomake: ") for subject, _text in mails)
    assert all("\nhttp://127.0.0.1:8000/tyo/lomakevastaukset/" in text for _subject, text in mails)


@pytest.mark.parametrize("form", ready_forms.entries(), ids=lambda form: form.key)
def test_each_says_in_every_language_how_its_matter_is_done_without_it(form):
    assert set(other_ways_of(form.key).words) == set(LANGUAGES)
    assert other_ways_of(form.key).unreviewed == {"ar", "ru", "uk"}
