"""What every step of a worker's day has in common: signing in, going by keyboard, and pages that are sound."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from seutu.shared.accounts.models import User
from seutu.shared.accounts.tests.second_factor import code_of, with_codes
from tests.browser.accessibility import assert_is_accessible, overflow, tab_through

PASSWORD = "seitsemän leveää lautaa"
WIDE, NARROW = 1280, 320
TEXT_OF_FOCUSED = """() => {
  const element = document.activeElement;
  return (element.labels?.[0] ?? element).textContent.trim();
}"""


def with_password_and_codes(user: User) -> User:
    """``user``, who can sign in by `sign_in`."""
    user.set_password(PASSWORD)
    user.save()
    return with_codes(user)


def sign_in(page: Page, user: User) -> None:
    """From the page that asks for a password to the one that was wanted first."""
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    give_code(page, user)


def give_code(page: Page, user: User) -> None:
    field = page.get_by_label("Vahvistuskoodi")
    field.fill(code_of(user))
    with page.expect_navigation():
        field.press("Enter")


def is_sound(page: Page) -> None:
    """Axe finds nothing, the keyboard comes to everything where it is seen, and a narrow window is wide enough."""
    assert_is_accessible(page)
    lost = [element["html"] for element in tab_through(page) if not (element["isSeen"] and element["isInView"])]
    assert lost == [], page.url
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert overflow(page) == [], page.url
    page.set_viewport_size({"width": WIDE, "height": 900})


def tab_to(page: Page, name: str) -> None:
    """Go on with the keyboard alone until the element of that name has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(TEXT_OF_FOCUSED).startswith(name):
            return
    raise AssertionError(f"the keyboard does not reach “{name}” on {page.url}")


def go_by_keyboard(page: Page, name: str) -> None:
    """Follow the link, or press the button, of that name, without a mouse."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def is_told(page: Page, words: str) -> None:
    """The page says ``words``."""
    expect(page.locator("main")).to_contain_text(words)
