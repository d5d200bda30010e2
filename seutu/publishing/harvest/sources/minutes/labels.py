"""The labels that part an item's text: what each line that is a label begins."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, replace

from seutu.publishing.harvest.sources.minutes.authors import nominative
from seutu.publishing.harvest.sources.minutes.lines import Line

FILE_KIND = r"\.\s?(?:pdf|docx?|xlsx?|pptx?|odt|rtf)\b"
CONTACT = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Label(enum.Enum):
    """What a label begins."""

    PREPARERS = "preparers"
    PRESENTER = "presenter"
    ATTACHMENTS = "attachments"
    SUPPORTING = "supporting_list"
    OTHER_MATERIAL = "other_list"
    PROPOSAL = "proposal"
    COUNTER_PROPOSAL = "counter_proposal"
    HANDLING = "handling"
    DECISION = "decision"
    DISSENT = "dissent"
    DISQUALIFICATION = "disqualification"
    EXPERT = "expert"
    EXECUTION = "execution"
    DISTRIBUTION = "distribution"
    REMEDY = "remedy"


_ALONE: tuple[tuple[str, Label], ...] = (
    (r"(?:Päätös|Pää)?(?:ehdotus|esitys)|Ehdotus päätökseksi|Päätösehdotus", Label.PROPOSAL),
    (r"Päätös", Label.DECISION),
    (r"Liitteet|Liite|Liiteaineisto", Label.ATTACHMENTS),
    (r"Oheismateriaalit?|Oheisaineisto", Label.SUPPORTING),
    (r"Muu materiaali|Muut asiakirjat", Label.OTHER_MATERIAL),
    (r"Esteelli(?:syys|syydet|set)|Jääviy(?:s|ydet)|Jäävit", Label.DISQUALIFICATION),
    (r"Eriävä mielipide|Eriävät mielipiteet", Label.DISSENT),
    (r"Tiedoksi|Tiedoksianto|Jakelu|Otteet?|Pöytäkirjanotteet?", Label.DISTRIBUTION),
    (r"Täytäntöönpano|Toimeenpano", Label.EXECUTION),
    (r"Muutoksenhaku|Muutoksenhakuohje|Oikaisuvaatimusohje", Label.REMEDY),
    (r"Äänestys|Äänestykset|(?:Asian |Kokous)?käsittely(?: kokouksessa)?", Label.HANDLING),
    (r"Vasta(?:ehdotus|esitys)|Vasta(?:ehdotukset|esitykset)|Muutos(?:ehdotus|esitys)", Label.COUNTER_PROPOSAL),
    (r"Asiantuntijat?|Asiantuntijana|Kuullut asiantuntijat", Label.EXPERT),
)
_LABELS = [(re.compile(rf"^(?:{pattern})\s?:?$", re.IGNORECASE), label) for pattern, label in _ALONE]
_PREPARERS = re.compile(
    r"^(?:Valmistelijat?(?:\s*/\s*lisätiedot)?|Lisätietojen antaja|Lisätiedot|Asian valmistelija)\s*:\s*", re.IGNORECASE
)
_PRESENTER = re.compile(
    r"^Esittelijä(?:nä)?\s*:\s*(?P<name>[^,:]{3,60}(?:,\s*[^\s,]+(?:,?\s(?!Ehdotus)[a-zåäö]\S*)*)?)(?P<rest>(?:\s.*)?)$"
)
_AUTHORED = re.compile(
    r"^(?P<author>[A-ZÅÄÖ][^.,:;!?]{2,80}?n)\s+(?P<amended>muutettu\s+|korjattu\s+|tarkistettu\s+|uusi\s+)?"
    r"(?P<word>(?:pohja|päätös|vasta|muutos|lisäys)?(?:ehdotus|esitys))\s*:?$",
    re.IGNORECASE,
)
_AMENDED = re.compile(r"^(?:muutettu|korjattu|tarkistettu)\s+(?:päätös)?(?:ehdotus|esitys)\s*:?$", re.IGNORECASE)
# Labels that a cut page or a tight layout left on one line with other words.
_GLUED = (
    re.compile(r"^(?P<before>.*?[.:])?\s*(?P<label>Ehdotus|Päätösehdotus)\s+(?P<after>Esittelijä\s*:.*)$"),
    re.compile(r"^(?P<before>.*\.)\s+(?P<label>[A-ZÅÄÖ][\wåäö-]+n (?:muutettu )?(?:päätös)?ehdotus:)(?P<after>)$"),
    re.compile(
        r"^(?P<before>)(?P<label>[A-ZÅÄÖ][^.,:;!?]{2,60}n (?:muutettu )?(?:päätös)?(?:ehdotus|esitys):)"
        r"\s+(?P<after>[A-ZÅÄÖ\d].*)$"
    ),
    # Preparers and the text after them: the last address parts the two.
    re.compile(
        r"^(?P<before>)(?P<label>Valmistelijat? / lisätiedot:(?:\s[^@]{3,150}?@\S+)+)"
        r"\s(?P<after>(?![^@]*@)(?:.{150,}|(?:Liitteet\s)?1\s.+))$"
    ),
    # A list of attachments and the text after it: the last file's kind parts the two.
    re.compile(rf"^(?P<before>)(?P<label>Liitteet|Oheismateriaali)\s(?P<after>1\s.+{FILE_KIND}(?:\s.*)?)$"),
    re.compile(
        rf"^(?P<before>)(?P<label>1\s[A-ZÅÄÖ\d].*{FILE_KIND})\s(?P<after>(?!.*{FILE_KIND})[A-ZÅÄÖ\"”'](?!\.).{{40,}})$"
    ),
    re.compile(
        r"^(?P<before>)(?P<label>(?:Päätös)?(?:[Ee]hdotus|[Ee]sitys)|Tiedoksi|Jakelu|Esteellisyys|Täytäntöönpano|"
        r"Eriävä mielipide):\s+(?P<after>\S.*)$"
    ),
)
_DECISION_BESIDE = re.compile(r"^Päätös(?P<colon>:?)\s+(?P<rest>[A-ZÅÄÖ].*)$")


@dataclass(frozen=True)
class Authored:
    """A proposal's label that names its author."""

    author: str
    is_amended: bool
    is_counter: bool


def unglued(line: Line) -> list[Line]:
    """The line, or what a label parts it into when other words stand on its line."""
    if line.is_row:
        return [line]
    match = next((match for pattern in _GLUED if (match := pattern.match(line.text))), None)
    if match is None:
        return [line]
    pieces = [(match["before"] or "").strip(), match["label"].strip(), match["after"].strip()]
    parted = [
        replace(line, text=piece, is_heading=False, opens=line.opens or at > 0)
        for at, piece in enumerate(pieces)
        if piece
    ]
    return [*parted[:-1], *unglued(parted[-1])] if len(parted) > 1 and match["after"] else parted


def label_of(line: Line) -> Label | None:
    """The label that a line is, if nothing else stands on it; preparers may stand beside theirs."""
    text = line.text
    if line.is_row:
        return None
    if _PRESENTER.match(text):
        return Label.PRESENTER
    if len(text) > 200:
        return Label.PREPARERS if _names_preparers_only(text) else None
    for pattern, label in _LABELS:
        if pattern.match(text) and _is_label(line, label):
            return label
    return Label.PREPARERS if _PREPARERS.match(text) else None


def _names_preparers_only(text: str) -> bool:
    """Whether a long line is the label of the preparers with several of them: an address is near its end."""
    addresses = list(CONTACT.finditer(text))
    return bool(_PREPARERS.match(text) and addresses) and (
        not text.endswith(".") and len(text) - addresses[-1].end() < 150 and len(text) < 150 * (len(addresses) + 1)
    )


def _is_label(line: Line, label: Label) -> bool:
    # “Otteet”, “Asiantuntijat” or “Liite” may also be a word in a list or a table's remains: those need a paragraph.
    return line.opens or line.is_heading or label in {Label.DECISION, Label.PROPOSAL}


def authored(line: Line) -> Authored | None:
    """“Kaupunginjohtajan muutettu ehdotus:” taken apart; None when the line is no such label."""
    text = line.text
    if line.is_row or len(text) > 120:
        return None
    if _AMENDED.match(text):
        return Authored("", is_amended=True, is_counter=False)
    match = _AUTHORED.match(text)
    if not match or not (text.endswith(":") or line.is_heading):
        return None
    is_counter = match["word"].lower().startswith(("vasta", "muutos", "lisäys"))
    return Authored(nominative(match["author"]), bool(match["amended"]) and not is_counter, is_counter)


def after_preparers(text: str) -> str:
    """What stands beside the label of the preparers."""
    match = _PREPARERS.match(text)
    return text[match.end() :].strip() if match else text


def presenter_in(text: str) -> tuple[str, str]:
    """Who presents, from “Esittelijä: …”, and the words after it that are the text's own."""
    match = _PRESENTER.match(text)
    return (match["name"].strip(" ,"), match["rest"].strip()) if match else ("", text)


def office_in(presenter: str) -> str:
    """The office of “Aino Alku, kaupunginjohtaja”; the name when no office is told."""
    name, _, office = presenter.partition(",")
    return (office or name).strip()


def beside_decision(line: Line, *, needs_colon: bool) -> str:
    """The decision that stands on the label's own line: “Päätös Ei muita asioita”; else nothing.

    “Päätös ei edellytä …” is a sentence: what is decided begins with a capital letter.
    """
    match = _DECISION_BESIDE.match(line.text) if not line.is_row and (line.opens or ":" in line.text[:8]) else None
    return match["rest"] if match and (match["colon"] or not needs_colon) else ""
