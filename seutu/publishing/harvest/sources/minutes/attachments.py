"""Attachments as an item lists them: “1 Tontin kartta.pdf”, some with the ground on which they are secret."""

from __future__ import annotations

import re

from seutu.publishing.harvest.sources.minutes.lines import Line
from seutu.publishing.harvest.sources.minutes.shapes import ParsedAttachment

_NUMBERED = re.compile(r"^(?:[-•]\s*)?(?:Liite\s+)?(?P<number>\d{1,3})\s+(?=\S)")
_NEXT = re.compile(r"\s(?=(\d{1,3}) (?:[A-ZÅÄÖ]|\d{4,}))")
_SECRET = re.compile(r"\s*,?\s*\(?Salassa pidettävä,?\s*(?P<ground>.*?)\)?$", re.IGNORECASE)
_ENDS_SECRET = re.compile(r"Salassa pidettävä,?[^.]{0,80}$", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|odt|rtf|zip|msg|dwg)$", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-zåäö]{2,}\.\s*$")


def names_file(text: str) -> bool:
    """Whether a text ends in the name of a file."""
    return bool(_FILE.search(text))


def starts_attachment(line: Line, *, in_list: bool) -> bool:
    """Whether a line is an attachment: a number and a title, not a sentence."""
    text = line.text
    is_long = len(text) > 400 and not _FILE.search(text) and not _ENDS_SECRET.search(text)
    if line.is_row or is_long:
        return False
    numbered = _NUMBERED.match(text)
    if numbered is None:
        return in_list and bool(_FILE.search(text))
    rest = text[numbered.end() :]
    is_title = rest[0].isupper() or rest[0].isdigit() or bool(_FILE.search(text)) or in_list
    return is_title and not (_SENTENCE.search(text) and not _FILE.search(text) and not in_list)


def attachment_in(text: str, kind: str) -> list[ParsedAttachment]:
    """The attachments on a line: several when the next numbers follow on it."""
    match = _NUMBERED.match(text)
    if match is None:
        return [_attachment(text, None, kind)]
    number, rest = int(match["number"]), text[match.end() :]
    found: list[ParsedAttachment] = []
    at = 0
    for following in _NEXT.finditer(rest):
        if int(following[1]) != number + 1 or _is_within_title(rest, following):
            continue
        found.append(_attachment(rest[at : following.start()], number, kind))
        number += 1
        at = following.end() + len(following[1]) + 1
    return [*found, _attachment(rest[at:], number, kind)]


def _is_within_title(text: str, following: re.Match[str]) -> bool:
    """Whether a number is of the title, as in “Luku 2 Tavoitteet.pdf”: the next attachment's stands after a file."""
    if _FILE.search(text[: following.start()]):
        return False
    return any(
        int(later[1]) == int(following[1]) and _FILE.search(text[: later.start()])
        for later in _NEXT.finditer(text, following.end())
    )


def _attachment(title: str, number: int | None, kind: str) -> ParsedAttachment:
    secret = _SECRET.search(title)
    if secret is None:
        return ParsedAttachment(kind, title.strip()[:300], number)
    public = title[: secret.start()].strip() or title.strip()
    ground = secret["ground"].strip() or title[secret.start() :].strip()
    return ParsedAttachment(kind, public[:300], number, is_withheld=True, secrecy_ground=ground[:200])


def secrecy_ground(text: str) -> str:
    """The ground on which a whole item is secret, when a line says just that."""
    match = re.match(r"^Salassa pidettävä,?\s*(?P<ground>\S.*)$", text, re.IGNORECASE)
    return match["ground"].strip() if match and len(text) < 200 else ""


def merged(attachments: list[ParsedAttachment]) -> tuple[ParsedAttachment, ...]:
    """Each attachment once: the list under the preparers is repeated after the decision."""
    seen: dict[tuple[str, int | None, str], ParsedAttachment] = {}
    for attachment in attachments:
        seen.setdefault((attachment.kind, attachment.number, attachment.title), attachment)
    return tuple(seen.values())
