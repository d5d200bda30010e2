"""What minutes and their pages were once seen to differ in: rules of the document's form, each on its smallest text."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.publishing.harvest.sources.minutes import parse, read_text
from seutu.publishing.harvest.sources.minutes.lines import markdown_lines, to_markdown
from seutu.publishing.harvest.sources.minutes.outcomes import outcome_of

HEAD = """Kuuselan kaupunki

Vanhusneuvosto

Aika {when} Paikka Kirjasto

Kuuselan kaupunki Pöytäkirja 3/2024 1 ( 2) Vanhusneuvosto 05.05.2024

"""
LIST = """## Käsitellyt asiat

§ 1 Avaus § 2 Suunnitelma § 3 Muut asiat

Saapuvilla olleet jäsenet Aino Alku, puheenjohtaja

Allekirjoitukset

Aino Alku Puheenjohtaja Cia Ceder Sihteeri

{display}

"""
TEXT = """## § 1

## Avaus

## Päätös

Avattiin.

## § 2

## Suunnitelma

{item}

## § 3

## Muut asiat

Ei ollut.

## Oikaisuvaatimus

{remedies}

Ohje.
"""


def meeting_of(item="Suunnitelma on tehty.", *, when="05.05.2024, klo 9:00", display="", remedies="§ 2", listing=LIST):
    text = HEAD.format(when=when) + listing.format(display=display) + TEXT.format(item=item, remedies=remedies)
    return parse(read_text(text.encode(), "a.md").lines)


def item_of(text):
    return meeting_of(text).items[1]


def kinds(text):
    return [(part.kind, part.markdown) for part in item_of(text).parts]


def markdown(text):
    return to_markdown(markdown_lines(text))


def test_a_table_that_a_page_cut_is_whole_again():
    cut = "| Seura | Euroa |\n|---|---|\n| A | 1 |\n\n<!-- image -->\n\n| B | 2 |\n|---|---|\n| C | 3 |"

    assert markdown(cut) == "| Seura | Euroa |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |"


def test_a_tables_head_that_the_next_page_tells_again_is_told_once():
    cut = "| Seura | Euroa |\n|---|---|\n| A | 1 |\n\n<!-- image -->\n\n| Seura | Euroa |\n|---|---|\n| B | 2 |"

    assert markdown(cut) == "| Seura | Euroa |\n|---|---|\n| A | 1 |\n| B | 2 |"


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\n<!-- image -->\n\n"], ids=["same page, same width", "next page, other width"]
)
def test_two_tables_stay_two(between):
    second = "| X | Y |\n|---|---|\n| 1 | 2 |" if between == "\n\n" else "| X | Y | Z |\n|---|---|---|\n| 1 | 2 | 3 |"

    assert (
        markdown(f"| A | B |\n|---|---|\n| 1 | 2 |{between}{second}") == f"| A | B |\n|---|---|\n| 1 | 2 |\n\n{second}"
    )


def test_another_bodys_decision_that_the_text_quotes_is_no_decision():
    quoted = "Päätös: Ministeriö on myöntänyt avustuksen."
    text = f"{quoted}\n\n## Ehdotus\n\nMerkitään.\n\n## Päätös\n\nNeuvosto merkitsi asian tiedokseen."

    assert kinds(text) == [
        ("background", quoted),
        ("proposal", "Merkitään."),
        ("decision", "Neuvosto merkitsi asian tiedokseen."),
    ]


def test_a_decision_beside_its_label_needs_no_proposal():
    assert kinds("Asia on selvä.\n\nPäätös: Neuvosto hyväksyi sen.") == [
        ("background", "Asia on selvä."),
        ("decision", "Neuvosto hyväksyi sen."),
    ]


def test_the_bodys_name_begins_a_decision_after_a_page():
    text = (
        "## Päätös\n\n<!-- image -->\n\nPöytäkirja 05.05.2024\n\n3/2024\n\nVanhusneuvosto merkitsi hankkeet tiedokseen."
    )

    assert kinds(text) == [("decision", "Vanhusneuvosto merkitsi hankkeet tiedokseen.")]


def test_several_preparers_attachments_and_text_on_one_line_are_taken_apart():
    item = item_of(
        "Valmistelija / lisätiedot: Aino Alku, Suunnittelija, aino.alku@kuusela.example Bo Berg, Kaavoittaja, "
        "bo.berg@kuusela.example Liitteet 1 Luku 2 Tavoitteet.pdf 2 Kartta (1).pdf Suunnitelma on ollut nähtävillä, ja "
        "siitä on saatu kolme lausuntoa."
    )

    assert item.preparers.startswith("Aino Alku, Suunnittelija,")
    assert item.preparers.endswith("bo.berg@kuusela.example")
    assert [(each.number, each.title) for each in item.attachments] == [
        (1, "Luku 2 Tavoitteet.pdf"),
        (2, "Kartta (1).pdf"),
    ]
    assert item.parts[0].markdown == "Suunnitelma on ollut nähtävillä, ja siitä on saatu kolme lausuntoa."


def test_a_long_line_of_preparers_is_theirs():
    people = (
        ", ".join(f"Etunimi{n} Sukunimi" for n in range(4))
        + " "
        + " ".join(f"nimi{n}@kuusela.example" for n in range(4))
    )
    item = item_of(f"Valmistelija / lisätiedot: {people} Kansalaisopiston rehtori, Kulttuuripäällikkö\n\nAsia.")

    assert item.preparers == f"{people} Kansalaisopiston rehtori, Kulttuuripäällikkö"
    assert [part.markdown for part in item.parts] == ["Asia."]


def test_preparers_beside_the_case_number_are_read():
    item = item_of(
        "KUUDno-2024-5 Valmistelija / lisätiedot: Aino Alku, Suunnittelija, aino.alku@kuusela.example\n\nAsia."
    )

    assert (item.case_number, item.preparers) == (
        "KUUDno-2024-5",
        "Aino Alku, Suunnittelija, aino.alku@kuusela.example",
    )


def test_a_sentence_that_a_page_cut_does_not_lengthen_an_attachment_and_lift_its_secrecy():
    item = item_of(
        "Vaatimus koskee pohjaveden\n\n## Liitteet\n\n1 Hakemus Salassa pidettävä, Julkisuuslaki (621/1999) § 24\n\n"
        "<!-- image -->\n\nKuuselan kaupunki\n\nVanhusneuvosto laatuun eikä ottamiseen."
    )

    assert [(each.title, each.is_withheld) for each in item.attachments] == [("Hakemus", True)]
    assert "laatuun eikä ottamiseen." in item.parts[0].markdown


def test_the_rest_of_a_files_name_lengthens_its_attachment():
    item = item_of("Liitteet\n\n1 Kaava korttelit 1-5\n\nja 7.pdf 2 Selostus.pdf\n\nAsia.")

    assert [each.title for each in item.attachments] == ["Kaava korttelit 1-5 ja 7.pdf", "Selostus.pdf"]


def test_a_point_after_an_attachments_file_is_text():
    item = item_of("Liitteet\n\n- 1 Kirje.pdf\n1. Tarkastaja vaihtuu.")

    assert [each.title for each in item.attachments] == ["Kirje.pdf"]
    assert [part.markdown for part in item.parts] == ["1. Tarkastaja vaihtuu."]


def test_a_presenter_and_a_long_proposal_on_one_line_are_taken_apart():
    statement = (
        "Vanhusneuvosto antaa seuraavan lausunnon: " + "hanke on hyvä ja tarpeellinen, " * 8 + "ja sitä puolletaan."
    )
    item = item_of(f"## Ehdotus\n\nEsittelijä: Kaapo Suo, Tekninen johtaja {statement}")

    assert item.presenter == "Kaapo Suo, Tekninen johtaja"
    assert [(part.author, part.markdown) for part in item.parts] == [("Tekninen johtaja", statement)]


def test_who_was_heard_is_parted_from_the_decision_also_when_a_page_cuts_it():
    heard = "Kokouksessa oli läsnä esittelyn ajan klo 17.03 - 17.44 kaavoittaja Bo Berg. Bo Berg poistui tämän"
    text = f"## Päätös\n\n{heard}\n\n<!-- image -->\n\nasian jälkeen. Vanhusneuvosto hyväksyi ehdotuksen."

    assert kinds(text) == [
        ("decision", "Vanhusneuvosto hyväksyi ehdotuksen."),
        ("expert", f"{heard} asian jälkeen."),
    ]


def test_a_counter_proposal_keeps_the_words_that_follow_it():
    text = """## Päätös

Keskustelun aikana jäsen Bo Berg teki esittelijän ehdotuksesta poikkeavan esityksen:

Palvelua jatketaan vuosi.

Jäsen Cia Ceder kannatti ehdotusta.

Suoritetussa äänestyksessä esityksen puolesta annettiin seitsemän (7) ääntä ja ehdotuksen puolesta kaksi (2) ääntä.

Puheenjohtaja totesi, että palvelua jatketaan."""
    item = item_of(text)

    assert [part.kind for part in item.parts] == ["counter_proposal", "handling", "decision"]
    assert item.parts[0].markdown.endswith("Palvelua jatketaan vuosi.\n\nJäsen Cia Ceder kannatti ehdotusta.")
    assert item.parts[2].markdown == "Puheenjohtaja totesi, että palvelua jatketaan."
    assert item.outcome == "vote"


def test_a_dissent_told_among_the_decision_is_one():
    text = "## Päätös\n\nNeuvosto hyväksyi ehdotuksen.\n\nJäsen Bo Berg jätti päätökseen eriävän mielipiteen."

    assert kinds(text)[1] == ("dissent", "Jäsen Bo Berg jätti päätökseen eriävän mielipiteen.")


@pytest.mark.parametrize(
    ("proposal", "author"),
    [
        ("Kaupunginhallitus antaa raportin valtuustolle.", "Kaupunginhallitus"),
        ("Kaupunginhallitus\n\n1. esittää selvityksen valtuustolle.", "Kaupunginhallitus"),
        ("Kokousajat\n\nKaupunginhallitus ehdottaa seuraavaa.", "Kaupunginhallitus"),
        ("## Puheenjohtaja:\n\nNeuvosto toteaa päätöksen.", "Puheenjohtaja"),
        ("Puheenjohtajan ehdottaa, että asia hyväksytään.", "Puheenjohtaja"),
        ("Neuvoston puheenjohtaja esittää, että asia hyväksytään.", "Neuvoston puheenjohtaja"),
        ("Vanhusneuvosto antaa lausunnon.", ""),
    ],
)
def test_who_proposes_is_told_by_the_proposals_first_words(proposal, author):
    assert [part.author for part in item_of(f"## Ehdotus\n\n{proposal}").parts] == [author]


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Valtuusto 1. hyväksyi tilinpäätöksen. 2. päätti palauttaa lausunnon takaisin valmisteluun.", "approved"),
        ("Valtuusto 1. päätti palauttaa asian valmisteluun. 2. pyytää lausunnon.", "referred_back"),
        ("Lautakunta oli yksimielisesti hyväksynyt ehdotuksen, kun annettiin 0 JAA-ääntä ja 8 EI-ääntä.", "vote"),
        ("Ehdotuksen mukaisesti. Tarkastajiksi valittiin Bo Berg ja Cia Ceder.", "approved"),
    ],
)
def test_the_outcome_is_that_of_the_whole_matter(decision, outcome):
    assert outcome_of(decision) == outcome


def test_a_word_that_the_lists_column_cut_is_whole_in_the_title():
    listing = LIST.replace(
        "§ 2 Suunnitelma", "§ 2 Lausunto hallinto- oikeudelle vesi- ja jätehuollosta 1.6.2025- 31.5.2027"
    )

    assert meeting_of(listing=listing).items[1].title == (
        "Lausunto hallinto-oikeudelle vesi- ja jätehuollosta 1.6.2025-31.5.2027"
    )


@pytest.mark.parametrize(
    ("when", "starts", "ends"),
    [
        ("sunnuntai 5. toukokuuta 2024 klo 9.00–11.15", dt.time(9), dt.time(11, 15)),
        ("5.5.2024 klo 9", dt.time(9), None),
        ("05.05.2024 kello 9 – klo 11", dt.time(9), dt.time(11)),
    ],
)
def test_the_time_is_read_in_words_and_without_minutes(when, starts, ends):
    meeting = meeting_of(when=when)

    assert (meeting.day, meeting.starts_at, meeting.ends_at) == (dt.date(2024, 5, 5), starts, ends)


@pytest.mark.parametrize(
    "display",
    [
        "Pöytäkirjan nähtävänäolo 8.5.2024 - 22.5.2024",
        "Pöytäkirjan nähtävilläolo 8.5.–22.5.2024",
        "Pöytäkirja nähtävillä\n\n8. toukokuuta 2024 alkaen",
        "Pöytäkirja on julkaistu yleisessä tietoverkossa 8.5.2024",
    ],
)
def test_the_minutes_went_on_display_on_the_first_day_told(display):
    assert meeting_of(display=display).displayed_on == dt.date(2024, 5, 8)


@pytest.mark.parametrize("numbers", ["§ 1–2", "§§ 1, 2", "§:t 1 ja 2", "Pykälät: 1-2", "1, 2 §", "§ 1, § 2"])
def test_a_list_of_sections_with_a_remedy_is_read_in_every_form(numbers):
    assert [[each.remedy for each in item.remedies] for item in meeting_of(remedies=numbers).items] == [
        ["review_request"],
        ["review_request"],
        [],
    ]


@pytest.mark.parametrize(
    "furniture",
    [
        "Kuuselan kaupunki\n\nPöytäkirja\n\nVanhusneuvosto\n\n05.05.2024\n\n3/2024\n\n2\n\n(2)",
        "Kuuselan kaupunki Pöytäkirja 3/2024 2/5\n\nVanhusneuvosto 5.5.2024",
        "<!-- image -->\n\nKuuselan\n\nkaupunki\n\nVanhusneuvosto\n\nPöytäkirja\n\nSivu 2 / 5",
    ],
    ids=["number over two lines", "page of pages", "name over two lines"],
)
def test_a_pages_head_is_taken_out_however_it_is_cut(furniture):
    assert kinds(f"Suunnitelma on tehty niin, että se\n\n{furniture}\n\nkattaa kaiken.") == [
        ("background", "Suunnitelma on tehty niin, että se kattaa kaiken.")
    ]


@pytest.mark.parametrize(
    "label",
    [" Lisäpykälät ", "\n\nLisäpykälä: ", " Lisäpykälät\n\n"],
    ids=["amid the list", "on its line", "at a line's end"],
)
def test_supplementary_items_beside_their_label_are_such(label):
    listing = LIST.replace(" § 3 Muut", f"{label}§ 3 Muut")

    assert [(item.title, item.is_supplementary) for item in meeting_of(listing=listing).items] == [
        ("Avaus", False),
        ("Suunnitelma", False),
        ("Muut asiat", True),
    ]


def test_numbers_before_the_sign_are_read_as_well():
    listing = LIST.replace("§ 1 Avaus § 2 Suunnitelma § 3 Muut", "1 § Avaus 2 § Suunnitelma 3 § Muut")
    text = (
        HEAD.format(when="05.05.2024, klo 9:00") + listing.format(display="") + TEXT.format(item="On.", remedies="§ 2")
    )
    for number in "123":
        text = text.replace(f"## § {number}\n", f"## {number} §\n")
    items = parse(read_text(text.encode(), "a.md").lines).items

    assert [(item.section_number, item.title) for item in items] == [
        (1, "Avaus"),
        (2, "Suunnitelma"),
        (3, "Muut asiat"),
    ]
    assert [len(item.parts) for item in items] == [1, 1, 1]


def test_a_long_list_of_secret_attachments_is_read_with_the_ground_of_each():
    ground = "Salassa pidettävä, Julkisuuslaki (621/1999) § 24"
    listed = " ".join(f"{number} Selitys / kiinteistö {number} {ground}" for number in range(1, 9))
    item = item_of(f"Liitteet\n\n{listed}\n\nAsia.")

    assert [(each.title, each.secrecy_ground) for each in item.attachments] == [
        (f"Selitys / kiinteistö {number}", "Julkisuuslaki (621/1999) § 24") for number in range(1, 9)
    ]
