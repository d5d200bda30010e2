"""The documents are true: what they name exists, and what must be in them is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps as installed
from django.urls import Resolver404, resolve

from seutu import __version__
from tests import source_tree
from tests.source_tree import PACKAGE, ROOT

DOCS = ROOT / "docs"
OPERATIONS, ADDRESSES, IMPORT = DOCS / "operations.md", DOCS / "addresses.md", DOCS / "import.md"
GLOSSARY, EXAMPLE = DOCS / "glossary.md", ROOT / ".env.example"

# From where a document may name a file: the root, the package, its halves.
PLACES = (ROOT, PACKAGE, *(PACKAGE / container for container in source_tree.CONTAINERS))

SETTING = re.compile(r"\bSEUTU_[A-Z][A-Z0-9_]*[A-Z]\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+\s+(.+?)\s*$", re.MULTILINE)
COMMAND = re.compile(r"\bbin/([a-z][\w.-]*)")
OPTION = re.compile(r"`(?:[^`]*\s)?(--[a-z][a-z-]*)[^`]*`")
PATH = re.compile(r"^\.?[\w-]+(?:/[\w.-]+)*/?$|^[\w.-]+\.(?:md|py|toml|html|po)$")
# Folders of one machine: nobody else has them. Written in two halves so that this file does not name one itself.
OF_ONE_MACHINE = re.compile(r"(?<![\w.}/-])/" + r"(?:work|root|tmp|home|Users)/" + r"[\w.]")
ADDRESS = re.compile(r"(?<=\| )`(/[^`]*)`(?= \|)")
SAMPLES = {
    "<vuosi>": "2026",
    "<kunta>": "kuusela",
    "<slug>": "valtuusto",
    "<id>": "2022504",
    "<n>": "4",
    "<m>": "1",
    "<asianumero>": "157-00.01.05.00-2020",
}
TEXTS = (".md", ".py", ".toml", ".html", ".css", ".js", ".po", ".yml", ".yaml", ".service", ".timer", ".conf", ".lock")


def documents() -> list[Path]:
    """Every document of ours; samples that tests read are not documents."""
    return [path for path in source_tree.files(".md") if "samples" not in path.parts]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def words_of_the_code() -> frozenset[str]:
    sources = (text(path) for path in source_tree.files(".py", under=PACKAGE) if "tests" not in path.parts)
    return frozenset(word for source in sources for word in re.findall(r"\w+", source))


def settings_read_by(path: Path) -> set[str]:
    """The settings that a Python file reads from the environment: its strings that are a setting's name."""
    constants = (node for node in ast.walk(source_tree.syntax_tree(path)) if isinstance(node, ast.Constant))
    return {node.value for node in constants if isinstance(node.value, str) and SETTING.fullmatch(node.value)}


def settings_named_in(path: Path) -> set[str]:
    """The settings that a document or script names; a secret's name with _FILE is the same setting."""
    return {name.removesuffix("_FILE") for name in SETTING.findall(text(path))}


@cache
def all_settings_of_the_code() -> set[str]:
    found = set[str]().union(*(settings_named_in(path) for path in source_tree.files(".py")))
    return found.union(*(settings_named_in(path) for path in source_tree.scripts()))


# -- settings ---------------------------------------------------------------------------------


def test_every_setting_is_in_the_example_and_in_the_document_and_no_other() -> None:
    read = settings_read_by(PACKAGE / "settings.py")

    assert read
    assert settings_named_in(EXAMPLE) == read
    assert read - settings_named_in(OPERATIONS) == set()


@pytest.mark.parametrize("document", documents(), ids=source_tree.name)
def test_a_setting_that_a_document_names_is_read_by_the_code(document: Path) -> None:
    assert settings_named_in(document) - all_settings_of_the_code() == set()


# -- links, files and commands ----------------------------------------------------------------


@pytest.mark.parametrize("document", documents(), ids=source_tree.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = [target for target in LINK.findall(text(document)) if not re.match(r"[a-z]+:", target)]

    assert [target for target in targets if not _leads_somewhere(document, target)] == []


def _leads_somewhere(document: Path, target: str) -> bool:
    file, _, heading = target.partition("#")
    path = (document.parent / file).resolve() if file else document
    return path.exists() and (not heading or heading in {_anchor(title) for title in HEADING.findall(text(path))})


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("document", documents(), ids=source_tree.name)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    named = [words for words in IN_BACKTICKS.findall(text(document)) if _is_a_path_of_ours(words)]

    assert [path for path in named if not _exists(document, path)] == []


def _is_a_path_of_ours(words: str) -> bool:
    first = words.split("/")[0]
    begins_here = "/" in words and first not in source_tree.MADE and any((place / first).exists() for place in PLACES)
    return bool(PATH.match(words)) and (begins_here or Path(words).suffix in {".md", ".py", ".toml", ".html", ".po"})


def _exists(document: Path, path: str) -> bool:
    """Whether the file is there: from the root, the package, a half, the document's app, or beside the document.

    A room of an app, `actions.py`, is there when any app has it, as a file or as a folder of that name.
    """
    own_app = source_tree.apps().get(source_tree.app_of_path(document) or "", document.parent)
    if any((place / path).exists() for place in (*PLACES, own_app, document.parent)):
        return True
    if path in source_tree.templates():
        return True
    return "/" not in path and any(
        path in {found.name, f"{found.parent.name}.py"} for found in source_tree.files(Path(path).suffix)
    )


@pytest.mark.parametrize("document", documents(), ids=source_tree.name)
def test_every_command_that_a_document_names_can_be_run(document: Path) -> None:
    commands = {ROOT / "bin" / name for name in COMMAND.findall(text(document))}

    assert [source_tree.name(path) for path in commands if not path.is_file()] == []
    assert [source_tree.name(path) for path in commands if not path.suffix and not path.stat().st_mode & 0o111] == []


def test_every_option_of_the_import_that_is_named_exists() -> None:
    sources = "".join(text(path) for path in source_tree.files(".py", under=PACKAGE / "publishing" / "harvest"))
    named = set(OPTION.findall(text(IMPORT)))

    assert named
    assert [option for option in named if f'"{option}"' not in sources] == []


# -- addresses --------------------------------------------------------------------------------


@pytest.mark.slow  # imports every page
def test_every_address_that_is_named_leads_to_a_page() -> None:
    named = ADDRESS.findall(text(ADDRESSES))

    assert named
    assert [address for address in named if not _leads_to_a_page(address)] == []


def _leads_to_a_page(address: str) -> bool:
    for placeholder, sample in SAMPLES.items():
        address = address.replace(placeholder, sample)
    try:
        resolve(address.partition("?")[0])
    except Resolver404:
        return False
    return True


# -- apps, words, decisions -------------------------------------------------------------------


@pytest.mark.parametrize("app", source_tree.apps())
def test_every_app_is_in_the_architecture_and_tells_what_it_is_for(app: str) -> None:
    folder = source_tree.apps()[app]

    assert f"{folder.name}/" in text(ROOT / "ARCHITECTURE.md")
    assert len(text(folder / "README.md").splitlines()) >= 3


def test_every_name_of_the_glossary_exists_in_the_code() -> None:
    names = _names_of_the_glossary()

    assert len(names) > 50
    assert sorted(names - words_of_the_code()) == []


def test_every_record_of_decisions_and_organizations_has_its_word_in_the_glossary() -> None:
    models = {
        model.__name__ for app in ("decisions", "organizations") for model in installed.get_app_config(app).get_models()
    }

    assert sorted(models - _names_of_the_glossary() - _names_in_prose_of_the_glossary()) == []


def _names_of_the_glossary() -> set[str]:
    rows = [line.split("|") for line in text(GLOSSARY).splitlines() if line.count("|") == 5]
    return {name for row in rows for name in IN_BACKTICKS.findall(row[4])}


def _names_in_prose_of_the_glossary() -> set[str]:
    return {name for name in IN_BACKTICKS.findall(text(GLOSSARY)) if name.isidentifier()}


def test_the_decision_records_are_numbered_without_gaps() -> None:
    records = sorted(path.name for path in (DOCS / "adr").glob("*.md"))

    assert [name[:5] for name in records] == [f"{number:04}-" for number in range(1, len(records) + 1)]


@pytest.mark.parametrize("record", sorted((DOCS / "adr").glob("*.md")), ids=source_tree.name)
def test_a_decision_record_has_its_three_parts_on_a_page(record: Path) -> None:
    title, *parts = HEADING.findall(text(record))

    assert title.startswith(f"{int(record.name[:4])}. ")
    assert parts == ["Context", "Decision", "Consequences"]
    assert len(text(record).split()) <= 450


def test_the_change_log_tells_of_the_version() -> None:
    assert re.search(rf"^## \[?{re.escape(__version__)}\b", text(ROOT / "CHANGELOG.md"), re.MULTILINE)


def test_the_licence_is_complete() -> None:
    licence = text(ROOT / "LICENSE")
    articles = [int(number) for number in re.findall(r"^(\d{1,2})\.[A-Z]", licence, re.MULTILINE)]

    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in licence.splitlines()[0]
    assert articles == list(range(1, 16))
    assert "Appendix" in licence
    assert licence.rstrip().endswith("require the production of a new EUPL version.")


# -- one machine ------------------------------------------------------------------------------


def test_nothing_speaks_of_folders_of_one_machine() -> None:
    assert list(_folders_of_one_machine()) == []


def _folders_of_one_machine() -> Iterator[str]:
    for path in [*source_tree.files(*TEXTS), *source_tree.scripts(), EXAMPLE]:
        for number, line in enumerate(text(path).splitlines(), start=1):
            if OF_ONE_MACHINE.search(line):
                yield f"{source_tree.name(path)}:{number}: {line.strip()}"
