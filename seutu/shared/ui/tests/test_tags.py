from __future__ import annotations

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from seutu.shared.ui.components import Place, Status
from seutu.shared.ui.drawings import UnknownIcon
from seutu.shared.ui.tests.markup import Element, read


def render(source: str, language: str = "fi", **context: object) -> Element:
    with translation.override(language):
        return read(Template("{% load ui %}" + source).render(Context(context)))


def test_an_icon_is_drawn_for_the_eye_only():
    svg = render('{% icon "settled" %}').one("svg", css="icon")

    assert svg["aria-hidden"] == "true"
    assert svg.all("circle")


def test_arrows_turn_with_the_line_of_reading():
    assert "icon--turn" in render('{% icon "next" %}').one("svg").classes
    assert "icon--turn" not in render('{% icon "clock" %}').one("svg").classes


def test_an_unknown_icon_is_an_error():
    with pytest.raises(UnknownIcon):
        render('{% icon "unicorn" %}')


def test_the_map_mark_lights_one_municipality():
    svg = render('{% map_mark "liperi" %}').one("svg", css="map-mark")

    assert len(svg.all("path")) == 5
    assert len(svg.all("path", css="here")) == 1
    assert svg["aria-hidden"] == "true"


def test_a_map_mark_without_a_name_beside_it_says_its_name():
    svg = render('{% map_mark "liperi" "Liperi" %}').one("svg")

    assert (svg["role"], svg["aria-label"]) == ("img", "Liperi")


def test_a_municipality_that_is_not_on_the_map_has_no_mark():
    assert render('{% map_mark "utsjoki" %}').all("svg") == []


def test_the_sign_lights_the_municipality_of_the_page():
    lit = render('{% sign "ilomantsi" %}').one("path", css="here")["d"]
    usual = render("{% sign %}").one("path", css="here")["d"]

    assert lit != usual
    assert render('{% sign "utsjoki" %}').one("path", css="here")["d"] == usual


def test_the_map_of_the_region_links_every_municipality():
    places = [Place("liperi", "Liperi", "/liperi/"), Place("utsjoki", "Utsjoki", "/utsjoki/")]
    page = render("{% region_map places %}", places=places)

    on_map = page.one("svg").one("a")
    assert (on_map["href"], on_map.text) == ("/liperi/", "Liperi")
    assert page.one("a", css="chip")["href"] == "/utsjoki/"


def test_a_region_without_a_map_has_its_municipalities_in_words():
    page = render("{% region_map places %}", places=[Place("utsjoki", "Utsjoki", "/utsjoki/")])

    assert page.all("svg") == []
    assert page.one("a").text == "Utsjoki"


@pytest.mark.parametrize(("language", "heard"), [("fi", "pykälä 16"), ("sv", "paragraf 16"), ("en", "section 16")])
def test_a_section_is_seen_as_a_sign_and_heard_as_a_word(language, heard):
    section = render("{% section 16 %}", language).one("span", css="section-number")

    seen, spoken = section.all("span")
    assert (seen.text, seen["aria-hidden"]) == ("§ 16", "true")
    assert (spoken.text, spoken.classes) == (heard, {"hidden"})


def test_an_item_without_a_number_has_no_section():
    assert render("{% section None %}").children == []


def test_a_status_has_an_icon_and_words():
    label = render('{% status "Hyväksyttiin" tone="settled" %}').one("span", css="status--settled")

    assert label.text == "Hyväksyttiin"
    assert label.one("svg")


def test_a_status_can_be_a_value():
    assert render("{% status it %}", it=Status("Luonnos", "", "edit")).one("span", css="status").text == "Luonnos"


def test_words_in_tags_are_escaped():
    page = render("{% status it %}{% fact it %}x{% endfact %}{% empty it %}{% endempty %}", it="<script>")

    assert page.all("script") == []
    assert page.text.count("<script>") == 3


def test_a_notice_carries_its_tone():
    notice = render('{% notice "late" %}<p>Keskeytyi</p>{% endnotice %}').one("div", css="notice--late")

    assert notice.one("p").text == "Keskeytyi"
    assert notice.one("svg")


def test_a_table_scrolls_in_a_region_that_its_caption_names():
    page = render('{% table "Osuudet" "shares" %}<tbody></tbody>{% endtable %}')

    region = page.one("div", css="scroll")
    assert (region["role"], region["tabindex"]) == ("region", "0")
    assert page.one("caption")["id"] == region["aria-labelledby"]


def pages_of(number: int, query: str = "", target: str = "") -> Element:
    request = RequestFactory().get(f"/kokoukset/{query}")
    page = Paginator(range(100), 10).get_page(number)
    return render("{% pagination page_obj target=target %}", request=request, page_obj=page, target=target)


def test_pagination_keeps_the_rest_of_the_address():
    page = pages_of(2, "?vuosi=2022&sivu=2")

    addresses = [link["href"] for link in page.all("a")]
    assert "?vuosi=2022&sivu=3" in addresses
    assert "?vuosi=2022" in addresses  # the first page has the plain address
    assert page.one("b", **{"aria-current": "page"}).text == "Sivu 2"


def test_the_first_page_has_no_query_of_its_own():
    assert "/kokoukset/" in [link["href"] for link in pages_of(2, "?sivu=2").all("a")]


def test_the_ends_of_pagination():
    first, last = pages_of(1), pages_of(10)

    assert "Edellinen sivu" not in first.text
    assert "Seuraava sivu" in first.text
    assert "Seuraava sivu" not in last.text


def test_pagination_is_refined_only_where_a_list_is_named():
    assert all("hx-get" not in link.attributes for link in pages_of(2).all("a"))
    assert all(link["hx-target"] == "#list" for link in pages_of(2, target="list").all("a"))


def test_one_page_needs_no_pagination():
    page = Paginator(range(3), 10).get_page(1)

    assert render("{% pagination p %}", request=RequestFactory().get("/"), p=page).children == []


def test_linked_data_cannot_end_its_element():
    script = render("{% linked_data data %}", data={"name": "</script><script>alert(1)"}).one("script")

    assert script["type"] == "application/ld+json"
    assert "</" not in script.text


def test_a_language_is_marked_only_where_it_changes():
    class Frame:
        language = "fi"

    assert "lang" not in render('<p{% lang "fi" %}>x</p>', page=Frame()).one("p").attributes
    assert render('<p{% lang "sv" %}>x</p>', page=Frame()).one("p")["lang"] == "sv"


def test_a_day_in_a_time_element_can_be_read_by_machines():
    time = render("{% time_element day %}", day=dt.date(2022, 3, 29)).one("time")

    assert (time["datetime"], time.text) == ("2022-03-29", "29.3.2022")
