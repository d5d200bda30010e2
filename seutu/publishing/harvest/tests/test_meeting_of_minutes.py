"""When and where the body met, who was there, who checked the minutes."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.harvest.sources.minutes import parse, read_text

DAY = dt.date(2025, 2, 3)


def test_the_meeting_is_read(board):
    assert (board.organization, board.body) == ("Kuuselan kaupunki", "Kaupunginhallitus")
    assert (board.day, board.starts_at, board.ends_at) == (DAY, dt.time(17), dt.time(18, 40))
    assert board.place == "Kaupungintalo, iso kokoushuone"
    assert (board.number, board.year) == (2, 2025)
    assert board.is_minutes
    assert board.displayed_on == dt.date(2025, 2, 7)


def test_people_have_their_roles_and_times(board):
    people = {person.name: person for person in board.attendance}

    assert [people[name].role for name in ("Aino Alku", "Bertil Björk", "Cecilia Yli-Koski", "Daavid Metsä")] == [
        "chair",
        "vice_chair",
        "member",
        "deputy",
    ]
    assert people["Eeva Lampi"].arrived_at == dt.time(17, 12)
    assert (people["Kaapo Suo"].role, people["Kaapo Suo"].title) == ("presenter", "Kaupunginjohtaja")
    assert (people["Leena-Maria Oja"].role, people["Leena-Maria Oja"].title) == ("minute_taker", "Hallintopäällikkö")
    assert people["Niilo Aro"].title == "Suunnittelija, Vesi Oy"
    assert (people["Niilo Aro"].left_at, people["Niilo Aro"].note) == (dt.time(17, 50), "§ 12")


def test_a_label_that_slipped_below_its_names_still_names_the_absent(board):
    assert [person.name for person in board.attendance if person.role == "absent"] == ["Olli Ahde"]


def test_checkers_have_their_days(board):
    assert [(checker.name, checker.checked_on) for checker in board.checkers] == [
        ("Cecilia Yli-Koski", dt.date(2025, 2, 5)),
        ("Daavid Metsä", dt.date(2025, 2, 6)),
    ]


def test_signatures_and_page_heads_are_in_no_part(board):
    text = "\n".join(part.markdown for item in board.items for part in item.parts)

    assert "Kuuselan kaupunki" not in text
    assert "sähköisesti allekirjoitettu" not in text
    assert "4 ( 9)" not in text


def test_the_same_lines_give_the_same_meeting(board, samples):
    again = parse(read_text((samples / "kaupunginhallitus-pk.md").read_bytes(), "toinen.md").lines)

    assert again == board
