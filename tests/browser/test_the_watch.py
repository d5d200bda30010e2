"""The watch itself: each kind of fault, planted, is seen."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import Journal, assert_is_accessible, overflow, tab_through


def put(page, body: str) -> None:
    """Put ``body`` in the place of the page's content, under the page's own policy and style sheets."""
    page.evaluate("(body) => { document.querySelector('main').innerHTML = body }", body)


def test_axe_sees_a_field_without_a_label(open_page):
    page = open_page("/osat/lomake/")
    put(page, "<h1>Lomake</h1><input name='x'>")

    with pytest.raises(AssertionError, match="label"):
        assert_is_accessible(page)


def test_axe_sees_pale_text(open_page):
    page = open_page("/osat/lomake/")
    put(page, "<h1>Teksti</h1><p id='pale'>Tätä ei erota</p>")
    page.evaluate("document.getElementById('pale').style.color = '#bbb'")

    with pytest.raises(AssertionError, match="color-contrast"):
        assert_is_accessible(page)


def test_what_is_too_wide_is_named(open_page):
    page = open_page("/osat/lomake/", width=320)
    put(page, f"<h1>Leveä</h1><code class='case-number'>{'1' * 80}</code>")

    assert any("case-number" in element for element in overflow(page))


def test_a_focus_that_cannot_be_seen_is_noticed(open_page):
    page = open_page("/osat/lomake/")
    put(page, "<h1>Linkki</h1><a href='#main' id='shy'>piilossa</a>")
    page.evaluate("document.getElementById('shy').style.outline = 'none'")

    assert [each["html"][:24] for each in tab_through(page) if not each["isSeen"]] == ['<a href="#main" id="shy"']


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("<p style='color: red'>x</p>", "style-src"),
        ("<img alt='' src='https://elsewhere.example/x.png'>", "img-src"),
        ("<img alt='' src='/static/ui/no-such-file.svg'>", "404"),
        ("<button onclick='alert(1)'>x</button>", "script-src"),
    ],
)
def test_what_the_policy_forbids_and_what_is_not_there_is_reported(browser, live_server, transactional_db, fault, seen):
    context = browser.new_context(base_url=live_server.url)
    page, journal = context.new_page(), Journal()
    journal.watch(page)
    page.goto("/osat/lomake/")

    put(page, fault)
    page.wait_for_timeout(300)

    context.close()
    assert any(seen in problem for problem in journal.problems)
