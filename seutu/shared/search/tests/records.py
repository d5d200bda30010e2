"""A dozen records to search, as an app above would declare them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.search.searchables import Document, Findable, Passage, Searchable, ShownHit, searchables
from seutu.shared.ui.components import Status

UNANIMOUS = Status("Hyväksyttiin yksimielisesti", "settled")
REFERRED = Status("Palautettiin valmisteluun", "", "returned")
PLACES = {"joensuu": "Joensuu", "liperi": "Liperi", "ilomantsi": "Ilomantsi"}
CASE = "157/00.01.05.00/2020"


@dataclass(frozen=True, kw_only=True)
class Example:
    pk: int
    title: str
    municipality: str = "joensuu"
    body: str = "Kunnanhallitus"
    body_slug: str = "kh"
    abbreviation: str = "KH"
    day: dt.date = dt.date(2022, 3, 29)
    section: int = 1
    decision: str = ""
    text: str = ""
    case: str = ""
    statuses: tuple[Status, ...] = (UNANIMOUS,)
    pages: tuple[int, ...] = ()
    file_kind: str = ""

    def document(self) -> Document:
        place = PLACES[self.municipality]
        return Document(
            title=self.title,
            names=f"{self.body} {self.abbreviation} {place} {self.section} § {self.case}",
            decision=self.decision,
            text=self.text,
            day=self.day,
            municipality=self.municipality,
            body=f"{self.municipality}/{self.body_slug}",
            group=f"{self.municipality}:{self.case}" if self.case else "",
        )

    def shown(self) -> ShownHit:
        instant = clock.start_of(self.day)
        decision = [Passage("Päätös", self.decision)] if self.decision else []
        text = [Passage("", self.text, self.pages)] if self.text else []
        what = f"liite asiaan {self.abbreviation}" if self.file_kind else self.body.lower()
        return ShownHit(
            title=self.title,
            url=f"/{self.municipality}/kokoukset/1/{self.pk}/",
            where=f"{PLACES[self.municipality]}, {what} {self.day:%-d.%-m.%Y} § {self.section}",
            day=self.day,
            lang="fi",
            place_slug=self.municipality,
            place_name=PLACES[self.municipality],
            statuses=() if self.file_kind else self.statuses,
            case_number=self.case,
            case_url=f"/{self.municipality}/asiat/{self.case.replace('/', '-')}/" if self.case else "",
            file_kind=self.file_kind,
            published_at=instant,
            updated_at=instant,
            passages=[*decision, *text],
        )


STAFF = {"body": "Henkilöstö- ja työllisyysjaosto", "body_slug": "hetyj", "abbreviation": "HETYJ"}

ITEMS = [
    Example(
        pk=1,
        title="Joensuun seudun kotouttamistyön keskus -hankkeen jatko",
        **STAFF,
        section=16,
        case=CASE,
        decision="Muutettu päätösehdotus hyväksyttiin yksimielisesti. Jatkohankkeessa vakiinnutetaan seudun yhteinen "
        "neuvonta. Keskus on osa International House Joensuuta.",
        text="Kotouttamiskeskuksen asiakasrekisteri otettiin käyttöön vuonna 2021.",
    ),
    Example(
        pk=2,
        title="Osallistuminen kotouttamiskeskuksen toimintaan",
        municipality="liperi",
        day=dt.date(2022, 5, 9),
        section=97,
        text="Kunta osallistuu seudulliseen jatkohankkeeseen 1.9.2022 alkaen. Kunnan osuus lasketaan ulkomaalaisten "
        "asukkaiden määrästä.",
    ),
    Example(
        pk=3,
        title="Talousarvion muutokset, kesäkuu 2022",
        municipality="ilomantsi",
        day=dt.date(2022, 6, 13),
        section=141,
        text="Määräraha siirretään. Lisäksi varataan seudun kotouttamistyöhön kunnan omarahoitusosuus ja "
        "jatkohankkeelle aloitusraha.",
        statuses=(REFERRED,),
    ),
    *(
        Example(
            pk=number,
            title="Joensuun seudun kotouttamiskeskus -hanke",
            **STAFF,
            day=day,
            section=section,
            case=CASE,
            text="Kotouttamiskeskuksen jatkohanke valmistellaan.",
        )
        for number, day, section in (
            (4, dt.date(2020, 3, 16), 118),
            (5, dt.date(2020, 5, 26), 31),
            (6, dt.date(2021, 9, 14), 52),
        )
    ),
    Example(
        pk=7,
        title="Kouluverkon tarkistaminen",
        day=dt.date(2021, 2, 1),
        section=20,
        decision="Kaupunginhallitus päätti, että Rantakylän koulu peruskorjataan.",
        text="Kouluverkkoa tarkistetaan oppilasmäärän mukaan.",
    ),
]

FILES = [
    Example(
        pk=1,
        title="Liite 1: Hankkeen esittely jaostolle",
        **STAFF,
        section=16,
        text="Kansilehti. "
        * 40
        + "Keskukselle asetetut asiakastyön tavoitteet ja toteuma kunnittain. Kotouttamiskeskuksen jatkohankkeen "
        "sisällöksi ehdotetaan neuvontaa.",
        pages=(0, 100, 300, 480),
        file_kind="PDF",
    )
]


@dataclass
class Records:
    """Records of one kind; what is ``hidden`` may not be shown any more."""

    examples: Sequence[Example]
    hidden: set[int] = field(default_factory=set)

    def findable(self, pks: Sequence[int]) -> Iterable[Findable]:
        return [Findable(one.pk, one.document()) for one in self.examples if one.pk in pks]

    def every(self) -> Iterator[Sequence[int]]:
        yield [one.pk for one in self.examples]

    def show(self, pks: Sequence[int]) -> Mapping[int, ShownHit]:
        return {one.pk: one.shown() for one in self.examples if one.pk in pks and one.pk not in self.hidden}


def searchable(key: str, word: str, label: str, records: Records) -> Searchable:
    return Searchable(
        key=key, word=word, label=label, findable=records.findable, every=records.every, show=records.show
    )


def examples(items: Records | None = None) -> list[Searchable]:
    """The decisions and the files of them, as two kinds."""
    return [
        searchable("example.item", "paatos", "Päätökset", items or Records(ITEMS)),
        searchable("example.file", "liite", "Liitteet", Records(FILES)),
    ]


def fill_organizations() -> None:
    for slug, name in PLACES.items():
        owner = Organization.objects.create(slug=slug, name_fi=name)
        Body.objects.create(
            organization=owner,
            slug="kh",
            name_fi="Kunnanhallitus",
            name_sv="Kommunstyrelsen",
            kind="board",
            abbreviation="KH",
        )
        if slug == "joensuu":
            Body.objects.create(
                organization=owner,
                slug="hetyj",
                name_fi="Henkilöstö- ja työllisyysjaosto",
                kind="subcommittee",
                abbreviation="HETYJ",
            )


def register_only(*these: Searchable) -> dict[str, Searchable]:
    """Let these be all that can be found; gives what was registered before, to be put back."""
    before = dict(searchables._entries)
    searchables._entries.clear()
    for each in these:
        searchables.register(each)
    return before
