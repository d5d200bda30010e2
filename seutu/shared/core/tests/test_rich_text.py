from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seutu.shared.core.rich_text import ATTRIBUTES, TAGS, from_markdown, sanitize, strip_control, to_text

TAG_NAMES = [
    *sorted(TAGS),
    "h1",
    "h2",
    "h6",
    "script",
    "style",
    "svg",
    "iframe",
    "img",
    "form",
    "div",
    "template",
    "math",
]
ADDRESSES = [
    "https://kuusela.example/",
    "javascript:alert(1)",
    "java\nscript:x",
    "data:text/html,x",
    "mailto:a@b.example",
    "/",
]
ATTRIBUTE_TEXTS = [
    *(f'href="{address}"' for address in ADDRESSES),
    *(
        'onclick="x()"',
        'style="color:red"',
        'class="a"',
        'id="b"',
        'lang="sv"',
        'colspan="2"',
        'scope="row"',
        'start="3"',
    ),
]
PIECES = st.one_of(
    st.builds(
        lambda name, attributes: f"<{name}{''.join(' ' + attribute for attribute in attributes)}>",
        st.sampled_from(TAG_NAMES),
        st.lists(st.sampled_from(ATTRIBUTE_TEXTS), max_size=2, unique=True),
    ),
    st.builds(lambda name: f"</{name}>", st.sampled_from(TAG_NAMES)),
    st.text(max_size=12),
    st.sampled_from(
        ["&lt;", "&amp;", "&#0;", "&#7;", "&#x85;", "&nbsp;", "<!-- c -->", "<![CDATA[x]]>", "<", ">", '"', "\r\n"]
    ),
)
MARKUP = st.lists(PIECES, max_size=14).map("".join)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")
SCHEMES = ("http://", "https://", "mailto:", "tel:")


class Seen(HTMLParser):
    """Every tag and attribute that a browser would read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_comment(self, data):
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@example("<h3><form><h3>")
@given(MARKUP)
def test_what_was_sanitized_once_stays_as_it_is(markup):
    once = sanitize(markup)

    assert sanitize(once) == once


@given(MARKUP)
def test_nothing_survives_but_what_a_records_text_may_hold(markup):
    seen = Seen(sanitize(markup))

    assert set(seen.tags) <= TAGS
    assert not seen.others
    for tag, name, value in seen.attributes:
        assert (tag, name) == ("a", "rel") or name in ATTRIBUTES.get(tag, set())
        assert name != "href" or value.startswith((*SCHEMES, "/"))


@given(MARKUP)
def test_no_control_character_survives(markup):
    assert not CONTROL.search(sanitize(markup))
    assert not CONTROL.search(to_text(sanitize(markup)))


@given(st.text(max_size=80))
def test_markdown_becomes_text_that_stays_as_it_is(markdown):
    html = from_markdown(markdown)

    assert set(Seen(html).tags) <= TAGS
    assert sanitize(html) == html


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<script>alert(1)</script>Teksti", "Teksti"),
        ('<p onclick="x()" style="a">Teksti</p>', "<p>Teksti</p>"),
        ("<p>auki <b>jäi", "<p>auki <b>jäi</b></p>"),
        ("<h1>Otsikko</h1>", "<h3>Otsikko</h3>"),
        ("<h6>Otsikko</h6>", "<h5>Otsikko</h5>"),
        ('<p lang="sv">Hej</p>', '<p lang="sv">Hej</p>'),
        ('<td colspan="2">x</td>', "x"),
    ],
)
def test_markup_comes_in_as_rich_text(markup, kept):
    assert sanitize(markup) == kept


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScRiPt:x", "java\tscript:x", "data:text/html,x", "vbscript:x"]
)
def test_a_link_that_would_run_something_loses_its_address(address):
    html = sanitize(f'<a href="{address}">tästä</a>')

    assert "href" not in html
    assert to_text(html) == "tästä"


def test_html_inside_markdown_is_shown_as_text():
    html = from_markdown("Katso <script>alert(1)</script> ja <b>tämä</b>")

    assert html == "<p>Katso &lt;script&gt;alert(1)&lt;/script&gt; ja &lt;b&gt;tämä&lt;/b&gt;</p>"


@pytest.mark.parametrize("markdown", ["[tästä](javascript:alert(1))", "<javascript:alert(1)>", "[a](data:text/html,x)"])
def test_a_link_in_markdown_that_would_run_something_is_no_link(markdown):
    assert "href" not in from_markdown(markdown)


def test_a_table_in_markdown_is_a_table():
    html = from_markdown("| Vuosi | Euroa |\n|---|---|\n| 2024 | 10 |")

    assert "<th>Vuosi</th>" in html
    assert "<td>2024</td>" in html


def test_the_words_of_a_list_are_one_line_for_each_item():
    assert (
        to_text("<p>Esitän:</p><ul><li>yksi</li><li><p>kaksi</p></li></ul>Lopuksi") == "Esitän:\nyksi\nkaksi\nLopuksi"
    )


def test_the_words_of_a_table_are_one_line_for_each_row_with_cells_parted_by_tabs():
    head = "<thead><tr><th>Vuosi</th><th>Euroa</th></tr></thead>"
    body = "<tbody><tr><td>2024</td><td>10</td></tr></tbody>"

    assert to_text(f"<table>{head}{body}</table>") == "Vuosi\tEuroa\n2024\t10"


def test_words_are_not_torn_apart_by_emphasis_nor_joined_by_line_ends():
    assert to_text("<p>kau<b>pun</b>ki\nja   maa<br>uusi &amp; &lt;vanha&gt;</p>") == "kaupunki ja maa\nuusi & <vanha>"


def test_control_characters_go_and_line_ends_become_one_kind():
    assert strip_control("a\x00b\x0bc\r\nd\re\tf\x85\ufeff\ud800") == "abc\nd\ne\tf"
