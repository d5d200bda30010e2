"""The walls of the house that the import linter and ruff cannot see."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps as installed
from django.db.models import Field, ForeignObjectRel, Model

from tests import source_tree
from tests.source_tree import HALVES, ROOT, Layering, app_of, app_of_path

FILE_LINES = 400
FUNCTION_LINES = 50
# A name that says nothing about what the file knows; signals are hooks that nobody sees.
BANNED_NAMES = frozenset({"common", "helper", "helpers", "lib", "libs", "misc", "signals", "util", "utils"})
ROOMS_OF_THEIR_OWN = frozenset({"views", "forms"})
OUR_OWN = re.compile(r"^seutu\.")
TEMPLATE_TAG = re.compile(r"""\{%-?\s*(url|include|extends)\s+["']([^"']+)["']""")
LOADED_LIBRARIES = re.compile(r"\{%\s*load\s+(?:[\w\s]+\sfrom\s+)?([^%]+?)\s*%\}")

START = """
import sys
import django
django.setup()
from django.core.management import get_commands, load_command_class
from django.urls import get_resolver

def walk(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            walk(pattern)

walk(get_resolver())
for command, app in get_commands().items():
    if app.startswith("seutu."):
        load_command_class(app, command)
print("\\n".join(sorted(name for name in sys.modules if name.startswith("seutu."))))
"""


def test_no_python_file_is_longer_than_the_wall() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in source_tree.python_files()}

    too_long = [f"{source_tree.name(path)}: {lines} lines" for path, lines in lengths.items() if lines > FILE_LINES]

    assert lengths
    assert too_long == []


@pytest.mark.slow  # reads every source
def test_no_function_is_longer_than_the_wall() -> None:
    too_long = [
        f"{source_tree.name(path)}:{node.lineno} {node.name}"
        for path in source_tree.python_files()
        for node in source_tree.functions(path)
        if (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    ]

    assert too_long == []


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    sources = [*source_tree.files(".py", ".html", ".css", ".js"), *source_tree.scripts()]

    nameless = [
        source_tree.name(path)
        for path in sources
        if BANNED_NAMES.intersection({*path.relative_to(ROOT).parts[:-1], path.stem.lstrip("_")})
    ]

    assert nameless == []


def test_every_app_stands_on_a_layer() -> None:
    layering = Layering()

    assert [app for app in source_tree.apps() if not layering.has(app)] == []


def test_the_layers_of_the_contracts_are_those_of_the_architecture() -> None:
    layering = Layering()

    assert layering.may_know("seutu.home", "seutu.publishing.decisions")
    assert layering.may_know("seutu.publishing.harvest", "seutu.publishing.decisions")
    assert layering.may_know("seutu.publishing.decisions", "seutu.shared.organizations")
    assert layering.may_know("seutu.shared.organizations", "seutu.shared.core")
    assert not layering.may_know("seutu.publishing.decisions", "seutu.publishing.harvest")
    assert not layering.may_know("seutu.shared.core", "seutu.shared.ui")
    assert not layering.may_know("seutu.shared.organizations", "seutu.publishing.decisions")


def test_a_relation_of_a_model_leads_to_the_same_app_or_down() -> None:
    layering = Layering()
    relations = list(_relations())

    upward = [f"{owner} → {target}" for owner, target in relations if not _leads_down(layering, owner, target)]

    assert relations
    assert upward == []


def _relations() -> Iterator[tuple[str, str]]:
    """Each relation of our models as "module.Model.field" and the module of the model it leads to."""
    for model in installed.get_models(include_auto_created=True):
        if not OUR_OWN.match(model.__module__):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            # What Django adds on the other side of a foreign key is not written there, so it binds nothing.
            if isinstance(field, ForeignObjectRel) or not isinstance(field, Field) or not _is_model(target):
                continue
            yield f"{model.__module__}.{model.__name__}.{field.name}", target.__module__


def _is_model(target: object) -> bool:
    return isinstance(target, type) and issubclass(target, Model)


def _leads_down(layering: Layering, owner: str, target: str) -> bool:
    upper, lower = app_of(owner), app_of(target)
    return upper is None or lower is None or layering.may_know(upper, lower)


def test_what_a_template_names_lies_in_the_same_app_or_below() -> None:
    layering = Layering()
    named = list(_named_in_templates())

    upward = [
        f"{source_tree.name(path)}: {what}"
        for path, what, lower in named
        if not layering.may_know(str(app_of_path(path)), lower)
    ]

    assert named
    assert upward == []


def _named_in_templates() -> Iterator[tuple[Path, str, str]]:
    """Each address, template and library that a template of ours names, with the app that owns it."""
    for path in source_tree.files(".html", ".txt", ".xml", under=source_tree.PACKAGE):
        if "templates" not in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        for tag, target in TEMPLATE_TAG.findall(text):
            owner = source_tree.owner_of_address(target) if tag == "url" else source_tree.templates().get(target)
            if owner:
                yield path, f"{{% {tag} {target} %}}", owner
        for libraries in LOADED_LIBRARIES.findall(text):
            for library in libraries.split():
                if library in source_tree.tag_libraries():
                    yield path, f"{{% load {library} %}}", source_tree.tag_libraries()[library]


def test_every_template_that_is_named_exists() -> None:
    missing = [
        f"{source_tree.name(path)}: {target}"
        for path in source_tree.files(".html", ".txt", ".xml", under=source_tree.PACKAGE)
        for tag, target in TEMPLATE_TAG.findall(path.read_text(encoding="utf-8"))
        if tag != "url"
        and target.split("/")[0] in {name.split("/")[0] for name in source_tree.templates()}
        and target not in source_tree.templates()
    ]

    assert missing == []


def test_an_address_named_in_python_lies_in_the_same_app_or_below() -> None:
    layering = Layering()
    named = [(path, line, name) for path in _product_files() for line, name in _addresses_named_in(path)]

    upward = [
        f"{source_tree.name(path)}:{line} {name}"
        for path, line, name in named
        if (owner := source_tree.owner_of_address(name)) and not layering.may_know(str(app_of_path(path)), owner)
    ]

    assert named
    assert upward == []


def _product_files() -> Iterator[Path]:
    for path in source_tree.files(".py", under=source_tree.PACKAGE):
        if app_of_path(path) and not {"tests", "migrations"}.intersection(path.parts):
            yield path


def _addresses_named_in(path: Path) -> Iterator[tuple[int, str]]:
    for node in source_tree.nodes(path):
        match node:
            case ast.Call(
                func=ast.Name(id="reverse" | "reverse_lazy" | "redirect"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield node.lineno, name


def test_nobody_imports_the_views_or_forms_of_another_app() -> None:
    guests = [
        f"{source_tree.name(path)}: {module}"
        for path in _product_files()
        for module in _imported_by(path)
        if ROOMS_OF_THEIR_OWN.intersection(module.split(".")) and app_of(module) not in {None, app_of_path(path)}
    ]

    assert guests == []


def _imported_by(path: Path) -> Iterator[str]:
    for node in source_tree.nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.slow
@pytest.mark.processes
@pytest.mark.parametrize("site", ["all", *HALVES])
def test_a_site_starts_without_the_other_half(site: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEUTU_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "seutu.settings",
        "SEUTU_SITE": site,
        "SEUTU_SECRET_KEY": "x" * 50,
        "SEUTU_DATA_DIR": str(tmp_path),
    }

    started = subprocess.run(
        [sys.executable, "-W", "error", "-c", START],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr
    modules = started.stdout.split()
    served = {half for half in HALVES if site in {"all", half}}
    for half in HALVES:
        has_apps = any(app.startswith(f"seutu.{half}.") for app in source_tree.apps())
        is_there = any(module.startswith(f"seutu.{half}.") for module in modules)
        assert is_there == (half in served and has_apps), f"{half} on the site {site}"
