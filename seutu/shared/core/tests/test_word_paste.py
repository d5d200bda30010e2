from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.core.rich_text import LONGEST, TooLong, from_word, pasted, sanitize, to_text
from seutu.shared.core.tests import word_samples as samples

STYLES = [
    "font-weight:bold",
    "font-weight:normal",
    "font-style:italic",
    "mso-list:l0 level2 lfo1",
    "mso-list:Ignore",
    "margin-left:72.0pt",
    "vertical-align:super",
    "mso-outline-level:2",
    "margin-left:9..9pt",
]
CLASSES = ["MsoNormal", "MsoListParagraph", "MsoHeading2", "Otsikko1", "x_MsoListParagraphCxSpFirst", "MsoTitle"]
NAMES = (
    "p div span b strong i em a ul ol li table caption thead tbody tr td th h1 h2 h4 h6 blockquote sup sub u del pre"
)
ATTRIBUTES = [
    *(f'style="{style}"' for style in STYLES),
    *(f'class="{name}"' for name in CLASSES),
    *('href="https://kuusela.example/"', 'href="#a"', 'href="javascript:x"', 'lang="sv"', 'colspan="2"', 'rowspan="2"'),
    *('start="4"', 'type="a"', 'data-aria-level="2"', 'role="heading"', 'aria-level="1"', 'colspan="x"'),
]
TAGS = st.builds(
    lambda name, attributes: f"<{name} {' '.join(attributes)}>",
    st.sampled_from(NAMES.split()),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2, unique=True),
)
ENDS = st.builds(lambda name: f"</{name}>", st.sampled_from(NAMES.split()))
WORDS = st.one_of(
    st.text("abcåäö 1.()•·§€<>&\u00a0\u00ad\u200b\u2011\n", max_size=8),
    st.sampled_from(
        ["&nbsp;", "<br>", "<br><br>", "1.", "a)", "i)", "1.1", "•", "• ", "·&nbsp;&nbsp; x", "10&nbsp;000"]
    ),
)
MARKUP = st.lists(st.one_of(TAGS, ENDS, WORDS, WORDS), max_size=24).map("".join)
# Whole structures, which pieces by chance hardly ever make.
ROWS = st.lists(st.lists(WORDS.map(lambda text: f"<td>{text}</td>"), max_size=3), max_size=3)
TABLES = ROWS.map(lambda rows: "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>")
ITEMS = st.builds(
    samples.word_item,
    st.integers(1, 4),
    st.sampled_from(["·", "o", "§", "1.", "2.", "3)", "a)", "b)", "i.", "ii.", "IV.", "A.", "1.1", "(1)"]),
    st.sampled_from(["yksi", "<b>kaksi</b>", "", "kolme<br>neljä"]),
)
DOCUMENTS = st.lists(st.one_of(MARKUP, TABLES, ITEMS, ITEMS), max_size=6).map("".join)


def letters(html: str) -> str:
    """What was said, without spaces and bullets and with one kind of hyphen."""
    return re.sub("[\\s\u00ad\u200b\u2060•·]", "", to_text(html)).replace("\u2011", "-")


@given(DOCUMENTS)
def test_what_was_pasted_once_stays_as_it_is(markup):
    once = from_word(markup)

    assert from_word(once) == once
    assert sanitize(once) == once


@given(st.lists(st.one_of(MARKUP, TABLES), max_size=5).map("".join))
def test_no_word_is_lost(markup):
    # A number that Word wrote out becomes that of a list; with a list in it, the number is shown by the list.
    plain = re.sub('mso-list:[^"]*|x?_?MsoListParagraph\\w*', "", markup)

    assert letters(from_word(plain)) == letters(sanitize(plain))


@given(st.lists(ITEMS, max_size=8).map("".join))
def test_no_word_of_an_item_is_lost_and_every_item_is_one(markup):
    html = from_word(markup)
    said = re.sub(r"1\.1", "", letters(html))

    assert said == "".join(re.findall("yksi|kaksi|kolme|neljä", markup))
    assert html.count("<li>") + html.count("<p>") == len(re.findall("yksi|kaksi|kolme", markup))
    assert "&nbsp;" not in html


@pytest.mark.parametrize("program", samples.ALL)
def test_rubbish_of_every_program_goes(program):
    html = from_word(samples.ALL[program])

    assert from_word(html) == html
    assert not re.search(r"mso|style=|class=|<span|<o:|<!|<font|<div|<img|<p></p>|&nbsp; |safelinks|google\.com", html)


def test_a_page_of_word_becomes_simple():
    assert from_word(samples.WORD) == samples.WORD_SIMPLE


def test_a_mail_of_outlook_has_its_lists_back_and_links_lead_where_they_say():
    assert from_word(samples.OUTLOOK) == (
        "<p>Hei,</p><ul><li>ensimmäinen<ul><li>alempi</li></ul></li></ul>"
        '<ol start="2"><li>toinen</li></ol><p>Terveisin</p><p>Kerttu</p>'
        '<p><a href="https://kuusela.example/a" rel="noopener noreferrer">linkki</a></p>'
    )


def test_word_on_the_web_writes_a_list_for_each_item_and_they_become_one():
    assert from_word(samples.WORD_ONLINE) == (
        "<h3>Selostus</h3><ol><li>yksi<ol><li>yksi yksi</li></ol></li><li>kaksi</li></ol>"
    )


def test_google_docs_is_not_bold_all_over():
    assert from_word(samples.GOOGLE_DOCS) == (
        "<h3>Selostus</h3><p><strong>Lihava</strong><em> vino</em></p>"
        "<ul><li>yksi<ul><li>alempi</li></ul></li><li>kaksi</li></ul>"
        '<p><a href="https://kuusela.example/" rel="noopener noreferrer">linkki</a></p>'
    )


def test_libreoffice_keeps_its_numbers_and_its_header():
    assert from_word(samples.LIBREOFFICE) == (
        '<p><strong>Esitän</strong>, että</p><ol type="i"><li>palautetaan</li><li>hylätään<br>heti</li></ol>'
        '<table><thead><tr><th scope="col">A</th><td></td></tr></thead>'
        "<tbody><tr><td>1</td><td>H<sub>2</sub>O</td></tr></tbody></table>"
    )


def test_bullets_typed_by_hand_become_a_list():
    assert from_word(samples.TEAMS) == (
        "<p>Moi! Tässä lista:</p><ul><li>omenat</li><li>päärynät</li></ul>"
        "<blockquote><p>Lainattu</p></blockquote><p>Kiitos</p>"
    )


def test_bullets_typed_on_lines_of_one_paragraph_become_a_list():
    assert from_word("<p>Lista:<br>• a<br>• <b>b</b><br>loppu<br><br>• c</p>") == (
        "<p>Lista:</p><ul><li>a</li><li><strong>b</strong><br>loppu</li><li>c</li></ul>"
    )


def test_images_are_left_out_and_counted():
    assert pasted(samples.WORD).images == 1
    assert pasted("<p>a<img src='data:image/png;base64,AAAA'>b<img></p>").images == 2
    assert pasted("<p>a</p>").images == 0


@pytest.mark.parametrize(
    ("markup", "simple"),
    [
        ("", ""),
        ("vain tekstiä\nrivillä", "<p>vain tekstiä rivillä</p>"),
        ("<p>&nbsp;</p><p> <b> </b><br></p><ul><li></li></ul><table><tr><td> </td></tr></table>", ""),
        ("<p>a<br>b<br><br>c<br></p>", "<p>a<br>b</p><p>c</p>"),
        ("<p class=Otsikko2>A</p><p class=MsoHeading3>B</p>", "<h3>A</h3><h4>B</h4>"),
        ("<p style='mso-outline-level:1'>A</p>", "<h3>A</h3>"),
        ("<p style='mso-style-name:\"Otsikko 2\"'>A</p>", "<h3>A</h3>"),
        ("<h4>A</h4>", "<h4>A</h4>"),
        ("<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.2 </span>A</h1>", "<h3>1.2 A</h3>"),
        ("<h2><b>A</b></h2>", "<h3>A</h3>"),
        ("<b>kau</b><b>pun</b>ki", "<p><strong>kaupun</strong>ki</p>"),
        ("a<b> </b>b", "<p>a b</p>"),
        (
            "<a href='MAILTO:a@kuusela.example'>a</a>",
            '<p><a href="MAILTO:a@kuusela.example" rel="noopener noreferrer">a</a></p>',
        ),
        ("<a href='tel:123'>a</a><a href='/b'>b</a>", "<p>ab</p>"),
        ("<p lang=sv>Hej</p><p lang=SV class=MsoNormal>Hej</p>", '<p lang="sv">Hej</p><p>Hej</p>'),
        ("§&nbsp;5 ja 5&nbsp;% ja a&nbsp;b", "<p>§&nbsp;5 ja 5&nbsp;% ja a b</p>"),
        ("<ol><li>a</li></ol><ol><li>b</li></ol>", "<ol><li>a</li></ol><ol><li>b</li></ol>"),
        (
            "<ol><li>a<ul><li>n</li></ul>loppu</li><li>b</li></ol>",
            '<ol><li>a<ul><li>n</li></ul></li></ol><p>loppu</p><ol start="2"><li>b</li></ol>',
        ),
        ("<table><tr><td><p>kehys</p><p>vain</p></td></tr></table>", "<p>kehys</p><p>vain</p>"),
        ("<del>pois</del><ins>tilalle</ins>", "<p>poistilalle</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<script>x</script><style>y</style><xml>z</xml><title>t</title>a", "<p>a</p>"),
    ],
)
def test_a_piece_becomes_simple(markup, simple):
    assert from_word(markup) == simple


def test_a_table_in_a_cell_comes_apart_into_paragraphs():
    inner = "<table><tr><td>a</td><td>b</td></tr></table>"

    assert from_word(f"<table><tr><td>{inner}</td><td>c</td></tr></table>") == (
        "<table><tbody><tr><td><p>a</p><p>b</p></td><td>c</td></tr></tbody></table>"
    )


def test_a_list_in_a_cell_stays_one_and_a_caption_stays():
    assert from_word("<table><caption>Taulu</caption><tr><td><ul><li>a</ul></td><th>b</th></tr></table>") == (
        "<table><caption>Taulu</caption><tbody><tr><td><ul><li>a</li></ul></td>"
        '<th scope="row">b</th></tr></tbody></table>'
    )


def test_letters_and_roman_numbers_are_told_apart_by_what_stands_before_them():
    letters_to_i = "".join(samples.word_item(1, f"{letter})", letter) for letter in "ghi")
    romans = "".join(samples.word_item(1, f"{number}.", number) for number in ("i", "ii", "iii", "iv", "v"))

    assert from_word(letters_to_i).startswith('<ol type="a" start="7">')
    assert from_word(letters_to_i).count("<li>") == 3
    assert from_word(letters_to_i).count("<ol") == 1
    assert from_word(romans).startswith('<ol type="i"><li>')
    assert from_word(romans).count("<ol") == 1


def test_a_number_that_no_list_shows_stays_as_text():
    assert from_word(samples.word_item(1, "1.1", "kohta")) == "<p>1.1 kohta</p>"


def test_a_paste_that_is_too_long_is_refused_before_it_is_read():
    began = time.process_time()

    with pytest.raises(TooLong):
        from_word("<p>" * 17_000_000)

    assert time.process_time() - began < 0.2


PIECES = [
    "<div>",
    "<b>",
    "<ul><li>",
    "<table><tr><td>",
    "<blockquote>a",
    "<p>• a",
    "&nbsp;",
    "<br>",
    "<u><p>a",
    "</div>",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_markup_made_to_be_slow_is_read_in_seconds(piece):
    markup = piece * (LONGEST // 60 // len(piece))
    began = time.process_time()

    from_word(markup)
    sanitize(markup)

    # What takes four times as long for twice as much would take 8 s for a thirtieth of the longest.
    assert time.process_time() - began < 2


@pytest.mark.parametrize("piece", ["<div>{} ", "<ul><li>{}", "<b>{}<i>", "<blockquote><p>{}</p>", "<table><tr><td>{} "])
def test_no_word_is_lost_where_markup_is_nested_more_deeply_than_anybody_writes(piece):
    markup = "".join(piece.format(number) for number in range(600))
    words = "".join(str(number) for number in range(600))

    for clean in (from_word, sanitize):
        once = clean(markup)
        assert re.sub(r"\s", "", to_text(once)) == words
        assert clean(once) == once
