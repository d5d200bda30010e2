from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import AttendanceChangeInput, AttendanceInput, MeetingFields
from seutu.publishing.decisions.models import Meeting, MeetingCorrection
from seutu.publishing.decisions.rules import Reader, ShownFormerMeeting, ShownMeeting
from seutu.publishing.decisions.tests import desk
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

CHAIR, MEMBER = AttendanceInput("Pirkko Puhe", "chair"), AttendanceInput("Vieno Vara", "member")
DISQUALIFIED = AttendanceChangeInput(2, 1, "disqualified", ground="osallisuusjäävi")
WHY = {"kind": "clerical", "reason": "Paikka oli väärä."}


def fields(**given: object) -> MeetingFields:
    return MeetingFields(**({"starts_at": desk.STARTS, "place": "Kaupungintalo"} | given))  # type: ignore[arg-type]


@pytest.fixture
def meeting() -> Meeting:
    """Published minutes of a meeting in a library, with two people of whom one was disqualified."""
    row = desk.minutes()
    actions.record_attendance(row, [CHAIR, MEMBER], [DISQUALIFIED], by=desk.BY)
    row.refresh_from_db()
    row = actions.change_meeting(row, fields(place="Kirjasto"), revision=row.revision, by=desk.BY)
    (checker,) = actions.name_checkers(row, [actions.CheckerInput("Taavi Tarkka")], by=desk.BY)
    return actions.publish_minutes(actions.check_minutes(checker, by=desk.BY), by=desk.BY)


def public(meeting: Meeting) -> ShownMeeting:
    return queries.meeting(Reader(), meeting.organization.slug, meeting.public_id)


def former(meeting: Meeting, number: int = 1) -> ShownFormerMeeting | None:
    return queries.former_meeting(Reader(), meeting.organization.slug, meeting.public_id, number)


def correct(meeting: Meeting, given: MeetingFields | None = None, **why: object) -> MeetingCorrection:
    return actions.correct_meeting(
        meeting,
        given or fields(),
        revision=meeting.revision,
        by=desk.BY,
        **(WHY | why),  # type: ignore[arg-type]
    )


def correct_people(meeting: Meeting, *people: AttendanceInput, **why: object) -> MeetingCorrection:
    return actions.correct_attendance(
        meeting,
        people,
        revision=meeting.revision,
        by=desk.BY,
        **(WHY | why),  # type: ignore[arg-type]
    )


def test_the_place_is_corrected_and_the_former_one_stays(meeting):
    correct(meeting)

    assert public(meeting).place == "Kaupungintalo"
    (told,) = public(meeting).corrections
    assert (told.reason, clock.day_of(told.corrected_at)) == ("Paikka oli väärä.", clock.today())
    assert former(meeting).meeting.place == "Kirjasto"


def test_day_times_number_and_kind_are_corrected(meeting):
    later = desk.STARTS + dt.timedelta(days=1)

    correct(meeting, fields(starts_at=later, ends_at=later + dt.timedelta(hours=2), number=3, kind="extraordinary"))

    shown, before = public(meeting), former(meeting).meeting
    assert (shown.day, shown.number, shown.kind) == (later.date(), 3, "extraordinary")
    assert (before.day, before.number, before.kind, before.ends_at) == (desk.STARTS.date(), None, "ordinary", None)


def test_attendance_is_corrected_with_what_changed_from_item_to_item(meeting):
    correct_people(meeting, CHAIR, reason="Vieno Vara ei ollut paikalla.")

    assert [person.name for person in public(meeting).attendance] == ["Pirkko Puhe"]
    assert queries.attendance_changes(public(meeting)) == []
    before = former(meeting)
    assert [person.name for person in before.meeting.attendance] == ["Pirkko Puhe", "Vieno Vara"]
    ((item, (change,)),) = before.changes
    assert (item.position, change.name, change.ground) == (1, "Vieno Vara", "osallisuusjäävi")


def test_every_correction_keeps_what_was_before_it(meeting):
    correct(meeting, fields(place="Koulu"))
    meeting.refresh_from_db()
    correct_people(meeting, CHAIR)

    assert [former(meeting, number).meeting.place for number in (1, 2)] == ["Kirjasto", "Koulu"]
    assert len(former(meeting, 2).meeting.attendance) == 2


def test_at_an_item_that_is_secret_from_now_on_nothing_former_is_told_or_kept(meeting):
    correct_people(meeting, CHAIR)
    row = desk.only_item(meeting)
    secret = desk.text("Sovinto korvausasiassa", parts=(), is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")

    actions.correct_item(row, secret, kind="technical", reason="Salassa.", revision=row.revision, by=desk.BY)

    assert former(meeting).changes == ()
    assert "osallisuusjäävi" not in str(list(MeetingCorrection.objects.values()))


def test_what_was_told_before_may_be_let_go_from_every_version(meeting):
    correct(meeting)
    meeting.refresh_from_db()

    correct_people(meeting, CHAIR, removes_former=True)

    assert former(meeting, 1).is_removed
    assert former(meeting, 2).meeting.attendance == ()
    assert "Vieno" not in str(list(MeetingCorrection.objects.values()))


def test_an_identity_code_is_neither_brought_out_nor_kept(meeting):
    with pytest.raises(actions.NotPublishable):
        correct(meeting, fields(place="131052-308T"))
    with pytest.raises(actions.NotPublishable):
        correct(meeting, reason="131052-308T poistettiin")
    with pytest.raises(actions.NotPublishable):
        correct_people(meeting, AttendanceInput("Vieno Vara 131052-308T", "member"))
    assert not MeetingCorrection.objects.exists()

    meeting.attendances.filter(position=2).update(note="131052-308T")
    correct_people(meeting, CHAIR)

    assert former(meeting).is_removed


def test_a_correction_of_a_meeting_tells_why_and_is_of_minutes_that_are_out(meeting):
    with pytest.raises(actions.CorrectionWithoutReason):
        correct(meeting, reason=" ")
    with pytest.raises(actions.EditConflict):
        actions.correct_meeting(meeting, fields(), revision=meeting.revision - 1, by=desk.BY, **WHY)
    with pytest.raises(actions.WrongState):
        correct(desk.minutes())
    with pytest.raises(actions.WrongState):
        correct_people(desk.minutes(), CHAIR)


def test_former_people_must_be_of_the_meeting_and_have_grounds(meeting):
    for change, error in (
        (AttendanceChangeInput(1, 1, "disqualified"), actions.DisqualifiedWithoutGround),
        (AttendanceChangeInput(4, 1, "left"), actions.NotOfThisMeeting),
    ):
        with pytest.raises(error):
            actions.correct_attendance(meeting, [CHAIR], [change], revision=meeting.revision, by=desk.BY, **WHY)

    assert len(public(meeting).attendance) == 2


def test_an_outsider_sees_no_former_meeting_of_what_is_not_out_yet(meeting):
    correct(meeting)
    Meeting.objects.update(minutes_published_at=meeting.minutes_published_at.replace(year=2099))

    assert former(meeting) is None
    assert public(meeting).corrections == ()


def test_the_database_keeps_nothing_of_a_removed_version_and_no_correction_without_reason(meeting):
    correct(meeting, removes_former=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingCorrection.objects.update(former={"place": "Kirjasto"})
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingCorrection.objects.update(reason="")


def test_of_published_minutes_only_the_video_changes_without_a_correction(meeting):
    given = fields(place="Kirjasto", video_url="https://video.example/1")
    row = actions.change_meeting(meeting, given, revision=meeting.revision, by=desk.BY)
    assert row.video_url == "https://video.example/1"

    for other in ({"place": "Koulu"}, {"number": 4}, {"kind": "electronic"}, {"language": "sv"}):
        with pytest.raises(actions.MinutesAreOut):
            actions.change_meeting(row, fields(**({"place": "Kirjasto"} | other)), revision=row.revision, by=desk.BY)

    row.refresh_from_db()
    assert (row.place, row.number) == ("Kirjasto", None)


def test_a_correction_leaves_the_video_where_it_is(meeting):
    Meeting.objects.update(video_url="https://video.example/1")

    correct(meeting)

    assert public(meeting).video_url == "https://video.example/1"


def test_a_meeting_with_section_numbers_stays_in_its_calendar_year(meeting):
    next_year = fields(starts_at=desk.STARTS.replace(year=2027))
    agenda = desk.published_agenda()

    with pytest.raises(actions.SectionsOfYear) as refused:
        actions.change_meeting(agenda, next_year, revision=agenda.revision, by=desk.BY)
    assert refused.value.year == 2026
    with pytest.raises(actions.SectionsOfYear):
        correct(meeting, next_year)

    draft = desk.draft()
    assert actions.change_meeting(draft, next_year, revision=draft.revision, by=desk.BY).year == 2027


def test_the_year_is_that_of_helsinki():
    agenda = desk.published_agenda(starts_at=dt.datetime(2026, 12, 31, 12, 0, tzinfo=dt.UTC))
    new_year = fields(starts_at=dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC))

    with pytest.raises(actions.SectionsOfYear):
        actions.change_meeting(agenda, new_year, revision=agenda.revision, by=desk.BY)


def test_while_only_the_agenda_is_out_a_new_day_is_seen_at_once():
    agenda = desk.published_agenda()
    before = public(agenda).updated_at

    actions.change_meeting(agenda, fields(place="Koulu"), revision=agenda.revision, by=desk.BY)

    assert public(agenda).place == "Koulu"
    assert public(agenda).updated_at > before
    assert public(agenda).corrections == ()


def test_a_time_that_a_source_did_not_tell_is_known_once_it_is_corrected(meeting):
    Meeting.objects.update(has_time=False)

    correct(meeting, fields())
    assert not public(meeting).has_time
    meeting.refresh_from_db()
    correct(meeting, fields(starts_at=desk.STARTS + dt.timedelta(hours=1)))

    assert public(meeting).has_time
    assert not former(meeting, 2).meeting.has_time
