from __future__ import annotations

import io

import pikepdf
import pytest

from seutu.shared.core.rich_text import sanitize
from seutu.shared.documents import rendering
from seutu.shared.documents.blocks import (
    Box,
    BoxKind,
    Cell,
    Drawing,
    Fact,
    Facts,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Passage,
    Run,
    TableBlock,
    Tone,
    plain,
)
from seutu.shared.documents.html_blocks import from_html
from seutu.shared.documents.tests.opened import (
    assert_accessible,
    assert_outline,
    languages_of,
    links_of,
    made,
    nodes_of,
    pages_of,
    tags_of,
    text_of,
)

TABLE = TableBlock(
    (
        (Cell((plain("Vuosi"),), is_header=True), Cell((plain("Euroa"),), is_header=True)),
        (Cell((plain("2026"),)), Cell((plain("1 511"),))),
    ),
    header_rows=1,
    caption="Kustannukset",
)


def test_a_document_of_every_block_is_accessible(tmp_path):
    nested = from_html(sanitize("<ul><li>yksi<ol><li>kaksi<blockquote><p>kolme</p></blockquote></li></ol></li></ul>"))
    content = made(
        Heading(1, "Otsikko"),
        Paragraph((Run("Alku "), Run("vahva", is_strong=True), Run("2", script="super")), tone=Tone.QUIET),
        Facts((Fact("Asianumero", (plain("1/00.01/2026"),)),)),
        Heading(2, "Osa"),
        *nested,
        TABLE,
        Box(BoxKind.PROPOSAL, (Heading(3, "Päätösehdotus"), plain("Hyväksytään."))),
        Box(BoxKind.DECISION, (Heading(3, "Päätös"), plain("Hyväksyttiin.", tone=Tone.LEAD))),
        PageBreak(),
        Passage("sv", (plain("På svenska"), Paragraph((Run("länk", url="https://kuusela.example/"),)))),
        header="Kuusela",
        footer="https://kuusela.example/",
    )

    assert_accessible(content, tmp_path)
    tags = tags_of(content)
    assert tags[:2] == ["Document", "H1"]
    assert {"TH", "TD", "THead", "TBody", "Caption", "L", "LI", "LBody", "Link", "BlockQuote"} <= set(tags)
    assert languages_of(content) == {"fi", "sv"}
    assert links_of(content) == ["https://kuusela.example/"]
    assert pages_of(content) == 2


CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 60">
<text x="0" y="30" font-family="Source Sans 3" font-size="15">Ilomantsi</text>
<rect x="120" y="10" width="300" height="24"/>
</svg>"""


def test_a_drawing_is_a_figure_with_its_words(tmp_path):
    content = made(Heading(1, "Tavoitteet"), Drawing(CHART, "Ilomantsi: 24 kontaktia,\n tavoite 68."))

    assert_accessible(content, tmp_path)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = [str(node.Alt) for node in nodes_of(pdf) if "/Alt" in node]
    assert told == ["Ilomantsi: 24 kontaktia, tavoite 68."]
    assert "Ilomantsi" in text_of(content)


def test_the_header_and_the_footer_are_not_read_aloud():
    with_frame = made(Heading(1, "Otsikko"), header="Yläreuna", footer="Alareuna", mark="LUONNOS")
    without = made(Heading(1, "Otsikko"))

    assert tags_of(with_frame) == tags_of(without)
    assert "Yläreuna LUONNOS" in text_of(with_frame)
    assert "Alareuna 1 (1)" in text_of(with_frame)


def test_the_file_tells_its_title_author_and_subject_and_the_time_of_the_record():
    content = made(Heading(1, "O"), title="Pöytäkirja 😀", author="Kuuselan kunta", subject="Kokous")

    with pikepdf.open(io.BytesIO(content)) as pdf:
        about = {name: str(value) for name, value in pdf.docinfo.items()}
    assert about["/Title"] == "Pöytäkirja 😀"
    assert (about["/Author"], about["/Subject"]) == ("Kuuselan kunta", "Kokous")
    assert about["/CreationDate"] == about["/ModDate"] == "D:20260317080000Z"


def test_the_same_document_is_the_same_bytes():
    first = made(Heading(1, "Sama"), TABLE)
    rendering._compiled.cache_clear()

    assert made(Heading(1, "Sama"), TABLE) == first


def test_headings_never_skip_a_level():
    content = made(Heading(3, "a"), Heading(6, "b"), plain("x"), Heading(9, "c"), Heading(2, "d"))

    assert [tag for tag in tags_of(content) if tag.startswith("H")] == ["H1", "H2", "H3", "H2"]


def test_a_heading_inside_a_list_or_a_table_is_words():
    content = made(Heading(1, "O"), ListBlock(((Heading(4, "Väliotsikko"),),)))

    assert [tag for tag in tags_of(content) if tag.startswith("H")] == ["H1"]
    assert "Väliotsikko" in text_of(content)


MARKUP = (
    r'#panic("x") #let y = 1 $ x^2 $ *ei* _ei_ `raw` = otsikko @viite <nimi> \u{1f} // c /* d */ [sulku] "q" -- ~ #sys'
)


def test_what_looks_like_typst_is_shown_as_it_is():
    content = made(
        Heading(1, MARKUP),
        plain(MARKUP),
        Facts((Fact(MARKUP, (plain(MARKUP),)),)),
        title=MARKUP,
        header=MARKUP,
        footer=MARKUP,
        subject=MARKUP,
        author=MARKUP,
    )

    # Long words may break over lines, so white space does not count.
    assert "".join(text_of(content).split()).count("".join(MARKUP.split())) == 6


HOSTILE = {
    "emoji": ("Hyvä 😀 päätös", "Hyvä [U+1F600] päätös"),
    "nul": ("a\x00b\x07c", "abc"),
    "right to left": ("مرحبا", "مرحبا"),
    "hebrew": ("ש", "[U+05E9]"),
    "override": ("abc\u202edef", "abcdef"),
    "private use": ("\ue000", "[U+E000]"),
    "lone surrogate": ("a\ud800b", "ab"),
    "decomposed": ("a\u0308", "ä"),
    "cyrillic": ("Иванов", "Иванов"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_sign_breaks_a_document_and_none_vanishes(name, tmp_path):
    given, expected = HOSTILE[name]

    content = made(Heading(1, given), plain(given), ListBlock(((plain(given),),)), title=given, header=given)

    assert expected in text_of(content)
    assert_accessible(content, tmp_path)


def test_a_text_of_nothing_but_strange_signs_is_made_in_every_style():
    signs = "".join(chr(code) for code in range(1, 0x3000, 29))
    runs = [Run(signs, is_strong=strong, is_emphasis=slanted) for strong in (False, True) for slanted in (False, True)]

    assert made(Heading(1, signs), Paragraph(runs), title=signs)


def test_a_very_long_word_stays_on_the_page():
    content = made(Heading(1, "O"), plain("x" * 3000))

    assert text_of(content).replace(" ", "").replace("\u200b", "").count("x") == 3000


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>x" * 200,
        "<blockquote>x" * 200,
        "<strong><em>" * 500 + "x",
        "<table><tr><th>h</th></tr><tr><td>x" * 30,
        "<table><tr><td>x<ul><li>y<blockquote>z" * 30,
    ],
)
def test_what_is_nested_deeply_is_still_made(html):
    content = made(Heading(1, "O"), *from_html(sanitize(html)))

    assert "x" in text_of(content)
    assert_outline(tags_of(content))


@pytest.mark.parametrize(
    "html",
    [
        '<table><tr><th colspan="9999" rowspan="9999">a</th><td rowspan="3">b</td></tr><tr><td>c</td></tr></table>',
        "<table><tr><th>a</th><th>b</th></tr></table>",
        "<table><tr><td>a</td></tr><tr></tr><tr><td></td><td>b</td></tr></table>",
        '<table><thead><tr><th rowspan="5">a</th><th>b</th></tr></thead><tr><td>c</td></tr></table>',
        "<table><tr>" + "<td>ab</td>" * 80 + "</tr></table>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>" + "<p>sana</p>" * 90 + "</td></tr></table>",
    ],
)
def test_a_crooked_table_is_put_right(html, tmp_path):
    content = made(Heading(1, "O"), *from_html(sanitize(html)))

    assert "a" in text_of(content)
    assert_accessible(content, tmp_path)


def test_a_document_without_words_is_made(tmp_path):
    content = made(Heading(1, ""), plain(""), Facts(()), ListBlock(()), TableBlock(()), title=" ")

    assert_accessible(content, tmp_path)


def test_only_addresses_that_a_reader_may_follow_become_links():
    addresses = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "",
        "https://" + "a" * 5000,
        "https://kuusela.example/ä?b=1&c",
    ]

    content = made(Heading(1, "O"), Paragraph([Run("linkki ", url=url) for url in addresses]))

    assert links_of(content) == ["https://kuusela.example/%C3%A4?b=1&c"]


@pytest.mark.slow
def test_a_text_of_three_hundred_pages_is_made():
    words = "Kunnanhallitus päättää hyväksyä esityksen ja antaa sen valtuustolle tiedoksi. " * 12

    content = made(Heading(1, "O"), *[plain(words) for _ in range(1700)])

    assert pages_of(content) >= 300
