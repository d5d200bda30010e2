"""Structured rich text: what may stand in a record's text, and how it comes in.

Kept are headings, paragraphs, lists, tables, quotations, emphasis and links; everything else is taken out on the way
in, so that what is stored can be shown as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import nh3
from markdown_it import MarkdownIt

from seutu.shared.core.characters import strip_control as strip_control
from seutu.shared.core.nesting import flattened
from seutu.shared.core.word_paste import simplify

TAGS = {
    *("p", "br", "h3", "h4", "h5", "ul", "ol", "li", "blockquote", "strong", "em", "b", "i", "sup", "sub", "a"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # without it nh3 lets `title` and `lang` through everywhere
    "a": {"href"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "p": {"lang"},
}
BLOCKS = TAGS - {"strong", "em", "b", "i", "sup", "sub", "a"}

# The longest markup that is taken from a clipboard. Word's own styles are most of it: this is a book of text.
LONGEST = 2_000_000

# Texts settle in the second round; only those made to tease a parser need more.
MOST_ROUNDS = 5

_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
# A header cell without words tells a screen reader nothing: it is an ordinary cell.
_EMPTY_HEADER = re.compile(r"<th\b([^>]*)>(\s*)</th>")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


class TooLong(ValueError):
    """More was pasted than ``LONGEST`` characters of markup."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Pasted text as rich text, and how many images were left out of it."""

    html: str
    images: int


def sanitize(html: str) -> str:
    """``html`` with only what a record's text may hold.

    Headings are moved under the part's own (``h3`` at the highest); links keep their address when it is http(s),
    mailto or tel. Unclosed tags are closed.
    """
    # What stood inside something that is taken out may stand wrong without it, and reads otherwise the next time: a
    # link that a table took apart, a heading in a form in a heading.
    for _round in range(MOST_ROUNDS):
        cleaned = _clean(html)
        if cleaned == html:
            break
        html = cleaned
    return html


def _clean(html: str) -> str:
    lowered = _HEADING.sub(lambda match: f"{match[1]}{min(max(int(match[2]), 3), 5)}", flattened(strip_control(html)))
    cleaned = nh3.clean(
        lowered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    # Once more: a reference such as &#1; has become the character it stood for.
    return _EMPTY_HEADER.sub(r"<td></td>", strip_control(cleaned)).strip()


def from_markdown(markdown: str) -> str:
    """Markdown as rich text; HTML written inside it is shown as text."""
    return sanitize(_MARKDOWN.render(strip_control(markdown)))


def pasted(html: str) -> Pasted:
    """What was pasted from a word processor, a mail program or a web page, as rich text without their rubbish.

    Lists and headings become real ones, tables get header cells, and no word is lost: only bullets and numbers that a
    list now shows. Links lead to the web or to a mail address. What was pasted once stays as it is the next time.

    :raises TooLong: it has more than ``LONGEST`` characters.
    """
    if len(html) > LONGEST:
        raise TooLong(f"{len(html)} characters of markup; {LONGEST} are taken")
    simple = simplify(flattened(strip_control(html)))
    return Pasted(sanitize(simple.html), simple.images)


def from_word(html: str) -> str:
    """As ``pasted``, the text alone.

    :raises TooLong: it has more than ``LONGEST`` characters.
    """
    return pasted(html).html


# A tag with its attributes, in which a ">" may stand between quotes; or a comment, which says nothing.
_TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)(?:"[^"]*"|'[^']*'|[^>"'])*>""", re.DOTALL)
_SPACES = re.compile(" {2,}")


def to_text(html: str) -> str:
    """The words of rich text: one line for each paragraph, item or row, cells parted by tabs."""
    # By a pattern and not by a parser: pages of hits need the words of twenty records in a few milliseconds.
    words = unescape(_TAG.sub(_parting, html.replace("\n", " ")))
    lines = (_SPACES.sub(" ", line).strip() for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def _parting(tag: re.Match[str]) -> str:
    """What a tag leaves between the words on its two sides."""
    name = (tag[2] or "").lower()
    if name in {"td", "th"}:
        return "" if tag[1] else "\t"
    return "\n" if name in BLOCKS else ""
