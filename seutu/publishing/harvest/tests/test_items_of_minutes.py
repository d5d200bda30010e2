"""Items with their parts, attachments, outcomes and remedies."""

from __future__ import annotations

import datetime as dt

from seutu.publishing.harvest.sources.minutes import parse, read_text


def parts_of(item):
    return [(part.kind, part.author, part.is_amended) for part in item.parts]


def part(item, kind):
    return next(part for part in item.parts if part.kind == kind)


def test_every_listed_section_is_an_item_with_its_title(board):
    assert [(item.section_number, item.title) for item in board.items] == [
        (11, "Kokouksen laillisuus ja päätösvaltaisuus"),
        (12, "Rantapuiston aita"),
        (13, "Koulukuljetusten hinnat"),
        (14, "SALAINEN"),
        (15, "Muut asiat"),
        (16, "Sillan painorajoitus"),
    ]
    assert [item.section_number for item in board.items if item.is_supplementary] == [16]


def test_case_preparers_and_presenter_are_read(item):
    fence = item(12)

    assert fence.case_number == "KUUDno-2024-77"
    assert fence.preparers == "Maija Pelto, Puistopuutarhuri, maija.pelto@kuusela.example"
    assert fence.presenter == "Kaapo Suo, Kaupunginjohtaja"


def test_a_secret_attachment_is_named_with_its_ground(item):
    drawing, statements = item(12).attachments

    assert (drawing.number, drawing.title, drawing.is_withheld) == (1, "Aidan piirustus.pdf", False)
    assert (statements.title, statements.secrecy_ground) == ("Naapurien lausunnot", "Julkisuuslaki (621/1999) § 24")


def test_a_sentence_cut_by_a_page_goes_on_without_the_page_head(item):
    assert "pyöräilijät ja ulkoilijat joka päivä." in part(item(12), "background").markdown


def test_lists_and_tables_are_kept(item):
    assert "1. korjata aidan\n2. varata työhön" in part(item(12), "proposal").markdown
    assert "| Aita  | 1 200 |" in " ".join(part(item(12), "background").markdown.split("\n")).replace(
        "| Aita |", "| Aita  |"
    )


def test_a_vote_is_parted_from_the_decision(item):
    fence = item(12)

    assert parts_of(fence) == [
        ("background", "", False),
        ("proposal", "Kaupunginjohtaja", False),
        ("counter_proposal", "Kaupunginhallituksen jäsen Bertil Björk", False),
        ("handling", "", False),
        ("decision", "", False),
        ("expert", "", False),
        ("disqualification", "", False),
        ("dissent", "", False),
        ("distribution", "", False),
    ]
    assert (fence.outcome, fence.outcome_detail) == ("vote", "3–1")
    assert part(fence, "decision").markdown.endswith("päätökseksi tulee kaupunginjohtajan ehdotus.")


def test_a_body_that_the_text_names_is_not_taken_for_a_page_head(item):
    assert part(item(12), "distribution").markdown.split("\n\n") == ["Tekninen osasto", "Kaupunginhallitus"]


def test_an_earlier_handling_is_history_and_not_the_decision(item):
    prices = item(13)

    assert parts_of(prices) == [
        ("history", "", False),
        ("background", "", False),
        ("proposal", "Kaupunginjohtaja", False),
        ("proposal", "Kaupunginjohtaja", True),
        ("decision", "", False),
    ]
    assert part(prices, "history").heading == "Sivistyslautakunta, 20.01.2025, § 8"
    assert "Lautakunta hyväksyi" not in part(prices, "decision").markdown
    assert [(told.body, told.day) for told in prices.handlings] == [
        ("Sivistyslautakunta", dt.date(2025, 1, 20)),
        ("Kaupunginhallitus", dt.date(2025, 2, 3)),
    ]


def test_outcomes_are_told_only_when_the_text_tells_them(item):
    assert [item(number).outcome for number in (11, 13, 15, 16)] == ["", "referred_back", "", "noted"]


def test_an_amended_proposal_after_other_sentences_is_taken_apart(samples):
    text = (samples / "kaupunginhallitus-pk.md").read_text()
    spoken = (
        "Kaupunginjohtaja alusti asiaa. Keskustelun jälkeen kaupunginjohtaja muutti ehdotustaan siten, että aita "
        "maalataan. Kaupunginhallitus hyväksyi muutetun ehdotuksen."
    )
    meeting = parse(read_text(text.replace("Kokous todettiin lailliseksi.", spoken).encode(), "a.md").lines)
    first = meeting.items[0]

    assert [(part.author, part.is_amended) for part in first.parts if part.kind == "proposal"] == [
        ("Kaupunginjohtaja", False),
        ("Kaupunginjohtaja", True),
    ]
    assert part(first, "decision").markdown == (
        "Kaupunginjohtaja alusti asiaa.\n\nKaupunginhallitus hyväksyi muutetun ehdotuksen."
    )


def test_a_secret_item_has_its_ground_and_no_text(item):
    secret = item(14)

    assert (secret.is_withheld, secret.secrecy_ground) == (True, "Julkisuuslaki (621/1999) § 24")
    assert secret.parts == ()


def test_remedies_come_from_the_lists_at_the_end(item):
    assert [(remedy.remedy, remedy.provision) for remedy in item(11).remedies] == [
        ("ban", "Kuntalaki 136 §; Hankintalaki 135 §")
    ]
    assert [item(number).remedies[0].remedy for number in (12, 13, 14)] == [
        "review_request",
        "procurement",
        "administrative",
    ]


def test_the_instructions_do_not_leak_into_the_last_item(item):
    text = " ".join(part.markdown for part in item(16).parts)

    assert "muutosta" not in text
    assert "oikaisuvaatimuksen" not in text
