"""Catalogues of a small app made for these tests."""

from __future__ import annotations

import gettext
import io
import os

import pytest
from django.core.management import CommandError, call_command

from seutu.shared.core import catalogues

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
title = _("Minutes")
count = ngettext("%(count)d item", "%(count)d items", 2)
state = pgettext("meeting", "draft")
"""
TEMPLATE = """{% load i18n %}
<p>{% translate "Next" %}</p>
  {% if x %}
    {% blocktranslate trimmed count n=n %}
      {{ n }} hit
    {% plural %}
      {{ n }} hits
    {% endblocktranslate %}
  {% endif %}
{% blocktranslate with name=x %}Hello {{ name }}{% endblocktranslate %}
"""
COMPLETE = """msgid ""
msgstr ""
"Language: fi\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Minutes"
msgstr "Pöytäkirja"

#, python-format
msgid "%(count)d item"
msgid_plural "%(count)d items"
msgstr[0] "%(count)d asia"
msgstr[1] "%(count)d asiaa"

msgctxt "meeting"
msgid "draft"
msgstr "luonnos"

msgid "Next"
msgstr "Seuraava"

#, python-format
msgid "%(n)s hit"
msgid_plural "%(n)s hits"
msgstr[0] "%(n)s osuma"
msgstr[1] "%(n)s osumaa"

#, python-format
msgid "Hello %(name)s"
msgstr "Hei %(name)s"
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An app with messages in Python and in a template, and a complete Finnish catalogue."""
    monkeypatch.setattr(catalogues, "PACKAGE", tmp_path / "seutu")
    app = tmp_path / "seutu" / "small"
    (app / "templates" / "small").mkdir(parents=True)
    (app / "tests").mkdir()
    (app / "apps.py").write_text("")
    (app / "actions.py").write_text(PYTHON)
    (app / "templates" / "small" / "page.html").write_text(TEMPLATE)
    (app / "tests" / "test_it.py").write_text('_("Only of a test")')
    path = catalogues.path_of(app, "fi")
    path.parent.mkdir(parents=True)
    path.write_text(COMPLETE)
    return app


def change(app, old: str, new: str) -> None:
    path = catalogues.path_of(app, "fi")
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def reasons(app) -> list[tuple[str, str]]:
    return [(fault.message, fault.reason) for fault in catalogues.faults(app, "fi")]


def test_two_apps_say_the_same_of_the_same_words_unless_a_context_tells_them_apart(app):
    other = app.parent / "other"
    path = catalogues.path_of(other, "fi")
    path.parent.mkdir(parents=True)
    (other / "apps.py").write_text("")
    path.write_text(COMPLETE)
    assert catalogues.clashes("fi") == []

    path.write_text(COMPLETE.replace("Pöytäkirja", "Muistio").replace('msgctxt "meeting"', 'msgctxt "letter"'))

    assert [(fault.message, fault.reason) for fault in catalogues.clashes("fi")] == [
        ("Minutes", "is “Muistio” in another app")
    ]


def test_every_message_of_python_and_templates_is_found(app):
    found = {(message.id, message.context) for message in catalogues.extracted(app) if message.id}

    assert found == {
        ("Minutes", None),
        (("%(count)d item", "%(count)d items"), None),
        ("draft", "meeting"),
        ("Next", None),
        (("%(n)s hit", "%(n)s hits"), None),
        ("Hello %(name)s", None),
    }


def test_a_complete_catalogue_has_no_faults(app):
    assert reasons(app) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Next"\nmsgstr "Seuraava"\n', "", ("Next", "is missing")),
        ('"Seuraava"', '""', ("Next", "is not translated")),
        ('msgstr[1] "%(n)s osumaa"', 'msgstr[1] ""', ("%(n)s hit", "is not translated")),
        ('msgid "Next"', '#, fuzzy\nmsgid "Next"', ("Next", "is fuzzy")),
        ('msgctxt "meeting"\n', 'msgctxt "file"\n', ("draft", "is missing")),
    ],
)
def test_what_is_missing_empty_or_fuzzy_is_a_fault(app, old, new, fault):
    change(app, old, new)

    assert fault in reasons(app)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"Hei %(name)s"', '"Hei %(nimi)s"', "Hello %(name)s"),
        ('"Hei %(name)s"', '"Hei"', "Hello %(name)s"),
        ('"%(count)d asiaa"', '"%(maara)d asiaa"', "%(count)d item"),
        ('"Hei %(name)s"', '"Hei %(name)"', "Hello %(name)s"),
    ],
)
def test_a_wrong_placeholder_is_a_fault(app, old, new, message):
    change(app, old, new)

    assert [fault[0] for fault in reasons(app)] == [message]


def test_a_wrong_placeholder_is_a_fault_without_its_flag_as_well(app):
    change(app, '#, python-format\nmsgid "Hello', 'msgid "Hello')
    change(app, '"Hei %(name)s"', '"Hei %(nimi)s"')

    assert [fault[0] for fault in reasons(app)] == ["Hello %(name)s"]


def test_what_nothing_uses_any_more_is_a_fault(app):
    with catalogues.path_of(app, "fi").open("a") as file:
        file.write('\nmsgid "Old"\nmsgstr "Vanha"\n')

    assert reasons(app) == [("Old", "is no longer used")]


def test_a_language_without_a_catalogue_lacks_everything(app):
    assert {fault.reason for fault in catalogues.faults(app, "sv")} == {"is missing"}
    assert len(catalogues.faults(app, "sv")) == 6


def test_a_fault_is_told_with_its_file(app):
    change(app, '"Seuraava"', '""')

    (fault,) = catalogues.faults(app, "fi")
    assert str(fault) == "seutu/small/locale/fi/LC_MESSAGES/django.po: 'Next': is not translated"


def test_bringing_a_catalogue_up_keeps_its_translations_adds_what_is_new_and_drops_what_is_old(app):
    (app / "actions.py").write_text(PYTHON.replace('_("Minutes")', '_("Agenda")'))

    assert catalogues.update(app, "fi")

    assert reasons(app) == [("Agenda", "is not translated")]
    text = catalogues.path_of(app, "fi").read_text()
    assert "Seuraava" in text
    assert "Pöytäkirja" not in text


def test_bringing_a_catalogue_up_twice_changes_nothing(app):
    catalogues.update(app, "fi")

    assert not catalogues.update(app, "fi")


def test_a_new_language_begins_with_every_message_and_no_translation(app):
    assert catalogues.update(app, "sv")

    assert {fault.reason for fault in catalogues.faults(app, "sv")} == {"is not translated"}


def test_an_app_without_words_gets_no_catalogue(app):
    (app / "actions.py").write_text("")
    (app / "templates" / "small" / "page.html").write_text("<p></p>")

    assert not catalogues.update(app, "sv")
    assert not catalogues.path_of(app, "sv").exists()


def test_a_compiled_catalogue_answers_like_the_written_one(app):
    path = catalogues.path_of(app, "fi")

    assert catalogues.compile_if_newer(path, "fi")

    with path.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Minutes") == "Pöytäkirja"
    assert words.ngettext("%(count)d item", "%(count)d items", 1) == "%(count)d asia"
    assert words.ngettext("%(count)d item", "%(count)d items", 0) == "%(count)d asiaa"
    assert words.pgettext("meeting", "draft") == "luonnos"


def test_a_catalogue_is_compiled_only_when_it_is_newer(app):
    path = catalogues.path_of(app, "fi")
    catalogues.compile_if_newer(path, "fi")
    compiled = path.with_suffix(".mo").stat()

    assert not catalogues.compile_if_newer(path, "fi")
    assert path.with_suffix(".mo").stat() == compiled

    os.utime(path, (compiled.st_mtime + 10, compiled.st_mtime + 10))
    assert catalogues.compile_if_newer(path, "fi")
    assert not path.with_suffix(".mo.part").exists()


def test_there_is_nothing_to_compile_without_a_catalogue(app):
    assert not catalogues.compile_if_newer(catalogues.path_of(app, "sv"), "sv")


def test_the_command_names_each_fault_and_fails(app):
    change(app, '"Seuraava"', '""')
    catalogues.path_of(app, "sv").parent.mkdir(parents=True)
    catalogues.path_of(app, "sv").write_text(COMPLETE)
    told = io.StringIO()

    with pytest.raises(CommandError, match="1 translations are missing or wrong"):
        call_command("translations", "check", stderr=told)

    assert "'Next': is not translated" in told.getvalue()


def test_the_command_is_content_with_complete_catalogues(app):
    catalogues.path_of(app, "sv").parent.mkdir(parents=True)
    catalogues.path_of(app, "sv").write_text(COMPLETE)
    told = io.StringIO()

    call_command("translations", "check", stdout=told)
    call_command("translations", "compile", stdout=told)
    call_command("translations", "compile", stdout=told)
    call_command("translations", "extract", stdout=told)

    assert told.getvalue().splitlines()[:3] == [
        "Every translation is there.",
        "2 catalogues compiled.",
        "0 catalogues compiled.",
    ]
