"""Single rules of the language of minutes."""

from __future__ import annotations

import pytest

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.authors import nominative
from seutu.publishing.harvest.sources.minutes.lines import markdown_lines, plain_lines, to_markdown
from seutu.publishing.harvest.sources.minutes.outcomes import outcome_of, votes_in
from seutu.publishing.harvest.sources.minutes.people import people_in


@pytest.mark.parametrize(
    ("genitive", "office"),
    [
        ("Kansliapäällikön", "Kansliapäällikkö"),
        ("Kaupunginjohtajan", "Kaupunginjohtaja"),
        ("Sivistys- ja hyvinvointijohtajan", "Sivistys- ja hyvinvointijohtaja"),
        ("Teknisen johtajan", "Tekninen johtaja"),
        ("Teknisen lautakunnan puheenjohtajan", "Teknisen lautakunnan puheenjohtaja"),
        ("vs. teknisen johtajan", "vs. tekninen johtaja"),
        ("Jäsen Kuusen", "Jäsen Kuusen"),
    ],
)
def test_an_office_is_named_in_the_nominative_or_left_as_written(genitive, office):
    assert nominative(genitive) == office


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        ("Hyväksyttiin yksimielisesti.", "unanimous"),
        ("Lautakunta hyväksyi esityksen.", "approved"),
        ("Päätettiin ehdotuksen mukaisesti.", "approved"),
        ("Lautakunta päätti jättää asian pöydälle.", "deferred"),
        ("Asia palautettiin yksimielisesti uuteen valmisteluun.", "referred_back"),
        ("Asia poistettiin esityslistalta.", "removed"),
        ("Valtuusto päätti hylätä valituksen.", "rejected"),
        ("Merkittiin saatu selvitys tiedoksi.", "noted"),
        ("Puheenjohtaja avasi kokouksen.", ""),
    ],
)
def test_an_outcome_is_what_the_words_say(decision, outcome):
    assert outcome_of(decision, "") == outcome


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("annettiin 4 JAA- ääntä ja 7 EI- ääntä", "4–7"),
        ("annettiin 27 EI-ääntä ja 4 JAA-ääntä", "4–27"),
        ("viisi (5) JAA-ääntä ja kolme (3) EIääntä", "5–3"),
        ("1 JAA-ääni, 2 EI-ääntä; toisessa 3 JAA-ääntä ja 0 EI-ääntä", ""),
        ("ei äänestetty", ""),
    ],
)
def test_votes_are_counted_when_told_once(text, votes):
    assert votes_in(text) == votes


@pytest.mark.parametrize("number", ["KUUDno-2025-269", "157/00.01.05.00/2020", "12/2021", "Dnro 157/00.01.05.00/2020"])
def test_case_numbers_of_several_systems_are_known(number):
    assert words.CASE_NUMBER.match(number)


@pytest.mark.parametrize("text", ["1.1.2025", "3/4", "Kuntalaki 136 §", "Liite 1"])
def test_other_numbers_are_no_case_numbers(text):
    assert not words.CASE_NUMBER.match(text)


@pytest.mark.parametrize("line", ["§11, §12", "§ 11, § 12 ja § 13", "§ 1-4, 7", "Pykälät: 3, 4"])
def test_a_line_of_nothing_but_sections_is_a_list_of_them(line):
    assert words.SECTION_NUMBERS.match(line)


def test_a_title_with_a_section_is_no_list_of_them():
    assert not words.SECTION_NUMBERS.match("§ 11 Avaus")


def test_names_run_together_are_taken_apart():
    people = people_in(plain_lines("Aino Alku Bo Berg, Kunnan edustaja Cia Ceder, Rehtori, saapui 9:05 Dan Ek"))

    assert [(person.name, person.notes) for person in people] == [
        ("Aino Alku", []),
        ("Bo Berg", ["Kunnan edustaja"]),
        ("Cia Ceder", ["Rehtori", "saapui 9:05"]),
        ("Dan Ek", []),
    ]


def test_a_company_is_not_taken_for_a_name():
    (person,) = people_in(plain_lines("Aino Alku, Toimitusjohtaja, Vesi Oy, poistui 10:00"))

    assert person.notes == ["Toimitusjohtaja", "Vesi Oy", "poistui 10:00"]


def test_soft_line_ends_are_joined_and_signs_shown_as_they_are():
    assert to_markdown(plain_lines("Ensimmäinen\nrivi *tähti*.\n\nToinen _kappale_.")) == (
        "Ensimmäinen rivi \\*tähti\\*.\n\nToinen \\_kappale\\_."
    )


def test_points_of_a_list_far_from_their_number_do_not_become_code():
    assert to_markdown(markdown_lines("1.        yksi\n2.        kaksi")) == "1. yksi\n2. kaksi"


def test_a_table_without_its_rule_gets_one():
    assert to_markdown(markdown_lines("| a | b |\n| 1 | 2 |")) == "| a | b |\n| --- | --- |\n| 1 | 2 |"
