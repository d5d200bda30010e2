from __future__ import annotations

import pytest

from seutu.shared.core.rich_text import sanitize
from seutu.shared.documents.blocks import Cell, Heading, ListBlock, Paragraph, Quote, Run, TableBlock, plain
from seutu.shared.documents.html_blocks import from_html


def test_words_keep_their_emphasis_and_their_address():
    link = '<a href="https://kuusela.example/">linkki</a>'
    html = f"<p>Hei <strong>vahva <em>ja vino</em></strong> {link} H<sub>2</sub>O</p>"

    assert from_html(html) == (
        Paragraph(
            (
                Run("Hei "),
                Run("vahva ", is_strong=True),
                Run("ja vino", is_strong=True, is_emphasis=True),
                Run(" "),
                Run("linkki", url="https://kuusela.example/"),
                Run(" H"),
                Run("2", script="sub"),
                Run("O"),
            )
        ),
    )


def test_white_space_is_read_as_a_browser_reads_it():
    (paragraph,) = from_html("<p>\n  yksi \n kaksi <b> kolme </b>  neljä\u00a0\u00a0viisi<br>  kuusi \n<br></p>")

    assert "".join(run.text for run in paragraph.runs) == "yksi kaksi kolme neljä\u00a0\u00a0viisi\nkuusi"


def test_lists_stand_in_lists():
    html = '<ul><li>a<ol start="3"><li><p>b</p><p>c</p></li></ol></li><li>d</li></ul>'

    assert from_html(html) == (
        ListBlock(((plain("a"), ListBlock(((plain("b"), plain("c")),), is_ordered=True, start=3)), (plain("d"),))),
    )


def test_headings_begin_at_the_level_asked_for():
    assert from_html("<h3>A</h3><h4>B <b>C</b></h4>", level=2) == (Heading(2, "A"), Heading(3, "B C"))


def test_a_quotation_holds_blocks():
    assert from_html("<blockquote><p>a</p><p>b</p></blockquote>") == (Quote((plain("a"), plain("b"))),)


def test_a_paragraph_keeps_its_language():
    assert from_html('<p lang="sv">På svenska</p><p>Suomeksi</p>') == (
        plain("På svenska", language="sv"),
        plain("Suomeksi"),
    )


def test_a_table_knows_its_caption_its_headers_and_its_spans():
    html = (
        "<table><caption>Kulut</caption><tr><th>Vuosi</th><th colspan='2'>Euroa</th></tr>"
        "<tr><th>2026</th><td rowspan='2'>1</td><td></td></tr></table>"
    )

    (table,) = from_html(html)

    assert table == TableBlock(
        (
            (Cell((plain("Vuosi"),), True), Cell((plain("Euroa"),), True, column_span=2)),
            (Cell((plain("2026"),), True), Cell((plain("1"),), row_span=2), Cell(())),
        ),
        header_rows=1,
        caption="Kulut",
    )


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> <br> </p>", "<ul></ul>", "<table><tr><td></td></tr></table>"])
def test_what_holds_no_words_becomes_nothing(html):
    assert from_html(html) == ()


def test_blocks_inside_emphasis_keep_it():
    html = sanitize("<strong><p>a</p><ul><li>b</li></ul></strong>")

    assert from_html(html) == (
        Paragraph((Run("a", is_strong=True),)),
        ListBlock(((Paragraph((Run("b", is_strong=True),)),),)),
    )


def test_what_stands_between_items_is_an_item_too():
    assert from_html("<ul>a<li>b</li><ul><li>c</li></ul></ul>") == (
        ListBlock(((plain("a"),), (plain("b"),), (ListBlock(((plain("c"),),)),))),
    )


def test_no_word_is_lost_however_deep_it_stands():
    html = "<blockquote>" * 300 + "syvä" + "</blockquote>" * 300 + "<p>perässä</p>"

    assert "syvä" in repr(from_html(html))
    assert from_html(html)[-1] == plain("perässä")
