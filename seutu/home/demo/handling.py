"""How a matter of the demo's series reads in a meeting: its parts, its outcome and its remedies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from seutu.home.demo.attendance import presenter_in
from seutu.home.demo.calendar import Table, filler, finnish_date
from seutu.home.demo.files import pdf_file, text_file
from seutu.home.demo.region import demo_file
from seutu.home.demo.series import Handling, path_of_role, words_in
from seutu.home.demo.votes import Voting, disqualified_in, voting_on
from seutu.home.demo.wording import chosen, number_of, say
from seutu.publishing.decisions.actions import AttachmentInput, ItemInput, PartInput, RemedyInput
from seutu.publishing.decisions.models import AttachmentKind, Outcome, PartKind, Remedy
from seutu.shared.core.rich_text import from_markdown
from seutu.shared.core.slugs import slugify
from seutu.shared.organizations.models import Body

BAN = RemedyInput(Remedy.BAN, "kuntalaki 136 §")
_UNANIMOUS = (
    "Päätösehdotus hyväksyttiin yksimielisesti.",
    "Hyväksyttiin yksimielisesti.",
    "{Body} hyväksyi päätösehdotuksen yksimielisesti.",
)
_SWEDISH = {
    PartKind.BACKGROUND: "Redogörelse",
    PartKind.PROPOSAL: "Beslutsförslag",
    PartKind.DECISION: "Beslut",
    PartKind.DISTRIBUTION: "Sändlista",
}


@dataclass(frozen=True)
class Written:
    """An item as it is stored, with its vote and who was disqualified from it."""

    item: ItemInput
    voting: Voting | None
    disqualified: str


class Writer:
    """Writes the items of the series; knows the bodies by their path."""

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self.bodies = bodies

    def write(self, handling: Handling, position: int) -> Written:
        kind, meeting = handling.matter.kind, handling.meeting
        words = words_in(handling, self.bodies)
        fill = filler({}, meeting.day, {})
        # The title keeps to the year in which the matter began.
        began = filler({}, handling.matter.handlings[0].meeting.day, {})
        presenter = presenter_in(meeting)
        text = _Texts(handling, lambda raw: fill(say(raw, words)), _title_of(presenter) or self._board(handling))
        is_secret = bool(kind.get("withheld"))
        voting = None if is_secret else voting_on(handling, text.short("propose", "proposal"), text.of("counter"))
        title = _capital(began(say(kind["title"], words)))
        item = ItemInput(
            position=position,
            title=title,
            section_number=handling.section,
            case_number=handling.matter.case_number,
            case_title=_capital(began(say(kind.get("case_title", kind["title"]), words))),
            presenter=presenter or self._board(handling),
            preparers=handling.matter.preparer,
            outcome=_outcome(handling, voting),
            outcome_detail=voting.detail if voting else "",
            parts=() if is_secret else tuple(_parts(text, voting)),
            attachments=() if is_secret else tuple(_attachments(text)),
            remedies=_remedies(handling),
            is_withheld=is_secret,
            secrecy_ground=kind.get("ground", ""),
            language=kind.get("language", "fi"),
        )
        return Written(item, voting, "" if is_secret else disqualified_in(handling))

    def _board(self, handling: Handling) -> str:
        """Who presents to a council."""
        return self.bodies[path_of_role(handling.matter.town, "board")].name_fi


def _title_of(presenter: str) -> str:
    """“Tekninen johtaja” of “Tekninen johtaja Veikko Virmavuo”."""
    return presenter.rsplit(" ", 2)[0]


class _Texts:
    """The texts of a kind, with the words of one handling."""

    def __init__(self, handling: Handling, fill: Callable[[str], str], author: str) -> None:
        self.handling, self.fill, self.author = handling, fill, author
        self.kind = handling.matter.kind

    def of(self, *names: str) -> str:
        """The first of the texts that the kind has; `propose` is for every handling but the last."""
        usable = [name for name in names if name != "propose" or not self.handling.is_last]
        return self.fill(next((self.kind[name] for name in usable if name in self.kind), ""))

    def short(self, *names: str) -> str:
        return self.of(*names)[:480]

    def part(self, kind: PartKind, text: str, **more: Any) -> PartInput:
        if self.kind.get("language") == "sv":
            more.setdefault("heading", _SWEDISH.get(kind, ""))
        return PartInput(kind=kind, html=_html(text), **more)


def _html(text: str) -> str:
    return from_markdown(text) if re.search(r"[\n*\[]", text) else f"<p>{text}</p>"


def _parts(text: _Texts, voting: Voting | None) -> Iterator[PartInput]:
    handling = text.handling
    if handling.former is not None:
        yield _history(text, handling.former)
    yield text.part(PartKind.BACKGROUND, text.of("background"))
    yield text.part(PartKind.PROPOSAL, text.of("propose", "proposal"), author=text.author)
    name = disqualified_in(handling)
    if name:
        yield text.part(
            PartKind.DISQUALIFICATION,
            f"{name} ilmoitti olevansa esteellinen ({text.kind['disqualified']}) ja poistui asian käsittelyn ajaksi.",
        )
    if voting or handling.is_deferred:
        yield text.part(PartKind.HANDLING, _told(text, voting))
    yield text.part(PartKind.DECISION, _decision(text, voting))
    if "distribution" in text.kind and handling.is_last and not handling.is_deferred:
        yield text.part(PartKind.DISTRIBUTION, text.of("distribution"))


def _history(text: _Texts, former: Handling) -> PartInput:
    body, day = former.meeting.body, former.meeting.day
    heading = f"{body.name_fi} {finnish_date(day)} § {former.section}"
    told = "Asia jätettiin pöydälle."
    if not former.is_deferred:
        told = text.fill(f"{body.name_fi} hyväksyi ehdotuksen ja lähetti asian {{body_lle}} päätettäväksi.")
    return text.part(PartKind.HISTORY, told, heading=heading)


def _told(text: _Texts, voting: Voting | None) -> str:
    if voting is None:
        people = demo_file("series.toml")
        reason = chosen(people["reasons"], text.handling.matter.case_number, text.handling.step)
        return f"Puheenjohtaja ehdotti, että asia jätetään pöydälle, {reason}. Ehdotus hyväksyttiin yksimielisesti."
    if text.kind.get("ballot"):
        return "Puheenjohtajan vaali toimitettiin suljetuin lipuin."
    return (
        f"{voting.mover} ehdotti, että {text.of('counter')}. Ehdotusta kannatti {voting.seconder}.\n\n"
        "Puheenjohtaja totesi, että oli tehty esittelystä poikkeava kannatettu ehdotus, josta oli äänestettävä. "
        "Päätösehdotuksen kannattajat äänestivät JAA ja muutosehdotuksen kannattajat EI."
    )


def _decision(text: _Texts, voting: Voting | None) -> str:
    if text.handling.is_deferred:
        return "Asia jätettiin pöydälle."
    if text.kind.get("language") == "sv":
        return "Förslaget godkändes enhälligt."
    if voting is None:
        if text.kind.get("outcome") == "noted":
            return "Merkittiin tiedoksi."
        key = number_of(text.handling.matter.case_number, text.handling.step)
        return text.fill(_UNANIMOUS[key % len(_UNANIMOUS)].replace("{Body}", text.handling.meeting.body.name_fi))
    if text.kind.get("ballot"):
        return f"{text.of('proposal')} Jäsenet valittiin ryhmien ehdotuksen mukaan."
    carried = "muutosehdotuksen" if voting.is_against else "päätösehdotuksen"
    return f"{text.handling.meeting.body.name_fi} hyväksyi {carried} äänin {voting.detail}."


def _outcome(handling: Handling, voting: Voting | None) -> str:
    if handling.is_deferred:
        return Outcome.DEFERRED
    if voting is not None:
        return Outcome.VOTE
    kind = handling.matter.kind
    return str(kind.get("outcome", Outcome.UNANIMOUS))


def _remedies(handling: Handling) -> tuple[RemedyInput, ...]:
    """Only the handling that decides can be appealed against (KuntaL 136 §)."""
    kind = handling.matter.kind
    if not handling.is_last or handling.is_deferred or "ban" in kind:
        return (RemedyInput(Remedy.BAN, kind["ban"]) if "ban" in kind else BAN,)
    first = RemedyInput(kind["remedy"], kind.get("provision", ""))
    return (first, RemedyInput(kind["also"])) if "also" in kind else (first,)


def _attachments(text: _Texts) -> Iterator[AttachmentInput]:
    entry: Table | None = text.kind.get("attachment")
    if entry is None or not text.handling.is_last:
        return
    title = text.fill(entry["title"])
    content = text.fill(entry["text"])
    name = slugify(title)[:60]
    # Making a PDF takes a tenth of a second: the first of each kind in a municipality is enough to show.
    is_pdf = entry.get("pdf") and text.handling.matter.turn == 0 and text.handling.matter.town in {"joensuu", "liperi"}
    owner = str(text.handling.meeting.body.organization)
    if is_pdf:
        file = pdf_file(title, content, name=f"{name}.pdf", author=owner)
    else:
        file = text_file(content, name=f"{name}.txt")
    yield AttachmentInput(AttachmentKind.ATTACHMENT, title, number=1, file=file)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
