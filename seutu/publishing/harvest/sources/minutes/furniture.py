"""What is printed on every page around the text: whose minutes, of what day, which page. Found, then taken out.

A page's head and foot come in any order and cut in any way, even into the middle of a sentence. So single words are
looked at, not places: a line is furniture when nothing is left of it after the letterhead's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import zip_longest

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.labels import Label, label_of
from seutu.publishing.harvest.sources.minutes.lines import Line

_KIND = re.compile(r"\b(?P<kind>Pöytäkirja|Kokouskutsu|Esityslista|PÖYTÄKIRJA|KOKOUSKUTSU|ESITYSLISTA)\b")
_PAGE = re.compile(r"(?<![\d/.])\d{1,4}\s?\(\s?\d{1,4}\s?\)")
_PAGE_BEGINS = re.compile(r"^\d{1,4}\s?\($")
_PAGE_ENDS = re.compile(r"^(?:\d{1,4}\s?\)|\(\s?\d{1,4}\s?\))$")
_PAGE_OF = re.compile(r"^\d{1,4}\s?/\s?\d{1,4}$")
_PAGE_ALONE = re.compile(r"^\d{1,4}$")
_SMALL = re.compile(r"\b(?:Sivu|Nro|nro|Kokous)\b")


@dataclass(frozen=True)
class Letterhead:
    """What the head of every page says."""

    organization: str = ""
    body: str = ""
    is_agenda: bool = False
    number: int | None = None
    year: int | None = None


def read_letterhead(lines: list[Line]) -> Letterhead:
    """The letterhead that most pages repeat."""
    organizations: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    numbers: Counter[tuple[int, int]] = Counter()
    for position, line in enumerate(lines):
        found = words.ORGANIZATION.match(line.flat)
        following = lines[position + 1 : position + 3]
        if found and len(line.flat) < 120:
            organizations[found["organization"]] += 1
            bodies.update(_bodies_after(found["organization"], [line, *following]))
        if len(line.flat) < 120 and (kind := _KIND.match(line.flat) or (found and _KIND.search(line.flat))):
            kinds[kind["kind"].capitalize()] += 1
        rest = line.flat if not found else line.flat[found.end() :]
        if len(rest) < 60 and _is_number_line(rest) and (number := words.MEETING_NUMBER.search(rest)):
            numbers[int(number["number"]), int(number["year"])] += 1
    number_year = numbers.most_common(1)[0][0] if numbers else (None, None)
    return Letterhead(
        _commonest(organizations),
        _commonest(bodies),
        bool(kinds) and _commonest(kinds) != "Pöytäkirja",
        *number_year,
    )


def _commonest(counted: Counter[str]) -> str:
    return counted.most_common(1)[0][0] if counted else ""


def _bodies_after(organization: str, lines: list[Line]) -> Iterable[str]:
    """The body named beside or under the organization in a page's head."""
    for line in lines:
        rest = line.flat.removeprefix(organization)
        rest = words.ANY_DATE.sub("", _PAGE.sub("", words.MEETING_NUMBER.sub("", _KIND.sub("", rest)))).strip()
        if words.is_body_name(rest):
            yield rest
            return
        if rest and rest != line.flat and not words.is_body_name(rest):
            return


def _is_number_line(text: str) -> bool:
    left = words.ANY_DATE.sub("", _PAGE.sub("", words.MEETING_NUMBER.sub("", _KIND.sub("", text))))
    return not left.strip() or words.is_body_name(left.strip())


class _Remover:
    """Takes the furniture out of lines, one run of furniture at a time."""

    def __init__(self, letterhead: Letterhead, numbers: Iterable[str], days: Iterable[str]) -> None:
        self.body = letterhead.body
        self.organization = letterhead.organization
        self.numbers = frozenset(numbers)
        self.days = frozenset(days)

    def tokens(self, line: Line) -> set[str] | None:
        """The kinds of letterhead words the line is made of; None when it says something else too."""
        text = " ".join(line.cells) if line.is_row else line.text
        if len(text) > 160:
            return None
        found: set[str] = set()
        for name, pattern in self._patterns():
            text, times = pattern.subn(" ", text)
            if times:
                found.add(name)
        if _PAGE_BEGINS.match(text.strip()) or _PAGE_ENDS.match(text.strip()):
            return found | {"page"}
        rest = text.strip(" |,")
        if found and _PAGE_OF.match(rest):
            return found | {"page"}
        if rest and rest in self.organization.split():
            # The organization's name over two lines, its words one by one.
            return found | {"piece"}
        # A head drawn as a table may cut the body's name: “Tekninen | Pöytäkirja …”.
        is_cut = bool(rest) and found >= {"organization", "page"} and self.body.startswith(f"{rest} ")
        return found if found and (not rest or is_cut) else None

    def _patterns(self) -> Iterable[tuple[str, re.Pattern[str]]]:
        yield "page", _PAGE
        if self.organization:
            yield "organization", re.compile(rf"\b{re.escape(self.organization)}\b")
        if self.body:
            yield "body", re.compile(rf"\b{re.escape(self.body)}\b")
        yield "kind", _KIND
        for day in self.days:
            yield "day", re.compile(rf"(?<![\d.]){re.escape(day)}(?![\d.])")
        for number in self.numbers:
            yield "number", re.compile(rf"(?<![\d/]){re.escape(number)}(?![\d/])")
        yield "small", _SMALL

    def remove(self, lines: list[Line]) -> list[Line]:
        kept: list[Line] = []
        run: list[tuple[Line, set[str]]] = []
        for line, following in zip_longest(lines, lines[1:]):
            found = self.tokens(line)
            # “2” above “(5)”: the number of a page and of all pages.
            if run and following and _PAGE_ALONE.match(line.text) and following.text.startswith("("):
                found = {"page"} if _PAGE_ENDS.match(following.text) else found
            # A table's dashes under a page's head that was drawn as a table belong to it.
            if found is None and line.is_rule and run and run[-1][0].is_row:
                found = run[-1][1] | set()
            if found is not None:
                run.append((line, found))
                continue
            has_strong = _is_page_head(run, line)
            left = self._left_of(run) if has_strong else [item for item, _ in run]
            kept += left
            if has_strong and run:
                kept.append(replace(self._without_glued(line, run, kept), after_page=True))
            else:
                kept.append(line)
            run = []
        return kept + (self._left_of(run) if _is_page_head(run, None) else [item for item, _ in run])

    def _left_of(self, run: list[tuple[Line, set[str]]]) -> list[Line]:
        """What of a run is text after all: a body named once more than pages were turned was named by the text."""
        pages = max(1, sum("organization" in found for _, found in run))
        named = [line for line, found in run if found == {"body"}]
        extra = len(named) - pages
        return named[:extra] if extra > 0 else []

    def _without_glued(self, line: Line, run: list[tuple[Line, set[str]]], kept: list[Line]) -> Line:
        """The line without a body's name that the page's head left before a sentence that goes on."""
        heads = sum("organization" in found for _, found in run)
        named = sum("body" in found for _, found in run)
        if named >= max(1, heads) or not self.body or not line.text.startswith(f"{self.body} "):
            return line
        rest = line.text.removeprefix(self.body).strip()
        # Under “Päätös” a sentence begins with the body's name: “Lautakunta merkitsi …”.
        is_cut = bool(kept) and label_of(kept[-1]) not in {Label.DECISION, Label.PROPOSAL}
        goes_on = is_cut and not kept[-1].text.endswith((".", ":", "!", "?")) and rest[:1].islower()
        return replace(line, text=rest, opens=False) if goes_on else line


def _is_page_head(run: list[tuple[Line, set[str]]], following: Line | None) -> bool:
    """Whether a run of letterhead words is a page's: it names the organization or a page, or a page ends by it."""
    if any(found & {"organization", "page"} for _, found in run):
        return True
    marks = {mark for _, found in run for mark in found}
    if "kind" in marks and marks & {"day", "number"}:
        return True
    at_page = any(line.after_page for line, _ in run) or (following is not None and following.after_page)
    return at_page and bool(run) and (len(marks) > 1 or marks <= {"number", "body", "kind"})


def without_furniture(lines: list[Line], letterhead: Letterhead, days: Iterable[str]) -> list[Line]:
    """The lines of the text itself; the line after a page's end is marked."""
    number = f"{letterhead.number}/{letterhead.year}" if letterhead.number else ""
    return _Remover(letterhead, [number] if number else [], days).remove(lines)
