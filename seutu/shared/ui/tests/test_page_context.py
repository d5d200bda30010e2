from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from seutu.shared.core import registry
from seutu.shared.core.registry import NavigationGroup, NavigationLink, Point
from seutu.shared.ui import views
from seutu.shared.ui.components import Feed, Link
from seutu.shared.ui.page_context import NavigationMenu, Page
from seutu.shared.ui.tests.markup import Element, read


@pytest.fixture
def navigation(monkeypatch: pytest.MonkeyPatch) -> Point[NavigationLink]:
    """A navigation of our own, empty."""
    point = Point(NavigationLink)
    monkeypatch.setattr(registry, "navigation", point)
    return point


def link(key: str, url_name: str, audience: str = "public", **more: object) -> NavigationLink:
    return NavigationLink(key=key, audience=audience, label=key, url_name=url_name, **more)


def frame(path: str = "/osat/", **context: object) -> Element:
    request = RequestFactory().get(path)
    with translation.override("fi"):
        return read(engines["django"].get_template("ui/base.html").render(context, request))


def test_a_public_page_asks_neither_the_database_nor_who_is_there(navigation):
    # A request that no middleware has seen has no session and no user, and this test has no database.
    response = views.gallery(RequestFactory().get("/osat/"))

    assert response.status_code == 200


def test_the_page_one_is_on_is_marked(navigation):
    navigation.register(link("gallery", "ui:gallery"))
    navigation.register(link("form", "ui:sample_form"))

    links = Page(RequestFactory().get(reverse("ui:gallery"))).navigation

    assert [each.current for each in links] == ["", "page"]  # “form” comes first: equal order, then by key


def test_a_page_below_a_link_marks_it_too(navigation):
    navigation.register(link("gallery", "ui:gallery"))

    assert Page(RequestFactory().get(reverse("ui:sample_form"))).navigation[0].current == "true"


def test_each_audience_has_its_own_links(navigation):
    navigation.register(link("a", "ui:gallery", "public"))
    navigation.register(link("b", "ui:gallery", "work"))
    navigation.register(link("c", "ui:gallery", "footer"))
    page = Page(RequestFactory().get("/"))

    assert [each.label for each in page.navigation] == ["a"]
    assert page.work_navigation is not None
    assert [each.label for each in page.work_navigation.top] == ["b"]
    assert [each.label for each in page.footer] == ["c"]


def test_a_link_can_be_for_some_only(navigation):
    navigation.register(link("a", "ui:gallery", is_visible=lambda request: False))

    assert Page(RequestFactory().get("/")).navigation == []


@pytest.fixture
def groups(monkeypatch: pytest.MonkeyPatch) -> Point[NavigationGroup]:
    """Groups of our own: one of parts, shown between the links of order 100."""
    point = Point(NavigationGroup)
    monkeypatch.setattr(registry, "navigation_groups", point)
    point.register(NavigationGroup(key="parts", order=200, label="Parts"))
    point.register(NavigationGroup(key="alone", order=300, label="Alone"))
    return point


def menu_of(path: str, navigation: Point[NavigationLink], others: int) -> NavigationMenu:
    navigation.register(link("gallery", "ui:gallery", "work", group="parts"))
    navigation.register(link("form", "ui:sample_form", "work", group="parts", order=101))
    navigation.register(link("only one", "ui:work_sample", "work", group="alone"))
    for number in range(others):
        navigation.register(link(f"other {number}", "ui:work_sample", "work"))
    menu = Page(RequestFactory().get(path)).work_navigation
    assert menu is not None
    return menu


def test_few_links_of_a_worker_stand_in_one_row(navigation, groups):
    menu = menu_of("/", navigation, others=5)

    assert len(menu.top) == 8
    assert menu.below == ()


def test_many_links_of_a_worker_stand_in_groups_and_a_group_of_one_is_that_link(navigation, groups):
    menu = menu_of("/", navigation, others=6)

    assert [str(each.label) for each in menu.top] == [f"other {n}" for n in range(6)] + ["Parts", "only one"]
    assert menu.top[6].url == reverse("ui:gallery")
    assert menu.below == ()


def test_in_a_group_its_links_are_shown_and_only_the_nearest_is_current(navigation, groups):
    menu = menu_of(reverse("ui:sample_form"), navigation, others=6)

    assert menu.top[6].current == "true"
    assert menu.label == "Parts"
    assert [(each.label, each.current) for each in menu.below] == [("gallery", ""), ("form", "page")]


def test_every_link_names_a_group_there_is():
    known = {"", *(group.key for group in registry.navigation_groups.entries())}

    assert {each.group for each in registry.navigation.entries()} <= known


def test_the_front_page_has_the_prefix_of_its_language():
    page = RequestFactory().get("/")

    with translation.override("fi"):
        assert Page(page).home_url == "/"
    with translation.override("sv"):
        assert Page(page).home_url == "/sv/"


def test_the_address_to_cite_is_whole_and_has_no_query():
    assert Page(RequestFactory().get("/osat/?sivu=2")).address == "http://testserver/osat/"


def test_the_footer_stands_on_every_page(navigation):
    navigation.register(link("Saavutettavuusseloste", "ui:gallery", "footer"))

    assert frame().one("footer", css="site-footer").one("a").text == "Saavutettavuusseloste"


def test_the_head_names_feeds_twin_and_address(navigation):
    page = frame(
        feeds=[Feed("Kokousasiat", "/syotteet/kokousasiat.rss"), Feed("Atom", "/syotteet/kokousasiat.atom", "atom")],
        json_twin="/osat.json",
        canonical="https://seutu.example/osat/",
        noindex=True,
    ).one("head")

    alternates = {(each["type"], each["href"]) for each in page.all("link", rel="alternate")}
    assert alternates == {
        ("application/rss+xml", "/syotteet/kokousasiat.rss"),
        ("application/atom+xml", "/syotteet/kokousasiat.atom"),
        ("application/json", "/osat.json"),
    }
    assert page.one("link", rel="canonical")["href"] == "https://seutu.example/osat/"
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_the_last_of_the_breadcrumb_is_no_link(navigation):
    trail = frame(breadcrumb=[Link("Joensuu", "/joensuu/"), Link("§ 16", "/joensuu/16/")]).one("nav", css="breadcrumb")

    assert [each.text for each in trail.all("a")] == ["Joensuu"]
    assert trail.one("li", **{"aria-current": "page"}).text == "§ 16"


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demo_says_that_its_names_are_invented(navigation, settings, is_demo):
    settings.DEMO = is_demo

    assert ("keksittyjä" in frame().one("footer").text) is is_demo


def test_a_region_has_its_name_beside_the_sign(navigation, settings):
    settings.REGION_NAME = "Kuuselan seutu"

    assert "Kuuselan seutu" in frame().one("a", css="brand").text
