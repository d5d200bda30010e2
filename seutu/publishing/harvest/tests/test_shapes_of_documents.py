"""The shapes that lists of items and headings come in."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.harvest.sources.minutes import NotMinutes, parse, read_text

from .conftest import sample

HEAD = """Kuuselan kaupunki

Vanhusneuvosto

Aika 05.05.2024, klo 9:00 Paikka Kirjasto

Kuuselan kaupunki Pöytäkirja 3/2024 1 ( 2) Vanhusneuvosto 05.05.2024

"""
TEXT = """
## § 1

## Avaus

## Päätös

Avattiin.

## § 2

## Vuoden 2024 suunnitelma ja kuuleminen

Suunnitelma on tehty.

Päätös Hyväksyttiin suunnitelma

## § 3

## Muut asiat

Ei ollut.
"""


def titles(text, name="a.md"):
    return [(item.section_number, item.title) for item in parse(read_text(text.encode(), name).lines).items]


EXPECTED = [(1, "Avaus"), (2, "Vuoden 2024 suunnitelma ja kuuleminen"), (3, "Muut asiat")]


def test_an_agenda_is_read_as_one():
    agenda = sample("lautakunta-el.md")

    assert not agenda.is_minutes
    assert (agenda.body, agenda.day, agenda.starts_at) == ("Tekninen lautakunta", dt.date(2025, 3, 11), dt.time(16, 30))
    assert agenda.place == "Tekninen toimisto"
    assert [item.title for item in agenda.items] == ["Kokouksen avaus", "Katuvalojen kunnossapito vuonna 2025"]


def test_a_heading_whose_number_stands_beside_its_second_line_is_found():
    item = sample("lautakunta-el.md").items[1]

    assert item.case_number == "KUUDno-2025-9"
    assert [part.kind for part in item.parts] == ["background", "proposal"]


@pytest.mark.parametrize(
    "listed",
    [
        "## § 1 Avaus § 2 Vuoden 2024 suunnitelma ja kuuleminen § 3 Muut asiat",
        "§ 1 Avaus\n\n§ 2 Vuoden 2024 suunnitelma ja\nkuuleminen\n\n§ 3 Muut asiat",
        "| § 1 | Avaus |\n|---|---|\n| § 2 | Vuoden 2024 suunnitelma ja kuuleminen |\n| § 3 | Muut asiat |",
        "§ 1 Avaus §\n2 Vuoden 2024 suunnitelma ja\nkuuleminen § 3 Muut\nasiat",
        "§ 1\n\nAvaus\n\n§ 2\n\n§ 3\n\nVuoden 2024 suunnitelma\n\nja kuuleminen\n\nMuut asiat",
    ],
    ids=["one line", "paragraphs", "table", "cut anywhere", "columns apart"],
)
def test_a_list_of_items_is_read_in_every_shape(listed):
    assert (
        titles(f"{HEAD}## Käsitellyt asiat\n\n{listed}\n\nSaapuvilla olleet jäsenet\n\nAino Alku\n{TEXT}") == EXPECTED
    )


def test_the_headings_are_the_items_where_there_is_no_list():
    assert titles(HEAD + TEXT) == EXPECTED


def test_a_section_that_the_text_lacks_is_an_item_and_reported():
    text = f"{HEAD}## Käsitellyt asiat\n\n§ 1 Avaus § 2 Kadonnut asia\n\nSaapuvilla olleet jäsenet\n\nAino Alku\n{TEXT}"
    meeting = parse(read_text(text.replace("## § 2", "## § 9").encode(), "a.md").lines)

    assert [(item.section_number, item.title) for item in meeting.items] == [(1, "Avaus"), (2, "Kadonnut asia")]
    assert [unread.place for unread in meeting.unread] == ["§ 2"]


def test_a_decision_beside_its_label_is_read():
    meeting = parse(
        read_text((HEAD + TEXT.replace("Suunnitelma on tehty.", "## Ehdotus\n\nTehdään.")).encode(), "a.md").lines
    )

    assert [part.markdown for part in meeting.items[1].parts if part.kind == "decision"] == ["Hyväksyttiin suunnitelma"]


def test_a_decision_whose_label_a_page_covered_is_told_by_its_words():
    covered = "## Ehdotus\n\nHyväksytään.\n\n<!-- image -->\n\nNeuvosto hyväksyi ehdotuksen."
    text = HEAD + TEXT.replace("Ei ollut.", covered)
    meeting = parse(read_text(text.encode(), "a.md").lines)

    assert [(part.kind, part.markdown) for part in meeting.items[2].parts] == [
        ("proposal", "Hyväksytään."),
        ("decision", "Neuvosto hyväksyi ehdotuksen."),
    ]


def test_this_meetings_handling_is_found_without_its_heading():
    repeated = """## Kaupunginhallitus, 02.04.2024, § 44

## Ehdotus

Kuullaan neuvostoa.

## Päätös

Kaupunginhallitus hyväksyi ehdotuksen.

<!-- image -->

Aino Alku, Suunnittelija, aino.alku@kuusela.example

## Ehdotus

Neuvosto puoltaa.

## Päätös

Neuvosto puolsi."""
    meeting = parse(read_text((HEAD + TEXT.replace("Suunnitelma on tehty.", repeated)).encode(), "a.md").lines)
    item = meeting.items[1]

    assert [part.kind for part in item.parts] == ["history", "proposal", "decision"]
    assert item.preparers == "Aino Alku, Suunnittelija, aino.alku@kuusela.example"


@pytest.mark.parametrize(
    "text",
    [
        "## Talousarvio\n\n§ 1 Menot\n\nVuosi 2024 oli hyvä.",
        "Aika 05.05.2024, klo 9:00 Paikka Kirjasto\n\nTervetuloa juhlaan!",
        HEAD,
    ],
    ids=["budget", "invitation", "head only"],
)
def test_what_is_not_minutes_is_refused(text):
    with pytest.raises(NotMinutes):
        parse(read_text(text.encode(), "a.md").lines)


def test_plain_text_of_a_pdf_is_read():
    text = (HEAD + TEXT).replace("## ", "")

    assert titles(text, "a.txt") == EXPECTED


def test_one_items_page_of_a_server_is_read():
    page = sample("jaosto-16.txt")
    (item,) = page.items

    assert (page.body, page.body_abbreviation, page.day) == (
        "Henkilöstö- ja työllisyysjaosto",
        "HTJ",
        dt.date(2022, 4, 12),
    )
    assert page.is_single_item
    assert (item.section_number, item.title) == (16, "Neuvontapisteen jatko")
    assert item.case_number == "157/00.01.02.00/2021"
    assert [(attachment.number, attachment.title) for attachment in item.attachments] == [
        (1, "Esittely jaostolle_12.4.2022")
    ]
    assert [(part.kind, part.author, part.is_amended) for part in item.parts] == [
        ("background", "", False),
        ("proposal", "Henkilöstöpäällikkö", True),
        ("decision", "", False),
        ("expert", "", False),
    ]
    assert item.parts[0].markdown.startswith("Neuvontapiste on toiminut kaksi vuotta, ja sen palvelua")
    assert item.outcome == "unanimous"
