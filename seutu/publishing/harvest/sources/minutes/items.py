"""One § read: its case, preparers, parts, attachments and outcome."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from seutu.publishing.harvest.sources.minutes import words
from seutu.publishing.harvest.sources.minutes.attachments import merged, secrecy_ground
from seutu.publishing.harvest.sources.minutes.decisions import refined, with_lost_decision
from seutu.publishing.harvest.sources.minutes.handlings import Handling, chain_in, split_handlings
from seutu.publishing.harvest.sources.minutes.labels import Label, label_of
from seutu.publishing.harvest.sources.minutes.lines import Line, joined, to_markdown
from seutu.publishing.harvest.sources.minutes.outcomes import outcome_of, votes_in
from seutu.publishing.harvest.sources.minutes.parts import Block, read_parts
from seutu.publishing.harvest.sources.minutes.sections import Section
from seutu.publishing.harvest.sources.minutes.shapes import ParsedHandling, ParsedItem, ParsedPart

_CHAIR = re.compile(r"^(?P<chair>(?:[A-ZÅÄÖ][\wåäö]+n\s)?puheenjohtaja)n?$", re.IGNORECASE)
_CASE_BESIDE = re.compile(r"^(?P<case>\S.{3,40}?)\s+(?P<rest>Valmistelijat?\s?/.*)$")
_PROPOSES = re.compile(
    r"^(?P<author>[A-ZÅÄÖ][^.,:;]{3,60}?):?\s(?:1[.)]\s)?(?:ehdottaa|esittää|antaa|saattaa|toimittaa|lähettää)\b"
)


@dataclass(frozen=True)
class Sitting:
    """The meeting whose items are read."""

    body: str
    day: dt.date


def read_item(section: Section, sitting: Sitting) -> ParsedItem:
    """The item that a section's lines are."""
    listed = section.listed
    chain = chain_in(section.chain)
    case_number, lines = _case_number(section.lines)
    if (ground := _ground_of_all(lines)) and listed.title:
        return ParsedItem(
            listed.section_number,
            listed.title,
            case_number=case_number,
            is_supplementary=listed.is_supplementary,
            is_withheld=True,
            secrecy_ground=ground,
        )
    current = ParsedHandling(sitting.body, sitting.day, listed.section_number)
    earlier, own = split_handlings(lines, current, chain)
    if not case_number:
        case_number, own_lines = _case_number(own.lines)
        own = replace(own, lines=tuple(own_lines))
    handled = read_parts(own.lines)
    blocks = [block for block in refined(with_lost_decision(handled.blocks)) if _has_text(block)]
    _name_proposing_body(blocks, sitting.body)
    decision, handling = (_words_of(blocks, kind) for kind in ("decision", "handling"))
    amended = _words_of([block for block in blocks if block.is_amended], "proposal")
    return ParsedItem(
        section_number=listed.section_number,
        title=listed.title or _first_words(blocks),
        case_number=case_number,
        presenter=handled.presenter[:300],
        preparers="\n".join(handled.preparers),
        outcome=outcome_of(decision, handling, amended),
        outcome_detail=votes_in(f"{handling} {decision}"),
        parts=(*(_history(handling) for handling in earlier), *(block.parsed() for block in blocks)),
        attachments=merged(handled.attachments),
        handlings=_handlings(chain, earlier, current),
        is_supplementary=listed.is_supplementary,
        names_decision=_names_decision(section.lines),
    )


def _words_of(blocks: Sequence[Block], kind: str) -> str:
    return " ".join(joined(block.lines) for block in blocks if block.kind == kind)


def _name_proposing_body(blocks: Sequence[Block], own_body: str) -> None:
    """“Kaupunginhallitus ehdottaa …” was proposed by that body, “Puheenjohtaja ehdottaa …” by the chair."""
    for block in blocks:
        if block.kind == "proposal" and not block.author:
            proposing = (_proposing(text) for text in _beginnings(block.lines))
            block.author = next((name for name in proposing if name and name != own_body), "")
            if not block.author and len(block.lines) > 1 and block.lines[0].text == "Puheenjohtaja:":
                block.author = "Puheenjohtaja"
                block.lines = block.lines[1:]


def _beginnings(lines: Sequence[Line]) -> list[str]:
    """Where a proposal may name who makes it: on its first line, on two when the name stands alone, on the second."""
    first, second = (joined(lines[at : at + 1]) for at in (0, 1))
    return [first, f"{first} {second}" if words.is_body_name(first.rstrip(":")) else second]


def _proposing(text: str) -> str:
    match = _PROPOSES.match(text)
    author = match["author"] if match else ""
    # “Puheenjohtajan ehdottaa” is a slip of the pen that minutes have.
    if chair := _CHAIR.match(author):
        return chair["chair"][:1].upper() + chair["chair"][1:]
    return author if words.is_body_name(author) else ""


def _case_number(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The case number near the top, and the lines without it."""
    for position, line in enumerate(lines[:4]):
        if match := words.CASE_NUMBER.match(line.text):
            return match["case"], [*lines[:position], *lines[position + 1 :]]
        beside = _CASE_BESIDE.match(line.text)
        if beside and (match := words.CASE_NUMBER.match(beside["case"])):
            return match["case"], [*lines[:position], replace(line, text=beside["rest"]), *lines[position + 1 :]]
        if label_of(line) is not None:
            break
    return "", list(lines)


def _ground_of_all(lines: Sequence[Line]) -> str:
    """The ground of a secret item: nothing but that is in the text."""
    text = [line.text for line in lines if not line.is_rule]
    return secrecy_ground(text[0]) if len(text) == 1 else ""


def _history(handling: Handling) -> ParsedPart:
    """An earlier handling as one part; its own labels become headings in it."""
    lines = [replace(line, is_heading=True) if label_of(line) in _HEADINGS else line for line in handling.lines]
    return ParsedPart("history", to_markdown(lines), handling.heading)


_HEADINGS = set(Label) - {Label.PREPARERS, Label.PRESENTER}


def _handlings(
    chain: Sequence[ParsedHandling], earlier: Sequence[Handling], current: ParsedHandling
) -> tuple[ParsedHandling, ...]:
    told = [handling.told for handling in earlier if handling.told is not None]
    return tuple(chain) if chain else (*told, current)


def _has_text(block: Block) -> bool:
    """A proposal that only says who presents it has no text; a decision's label is kept even without one."""
    return bool(joined(block.lines))


def _first_words(blocks: Sequence[Block]) -> str:
    text = joined(blocks[0].lines[:1]) if blocks else ""
    return text[:200] or "§"


def _names_decision(lines: Sequence[Line]) -> bool:
    return any(line.text.rstrip(" :") == "Päätös" for line in lines)
