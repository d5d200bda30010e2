"""What RFC 5545 says that a calendar must be; the numbers are those of its sections."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest

from seutu.shared.documents.calendars import Calendar, CalendarEvent, to_ical

CHANGED_AT = dt.datetime(2026, 3, 4, 10, 0, 5, 999, tzinfo=dt.UTC)
BEGINS = dt.datetime(2026, 3, 29, 13, 0, tzinfo=dt.UTC)


def event(**values: object) -> CalendarEvent:
    known: dict[str, object] = {
        "uid": "kokous-1@kuusela.example",
        "starts_at": BEGINS,
        "summary": "Kunnanhallitus",
        "url": "https://kuusela.example/kokoukset/1/",
        "updated_at": CHANGED_AT,
    }
    return CalendarEvent(**(known | values))  # type: ignore[arg-type]


def lines(*events: CalendarEvent, name: str = "Kokoukset") -> list[str]:
    """The lines of the calendar, unfolded (3.1)."""
    made = to_ical(Calendar(name, "https://kuusela.example/kokoukset/", events)).decode()
    return made.replace("\r\n ", "").split("\r\n")


def test_the_calendar_says_what_it_is():
    made = lines(event())

    assert made[0] == "BEGIN:VCALENDAR"
    assert made[-2:] == ["END:VCALENDAR", ""]
    assert made.count("VERSION:2.0") == 1  # 3.7.4
    assert made.count("PRODID:-//Seutu//Seutu//FI") == 1  # 3.7.3
    assert "CALSCALE:GREGORIAN" in made
    assert "NAME:Kokoukset" in made
    assert "X-WR-CALNAME:Kokoukset" in made
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in made


def test_without_a_method_it_is_a_snapshot():
    assert not [line for line in lines(event()) if line.startswith("METHOD")]  # 3.7.2; with PUBLISH, RFC 5546 3.2.1


def test_every_event_has_a_uid_a_stamp_and_a_start_once_each():
    made = lines(event(), event(uid="kokous-2@kuusela.example"))

    assert made.count("DTSTAMP:20260304T100005Z") == 2  # 3.8.7.2, in UTC
    assert made.count("DTSTART:20260329T130000Z") == 2  # 3.8.2.4
    assert [line for line in made if line.startswith("UID:")] == [
        "UID:kokous-1@kuusela.example",
        "UID:kokous-2@kuusela.example",
    ]  # 3.8.4.7


def test_lines_end_in_crlf_and_are_folded_at_75_octets():
    made = to_ical(Calendar("ä" * 200, "https://kuusela.example/", [event(summary="€ä" * 100)]))

    assert b"\n" not in made.replace(b"\r\n", b"")
    assert b"\r" not in made.replace(b"\r\n", b"")
    assert max(len(line) for line in made.split(b"\r\n")) <= 75  # 3.1, octets and not letters
    assert "€ä" * 100 in made.replace(b"\r\n ", b"").decode()


def test_what_has_a_meaning_in_text_is_escaped():
    made = lines(event(summary="a;b,c\\d\ne", location="Sali, 2"), name="x\r\nBEGIN:VEVENT")

    assert r"SUMMARY:a\;b\,c\\d\ne" in made  # 3.3.11
    assert r"LOCATION:Sali\, 2" in made
    assert r"NAME:x\nBEGIN:VEVENT" in made
    assert made.count("BEGIN:VEVENT") == 1


def test_no_control_sign_comes_in_and_no_address_ends_a_line():
    made = lines(event(summary="a\x00\x07b", url="https://a.example/\r\nX-EVIL:1", uid="a\nb"))

    assert "SUMMARY:ab" in made
    assert "URL:https://a.example/X-EVIL:1" in made
    assert "UID:ab" in made


def test_a_time_is_told_in_utc_whatever_its_zone():
    helsinki = dt.timezone(dt.timedelta(hours=3))
    made = lines(event(starts_at=BEGINS.astimezone(helsinki), ends_at=BEGINS + dt.timedelta(hours=2)))

    assert "DTSTART:20260329T130000Z" in made  # 3.3.5, form 2
    assert "DTEND:20260329T150000Z" in made


@pytest.mark.parametrize("ends_at", [None, BEGINS, BEGINS - dt.timedelta(hours=1)])
def test_an_end_that_is_not_after_the_start_is_not_told(ends_at):
    assert not [line for line in lines(event(ends_at=ends_at)) if line.startswith("DTEND")]  # 3.8.2.2


def test_an_event_of_a_day_is_a_day_of_helsinki_and_ends_on_the_next():
    late = dt.datetime(2026, 3, 28, 22, 30, tzinfo=dt.UTC)
    made = lines(event(starts_at=late, is_all_day=True))

    assert "DTSTART;VALUE=DATE:20260329" in made
    assert "DTEND;VALUE=DATE:20260330" in made  # 3.6.1: the end is not part of the event
    assert "TRANSP:TRANSPARENT" in made


def test_a_cancelled_event_says_so_and_each_change_has_a_higher_sequence():
    made = lines(event(is_cancelled=True, sequence=3))

    assert "STATUS:CANCELLED" in made  # 3.8.1.11
    assert "SEQUENCE:3" in made  # 3.8.7.4
    assert "STATUS:CONFIRMED" in lines(event())


def test_a_calendar_without_events_still_holds_a_component():
    assert "BEGIN:VTIMEZONE" in lines()  # 3.6


def test_the_same_events_are_the_same_bytes_and_can_be_read_back():
    made = to_ical(Calendar("K", "https://kuusela.example/", [event()]))

    assert made == to_ical(Calendar("K", "https://kuusela.example/", [event()]))
    (read,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert (read["SUMMARY"], read["DTSTART"].dt) == ("Kunnanhallitus", BEGINS)
