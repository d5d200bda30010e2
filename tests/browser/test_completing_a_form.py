"""A clerk asks for completion, and the sender completes their form in Arabic on a phone; the desk sees both."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.shared.accounts.tests.second_factor import signed_in_with_code
from seutu.shared.core import clock
from seutu.shared.eforms import bot_protection
from seutu.shared.eforms.models import Draft, Submission
from seutu.shared.eforms.tests.answerer import ARABIC, Answerer
from seutu.shared.eforms.tests.contact_form import contact_form
from seutu.shared.eforms.tests.factories import published
from seutu.shared.messages.models import Message
from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.conftest import OpenPage
from tests.browser.working_day import go_by_keyboard

WORDS = "Kirjoita koko nimesi."


@pytest.fixture
def sent(transactional_db, municipality, settings, tmp_path) -> Submission:
    settings.FILES_DIR = tmp_path / "files"
    published(contact_form(), organization=municipality)
    person = Answerer(Client(), ARABIC)
    person.fill()
    person.send()
    Submission.objects.update(reply_email="keksitty@lahettaja.example")
    return Submission.objects.get()


def _asked(page: Page) -> str:
    """Ask for the name and the topics at the desk; gives where the link of the mail leads."""
    page.get_by_role("link", name="Pyydä täydennystä").click()
    page.get_by_label("Nimi", exact=True).check()
    page.get_by_label("Missä tarvitset apua?").check()
    page.locator("textarea").fill(WORDS)
    day = page.locator("input[name=complete_by]")
    if not day.input_value():
        until = clock.today() + dt.timedelta(days=14)
        day.fill(f"{until.day}.{until.month}.{until.year}")
    go_by_keyboard(page, "Lähetä täydennettäväksi")
    body = Message.objects.latest("pk").body_text
    return "/" + next(line for line in body.splitlines() if "/linkki/" in line).split("/", 3)[3]


def _is_sound(page: Page, *, has_scripts: bool) -> None:
    if not has_scripts:
        return
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == []
        assert_is_accessible(page)
    page.set_viewport_size({"width": 360, "height": 900})


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_came_in_wrong_is_completed_in_the_form_itself(
    open_page: OpenPage, sent: Submission, clerk, has_scripts: bool
) -> None:
    desk = open_page(f"/tyo/lomakevastaukset/{sent.pk}/", client=signed_in_with_code(Client(), clerk))
    path = _asked(desk)

    page = open_page(path, width=360, has_scripts=has_scripts)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    _is_sound(page, has_scripts=has_scripts)
    go_by_keyboard(page, "افتح الاستمارة") if has_scripts else page.locator("main button").click()
    _first_page(page, has_scripts=has_scripts)
    page.get_by_label("تصريح الإقامة").check()
    page.get_by_role("button", name="راجع إجاباتك").click()
    expect(page.get_by_text("سمير المختلق")).to_be_visible()
    _is_sound(page, has_scripts=has_scripts)
    if not has_scripts:
        Draft.objects.update(created_at=clock.now() - bot_protection.PATIENCE)
    page.get_by_role("button", name="أرسل", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("شكراً. وصلنا استكمالك.")
    expect(page.get_by_text(sent.number)).to_be_visible()
    _is_sound(page, has_scripts=has_scripts)
    _the_desk_sees_both(desk)


def _first_page(page: Page, *, has_scripts: bool) -> None:
    """The asked-for name, with what was answered; nothing else has to be typed again."""
    expect(page.get_by_label("الاسم")).to_have_value("Samir")
    expect(page.get_by_label("رقم الهاتف")).to_have_value("0401234567")
    expect(page.get_by_text(WORDS)).to_be_visible()
    _is_sound(page, has_scripts=has_scripts)
    page.get_by_label("الاسم").fill("سمير المختلق")
    page.get_by_role("button", name="بماذا تحتاج إلى المساعدة؟").click()
    expect(page.get_by_label("السكن")).to_be_checked()


def _the_desk_sees_both(desk: Page) -> None:
    desk.reload()
    expect(desk.get_by_text("سمير المختلق")).to_be_visible()
    expect(desk.get_by_text("Ennen täydennystä:").first).to_be_visible()
    expect(desk.get_by_text("Samir")).to_be_visible()
    desk.locator("a[href*='vastaukset=1']").first.click()
    expect(desk.get_by_text("سمير المختلق")).to_have_count(0)
    expect(desk.get_by_text("Samir")).to_be_visible()
