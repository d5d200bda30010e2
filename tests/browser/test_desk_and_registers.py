"""The desk and the registers, wide and narrow: nothing for axe to find, and nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Iterable

from django.test import Client
from playwright.sync_api import Page

from tests.browser.accessibility import assert_is_accessible, overflow
from tests.browser.desk_and_registers import meeting_pages, public_register_pages, register_pages

WIDTHS = (1280, 320)


def faults_of(page: Page, addresses: Iterable[str]) -> list[str]:
    """What is wrong on the pages; all are looked at, so that everything is told at once."""
    found = []
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            found.append(f"{address} answers {answer.status if answer else 'nothing'}")
            continue
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} at {width}: {each} is too wide" for each in overflow(page)]
            try:
                assert_is_accessible(page)
            except AssertionError as fault:
                found.append(f"{width}: {fault}")
    return found


def at_the_desk(open_page, clerk) -> Page:
    client = Client()
    client.force_login(clerk)
    return open_page("/tyo/", client=client)


def test_the_pages_of_meetings_at_the_desk_are_accessible(open_page, municipality, clerk):
    addresses = meeting_pages(municipality, clerk)

    assert faults_of(at_the_desk(open_page, clerk), addresses) == []


def test_the_pages_of_registers_at_the_desk_are_accessible(open_page, municipality, clerk):
    addresses = register_pages(municipality)

    assert faults_of(at_the_desk(open_page, clerk), addresses) == []


def test_the_public_pages_of_registers_are_accessible(open_page, municipality):
    addresses = public_register_pages(municipality)

    assert faults_of(open_page("/"), addresses) == []
