"""What scripts make better: without them everything still works."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_pagination_changes_only_the_list_and_keeps_the_address_true(open_page):
    page = open_page("/osat/")
    page.evaluate("document.body.dataset.same = 'yes'")

    page.get_by_role("link", name="Seuraava sivu").click()

    expect(page.get_by_role("heading", name="Sivu 3/9")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/osat/\?sivu=3$"))
    assert page.evaluate("document.body.dataset.same") == "yes"
    expect(page.locator("#announcement")).to_have_text("Sivu 3/9")


def test_going_back_after_pagination_shows_the_list_as_it_was(open_page):
    page = open_page("/osat/")
    page.get_by_role("link", name="Seuraava sivu").click()
    expect(page.get_by_role("heading", name="Sivu 3/9")).to_be_visible()

    page.go_back()

    expect(page.get_by_role("heading", name="Sivu 2/9")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Osat")


def test_a_list_that_cannot_be_had_leads_to_the_page_that_says_why(browser, live_server, transactional_db):
    page = browser.new_context(base_url=live_server.url).new_page()
    page.goto("/osat/")
    page.evaluate(
        """() => {
          const link = document.querySelector("#g-pages a");
          link.setAttribute("hx-get", "/osat/ei/ole/olemassa/lainkaan/");
          const fresh = link.cloneNode(true);
          link.replaceWith(fresh);
          htmx.process(fresh);
        }"""
    )

    page.locator("#g-pages a").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sivua ei löytynyt")
    page.context.close()


def test_pagination_works_without_scripts(open_page):
    page = open_page("/osat/", has_scripts=False)

    page.get_by_role("link", name="Seuraava sivu").click()

    expect(page.get_by_role("heading", name="Sivu 3/9")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/osat/\?sivu=3$"))


def test_printing_is_offered_only_where_it_works(open_page):
    expect(open_page("/osat/", has_scripts=False).get_by_role("button", name="Tulosta")).to_have_count(0)

    page = open_page("/osat/")
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes' }")
    page.get_by_role("button", name="Tulosta").click()

    assert page.evaluate("document.body.dataset.printed") == "yes"


def test_the_address_is_copied_and_said(open_page, live_server):
    page = open_page("/osat/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("link", name="Pysyvä osoite").click()

    expect(page.locator("#announcement")).to_have_text("Osoite on kopioitu.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}/osat/"
