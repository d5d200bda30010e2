"""What became of an item, as far as its decision says so in words; and what else stands among those words."""

from __future__ import annotations

import re

# In the order of strength: what is found first holds.
_OUTCOMES: tuple[tuple[str, str], ...] = (
    (
        "removed",
        r"poist(?:ettiin|i|aa|etaan)\s+(?:asian\s+)?(?:esityslistalta|käsittelystä)|vedettiin pois esityslistalta",
    ),
    (
        "referred_back",
        r"palaut(?:ettiin|ti|taa|etaan|tavansa)\b[^.]*\bvalmiste(?:luun|ltavaksi)"
        r"|valmiste(?:luun|ltavaksi)\b[^.]*\bpalaut(?:ettiin|ti|taa|etaan)",
    ),
    ("deferred", r"(?:jät(?:ettiin|ti|tää|etään))\b[^.]*\bpöydälle|pöydättiin|pantiin pöydälle"),
    ("rejected", r"\b(?:hylkäsi|hylättiin|päätti hylätä|päätettiin hylätä)\b"),
    ("unanimous", r"\byksimielise(?:sti|n)\b"),
    (
        "approved",
        r"\b(?:hyväksyi|hyväksyttiin|päätti hyväksyä|päätettiin hyväksyä)\b"
        r"|päätettiin ehdotuksen mukaisesti|päätti ehdotuksen mukaisesti|ehdotus hyväksyttiin",
    ),
    ("noted", r"\bmerkit(?:si|tiin|see|ään)\b[^.]*\btiedoksi|\btiedokseen\b|\btotesi\b[^.]*\btiedoksi"),
    ("approved", r"\b(?:ehdotuksen|esityksen) mukaisesti\b"),
)
_WHOLE = {"removed", "referred_back", "deferred", "rejected"}
_SECOND_POINT = re.compile(r"(?<=\s)2[.)]\s(?=.)")
_PATTERNS = [(name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _OUTCOMES]
_YES = re.compile(r"(?P<votes>\d+)\)?\s*JAA\W*ään", re.IGNORECASE)
_NO = re.compile(r"(?P<votes>\d+)\)?\s*EI\W*ään", re.IGNORECASE)
_VOTED = re.compile(
    r"äänestyksessä[^.]*annettiin|annettiin[^.]*\(\d+\)\s*ääntä"
    r"|\d+\)?\s*(?:JAA|EI)\W*ään|äänin\s+\d+\s?[-–]\s?\d+",
    re.IGNORECASE,
)

RESULT = re.compile(
    r"päätökse(?:ksi|en) tul|\bhyväksy(?:i|ttiin)\b|\bpäät(?:ti|ettiin)\b|\btotesi, että\b|\bmerkitsi\b|palautetaan",
    re.IGNORECASE,
)
TAKEN = re.compile(r"\b(?:hyväksy(?:i|ttiin)|päät(?:ti|ettiin)|merkitsi)\b|päätökseksi tul", re.IGNORECASE)
DECIDED = re.compile(
    r"^(?:[A-ZÅÄÖ][\wåäö-]*\s){0,3}?(?:hyväksyi|hyväksyttiin|päätti|päätettiin|merkitsi|merkittiin|totesi|valitsi|kuuli)\b",
    re.IGNORECASE,
)
FORMULA = re.compile(
    r"^(?:[A-ZÅÄÖ][\wåäö-]*\s){0,3}?(?:hyväksyi|merkitsi)\s[^.]{0,80}\b(?:esityksen|ehdotuksen|tiedoksi|tiedokseen)\.$",
    re.IGNORECASE,
)
VOTING = re.compile(
    r"äänestyksessä annettiin|suorite(?:taan|ttiin)[^.]*äänesty|suoritetussa[^.]*äänestyksessä"
    r"|äänestysjärjesty|nimenhuutoäänesty|äänestävät (?:JAA|EI)|\d+\s+JAA\b",
    re.IGNORECASE,
)
SECOND_SENTENCE = re.compile(r"(?<=[.])\s+(?=Kokouksessa oli(?:vat)? läsnä\b)")
DISSENT = re.compile(r"\bjätti(?:vät)?\b[^.]*\beriävä\w*\s+mielipite", re.IGNORECASE)
COUNTERS_OPEN = re.compile(r"\btehtiin\b.*\b(?:vasta|muutos)(?:ehdotu|esity)\w*:$", re.IGNORECASE)
EXPERT = re.compile(
    r"asiantuntij(?:ana|oina)\b|\b(?:oli|olivat)\b[^.]*\b(?:paikalla|läsnä)\b[^.]*\b(?:esittelyn|käsittelyn)\b[^.]*\bajan",
    re.IGNORECASE,
)
DISQUALIFIED = re.compile(r"\besteelli(?:senä|sinä|syy)|\bjäävä(?:si|nä|ttiin)|jäävi\b|jääviy", re.IGNORECASE)
AMENDED = re.compile(
    r"^(?:[^.,:]{3,40}\b(?:aikana|jälkeen|kuluessa|johdosta|alussa)\s+)?(?P<author>[^.,:]{3,60}?)\s+"
    r"(?:muutti|täydensi|korjasi|tarkensi)\b[^.:]*\b(?:ehdotustaan|esitystään|päätösehdotustaan|päätösesitystään)\b",
    re.IGNORECASE,
)
PROPOSES_THEN = re.compile(
    r"(?<=[.])\s+(?=(?:(?:Keskustelun|Esittelyn|Kokouksen)\s\w+\s)[^.]{3,120}?\b(?:"
    r"muutti\b[^.]{0,40}\b(?:ehdotustaan|esitystään)|teki\b[^.]{0,80}\b(?:poikkeavan|eriävän|vasta\w+)))",
)
APPROVES_THEN = re.compile(r"(?<=[.])\s+(?=(?:[A-ZÅÄÖ][\wåäö]+\s){1,3}?(?:hyväksyi|päätti)\b)")
COUNTER = re.compile(
    r"^(?:Keskustelun (?:aikana|kuluessa)\s+)?(?P<author>[^.,:]{3,90}?)\s+(?:teki|esitti)\b[^.]*"
    r"\b(?:poikkeavan|eriävän|muutos|vasta)\w*\s?(?:esityksen|ehdotuksen)?",
    re.IGNORECASE,
)


def outcome_of(decision: str, handling: str = "", amended: str = "") -> str:
    """The outcome that the words of a decision tell; empty when they tell none.

    Where it was voted and nothing stronger follows, the vote is the outcome. Who approves an amended proposal to refer
    the matter back, refers it back.
    """
    told = _told(decision)
    if told in {"approved", "unanimous"} and _told(amended) in _WHOLE:
        return _told(amended)
    return "vote" if told in {"", "approved", "unanimous"} and _VOTED.search(f"{handling} {decision}") else told


def _told(text: str) -> str:
    """The strongest outcome told; of a decision in points, the first point alone can take the whole matter away."""
    points = _SECOND_POINT.split(text, maxsplit=1)
    return next(
        (name for name, pattern in _PATTERNS if pattern.search(points[0] if name in _WHOLE else text)),
        "",
    )


def votes_in(text: str) -> str:
    """“4–7” from “annettiin 4 JAA-ääntä ja 7 EI-ääntä”; empty when no or several such votes are told."""
    yes, no = _YES.findall(text), _NO.findall(text)
    return f"{yes[0]}–{no[0]}" if len(yes) == len(no) == 1 else ""
