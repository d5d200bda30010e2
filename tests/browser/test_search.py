"""The search with a keyboard: what is offered while one types, and filters that change only the results."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_is_accessible

pytestmark = pytest.mark.usefixtures("search_records")


def test_suggestions_are_gone_through_with_the_arrows(open_page):
    page = open_page("/saavutettavuus/")
    box = page.get_by_role("combobox", name="Hae päätöksistä")
    box.press_sequentially("kouluv")

    offered = page.get_by_role("option")
    expect(offered).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#announcement")).to_have_text("1 ehdotus")
    box.press("ArrowDown")

    expect(offered).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", offered.get_attribute("id"))
    assert_is_accessible(page)
    box.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".*"))


def test_escape_closes_the_suggestions_and_enter_searches_by_what_was_typed(open_page):
    page = open_page("/saavutettavuus/")
    box = page.get_by_role("combobox")
    box.press_sequentially("kouluv")
    expect(page.get_by_role("listbox")).to_be_visible()

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("kouluv")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/haku/\?q=kouluv$"))


def test_enter_on_a_suggestion_goes_there(open_page):
    page = open_page("/saavutettavuus/")
    box = page.get_by_role("combobox")
    box.press_sequentially("kunnanhal")
    expect(page.get_by_role("option").first).to_contain_text("Toimielin")

    box.press("ArrowDown")
    box.press("Enter")

    expect(page).to_have_url(re.compile(r"/haku/\?toimielin="))


def test_a_filter_changes_the_results_alone_and_says_how_many_there_are(open_page):
    page = open_page("/haku/?q=jatkohanke")
    page.evaluate("document.body.dataset.same = 'yes'")

    page.get_by_role("checkbox", name="Liperi").focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("heading", level=2)).to_have_text("1 osuma")
    expect(page).to_have_url(re.compile(r"/haku/\?q=jatkohanke&kunta=liperi$"))
    expect(page.locator("#announcement")).to_have_text("1 osuma")
    expect(page.get_by_role("checkbox", name="Liperi")).to_be_focused()
    assert page.evaluate("document.body.dataset.same") == "yes"
    assert_is_accessible(page)
    page.go_back()
    expect(page.get_by_role("checkbox", name="Liperi")).not_to_be_checked()


def test_a_new_search_keeps_the_filters(open_page):
    page = open_page("/haku/?q=jatkohanke&kunta=liperi")

    page.get_by_role("combobox").fill("osallistuminen")
    page.get_by_role("combobox").press("Enter")

    expect(page).to_have_url(re.compile(r"/haku/\?q=osallistuminen&kunta=liperi"))


def test_days_that_were_not_chosen_are_not_in_the_address(open_page):
    page = open_page("/haku/?q=jatkohanke&kunta=liperi")

    page.get_by_role("combobox").fill("osallistuminen")
    page.get_by_role("combobox").press("Enter")

    expect(page).to_have_url(re.compile(r"/haku/\?q=osallistuminen&kunta=liperi$"))
    expect(page.locator("#alkaen")).to_be_enabled()


def test_on_paper_there_are_hits_and_nothing_to_press(open_page):
    page = open_page("/haku/?q=jatkohanke")
    page.emulate_media(media="print")

    expect(page.locator(".search-hit").first).to_be_visible()
    for what in (".facets", ".results .heading-row > p", ".searchbox .button"):
        expect(page.locator(what)).to_be_hidden()


def test_on_a_phone_the_filters_fold_and_stay_open_while_one_chooses(open_page):
    page = open_page("/haku/?q=jatkohanke", width=360)
    expect(page.get_by_role("checkbox", name="Liperi")).to_be_hidden()

    page.get_by_text("Rajaa tuloksia", exact=True).first.click()
    page.get_by_role("checkbox", name="Liperi").check()

    expect(page.get_by_role("heading", level=2)).to_have_text("1 osuma")
    expect(page.get_by_role("checkbox", name="Liperi")).to_be_visible()


def test_the_search_works_without_scripts(open_page):
    page = open_page("/saavutettavuus/", has_scripts=False)
    page.get_by_role("searchbox", name="Hae päätöksistä").fill("jatkohanke")
    page.get_by_role("button", name="Hae").click()
    page.get_by_role("checkbox", name="Liperi").check()
    page.get_by_role("button", name="Rajaa tuloksia").click()

    expect(page.get_by_role("heading", level=2)).to_have_text("1 osuma")
    expect(page).to_have_url(re.compile(r"q=jatkohanke&kunta=liperi"))
