from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.eforms import builder_urls
from seutu.shared.eforms.actions.forms import add_form, save_draft_spec
from seutu.shared.eforms.building import tree
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.tests.desk_rows import arrived
from seutu.shared.eforms.tests.making_rows import LIST, SPEC, address, send, settings_of, shown, stored, typed
from seutu.shared.eforms.tests.specs import fi
from seutu.shared.eforms.xlsforms.writing import write_xlsform

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(maker_browser) -> Client:
    return maker_browser


def every_address() -> list[str]:
    found = []
    known = {"name": "nimi", "code": "ar", "language": "ar", "slug": "keksitty", "organization": "kuusela"}
    for pattern in builder_urls.urlpatterns:
        given = {name: known[name] for name in pattern.pattern.converters}
        if pattern.name in {"list_of_choices", "remove_list"}:
            given["name"] = "aiheet"
        found.append(reverse(f"eforms_builder:{pattern.name}", kwargs=given))
    return found


# -- who gets in -------------------------------------------------------------------------------------------------


def test_the_addresses_never_change():
    assert [each.removeprefix("/tyo/").replace("lomakkeet/keksitty/", "N/") for each in every_address()] == [
        "lomakkeet/",
        "uusi-lomake/",
        "lomakkeiden-kirjaamo/",
        "lomakkeiden-kirjaamo/kuusela/",
        "N/",
        "N/lisaa/",
        "N/kohta/nimi/",
        "N/kohta/nimi/siirra/",
        "N/kohta/nimi/poista/",
        "N/kielet/",
        "N/kielet/lisaa/",
        "N/kielet/ar/ensimmaiseksi/",
        "N/kielet/ar/poista/",
        "N/vaihtoehdot/",
        "N/poista-vaihtoehdot/aiheet/",
        "N/vaihtoehdot/aiheet/",
        "N/asetukset/",
        "N/esikatselu/",
        "N/esikatselu/ar/",
        "N/julkaise/",
        "N/versiot/",
        "N/jaa/",
        "N/vie/lomake.xlsx",
        "N/vie/skeema.json",
    ]


def test_who_makes_no_forms_finds_nothing(made, clerk):
    browser = signed_in_with_code(Client(), clerk)
    assert {browser.get(path).status_code for path in every_address()} == {404}
    assert {browser.post(path).status_code for path in every_address()} == {404}


def test_a_maker_of_another_organization_finds_no_form_of_this_one(made, other_municipality, coordinator, browser):
    made.organization = other_municipality
    made.save()
    paths = [path for path in every_address() if "keksitty" in path]
    assert {browser.get(path).status_code for path in paths} <= {404, 405}
    assert "Keksitty lomake" not in shown(browser, LIST)


def test_nobody_gets_in_without_their_code(made, coordinator):
    browser = Client()
    browser.force_login(coordinator)
    assert {browser.get(path).status_code for path in every_address()} == {302}


# -- the list and a new form -------------------------------------------------------------------------------------


def test_the_list_tells_of_each_form(made, browser):
    page = shown(browser, LIST)
    assert "Keksitty lomake" in page
    assert "suomi, arabia" in page


def test_the_list_counts_answers_in_as_many_queries_for_one_form_as_for_three(browser, made, municipality, coordinator):
    send(browser, address("publish"), made)
    made.refresh_from_db()
    arrived(made)
    assert "1 vastaus" in shown(browser, LIST)
    with CaptureQueriesContext(connection) as for_one:
        shown(browser, LIST)
    for number in range(2):
        add_form(municipality, f"toinen-{number}", SPEC, by=coordinator)
    with CaptureQueriesContext(connection) as for_three:
        shown(browser, LIST)
    assert len(for_three) == len(for_one)


def new(browser: Client, **given: object):
    return browser.post("/tyo/uusi-lomake/", {"begins": "empty", "title": "", "slug": "", **given})


def test_a_form_begins_empty_in_the_language_of_its_maker(browser, municipality):
    answer = new(browser, title="Kesän leiri")
    form = EForm.objects.get()
    assert answer.url == f"/tyo/lomakkeet/{form.slug}/"
    assert (form.slug, form.organization) == ("kesan-leiri", municipality)
    assert from_json(form.draft_spec).title == fi("Kesän leiri")


def test_an_empty_form_without_a_name_is_asked_for_the_name_alone(browser):
    assert list(new(browser).context["form"].errors) == ["title"]


def test_a_form_begins_as_a_copy(browser, made):
    new(browser, begins="copy", copied="keksitty", slug="kopio")
    assert EForm.objects.get(slug="kopio").draft_spec == made.draft_spec


def test_a_form_begins_as_a_spreadsheet(browser, made):
    file = SimpleUploadedFile("lomake.xlsx", write_xlsform(SPEC, slug="x"))
    new(browser, begins="file", file=file, slug="taulukko")
    assert from_json(EForm.objects.get(slug="taulukko").draft_spec) == from_json(made.draft_spec)


def test_a_file_that_is_no_form_is_refused_with_its_reasons(browser):
    answer = new(browser, begins="file", file=SimpleUploadedFile("lomake.xlsx", b"ei taulukko"), slug="taulukko")
    assert answer.status_code == 200
    assert answer.context["refusals"]
    assert not EForm.objects.exists()


@pytest.mark.parametrize("slug", ["keksitty", "lomakkeet", "Iso Kirjain"])
def test_an_address_that_cannot_be_had_is_refused(browser, made, slug):
    answer = new(browser, title="Toinen", slug=slug)
    assert "slug" in answer.context["form"].errors
    assert EForm.objects.count() == 1


def test_what_a_beginning_needs_is_asked_for(browser, made):
    for begins, needed in (("empty", "title"), ("copy", "copied"), ("file", "file")):
        assert needed in new(browser, begins=begins, slug="uusi").context["form"].errors


# -- settings and publishing -------------------------------------------------------------------------------------


def test_settings_are_saved_together(made, browser, unit):
    given = settings_of(unit=unit.pk, answer_within_days="14", closes_on="31.12.2027", retention="five_years")
    send(browser, address("settings"), made, **given, **{"words-notice-fi": "Tietosi ovat turvassa."})
    changed = stored(made)
    assert (changed.retention, changed.notice) == ("five_years", fi("Tietosi ovat turvassa."))
    assert (made.unit, made.answer_within_days, made.closes_on.isoformat()) == (unit, 14, "2027-12-31")
    assert made.revision == 2


def test_settings_from_an_old_page_are_not_saved_and_not_lost(made, browser):
    answer = browser.post(address("settings"), {"revision": 7, **settings_of(**{"words-title-fi": "Toinen nimi"})})
    assert "Toinen nimi" in answer.content.decode()
    assert answer.context["stale"] == [("Suomi", "Keksitty lomake")]
    assert stored(made).title.words["fi"] == "Keksitty lomake"


def test_a_unit_of_another_organization_gets_no_answers(made, browser, foreign_unit):
    answer = send(browser, address("settings"), made, **settings_of(unit=foreign_unit.pk))
    assert "unit" in answer.context["form"].errors


def test_a_form_is_published_once_it_has_no_errors(made, browser, coordinator):
    save_draft_spec(made, tree.remove(SPEC, "lapsi"), revision=1, by=coordinator)
    send(browser, address("publish"), made)
    assert not FormVersion.objects.exists()
    assert "lapset" in shown(browser, address("publish"))

    send(browser, address("move", "suku"), made, do="up")
    save_draft_spec(made, SPEC, revision=3, by=coordinator)
    assert send(browser, address("publish"), made).url == address("share")
    assert FormVersion.objects.get().number == 1


def test_nobody_publishes_what_they_have_not_seen(made, browser):
    browser.post(address("publish"), {"revision": 5})
    assert not FormVersion.objects.exists()


def test_changes_are_told_before_publishing_and_between_versions(made, browser):
    send(browser, address("publish"), made)
    send(browser, address("item", "nimi"), made, **typed(**{"words-label-fi": "Mikä on nimesi?"}))
    assert "Mikä on nimesi?" in shown(browser, address("publish"))
    send(browser, address("publish"), made)
    assert "Mikä on nimesi?" in shown(browser, address("versions") + "?a=1&b=2")
    assert "Mikä on nimesi?" not in shown(browser, address("versions") + "?a=2&b=tyo")
