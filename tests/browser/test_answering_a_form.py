"""A form in five languages is answered on a phone, in Arabic, from the right to the left."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.tests.contact_form import contact_form
from seutu.shared.eforms.tests.factories import published
from tests.browser.accessibility import assert_is_accessible

START = "/lomakkeet/yhteydenotto/"
LONGEST_LINE = "document.documentElement.scrollWidth"


@pytest.fixture
def _form(transactional_db, settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    published(contact_form(), answer_within_days=3)


def _looked_at(page: Page, *, has_scripts: bool = True) -> None:
    """Nothing that axe finds, and nothing that sticks out of the screen; axe is a script itself."""
    if not has_scripts:
        return
    assert_is_accessible(page)
    assert page.evaluate(LONGEST_LINE) <= page.viewport_size["width"]


@pytest.mark.usefixtures("_form")
@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_newcomer_answers_in_arabic_on_a_phone(open_page, tmp_path, has_scripts):
    page = open_page("/ar" + START, width=360, has_scripts=has_scripts)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    _looked_at(page, has_scripts=has_scripts)

    page.get_by_role("button", name="ابدأ").click()
    _tell_who(page, has_scripts=has_scripts)
    _tell_what(page, tmp_path / "paper.pdf", has_scripts=has_scripts)
    expect(page.get_by_text("سمير")).to_be_visible()
    _looked_at(page, has_scripts=has_scripts)
    if not has_scripts:
        _let_time_pass()
    page.get_by_role("button", name="أرسل", exact=True).first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("شكراً. وصلتنا إجاباتك.")
    _looked_at(page, has_scripts=has_scripts)
    submission = Submission.objects.get()
    expect(page.get_by_text(submission.number)).to_be_visible()
    assert submission.answer_sets.get().answers == {
        "name": "سمير",
        "phone": "0401234567",
        "channel": "call",
        "municipality": "167",
        "topics": ["home"],
        "children": [{"child_age": 7}],
        "paper": [submission.files.get().key],
    }


def _tell_who(page: Page, *, has_scripts: bool) -> None:
    page.get_by_label("الاسم").fill("سمير")
    page.get_by_label("رقم الهاتف").fill("040")
    page.get_by_label("رقم الهاتف").press("Enter")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.get_by_label("الاسم")).to_have_value("سمير")
    _looked_at(page, has_scripts=has_scripts)
    page.get_by_label("رقم الهاتف").fill("٠٤٠ ١٢٣ ٤٥٦٧")
    page.get_by_label("مكالمة هاتفية").check()
    page.get_by_role("button", name="التالي").click()


def _tell_what(page: Page, paper: Path, *, has_scripts: bool) -> None:
    page.get_by_label("في أي بلدية تسكن؟").select_option("167")
    page.get_by_label("السكن").check()
    page.get_by_role("button", name="أضف: طفل").click()
    page.get_by_label("العمر").fill("٧")
    paper.write_bytes(b"%PDF-1.7 \n")
    page.get_by_label("صورة ورقة (اختياري)").set_input_files(paper)
    page.get_by_role("button", name="أرفق الملف").click()
    expect(page.get_by_text("paper.pdf").first).to_be_visible()
    _looked_at(page, has_scripts=has_scripts)
    page.get_by_role("button", name="راجع إجاباتك").click()


def _let_time_pass() -> None:
    from seutu.shared.eforms import bot_protection
    from seutu.shared.eforms.models import Draft

    draft = Draft.objects.get()
    Draft.objects.update(created_at=draft.created_at - bot_protection.PATIENCE)


@pytest.mark.usefixtures("_form")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_pages_are_accessible_in_finnish_too(open_page, width, scheme):
    page = open_page("/lomakkeet/", width=width, scheme=scheme)
    _looked_at(page)
    page.get_by_role("link", name="Yhteydenottopyyntö").click()
    _looked_at(page)
    page.get_by_role("button", name="Aloita").press("Enter")
    page.get_by_role("button", name="Seuraava").press("Enter")
    expect(page).to_have_title("Virhe: Yhteydenottopyyntö – Seutu")
    _looked_at(page)
    page.get_by_role("button", name="Tallenna ja jatka myöhemmin").click()
    _looked_at(page)


@pytest.mark.usefixtures("_form")
def test_a_link_opens_an_unfinished_form_on_another_device(open_page):
    first = open_page(START)
    first.get_by_role("button", name="Aloita").click()
    first.get_by_label("Nimi").fill("Samir")
    first.get_by_role("button", name="Tallenna ja jatka myöhemmin").click()
    link = first.locator(".form__link a").get_attribute("href")

    second = open_page(link, width=360)
    _looked_at(second)
    second.get_by_role("button", name="Jatka vastaamista").click()

    expect(second.get_by_label("Nimi")).to_have_value("Samir")
    assert PurePosixPath(link).name not in second.url
    assert Client().get(link).status_code == 404
