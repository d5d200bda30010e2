"""The decision's own words parted from what is minuted among them: votes, other proposals, who left, who was heard.

Whole paragraphs are moved, and only when they say plainly what they are; the decision never becomes empty by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from seutu.publishing.harvest.sources.minutes import outcomes
from seutu.publishing.harvest.sources.minutes.lines import Line, goes_on, joined
from seutu.publishing.harvest.sources.minutes.parts import Block

# How near the end of the text a decision without its label may stand, in paragraphs.
_TAIL = 3
_TOLD_BESIDE = (
    (outcomes.DISQUALIFIED, "disqualification"),
    (outcomes.EXPERT, "expert"),
    (outcomes.DISSENT, "dissent"),
    (outcomes.COUNTERS_OPEN, "handling"),
)
_DEBATE_BEFORE = re.compile(r"^.*\bkeskustelussa\s+", re.IGNORECASE)
_DEBATE_AFTER = re.compile(r"\s+alusti\b.*$")


def refined(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each decision parted."""
    result: list[Block] = []
    for block in blocks:
        result += _parted(block) if block.kind == "decision" else [block]
    return result


def with_lost_decision(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with a decision whose label a page's head covered.

    It is the last paragraph, after a page's end, that tells in the past tense what the body did; a proposal says it in
    the present.
    """
    last = blocks[-1] if blocks else None
    if last is None or last.kind not in {"proposal", "background"} or any(b.kind == "decision" for b in blocks):
        return list(blocks)
    groups = paragraphs(last.lines)
    tail = groups[-_TAIL:]
    told = next((at for at, group in enumerate(tail) if outcomes.DECIDED.match(joined(group))), None)
    if told is None or not (_is_formula(last, tail[told:]) or _is_after_page(tail[: told + 1])):
        return list(blocks)
    begins = len(groups) - len(tail) + told
    own = [line for group in groups[:begins] for line in group]
    decided = [line for group in groups[begins:] for line in group]
    return [*blocks[:-1], replace(last, lines=own), Block("decision", lines=decided)]


def _is_after_page(groups: Sequence[list[Line]]) -> bool:
    return any(line.after_page for group in groups for line in group)


def _is_formula(block: Block, groups: Sequence[list[Line]]) -> bool:
    """“Lautakunta hyväksyi esityksen.” at the end of a proposal can be nothing but the decision."""
    return block.kind == "proposal" and len(groups) == 1 and bool(outcomes.FORMULA.match(joined(groups[0])))


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped into paragraphs; a list or a table goes with the words before it."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (line.is_row or line.is_point or not (line.opens or line.is_heading)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _parted(block: Block) -> list[Block]:
    before: list[Block] = []
    own: list[Line] = []
    after: list[Block] = []
    open_amendment: Block | None = None
    for paragraph in paragraphs([piece for line in _whole(block.lines) for piece in _sentences_apart(line)]):
        text = joined(paragraph)
        if open_amendment is not None and not (outcomes.RESULT.search(text) or outcomes.VOTING.search(text)):
            open_amendment.lines += paragraph
            continue
        open_amendment = None
        moved = _moved(text)
        if moved is None:
            own += paragraph
            continue
        moved.lines += paragraph
        (after if moved.kind in {"expert", "disqualification", "dissent"} else before).append(moved)
        if moved.kind in {"proposal", "counter_proposal"} and text.endswith(":"):
            open_amendment = moved
    if not own or not _says_something(own):
        return [block]
    return [*_together(before), replace(block, lines=own), *_together(after)]


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, each paragraph that was cut in two put together."""
    whole: list[Line] = []
    for line in lines:
        if whole and _is_cut(whole[-1], line):
            whole[-1] = replace(whole[-1], text=f"{whole[-1].text} {line.text}")
        else:
            whole.append(line)
    return whole


def _is_cut(before: Line, line: Line) -> bool:
    if any(each.is_row or each.is_heading or each.is_point for each in (before, line)):
        return False
    # “… oli läsnä klo 17.20–17.53” is no whole sentence when small letters follow.
    is_open = outcomes.EXPERT.search(before.text) and before.text[-1:].isalnum() and line.text[:1].islower()
    return bool(is_open) or goes_on(before.text, line)


def _sentences_apart(line: Line) -> list[Line]:
    """A paragraph with a proposal, or with who was heard, in it, taken apart from the decision on its line."""
    pieces = _proposals_apart(line)
    if len(pieces) > 1 or line.is_row or line.is_point or not outcomes.EXPERT.search(line.text):
        return pieces
    texts = outcomes.SECOND_SENTENCE.split(line.text)
    texts[-1:] = outcomes.APPROVES_THEN.split(texts[-1])
    return [replace(line, text=text, opens=line.opens or at > 0) for at, text in enumerate(texts) if text]


def _proposals_apart(line: Line) -> list[Line]:
    """A paragraph with a proposal of its own after other sentences, and the decision on it, taken apart."""
    if line.is_row or line.is_point:
        return [line]
    pieces = outcomes.PROPOSES_THEN.split(line.text)
    last = pieces[-1]
    if outcomes.AMENDED.match(last) and (approved := outcomes.APPROVES_THEN.search(last)):
        pieces[-1:] = [last[: approved.start()].strip(), last[approved.end() :].strip()]
    return [replace(line, text=piece, opens=line.opens or at > 0) for at, piece in enumerate(pieces) if piece]


def _moved(text: str) -> Block | None:
    """The block that a paragraph of the decision makes of its own; None when it belongs to the decision."""
    if text.rstrip().endswith(":") and not _opens_proposal(text):
        return None  # it opens a list that is the decision itself
    told = next((kind for pattern, kind in _TOLD_BESIDE if pattern.search(text)), "")
    if told and not _decides(text):
        return Block(told)
    if outcomes.VOTING.search(text):
        return None if outcomes.RESULT.search(_after_votes(text)) else Block("handling")
    amended = outcomes.AMENDED.match(text)
    if amended and not outcomes.TAKEN.search(text):
        return Block("proposal", author=_author(amended["author"]), is_amended=True)
    if _decides(text):
        return None
    if counter := outcomes.COUNTER.match(text):
        return Block("counter_proposal", author=_author(counter["author"]))
    return None


def _opens_proposal(text: str) -> bool:
    patterns = (outcomes.AMENDED.match, outcomes.COUNTER.match, outcomes.COUNTERS_OPEN.search)
    return not _decides(text) and any(finds(text) for finds in patterns)


def _decides(text: str) -> bool:
    return bool(outcomes.RESULT.search(text))


def _after_votes(text: str) -> str:
    """What a paragraph says after it has told of voting: the order of the vote is approved, too."""
    end = max((match.end() for match in outcomes.VOTING.finditer(text)), default=0)
    rest = text[end:]
    return rest.replace("hyväksyttiin", "", 1) if "järjesty" in text[:end].lower() or "Äänestys" in rest else rest


def _says_something(lines: Sequence[Line]) -> bool:
    return bool(joined(line for line in lines if not line.is_heading))


def _together(blocks: Sequence[Block]) -> list[Block]:
    """Neighbouring blocks of one kind as one, so that two paragraphs of a vote stay together."""
    result: list[Block] = []
    for block in blocks:
        same = result and result[-1].kind == block.kind and block.kind not in {"proposal", "counter_proposal"}
        if same:
            result[-1].lines += block.lines
        else:
            result.append(block)
    return result


def _author(words: str) -> str:
    """Who proposes, without what the sentence tells of the debate around it."""
    name = _DEBATE_AFTER.sub("", _DEBATE_BEFORE.sub("", words))
    return name[:1].upper() + name[1:]
