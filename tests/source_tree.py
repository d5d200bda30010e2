"""What the tree of the sources holds, for the tests of its walls and of its documents."""

from __future__ import annotations

import ast
import configparser
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "seutu"
HALVES = ("publishing", "newcomers")
CONTAINERS = (*HALVES, "shared")
SCRIPT_FOLDERS = ("bin", ".ci")
# Made by tools or by the running product, never written by hand; hidden folders are left out too.
MADE = frozenset({"__pycache__", "static_collected", "node_modules", "data", "dist", "build", "htmlcov"})


def files(*endings: str, under: Path = ROOT) -> list[Path]:
    """Every file of the tree with one of these endings, in the order of their paths."""
    return [path for path in _all_files() if path.suffix in endings and path.is_relative_to(under)]


@cache
def _all_files() -> list[Path]:
    """Every file but those in hidden folders and those that are made."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in MADE]
        found.extend(Path(folder, name) for name in names)
    return sorted(found)


def scripts() -> Iterator[Path]:
    """The commands in `bin` and `.ci`."""
    for folder in SCRIPT_FOLDERS:
        yield from sorted(path for path in (ROOT / folder).glob("*") if path.is_file())


def python_files() -> Iterator[Path]:
    """Every Python file but migrations; the commands in `bin` that are written in Python too."""
    yield from (path for path in files(".py") if "migrations" not in path.parts)
    yield from (path for path in scripts() if not path.suffix and _has_python_in_first_line(path))


def _has_python_in_first_line(path: Path) -> bool:
    return "python" in path.read_text(encoding="utf-8").partition("\n")[0]


@cache
def syntax_tree(path: Path) -> ast.Module:
    """The parsed source of ``path``."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the source of ``path`` that a wall asks for: its imports, its calls by a name, and its texts."""
    return tuple(
        node
        for node in ast.walk(syntax_tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Constant)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    )


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of the source of ``path``, also those inside others: they stand among statements only."""
    waiting: list[ast.AST] = list(syntax_tree(path).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        waiting.extend(each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.expr))


def name(path: Path) -> str:
    """``path`` as the tests print it: from the root of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def apps() -> dict[str, Path]:
    """Every app by its dotted name: "seutu.shared.core" → its folder."""
    found = {f"seutu.{folder.parent.name}.{folder.name}": folder for folder in _folders_of_halves()}
    return {"seutu.home": PACKAGE / "home", **found}


def _folders_of_halves() -> Iterator[Path]:
    for container in CONTAINERS:
        yield from sorted(path.parent for path in (PACKAGE / container).glob("*/__init__.py"))


def app_of(module: str) -> str | None:
    """The app that a dotted name of a module lies in, None for the roof and for what is not ours."""
    words = module.split(".")
    for length in (3, 2):
        if (app := ".".join(words[:length])) in apps():
            return app
    return None


def app_of_path(path: Path) -> str | None:
    """The app that a file lies in."""
    return app_of(".".join(path.relative_to(ROOT).parts))


class Layering:
    """Which app may know which, as the contracts in .importlinter say."""

    def __init__(self) -> None:
        contracts = configparser.ConfigParser(interpolation=None)
        contracts.read(ROOT / ".importlinter", encoding="utf-8")
        self._ranks: dict[str, dict[str, int]] = {}
        for section in contracts.sections():
            containers = contracts.get(section, "containers", fallback="").split()
            if contracts.get(section, "type", fallback="") != "layers" or len(containers) > 1:
                continue
            container = containers[0] if containers else "seutu"
            self._ranks[container] = _ranks(contracts.get(section, "layers"), container)

    def has(self, app: str) -> bool:
        """Whether a contract names ``app``."""
        return app in self._ranks.get(app.rpartition(".")[0], {})

    def may_know(self, upper: str, lower: str) -> bool:
        """Whether app ``upper`` may import app ``lower``: itself, or one that stands on a lower layer."""
        if upper == lower:
            return True
        half_of_upper, half_of_lower = (".".join(app.split(".")[:2]) for app in (upper, lower))
        if half_of_upper != half_of_lower:
            return self._ranks["seutu"][half_of_upper] < self._ranks["seutu"][half_of_lower]
        return self._ranks[half_of_upper][upper] < self._ranks[half_of_upper][lower]


def _ranks(layers: str, container: str) -> dict[str, int]:
    """The rank of each module, the highest first; a contract may name them from its container or in full."""
    lines = [line for line in layers.splitlines() if line.strip()]
    words = [(word, rank) for rank, line in enumerate(lines) for word in re.split(r"[|:()\s]+", line) if word]
    return {word if word.startswith("seutu.") else f"{container}.{word}": rank for word, rank in words}


@cache
def addresses() -> dict[str, str]:
    """The app that gives each namespace of addresses, or each name that stands in none."""
    found = {}
    for path in files(".py", under=PACKAGE):
        app = app_of_path(path)
        if app and "urls" in path.stem:
            found.update(dict.fromkeys(_names_of_addresses(syntax_tree(path)), app))
    return found


def _names_of_addresses(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id="app_name")], value=ast.Constant(value=str(namespace))):
                yield namespace
            case ast.Call(func=ast.Name(id="include"), args=[ast.Tuple(elts=[_, ast.Constant(value=str(namespace))])]):
                yield namespace
            case ast.keyword(arg="name", value=ast.Constant(value=str(name))):
                yield name


def owner_of_address(name: str) -> str | None:
    """The app that owns the address "namespace:name" or "name"."""
    return addresses().get(name.partition(":")[0])


@cache
def templates() -> dict[str, str]:
    """The app that each template belongs to, by the name that `{% include %}` uses."""
    found = {}
    for app, folder in apps().items():
        for path in files(".html", ".txt", ".xml", under=folder / "templates"):
            found[path.relative_to(folder / "templates").as_posix()] = app
    return found


@cache
def tag_libraries() -> dict[str, str]:
    """The app that each library of template tags belongs to."""
    found = {}
    for app, folder in apps().items():
        for path in (folder / "templatetags").glob("[!_]*.py"):
            found[path.stem] = app
    return found
