from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.audit.models import Entry
from seutu.shared.eforms import builder_urls
from seutu.shared.eforms.actions.forms import add_form, save_draft_spec
from seutu.shared.eforms.building import tree
from seutu.shared.eforms.building.naming import names_of
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.tests.desk_rows import arrived
from seutu.shared.eforms.tests.specs import choices, fi, field, group, spec
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.writing import write_xlsform

pytestmark = pytest.mark.django_db

LIST = "/tyo/lomakkeet/"
MACHINE = Text({"fi": "Sukunimi", "ar": "اللقب"}, frozenset({"ar"}))
SPEC = spec(
    group(
        "sina",
        field("nimi", required="yes"),
        field("suku", label=MACHINE, relevant="${nimi} != ''"),
        field("aihe", FieldKind.CHOICE, choices="aiheet"),
        kind=GroupKind.PAGE,
    ),
    group("lapset", field("lapsi"), kind=GroupKind.REPEAT),
    choices={"aiheet": choices("asuminen", "kieli")},
    languages=("fi", "ar"),
    title=Text({"fi": "Keksitty lomake", "ar": "استمارة"}),
)


@pytest.fixture
def made(municipality, coordinator) -> EForm:
    return add_form(municipality, "keksitty", SPEC, by=coordinator)


@pytest.fixture
def browser(coordinator) -> Client:
    return signed_in_with_code(Client(), coordinator)


def address(name: str, *arguments: object) -> str:
    return reverse(f"eforms_builder:{name}", args=["keksitty", *arguments])


def stored(made: EForm) -> Spec:
    made.refresh_from_db()
    return from_json(made.draft_spec)


def shown(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def send(browser: Client, path: str, made: EForm, /, **given: object):
    made.refresh_from_db()
    return browser.post(path, {"revision": made.revision, **given})


def every_address() -> list[str]:
    found = []
    known = {"name": "nimi", "code": "ar", "language": "ar", "slug": "keksitty"}
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
    assert "Suomi, Arabia" in page


def test_the_list_counts_answers_in_the_same_number_of_queries(
    browser, made, municipality, coordinator, django_assert_max_num_queries
):
    send(browser, address("publish"), made)
    made.refresh_from_db()
    arrived(made)
    assert "1 vastaus" in shown(browser, LIST)
    for number in range(3):
        add_form(municipality, f"toinen-{number}", SPEC, by=coordinator)
    with django_assert_max_num_queries(14):
        shown(browser, LIST)


def new(browser: Client, **given: object):
    return browser.post("/tyo/uusi-lomake/", {"begins": "empty", "title": "", "slug": "", **given})


def test_a_form_begins_empty_in_the_language_of_its_maker(browser, municipality):
    answer = new(browser, title="Kesän leiri")
    form = EForm.objects.get()
    assert answer.url == f"/tyo/lomakkeet/{form.slug}/"
    assert (form.slug, form.organization) == ("kesan-leiri", municipality)
    assert from_json(form.draft_spec).title == fi("Kesän leiri")


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


# -- contents ----------------------------------------------------------------------------------------------------


def test_the_outline_tells_what_is_asked_and_what_is_wrong(made, browser, coordinator):
    broken = tree.change(SPEC, "lapsi", field("lapsi", relevant="${olematon} = 1"))
    save_draft_spec(made, broken, revision=1, by=coordinator)
    page = shown(browser, address("outline"))
    assert "Pakollinen" in page
    assert "${nimi} != " in page
    assert "olematon" in page
    assert "Arabia" in page


def test_an_item_is_added_and_opened(made, browser):
    answer = send(browser, address("add") + "?jalkeen=nimi", made, kind="date", label="Syntymäaika")
    assert answer.url == address("item", "syntymaaika")
    assert names_of(stored(made))[:3] == ["sina", "nimi", "syntymaaika"]


def test_a_question_with_choices_gets_a_list(made, browser):
    send(browser, address("add") + "?sisaan=lapset", made, kind="many", label="Harrastukset")
    changed = stored(made)
    assert tree.find(changed, "harrastukset").item.choices == "harrastukset"
    assert changed.choices["harrastukset"] == ()


def typed(**changed: object) -> dict[str, object]:
    """What the page of the field ``nimi`` sends."""
    return {
        "name": "nimi",
        "kind": "text",
        "must": "yes",
        "required": "",
        "privacy": "personal",
        "words-label-fi": "Kysymys",
        **changed,
    }


def test_an_item_is_changed_and_expressions_follow_its_name(made, browser):
    given = typed(**{"name": "etunimi", "words-label-ar": "الاسم", "most": "40", "constraint": "string-length(.) > 1"})
    answer = send(browser, address("item", "nimi"), made, **given)
    assert answer.url == address("outline") + "#i-etunimi"
    changed = tree.find(stored(made), "etunimi").item
    assert changed.label.words == {"fi": "Kysymys", "ar": "الاسم"}
    assert (changed.most, changed.constraint, changed.required) == (40, "string-length(.) > 1", "yes")
    assert tree.find(stored(made), "suku").item.relevant == "${etunimi} != ''"


def test_what_the_answers_become_follows_a_name(made, browser):
    made.mapping = {"nimi": "given_names", "suku": "family_name"}
    made.save()
    send(browser, address("item", "nimi"), made, **typed(name="etunimi"))
    made.refresh_from_db()
    assert made.mapping == {"etunimi": "given_names", "suku": "family_name"}


def test_an_item_becomes_required_on_a_condition(made, browser):
    send(browser, address("item", "nimi"), made, **typed(must="if", required="${aihe} = 'kieli'"))
    assert tree.find(stored(made), "nimi").item.required == "${aihe} = 'kieli'"


@pytest.mark.parametrize("name", ["suku", "kaksi sanaa", "meta", ""])
def test_a_name_that_cannot_be_had_is_refused_and_nothing_is_lost(made, browser, name):
    answer = send(browser, address("item", "nimi"), made, **typed(name=name, **{"words-label-fi": "Uusi kysymys"}))
    assert "name" in answer.context["form"].errors
    assert "Uusi kysymys" in answer.content.decode()
    assert stored(made) == from_json(EForm.objects.get().draft_spec)


def test_problems_stand_beside_what_they_are_about(made, browser):
    send(browser, address("item", "nimi"), made, **typed(relevant="${olematon} = 1"))
    parts = {part.name: part for part in browser.get(address("item", "nimi")).context["form"].parts()}
    assert "olematon" in parts["relevant"].problems[0].message


def test_of_two_who_save_the_second_sees_both(made, browser, coordinator):
    meanwhile = tree.change(SPEC, "nimi", field("nimi", label=fi("Toisen kysymys")))
    save_draft_spec(made, meanwhile, revision=1, by=coordinator)

    answer = browser.post(address("item", "nimi"), {"revision": 1, **typed(**{"words-label-fi": "Oma kysymys"})})

    page = answer.content.decode()
    assert "Toisen kysymys" in page
    assert "Oma kysymys" in page
    assert stored(made) == from_json(EForm.objects.get().draft_spec)
    assert tree.find(stored(made), "nimi").item.label == fi("Toisen kysymys")
    sent = answer.context["form"].data
    browser.post(address("item", "nimi"), sent.dict())
    assert tree.find(stored(made), "nimi").item.label == fi("Oma kysymys")


def test_items_move_by_buttons(made, browser):
    assert send(browser, address("move", "suku"), made, do="up").url == address("outline") + "#i-suku"
    assert names_of(stored(made))[:3] == ["sina", "suku", "nimi"]
    send(browser, address("move", "suku"), made, do="out")
    assert names_of(stored(made)) == ["sina", "nimi", "aihe", "suku", "lapset", "lapsi"]
    send(browser, address("move", "suku"), made, do="place", place="first:lapset")
    assert names_of(stored(made)) == ["sina", "nimi", "aihe", "lapset", "suku", "lapsi"]
    send(browser, address("move", "nimi"), made, do="copy")
    assert "nimi_2" in names_of(stored(made))


def test_a_move_that_cannot_be_changes_nothing(made, browser):
    send(browser, address("move", "nimi"), made, do="up")
    assert stored(made) == from_json(EForm.objects.get().draft_spec)
    assert send(browser, address("move", "nimi"), made, do="sivulle").status_code == 404


def test_a_move_from_an_old_page_changes_nothing(made, browser):
    browser.post(address("move", "suku"), {"revision": 9, "do": "up"})
    assert names_of(stored(made))[:3] == ["sina", "nimi", "suku"]


def test_removing_asks_and_tells_who_uses_it(made, browser):
    assert "Kysymys" in shown(browser, address("remove", "nimi"))
    assert browser.get(address("remove", "nimi")).context["users"] == ["Sukunimi"]
    send(browser, address("remove", "nimi"), made)
    assert "nimi" not in names_of(stored(made))


def test_what_is_not_there_is_not_found(made, browser):
    for name in ("item", "remove"):
        assert browser.get(address(name, "olematon")).status_code == 404


# -- settings and publishing -------------------------------------------------------------------------------------


def settings_of(**changed: object) -> dict[str, object]:
    return {
        "words-title-fi": "Keksitty lomake",
        "words-title-ar": "استمارة",
        "retention": "year",
        "is_open": "on",
        "is_listed": "on",
        "is_paged": "on",
        **changed,
    }


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


# -- words and choices -------------------------------------------------------------------------------------------


def test_translations_are_written_side_by_side(made, browser):
    send(browser, address("texts") + "?a=fi&b=ar", made, **{"item/nimi/label": "الاسم"})
    assert tree.find(stored(made), "nimi").item.label.words["ar"] == "الاسم"


def test_what_a_machine_wrote_is_marked_until_it_is_read(made, browser):
    page = address("texts") + "?a=fi&b=ar"
    send(browser, page, made, **{"item/suku/label": "اللقب"})
    assert tree.find(stored(made), "suku").item.label.unreviewed == {"ar"}
    send(browser, page, made, **{"item/suku/label": "اللقب", "read:item/suku/label": "1"})
    assert tree.find(stored(made), "suku").item.label.unreviewed == frozenset()


def test_translations_from_an_old_page_stay_on_it(made, browser):
    answer = browser.post(address("texts") + "?a=fi&b=ar", {"revision": 9, "item/nimi/label": "الاسم"})
    assert "الاسم" in answer.content.decode()
    assert "ar" not in tree.find(stored(made), "nimi").item.label.words


def test_languages_are_added_put_first_and_removed(made, browser):
    send(browser, address("add_language"), made, code="ru")
    assert stored(made).languages == ("fi", "ar", "ru")
    send(browser, address("first_language", "ar"), made)
    assert stored(made).languages == ("ar", "fi", "ru")
    assert "5" in shown(browser, address("remove_language", "fi"))
    send(browser, address("remove_language", "fi"), made)
    assert stored(made).languages == ("ar", "ru")
    assert stored(made).title.words == {"ar": "استمارة"}
    assert browser.get(address("remove_language", "ar")).status_code == 404


def row(number: int, value: str, words: str, old: str = "") -> dict[str, str]:
    return {
        f"value-{number}": value,
        f"old-{number}": old,
        f"words-{number}-fi": words,
        f"words-{number}-ar": "",
    }


def test_choices_are_written_added_ordered_and_taken_out(made, browser):
    page = address("list_of_choices", "aiheet")
    rows = row(0, "asuminen", "Koti", "asuminen") | row(1, "kieli", "KIELI", "kieli") | row(2, "", "Työn haku")
    send(browser, page, made, **rows, do="up:1")
    offered = stored(made).choices["aiheet"]
    assert [(choice.value, choice.label.words["fi"]) for choice in offered] == [
        ("kieli", "KIELI"),
        ("asuminen", "Koti"),
        ("tyon_haku", "Työn haku"),
    ]
    send(browser, page, made, **row(0, "kieli", "KIELI", "kieli"), **{"gone-0": "1"})
    assert stored(made).choices["aiheet"] == ()


def test_choices_from_an_old_page_stay_on_it(made, browser):
    answer = browser.post(address("list_of_choices", "aiheet"), {"revision": 9, **row(0, "uusi", "Uusi vaihtoehto")})
    assert "Uusi vaihtoehto" in answer.content.decode()
    assert [choice.value for choice in stored(made).choices["aiheet"]] == ["asuminen", "kieli"]


def test_a_list_is_added_and_removed_unless_it_is_offered(made, browser):
    assert send(browser, address("lists"), made, name="Ajat").url == address("list_of_choices", "ajat")
    send(browser, address("remove_list", "ajat"), made)
    send(browser, address("remove_list", "aiheet"), made)
    assert list(stored(made).choices) == ["aiheet"]
    assert send(browser, address("remove_list", "olematon"), made).status_code == 404


# -- preview and taking out --------------------------------------------------------------------------------------


def test_a_form_is_tried_in_any_language_and_nothing_is_kept(made, browser):
    page = address("preview_page", "ar")
    first = browser.get(page)
    assert '<html lang="ar" dir="rtl"' in first.content.decode()
    assert first["X-Frame-Options"] == "SAMEORIGIN"

    refused = browser.post(page, {"page": "0", "do": "next", "aihe": "kieli"})
    assert [field.key for field in refused.context["mistakes"]] == ["nimi"]
    second = browser.post(page, {"page": "0", "do": "next", "aihe": "kieli", "nimi": "Keksitty"})
    assert ("nimi", "Keksitty") in second.context["kept"]
    more = browser.post(page, {"page": "1", "do": "add:lapset", "nimi": "Keksitty", "lapset/0/lapsi": "Keksitty Lapsi"})
    assert more.status_code == 200
    last = browser.post(page, {"page": "1", "do": "next", "nimi": "Keksitty", "lapset/0/lapsi": "Keksitty Lapsi"})
    assert last.context["is_review"]
    assert "Keksitty" in last.content.decode()
    assert not Entry.objects.filter(verb__startswith="eform").exclude(verb="eform.added").exists()


def test_the_preview_is_framed_at_a_width(made, browser):
    page = shown(browser, address("preview") + "?kieli=ar&leveys=768")
    assert 'width="768"' in page
    assert address("preview_page", "ar") in page
    assert browser.get(address("preview_page", "sv")).status_code == 404


def test_a_form_is_taken_out_as_files(made, browser):
    file = browser.get(address("xlsform"))
    assert read_xlsform(io.BytesIO(file.content).read()).spec == from_json(made.draft_spec)
    assert json.loads(browser.get(address("schema")).content)["properties"]["nimi"]


def test_codes_are_printed_for_each_language_and_unit(made, browser, unit):
    assert "QR" in shown(browser, address("share"))
    send(browser, address("publish"), made)
    answer = browser.get(address("share") + f"?yksikko={unit.pk}")
    assert [code.language for code in answer.context["codes"]] == ["Suomi", "Arabia"]
    assert answer.context["codes"][0].address.endswith(f"/lomake/keksitty/{unit.pk}/")
    assert "<svg" in answer.content.decode()


def test_the_trail_tells_what_was_done_and_no_words(made, browser):
    send(browser, address("item", "nimi"), made, **typed(**{"words-label-fi": "Salainen kysymys"}))
    send(browser, address("settings"), made, **settings_of(answer_within_days="3"))
    lines = Entry.objects.filter(verb__startswith="eform.")
    assert {line.verb for line in lines} == {"eform.added", "eform.saved", "eform.settings_saved"}
    assert "Salainen" not in str([line.details for line in lines])
