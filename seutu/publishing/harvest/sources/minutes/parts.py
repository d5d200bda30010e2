"""The text of one handling as parts: background, proposal, decision and what follows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from seutu.publishing.harvest.sources.minutes.attachments import attachment_in, names_file, starts_attachment
from seutu.publishing.harvest.sources.minutes.labels import (
    CONTACT,
    Authored,
    Label,
    after_preparers,
    authored,
    beside_decision,
    label_of,
    office_in,
    presenter_in,
    unglued,
)
from seutu.publishing.harvest.sources.minutes.lines import Line, to_markdown
from seutu.publishing.harvest.sources.minutes.shapes import ParsedAttachment, ParsedPart

_LISTS = {Label.ATTACHMENTS: "attachment", Label.SUPPORTING: "supporting", Label.OTHER_MATERIAL: "other"}


@dataclass
class Block:
    """A part being read."""

    kind: str
    heading: str = ""
    author: str = ""
    is_amended: bool = False
    lines: list[Line] = field(default_factory=list)

    def parsed(self) -> ParsedPart:
        """The part as it came out."""
        return ParsedPart(self.kind, to_markdown(self.lines), self.heading, self.author, self.is_amended)


@dataclass
class Handled:
    """What was read of one handling."""

    blocks: list[Block] = field(default_factory=list)
    attachments: list[ParsedAttachment] = field(default_factory=list)
    preparers: list[str] = field(default_factory=list)
    presenter: str = ""
    names_decision: bool = False


class _Reader:
    """Reads lines one by one; a label changes where the following lines go."""

    def __init__(self, *, has_decision: bool) -> None:
        self.result = Handled(blocks=[Block("background")])
        self.has_decision = has_decision
        """A label of the decision stands alone on a line: no other line is one."""
        self.into = "text"
        """Where lines go: “text”, “preparers”, or the kind of attachment of a list."""

    @property
    def block(self) -> Block:
        return self.result.blocks[-1]

    def read(self, line: Line) -> None:
        label = label_of(line)
        if label is not None:
            self._begin(label, line)
        elif named := authored(line):
            self._begin_authored(named, line)
        elif decided := self._decided_beside(line):
            self._open("decision", "Päätös")
            self.block.lines.append(Line(decided))
        elif not self._is_in_list(line):
            self._append(line)

    def _decided_beside(self, line: Line) -> str:
        """The decision beside its label; a text that quotes another's decision has its own label later."""
        if self.has_decision or self.block.kind == "decision":
            return ""
        return beside_decision(line, needs_colon=self.block.kind != "proposal")

    def _begin(self, label: Label, line: Line) -> None:
        if label is Label.PREPARERS:
            self.into = "preparers"
            if beside := after_preparers(line.text):
                self.result.preparers.append(beside)
        elif label is Label.PRESENTER:
            self._present(line)
        elif label in _LISTS:
            self.into = _LISTS[label]
        else:
            self._open(label.value, line.text.rstrip(" :"))
            self.result.names_decision |= label is Label.DECISION

    def _present(self, line: Line) -> None:
        """The presenter answers for the proposal under which the name stands, unless it names another author."""
        self.into = "text"
        self.result.presenter, rest = presenter_in(line.text)
        if self.block.kind == "proposal" and not self.block.author and not self.block.lines:
            self.block.author = office_in(self.result.presenter)
        if rest:
            self._append(replace(line, text=rest))

    def _begin_authored(self, named: Authored, line: Line) -> None:
        kind = "counter_proposal" if named.is_counter else "proposal"
        block = self.block
        if block.kind == kind and not block.lines and not block.is_amended:
            # “Ehdotus”, then “Kaupunginjohtajan ehdotus:” name one proposal.
            block.author, block.is_amended = named.author, named.is_amended
            block.heading = line.text.rstrip(" :")
            self.into = "text"
            return
        self._open(kind, line.text.rstrip(" :"))
        self.block.author, self.block.is_amended = named.author, named.is_amended

    def _open(self, kind: str, heading: str) -> None:
        self.into = "text"
        self.result.blocks.append(Block(kind, heading))

    def _is_in_list(self, line: Line) -> bool:
        """Whether the line is one of the preparers or attachments; anything else ends their list."""
        if self._is_unlabelled_preparer(line) or (self.into == "preparers" and self._is_preparer(line)):
            self.result.preparers.append(line.text)
            return True
        if self._ends_attachment(line):
            return self._lengthen_attachment(line)
        if starts_attachment(line, in_list=self.into in _LISTS.values()) and self._may_list():
            kind = self.into if self.into in _LISTS.values() else "attachment"
            self.result.attachments += attachment_in(line.text, kind)
            return True
        return False

    def _ends_attachment(self, line: Line) -> bool:
        """Whether the line is the rest of the last attachment's title: “ja 12–14.pdf”, or a soft line end."""
        known = self.result.attachments
        is_other = line.is_row or line.is_heading or line.is_point or line.after_page
        if not known or not self._may_list() or is_other or names_file(known[-1].title):
            return False
        if line.text[:1].islower() and names_file(line.text):
            return True
        is_listed = self.into in _LISTS.values() and not line.opens
        return is_listed and not starts_attachment(line, in_list=True)

    def _is_unlabelled_preparer(self, line: Line) -> bool:
        """Names with addresses above any text: the preparers' label stood on the page before, or was covered."""
        if not self._may_list() or line.text.endswith("."):
            return False
        addresses = CONTACT.findall(line.text)
        is_short = len(line.text) < 150
        return bool(addresses) and (is_short or (len(addresses) > 1 and line.text.endswith(addresses[-1])))

    def _may_list(self) -> bool:
        """Attachments stand in a list of their own, or unlabelled under the preparers before any text."""
        return self.into != "text" or (self.block.kind == "background" and not self.block.lines)

    def _lengthen_attachment(self, line: Line) -> bool:
        last = self.result.attachments.pop()
        self.result.attachments += attachment_in(f"{last.number or ''} {last.title} {line.text}".strip(), last.kind)
        return True

    def _is_preparer(self, line: Line) -> bool:
        text = line.text
        if addresses := CONTACT.findall(text):
            return len(text) < 300 or (len(addresses) > 1 and text.endswith(addresses[-1]))
        known = self.result.preparers
        is_short = len(text.split()) <= 4 and not text.endswith((".", ":")) and not line.is_heading
        if not known:
            return is_short and "," in text
        # A title under a name and an address that did not fit beside them.
        last = known[-1]
        if last.count("@") > 1 and not text[:1].isdigit() and not text.endswith((".", ":")):
            # The offices of several people, in the order of their names.
            return len(text) < 200 and text.count(",") >= last.count("@") - 1
        return is_short and not text[:1].isdigit() and bool(CONTACT.search(last)) and "," not in last

    def _append(self, line: Line) -> None:
        if self.into == "preparers" or self.into in _LISTS.values():
            self.into = "text"
        self.block.lines.append(line)


def read_parts(lines: Sequence[Line]) -> Handled:
    """One handling's lines as parts, attachments, preparers and presenter."""
    reader = _Reader(has_decision=any(label_of(line) is Label.DECISION for line in lines))
    for line in lines:
        for piece in unglued(line):
            reader.read(piece)
    return reader.result
