"""The real minutes beside the project, where they are present."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutu.publishing.harvest.sources.minutes import NotMinutes, ParsedMeeting, parse, read_text

REAL = Path(__file__).resolve().parents[5] / "shared" / "real"
LAPUA = REAL / "lapua"
pytestmark = [pytest.mark.slow, pytest.mark.real]


@pytest.fixture(scope="module")
def meetings() -> dict[str, ParsedMeeting | None]:
    """Every document of the town, read; None for those that are not minutes."""
    if not LAPUA.is_dir():
        pytest.skip(f"the real documents are not there: {LAPUA.name} in ../shared/real")
    found: dict[str, ParsedMeeting | None] = {}
    for path in sorted(LAPUA.glob("*.md")):
        try:
            found[path.name] = parse(read_text(path.read_bytes(), path.name).lines)
        except NotMinutes:
            found[path.name] = None
    return found


def read(meetings):
    return {name: meeting for name, meeting in meetings.items() if meeting is not None}


def test_minutes_and_agendas_are_told_from_other_documents(meetings):
    assert {name for name, meeting in meetings.items() if meeting is None} == {
        name for name in meetings if not name.endswith(("-pk.md", "-el.md"))
    }


def test_the_name_of_the_document_and_what_it_says_agree(meetings):
    for name, meeting in read(meetings).items():
        assert name.endswith(f"{meeting.day}-{'pk' if meeting.is_minutes else 'el'}.md")


def test_every_section_is_an_item_with_a_title_and_none_is_missing(meetings):
    for name, meeting in read(meetings).items():
        numbers = [item.section_number for item in meeting.items]
        assert numbers == list(range(numbers[0], numbers[-1] + 1)), name
        assert all(item.title for item in meeting.items), name


def test_nearly_every_item_with_a_decision_in_its_text_has_it_read(meetings):
    items = [item for meeting in read(meetings).values() for item in meeting.items if item.names_decision]
    filled = [item for item in items if any(part.kind == "decision" and part.markdown for part in item.parts)]

    assert len(items) > 1200
    assert len(filled) / len(items) >= 0.99


def test_no_signature_or_instruction_is_in_an_item(meetings):
    for name, meeting in read(meetings).items():
        text = "\n".join(part.markdown for item in meeting.items for part in item.parts)
        assert "sähköisesti allekirjoitettu asianhallinta" not in text, name
        assert "### Oikaisuvaatimusohje" not in text, name


def test_nothing_is_left_unread(meetings):
    assert [unread for meeting in read(meetings).values() for unread in meeting.unread] == []


def test_the_item_page_is_read():
    path = REAL / "joensuu-2022504-4.txt"
    if not path.is_file():
        pytest.skip("the real item page is not there: ../shared/real")

    meeting = parse(read_text(path.read_bytes(), path.name).lines)
    (item,) = meeting.items

    assert (meeting.body_abbreviation, str(meeting.day), item.section_number) == ("HETYJ", "2022-03-29", 16)
    assert item.case_number == "157/00.01.05.00/2020"
    assert [(part.kind, part.author, part.is_amended) for part in item.parts][1:] == [
        ("proposal", "Kansliapäällikkö", True),
        ("decision", "", False),
        ("expert", "", False),
    ]
    assert len(item.attachments) == 1
