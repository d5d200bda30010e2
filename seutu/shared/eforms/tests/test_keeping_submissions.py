from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command

from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock
from seutu.shared.eforms.actions import desk, erasing
from seutu.shared.eforms.models import Submission, SubmittedFile
from seutu.shared.eforms.retention import NAMES, class_of, classes
from seutu.shared.eforms.tests.desk_rows import SPEC, arrived, form_of
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db

CLOCK = System("clock")


def closed(form, *, days: int, **columns) -> Submission:
    at = clock.now() - dt.timedelta(days=days)
    return arrived(form, state="closed", closed_at=at, arrived_at=at, **columns)


def test_what_has_been_closed_for_longer_than_its_class_is_emptied(contact_form, clerk, municipality):
    quick = form_of(municipality, slug="palaute", spec=replace(SPEC, retention="quarter"))
    kept, over, quick_over = closed(contact_form, days=366), closed(contact_form, days=368), closed(quick, days=94)
    arrived(contact_form, arrived_at=clock.now() - dt.timedelta(days=900))

    run = erasing.apply_retention(by=CLOCK)

    assert run.emptied == {"quarter": 1, "year": 1, "two_years": 0, "five_years": 0, "ten_years": 0}
    assert run.failed == []
    assert set(Submission.objects.filter(erased_at__isnull=False)) == {over, quick_over}
    assert kept.answer_sets.exists()
    assert Entry.objects.filter(verb="submission.emptied").count() == 2


def test_nothing_that_anybody_wrote_or_attached_is_left(contact_form, clerk, counsellor, unit):
    old = arrived(contact_form, subject="decisions.item:1")
    stored = store(b"keksitty sisus", name="a.txt", by=clerk)
    SubmittedFile.objects.create(key="k" * 32, field_name="liite", submission=old, stored=stored, name="a.txt")
    desk.note(old, "Muistiinpano", revision=1, by=clerk)
    desk.hand_over(old, f"{unit.organization_id}-{unit.pk}", "Syy", revision=2, by=clerk)
    desk.close(old, revision=3, by=clerk)
    Submission.objects.update(closed_at=clock.now() - dt.timedelta(days=400))

    erasing.apply_retention(by=CLOCK)

    emptied = Submission.objects.get()
    assert (emptied.number, emptied.arrived_at) == (old.number, old.arrived_at)
    assert (emptied.reply_email, emptied.subject, emptied.became, emptied.assigned_to) == ("", "", "", None)
    for rows in (emptied.answer_sets, emptied.notes, emptied.files, emptied.hand_overs, emptied.links):
        assert not rows.exists()
    assert not StoredFile.objects.exists()
    assert not erasing.empty(emptied.pk, by=CLOCK)


def test_a_file_that_something_else_has_too_stays(contact_form, clerk):
    old, other = closed(contact_form, days=400), arrived(contact_form)
    stored = store(b"keksitty sisus", name="a.txt", by=clerk)
    for number, each in enumerate((old, other)):
        SubmittedFile.objects.create(key=str(number), field_name="liite", submission=each, stored=stored, name="a.txt")

    erasing.apply_retention(by=CLOCK)

    assert StoredFile.objects.get() == stored


def test_what_was_opened_again_meanwhile_stays(submission):
    assert not erasing.empty(submission.pk, by=CLOCK)
    assert submission.answer_sets.exists()


def test_the_command_tells_first_and_does_then(contact_form, capsys):
    closed(contact_form, days=400)

    call_command("empty_submissions", "--dry-run")
    assert "one year: 1" in capsys.readouterr().out
    assert not Submission.objects.filter(erased_at__isnull=False).exists()

    call_command("empty_submissions")
    assert "one year: 1" in capsys.readouterr().out
    assert Submission.objects.filter(erased_at__isnull=False).exists()


def test_every_class_has_a_name_a_source_and_says_whether_it_is_confirmed():
    assert set(classes()) == set(NAMES)
    assert all(rule.provision and rule.source.startswith("https://") and rule.note for rule in classes().values())


def test_a_class_that_nobody_knows_keeps_longest():
    assert class_of("misspelled").key == "ten_years"


def test_the_documentation_holds_the_same_table():
    text = (Path(__file__).parents[4] / "docs/data-protection.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| closing \| (\d+) days \| (.+) \| (yes|no) \|$", text, re.MULTILINE)

    assert rows == [
        (rule.key, str(rule.days), rule.provision, "yes" if rule.confirmed else "no") for rule in classes().values()
    ]
