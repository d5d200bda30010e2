"""A real browser, pointed at a real server; every page it opens is watched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_socket import enable_socket, socket_allow_hosts

from tests.browser.accessibility import Journal

CHROMIUM = os.environ.setdefault("SEUTU_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Other parts of the tests may keep the machine busy: what comes is waited for, as long as it takes.
expect.set_options(timeout=30_000)

# The browser's loop runs in this thread, where fixtures also make rows: Django would take it for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here; without a browser or axe, skip it and say so (where CI=true, fail instead)."""
    missing = _what_is_missing()
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if missing and os.environ.get("CI", "").lower() != "true":
            item.add_marker(pytest.mark.skip(reason=missing))


def _what_is_missing() -> str:
    if not Path(CHROMIUM).exists():
        return f"no browser at {CHROMIUM}: install Debian's chromium, or name another in SEUTU_CHROMIUM"
    if not Path(os.environ.get("SEUTU_AXE", "")).is_file():
        return "SEUTU_AXE does not name axe.min.js: bin/test fetches it"
    return ""


@pytest.fixture(autouse=True)
def _only_this_machine() -> None:
    """Take the place of the fixture of the same name above: here a server in this process accepts connections."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep SQLite in a file: each request has a connection of its own then, as in the product.

    In memory Django lends one connection to all threads of the server, and what two requests do at once becomes one
    transaction.
    """
    database = connections["default"]
    if database.vendor == "sqlite":
        database.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "browser.sqlite3")
        database.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def search_records(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    """A dozen records that can be found, in an index of their own, and nothing else."""
    from seutu.shared.search.reindexing import reindex
    from seutu.shared.search.searchables import searchables
    from seutu.shared.search.tests import records

    settings.SEARCH_DIR = tmp_path / "search"
    records.fill_organizations()
    before = records.register_only(*records.examples())
    reindex()
    yield
    searchables._entries.clear()
    searchables._entries.update(before)


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[OpenPage]:
    """Open an address of the site; what the browser reports as wrong fails the test at its end."""
    journal, contexts = Journal(), []

    def open_it(
        path: str,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        has_scripts: bool = True,
        client: Client | None = None,
    ) -> Page:
        options: dict[str, Any] = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        context = browser.new_context(
            base_url=live_server.url, locale="fi-FI", java_script_enabled=has_scripts, **options
        )
        contexts.append(context)
        if client is not None:
            context.add_cookies(
                [{"name": name, "value": each.value, "url": live_server.url} for name, each in client.cookies.items()]
            )
        page = context.new_page()
        journal.watch(page)
        page.goto(path, wait_until="load")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert journal.problems == []
