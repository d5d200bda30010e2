from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.audit.models import Entry
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.tests.factories import EFormFactory
from seutu.shared.eforms.tests.specs import field, spec
from seutu.shared.eforms.tests.test_xlsforms_made_elsewhere import CONTACT_REQUEST
from seutu.shared.eforms.tests.workbooks import one_question, workbook
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.writing import write_xlsform
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def xlsx(tmp_path: Path):
    def written(content: bytes) -> Path:
        path = tmp_path / "lomake.xlsx"
        path.write_bytes(content)
        return path

    return written


def run(*arguments: object) -> str:
    out = StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=out)
    return out.getvalue()


def test_a_form_made_elsewhere_is_brought_in_and_published(xlsx):
    OrganizationFactory(slug="kuusela")

    told = run("import_eform", xlsx(workbook(**CONTACT_REQUEST)), "--slug", "yhteys", "--publish")

    form = EForm.objects.get()
    assert (form.slug, form.organization.slug, form.current.number) == ("yhteys", "kuusela", 1)
    assert "9 kysymystä" in told
    assert "fi, sv, en, ar, ru" in told
    assert "Versio 1 on julkaistu." in told
    assert [entry.actor for entry in Entry.objects.filter(verb__startswith="eform.")] == ["system:import_eform"] * 2


def test_a_form_that_is_there_gets_a_new_working_version(xlsx):
    form = EFormFactory(slug="koe")

    run("import_eform", xlsx(one_question()), "--slug", "koe")
    again = run("import_eform", xlsx(one_question()), "--slug", "koe", "--publish")
    same = run("import_eform", xlsx(one_question()), "--slug", "koe", "--publish")

    form.refresh_from_db()
    assert form.revision == 2
    assert "Versio 1 on julkaistu." in again
    assert "Versio 1 on sama" in same
    assert FormVersion.objects.count() == 1


def test_what_cannot_be_read_is_told_line_by_line_and_nothing_is_saved(xlsx):
    OrganizationFactory()
    content = workbook([["type", "name", "label"], ["geopoint", "a", "A"], ["barcode", "b", "B"]])

    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("import_eform", xlsx(content), "--slug", "koe", stderr=out)

    assert refused.value.returncode == 1
    assert out.getvalue().splitlines() == [
        "survey, rivi 2, type: Seudussa ei ole kysymyksiä, joiden tyyppi on geopoint.",
        "survey, rivi 3, type: Seudussa ei ole kysymyksiä, joiden tyyppi on barcode.",
    ]
    assert not EForm.objects.exists()


def test_a_form_with_errors_is_saved_but_not_published(xlsx):
    OrganizationFactory()
    content = workbook(
        [
            *(["type", "name", "label"], ["begin_group", "a", "A"], ["text", "nimi", "Nimi"], ["end_group"]),
            *(["begin_group", "b", "B"], ["text", "nimi", "Nimi"], ["end_group"]),
        ],
        settings=[["form_title"], ["Koe"]],
    )

    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("import_eform", xlsx(content), "--slug", "koe", "--publish", stdout=out, stderr=out)

    assert "rivi 3, nimi, name: Lomakkeessa on sama nimi kahdesti." in out.getvalue()
    assert EForm.objects.get().current is None


def test_missing_translations_are_counted_by_language(xlsx):
    OrganizationFactory()
    content = workbook([["type", "name", "label::suomi (fi)", "label::العربية (ar)"], ["text", "nimi", "Nimi"]])

    assert "ar: käännöksiä puuttuu 1" in run("import_eform", xlsx(content), "--slug", "koe")


WRONG = {
    "no organization": ("koe", (), "Organisaatiota, jolla voisi olla lomakkeita, ei ole vielä."),
    "an unknown organization": ("koe", ("--organization", "ei"), "Organisaatiota ei ei ole."),
    "a reserved word": ("lomakkeet", ("--organization", "kuusela"), "on varattu"),
    "an unknown language": ("koe", ("--organization", "kuusela", "--language", "xx"), "ei ole kielen koodi"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_said_wrong_is_told(xlsx, case):
    slug, arguments, told = WRONG[case]
    if case != "no organization":
        OrganizationFactory(slug="kuusela")

    with pytest.raises(CommandError, match=told) as refused:
        run("import_eform", xlsx(one_question()), "--slug", slug, *arguments)

    assert refused.value.returncode == 2
    assert not EForm.objects.exists()


def test_whose_form_it_is_must_be_said_where_there_are_several(xlsx):
    OrganizationFactory(slug="kuusela")
    OrganizationFactory(slug="maentaka")

    with pytest.raises(CommandError, match="--organization kuusela, maentaka"):
        run("import_eform", xlsx(one_question()), "--slug", "koe")


def test_another_organization_cannot_take_a_form(xlsx):
    EFormFactory(slug="koe", organization=OrganizationFactory(slug="kuusela"))
    OrganizationFactory(slug="maentaka")

    with pytest.raises(CommandError, match="kuusela"):
        run("import_eform", xlsx(one_question()), "--slug", "koe", "--organization", "maentaka")


def test_a_file_that_is_not_there_is_told(tmp_path):
    OrganizationFactory()

    with pytest.raises(CommandError, match="ei voi lukea"):
        run("import_eform", tmp_path / "ei.xlsx", "--slug", "koe")


def test_a_form_is_written_as_it_was_published(tmp_path, xlsx):
    OrganizationFactory()
    run("import_eform", xlsx(one_question()), "--slug", "koe", "--publish")
    run("import_eform", xlsx(write_xlsform(spec(field("uusi")), slug="koe")), "--slug", "koe")

    published, working = tmp_path / "julkaistu.xlsx", tmp_path / "tyo.xlsx"
    told = run("export_eform", "koe", "--out", published)
    run("export_eform", "koe", "--out", working, "--working")

    assert "Lomakkeen koe versio 1" in told
    assert read_xlsform(published.read_bytes()).spec == from_json(FormVersion.objects.get().spec)
    assert read_xlsform(working.read_bytes()).spec == spec(field("uusi"))


def test_what_cannot_be_written_is_told(tmp_path):
    EFormFactory(slug="koe")

    with pytest.raises(CommandError, match="Lomaketta ei ei ole"):
        run("export_eform", "ei", "--out", tmp_path / "x.xlsx")
    with pytest.raises(CommandError, match="ei voi kirjoittaa"):
        run("export_eform", "koe", "--out", tmp_path / "ei" / "x.xlsx")
