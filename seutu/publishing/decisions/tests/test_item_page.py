from __future__ import annotations

import pytest

from seutu.publishing.decisions.models import AttachmentKind, ItemRemedy, MeetingState, Outcome, PartKind, Remedy
from seutu.publishing.decisions.tests.factories import (
    AttachmentFactory,
    CaseFactory,
    ItemFactory,
    MeetingFactory,
    PartFactory,
)
from seutu.shared.organizations.tests.factories import BodyFactory, OrganizationFactory

PAGE = "/kuusela/kokoukset/2026104/4/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return OrganizationFactory(name_fi="Kuusela", slug="kuusela", full_name_fi="Kuuselan kunta")


def item(owner, **values):
    body = BodyFactory(organization=owner, name_fi="Tekninen lautakunta", abbreviation="TEKLA")
    meeting = values.pop("meeting", None) or MeetingFactory(body=body, legacy_id="2026104")
    return ItemFactory(meeting=meeting, position=4, **{"section_number": 16, "title": "Kevyen väylän valot", **values})


def text(response):
    """The page with every run of spaces, hard ones included, as one."""
    return " ".join(response.content.decode().split())


def test_it_tells_where_and_when_and_how_the_item_ended(client, owner):
    item(owner, outcome=Outcome.VOTE, outcome_detail="7–4")

    page = text(client.get(PAGE))

    assert "§ 16" in page
    assert "Tekninen lautakunta (TEKLA)" in page
    assert '<time datetime="2026-03-10">10.3.2026</time>' in page
    assert "Ratkaistiin äänin 7–4" in page


def test_the_parts_stand_in_the_order_of_the_record_under_its_own_headings(client, owner):
    row = item(owner)
    PartFactory(item=row, position=1, kind=PartKind.BACKGROUND, html="<p>Tausta on pitkä.</p>")
    PartFactory(item=row, position=2, kind=PartKind.PROPOSAL, heading="Johtajan ehdotus", html="<p>Ehdotan.</p>")
    PartFactory(item=row, position=3, kind=PartKind.DECISION, html="<p>Hyväksyttiin.</p>")

    page = text(client.get(PAGE))

    places = [page.index(words) for words in ("Selostus", "Tausta on", "Johtajan ehdotus", "Ehdotan.", "Päätös<")]
    assert places == sorted(places)
    assert '<a href="#paatos">Lue päätös</a>' in page
    assert 'id="paatos"' in page


def test_the_original_proposal_is_kept_beside_the_amended_one(client, owner):
    row = item(owner)
    PartFactory(item=row, position=1, kind=PartKind.PROPOSAL, author="Johtaja", html="<p>Ensin näin.</p>")
    PartFactory(item=row, position=2, kind=PartKind.PROPOSAL, is_amended=True, html="<p>Sitten näin.</p>")

    page = text(client.get(PAGE))

    assert page.count("section--superseded") == 1
    assert "alkuperäinen ehdotus, jota muutettiin" in page
    assert "Muutettu päätösehdotus" in page
    assert "Ensin näin." in page
    assert "Sitten näin." in page


def test_a_short_decision_stands_large_and_a_long_one_as_text(client, owner):
    row = item(owner)
    PartFactory(item=row, position=1, kind=PartKind.DECISION, html="<p>Hyväksyttiin.</p>")
    PartFactory(item=row, position=2, kind=PartKind.DECISION, html=f"<p>{'Pitkä päätös. ' * 30}</p>")

    page = text(client.get(PAGE))

    assert page.count("prose ruling") == 1
    assert 'id="paatos-2"' in page


def test_text_in_another_language_than_the_page_says_so(client, owner):
    row = item(owner)
    PartFactory(item=row, position=1, html="<p>Suomeksi.</p>")
    PartFactory(item=row, position=2, html="<p>På svenska.</p>", language="sv")

    finnish, swedish = text(client.get(PAGE)), text(client.get(f"/sv{PAGE}"))

    assert '<div class="prose" lang="sv"><p>På svenska.' in finnish
    assert '<div class="prose"><p>Suomeksi.' in finnish
    assert '<div class="prose" lang="fi"><p>Suomeksi.' in swedish
    assert '<div class="prose"><p>På svenska.' in swedish
    assert '<h1 lang="fi">' in swedish


def test_a_withheld_item_shows_its_title_day_and_body_and_why(client, owner):
    item(owner, title="Riita urakasta", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 19 k.")

    page = text(client.get(PAGE))

    assert "Riita urakasta" in page
    assert "Tämän asian teksti on salassa pidettävä (JulkL 24 § 1 mom. 19 k.)." in page


def test_each_attachment_says_its_kind_number_and_size_or_why_it_is_not_there(client, owner, stored_file):
    row = item(owner)
    AttachmentFactory(item=row, position=1, number=1, title="Kartta", file=stored_file)
    AttachmentFactory(item=row, position=2, kind=AttachmentKind.SUPPORTING, title="Lista", is_unpublished=True)
    AttachmentFactory(
        item=row, position=3, number=3, title="Hinnat", is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 20 k."
    )

    page = text(client.get(PAGE))

    assert f'href="{PAGE}liitteet/1/"' in page
    assert "Liite 1: <span>Kartta</span>" in page
    assert "(TXT, 1 kt)" in page
    assert "Oheismateriaali: <span>Lista</span>" in page
    assert "Liite on julkinen, mutta sitä ei julkaista verkossa" in page
    assert "Salassa pidettävä (JulkL 24 § 1 mom. 20 k.)" in page
    assert page.count("liitteet/") == 1


def test_the_remedy_is_named_and_an_unknown_publication_day_is_told(client, owner):
    row = item(owner)
    ItemRemedy.objects.create(item=row, remedy=Remedy.REVIEW_REQUEST)
    type(row.meeting).objects.update(displayed_on=None)

    page = text(client.get(PAGE))

    assert "Oikaisuvaatimus" in page
    assert "Emme tiedä, milloin pöytäkirja julkaistiin" in page


@pytest.mark.parametrize(
    ("provision", "words"),
    [
        ("Kuntalaki 136 §", "koska se koskee vain valmistelua tai täytäntöönpanoa (Kuntalaki 136 §)"),
        ("Hankintalaki 135 §", "Tähän päätökseen ei voi hakea muutosta (Hankintalaki 135 §)"),
        ("Kuntalaki 136 §; Hankintalaki 135 §", "Tähän päätökseen ei voi hakea muutosta (Kuntalaki 136 §; H"),
    ],
)
def test_a_ban_tells_its_reason_only_when_the_provision_is_that_reason(client, owner, provision, words):
    ItemRemedy.objects.create(item=item(owner), remedy=Remedy.BAN, provision=provision)

    page = text(client.get(PAGE))

    assert words in page
    assert "Emme tiedä, milloin" not in page


def test_it_can_be_cited_in_short_and_in_full(client, owner):
    item(owner, case=CaseFactory(organization=owner, number="157/00.01.05.00/2020"))

    page = text(client.get(PAGE))

    assert "TEKLA 10.3.2026 § 16<" in page
    assert (
        "Kuuselan kunta, tekninen lautakunta, 10.3.2026 § 16: Kevyen väylän valot. Asianumero 157/00.01.05.00/2020. "
        f"http://testserver{PAGE}<"
    ) in page


def test_the_case_number_leads_to_the_case(client, owner):
    item(owner, case=CaseFactory(organization=owner, number="157/00.01.05.00/2020"))

    assert 'href="/kuusela/asiat/157-00.01.05.00-2020/"' in text(client.get(PAGE))


def test_the_neighbours_in_the_meeting_are_one_step_away(client, owner):
    row = item(owner)
    ItemFactory(meeting=row.meeting, position=3, section_number=15, title="Edellinen asia")
    ItemFactory(meeting=row.meeting, position=6, section_number=17, title="Seuraava asia")

    page = text(client.get(PAGE))

    assert 'href="/kuusela/kokoukset/2026104/3/" rel="prev"' in page
    assert 'href="/kuusela/kokoukset/2026104/6/" rel="next"' in page


def test_an_item_of_an_agenda_shows_what_is_proposed_and_that_it_is_open(client, owner):
    body = BodyFactory(organization=owner)
    meeting = MeetingFactory(body=body, legacy_id="2026104", state=MeetingState.AGENDA_PUBLISHED)
    row = item(owner, meeting=meeting, outcome=Outcome.APPROVED)
    PartFactory(item=row, position=1, kind=PartKind.PROPOSAL, html="<p>Ehdotan.</p>")
    PartFactory(item=row, position=2, kind=PartKind.DECISION, html="<p>Ei vielä julki.</p>")

    page = text(client.get(PAGE))

    assert "Esityslistalla" in page
    assert "Ehdotan." in page
    assert "Ei vielä julki." not in page
    assert "Lue päätös" not in page


def test_an_item_without_text_says_why(client, owner):
    item(owner)

    assert "Pöytäkirjassa on tästä asiasta vain otsikko." in text(client.get(PAGE))


def test_a_preparer_sees_a_draft_and_is_told_that_others_do_not(client, clerk, municipality):
    body = BodyFactory(organization=municipality)
    item(municipality, meeting=MeetingFactory(body=body, legacy_id="2026104", state=MeetingState.DRAFT))

    assert client.get(PAGE).status_code == 404
    client.force_login(clerk)
    response = client.get(PAGE)

    assert response.status_code == 200
    assert "Tämä on luonnos." in text(response)
    assert "private" in response["Cache-Control"]


def test_an_outsider_does_not_see_a_draft(client, outsider, municipality):
    body = BodyFactory(organization=municipality)
    item(municipality, meeting=MeetingFactory(body=body, legacy_id="2026104", state=MeetingState.DRAFT))
    client.force_login(outsider)

    assert client.get(PAGE).status_code == 404


def test_search_engines_are_kept_from_names(client, owner):
    row = item(owner, presenter="Johtaja Jukka Jokunen", preparers="Sihteeri Silja Saari")
    PartFactory(item=row, kind=PartKind.EXPERT, html="<p>Asiantuntija Aatu Aho oli paikalla.</p>")

    response = client.get(PAGE)
    page = text(response)

    assert response["X-Robots-Tag"] == "noindex"
    assert "<span data-nosnippet>Johtaja Jukka Jokunen</span>" in page
    assert "<span data-nosnippet>Sihteeri Silja Saari</span>" in page
    assert 'aria-labelledby="expert" data-nosnippet>' in page
    assert "Jokunen" not in page.split("</head>")[0]


@pytest.mark.parametrize(
    "path",
    [
        "/kuusela/kokoukset/2026104/5/",
        "/kuusela/kokoukset/2026104/04/",
        "/kuusela/kokoukset/2026104/0/",
        "/kuusela/kokoukset/2026104/-4/",
        "/kuusela/kokoukset/2026104/4/x/",
        "/kuusela/kokoukset/2026104/4/%00/",
        "/Kuusela/kokoukset/2026104/4/",
        "/mantyla/kokoukset/2026104/4/",
        f"/kuusela/kokoukset/2026104/{10**18}/",
        f"/kuusela/kokoukset/{10**30}/4/",
        f"/kuusela/kokoukset/{10**19 - 1}/4/",
    ],
)
def test_an_address_of_nothing_is_not_found(client, owner, path):
    item(owner)

    assert client.get(path).status_code == 404


def test_the_address_without_its_last_slash_leads_to_the_page(client, owner):
    item(owner)

    assert client.get(PAGE.removesuffix("/"))["Location"] == PAGE


def test_it_is_only_read(client, owner):
    item(owner)

    assert client.post(PAGE).status_code == 405
