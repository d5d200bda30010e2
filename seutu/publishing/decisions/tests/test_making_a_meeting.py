from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
import time_machine

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import MeetingFields, MeetingInput, PartInput
from seutu.publishing.decisions.models import AgendaItem, Attachment, Meeting, PartKind
from seutu.publishing.decisions.rules import Reader
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.shared.files.actions import store
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db


def titles(meeting: Meeting) -> list[str]:
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("title", flat=True))


def positions(meeting: Meeting) -> list[int]:
    return list(AgendaItem.objects.filter(meeting=meeting).order_by("position").values_list("position", flat=True))


def abc() -> Meeting:
    return desk.draft(desk.item("A"), desk.item("B"), desk.item("C"))


def test_a_planned_meeting_is_nobodys_but_its_clerks():
    meeting = desk.draft()

    assert queries.meeting(Reader(), meeting.organization.slug, meeting.public_id) is None
    clerk = Reader(prepares=frozenset({meeting.organization_id}))
    assert queries.meeting(clerk, meeting.organization.slug, meeting.public_id) is not None


@pytest.mark.parametrize(("to", "wanted"), [(1, ["B", "A", "C"]), (3, ["A", "C", "B"]), (99, ["A", "C", "B"])])
def test_an_item_moves_among_the_others(to, wanted):
    meeting = abc()

    actions.move_item(AgendaItem.objects.get(meeting=meeting, title="B"), to=to, by=desk.BY)

    assert titles(meeting) == wanted
    assert positions(meeting) == [1, 2, 3]


def test_an_item_that_is_removed_leaves_no_gap():
    meeting = abc()

    actions.remove_item(AgendaItem.objects.get(meeting=meeting, title="A"), by=desk.BY)

    assert titles(meeting) == ["B", "C"]
    assert positions(meeting) == [1, 2]


def test_what_stands_in_a_published_agenda_neither_moves_nor_goes():
    meeting = desk.published_agenda(desk.item("A"), desk.item("B"))
    first = AgendaItem.objects.get(meeting=meeting, title="A")

    with pytest.raises(actions.AlreadyOut):
        actions.move_item(first, to=2, by=desk.BY)
    with pytest.raises(actions.AlreadyOut):
        actions.remove_item(first, by=desk.BY)

    assert titles(meeting) == ["A", "B"]


def test_items_of_a_supplement_move_behind_those_that_are_out():
    meeting = desk.published_agenda(desk.item("A"))
    actions.add_item(meeting, desk.item("B"), by=desk.BY)
    last = actions.add_item(meeting, desk.item("C"), by=desk.BY)

    actions.move_item(last, to=1, by=desk.BY)

    assert titles(meeting) == ["A", "C", "B"]


def test_a_supplement_is_hidden_until_it_is_published():
    meeting = desk.published_agenda(desk.item("A"))
    actions.add_item(meeting, desk.item("B"), by=desk.BY)
    shown = queries.meeting(Reader(), meeting.organization.slug, meeting.public_id)

    assert [item.title for item in queries.items_of(shown)] == ["A"]
    assert queries.item(Reader(), meeting.organization.slug, meeting.public_id, 2) is None

    assert actions.publish_supplement(meeting, by=desk.BY) == 1
    assert [(item.title, item.section_number) for item in queries.items_of(shown)] == [("A", 1), ("B", 2)]
    assert queries.items_of(shown)[1].is_supplementary


def test_saving_replaces_the_text_and_counts_a_revision():
    row = desk.only_item(desk.draft())

    saved = actions.save_item(row, desk.text("Uusi otsikko"), revision=row.revision, by=desk.BY)

    assert (saved.title, saved.revision) == ("Uusi otsikko", row.revision + 1)
    assert [part.kind for part in saved.parts.all()] == ["background", "proposal", "decision"]


def test_two_who_saved_at_once_both_know():
    row = desk.only_item(desk.draft())
    actions.save_item(row, desk.text("Ensimmäinen"), revision=row.revision, by=desk.BY)

    with pytest.raises(actions.EditConflict) as conflict:
        actions.save_item(row, desk.text("Toinen"), revision=row.revision, by=desk.BY)

    assert conflict.value.row.title == "Ensimmäinen"
    assert desk.only_item(row.meeting).title == "Ensimmäinen"


def test_word_text_is_cleaned_when_it_is_saved():
    row = desk.only_item(desk.draft())
    word = '<p class="MsoNormal" style="margin:0cm"><script>alert(1)</script><b>Päätös</b><o:p></o:p></p>'

    saved = actions.save_item(
        row, desk.text(parts=(PartInput(PartKind.BACKGROUND, word),)), revision=row.revision, by=desk.BY
    )

    html = saved.parts.get().html
    assert "Päätös" in html
    assert not any(rubbish in html for rubbish in ("script", "Mso", "style", "o:p"))


def test_a_withheld_item_keeps_no_text_and_no_files():
    row = desk.only_item(desk.draft())
    AttachmentFactory(item=row, file=store(b"salaista", name="salainen.txt", by=desk.BY))

    saved = actions.save_item(
        row,
        desk.text("Vahingonkorvausasia", parts=(), is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k."),
        revision=row.revision,
        by=desk.BY,
    )

    assert not saved.parts.exists()
    kept = Attachment.objects.get(item=saved)
    assert (kept.file, kept.is_withheld, kept.secrecy_ground) == (None, True, "JulkL 24 § 1 mom. 25 k.")


def test_secret_text_is_refused():
    row = desk.only_item(desk.draft())

    with pytest.raises(actions.SecretTextGiven):
        actions.save_item(
            row, desk.text(is_withheld=True, secrecy_ground="JulkL 24 §"), revision=row.revision, by=desk.BY
        )


def test_an_identity_code_never_gets_onto_a_published_agenda():
    row = desk.only_item(desk.published_agenda())
    code = "<p>Hakija 131052-308T.</p>"

    with pytest.raises(actions.NotPublishable):
        actions.save_item(
            row, desk.text(parts=(PartInput(PartKind.BACKGROUND, code),)), revision=row.revision, by=desk.BY
        )

    assert "131052" not in desk.only_item(row.meeting).parts.first().html


def test_a_meeting_moves_to_another_day_and_year():
    meeting = desk.draft()
    fields = MeetingFields(starts_at=dt.datetime(2027, 1, 5, 15, 0, tzinfo=dt.UTC), place="Kunnantalo")

    changed = actions.change_meeting(meeting, fields, revision=meeting.revision, by=desk.BY)

    assert (changed.year, changed.place, changed.revision) == (2027, "Kunnantalo", 2)


def test_only_a_meeting_that_was_never_out_is_discarded():
    planned, out = desk.draft(), desk.published_agenda()

    actions.discard_meeting(planned, by=desk.BY)
    with pytest.raises(actions.WrongState):
        actions.discard_meeting(out, by=desk.BY)

    assert list(Meeting.objects.all()) == [out]


@time_machine.travel("2026-03-04 10:00:00+02:00", tick=False)
def test_a_case_gets_its_title_only_when_something_of_it_is_public():
    meeting = desk.draft(desk.item("Yhteisen hankkeen jatko", case_number="12/00.01.02/2026"))
    case = desk.only_item(meeting).case
    assert case.title == "12/00.01.02/2026"

    actions.publish_agenda(meeting, by=desk.BY)

    case.refresh_from_db()
    assert case.title == "Yhteisen hankkeen jatko"


def test_an_import_never_writes_over_what_was_made_at_the_desk():
    meeting = desk.published_minutes(desk.item("Kirjurin oma"))
    other = MeetingInput(
        body=meeting.body,
        starts_at=meeting.starts_at,
        state="minutes_published",
        items=(desk.item("Tuotu"),),
        origin="harvested",
        displayed_on=meeting.displayed_on,
    )

    assert actions.put_meeting(other, by=desk.BY).result == "unchanged"

    assert titles(meeting) == ["Kirjurin oma"]


def test_an_import_never_takes_a_correction_back():
    harvested = MeetingInput(
        body=BodyFactory(),
        starts_at=desk.STARTS,
        state="minutes_published",
        items=(desk.item("Tuotu"), desk.item("Muu", position=2)),
        origin="harvested",
        displayed_on=dt.date(2026, 3, 17),
    )
    meeting = actions.put_meeting(harvested, by=desk.BY).meeting
    row = AgendaItem.objects.get(meeting=meeting, position=1)
    actions.correct_item(row, desk.text("Korjattu"), kind="clerical", reason="Virhe", revision=0, by=desk.BY)

    actions.put_meeting(
        replace(harvested, items=(desk.item("Tuotu", section_number=1), harvested.items[1])), by=desk.BY
    )

    assert "Korjattu" in titles(meeting)
