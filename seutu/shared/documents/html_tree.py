"""Sanitized HTML as a tree of elements and words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TypeAlias

# Deeper than anybody writes, and far from where Python's stack would end.
DEEPEST = 60
VOID = frozenset({"br", "hr", "img", "col"})


@dataclass(slots=True)
class Element:
    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def within(self, *names: str) -> Iterator[Element]:
        """The elements among the children that are one of ``names``."""
        return (child for child in self.children if isinstance(child, Element) and child.name in names)


Node: TypeAlias = Element | str


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        if len(self.open) <= DEEPEST:
            self.open[-1].children.append(element)
            if tag not in VOID:
                self.open.append(element)
        elif tag not in VOID:
            # Too deep to be meant: what is inside goes on where we are.
            self.open.append(Element(tag, children=self.open[-1].children))

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree_of(html: str) -> Element:
    """The elements of ``html`` under a nameless root."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.open[0]
