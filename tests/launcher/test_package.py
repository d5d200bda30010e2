"""The packages of a release: made as a release makes them, and used apart from the checkout. No network is needed."""

from __future__ import annotations

import email.message
import email.parser
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from seutu import __version__
from tests.launcher.conftest import ROOT, environment

pytestmark = pytest.mark.processes

PATIENCE = 300.0  # the machine may be busy with other tests
INFO = f"seutu-{__version__}.dist-info"


def run(*command: str | Path, **how: object) -> str:
    """What a command writes, which has to succeed."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False, **how
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def files_of_git(*under: str) -> set[str]:
    """What git has, or would take: as a checkout of what stands here would have it."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", *under, cwd=ROOT).splitlines()
    return {name for name in listed if (ROOT / name).exists()}


@dataclass(frozen=True)
class Packages:
    wheel: Path
    source: Path

    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as file:
            return set(file.namelist())

    def metadata(self) -> email.message.Message:
        with zipfile.ZipFile(self.wheel) as file:
            return email.parser.Parser().parsestr(file.read(f"{INFO}/METADATA").decode())


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """The source package, and the wheel made from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return Packages(next(folder.glob("*.whl")), next(folder.glob("*.tar.gz")))


@pytest.fixture(scope="session")
def installed(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a folder of its own, over the packages that are here."""
    folder = tmp_path_factory.mktemp("installed")
    how = ["--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", "--target", folder]
    run(sys.executable, "-m", "pip", "install", *how, packages.wheel)
    return folder


def apart_from_the_checkout(installed: Path, home: Path) -> dict[str, str]:
    """The environment of a person who has the package and no checkout."""
    own = environment(PYTHONPATH=str(installed), HOME=str(home), PYTHONDONTWRITEBYTECODE="1")
    return {name: value for name, value in own.items() if name != "XDG_DATA_HOME"}


def test_the_wheel_holds_what_git_has_but_tests_with_its_translations_compiled(packages: Packages) -> None:
    wanted = {name for name in files_of_git("seutu") if "tests" not in name.split("/")}
    wanted = {re.sub(r"\.po$", ".mo", name) for name in wanted}

    product = {name for name in packages.in_wheel() if not name.startswith(INFO)}

    assert len([name for name in product if name.endswith(".mo")]) > 30
    assert product == wanted


def test_the_source_package_holds_what_git_has(packages: Packages) -> None:
    with tarfile.open(packages.source) as file:
        names = {name.partition("/")[2] for name in file.getnames()}

    assert names == files_of_git() | {"PKG-INFO"}


def test_the_wheel_says_what_it_is(packages: Packages) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = packages.metadata()
    licences = {name.removeprefix(f"{INFO}/licenses/") for name in packages.in_wheel() if "/licenses/" in name}

    assert (said["Name"], said["Version"]) == ("seutu", __version__)
    assert said["License-Expression"] == "EUPL-1.2"
    assert said["Requires-Python"] == ">=3.11"
    needed = [each for each in said.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert len(needed) == len(project["dependencies"])
    # No host and no extra is promised that is not there.
    assert said.get_all("Project-URL") is None
    assert sorted(said.get_all("Provides-Extra", [])) == sorted(project["optional-dependencies"])
    assert "LICENSE" in licences
    assert {Path(name).name for name in licences} >= {"htmx-LICENSE.txt", "squire-LICENSE.txt", "vazirmatn-OFL.txt"}


def test_the_command_line_works_without_a_checkout(installed: Path, tmp_path: Path) -> None:
    command = installed / "bin" / "seutu"
    about = {"cwd": tmp_path, "env": apart_from_the_checkout(installed, tmp_path / "home")}

    assert run(command, "--version", **about) == f"seutu {__version__}\n"
    said = run(command, "--help", **about)

    assert "seutu --version" in said
    assert str(tmp_path / "home" / (".local/share" if sys.platform != "darwin" else "Library")) in said
    assert str(ROOT) not in said
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def demo(installed: Path, _migrated: Path, tmp_path: Path, free_port: int) -> Iterator[str]:
    """The address of `seutu demo` of the wheel. It has tables and a municipality, and so is not filled for minutes."""
    own = apart_from_the_checkout(installed, tmp_path)
    command, data = installed / "bin" / "seutu", ["--data", str(tmp_path / "demo")]
    fill = (
        "from seutu.shared.organizations.models import Organization as O; "
        "O.objects.create(kind='municipality', name_fi='Kuusela', slug='kuusela')"
    )
    (tmp_path / "demo").mkdir()
    shutil.copyfile(_migrated, tmp_path / "demo" / "seutu.sqlite3")
    run(command, *data, "manage", "shell", "--no-imports", "--command", fill, cwd=tmp_path, env=own)
    started = subprocess.Popen(
        [command, *data, "demo", "--no-browser", "--port", str(free_port)],
        cwd=tmp_path,
        env=own,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started as process:
        line = process.stdout.readline() if process.stdout else ""
        assert "Seutu is ready" in line
        yield f"http://127.0.0.1:{free_port}"
        process.terminate()


def test_the_demo_of_the_wheel_serves_a_page_with_its_words_and_looks(installed: Path, demo: str) -> None:
    before = {path for path in installed.rglob("*") if path.is_file()}

    with urllib.request.urlopen(f"{demo}/", timeout=PATIENCE) as answer:
        page = answer.read().decode()
    style = re.search(r'href="(/static/ui/css/tokens\.[0-9a-f]{12}\.css)"', page)
    assert style
    with urllib.request.urlopen(f"{demo}{style[1]}", timeout=PATIENCE) as answer:
        assert b"font-face" in answer.read()

    assert "Mitä kunnassa" in page
    assert "Kuusela" in page
    # Where nothing may be written beside the code, nothing has to be.
    assert {path for path in installed.rglob("*") if path.is_file()} == before


def test_the_doctor_of_the_wheel_misses_no_translation(installed: Path, tmp_path: Path) -> None:
    own = apart_from_the_checkout(installed, tmp_path) | {"LC_ALL": "fi_FI.UTF-8"}
    command = [installed / "bin" / "seutu", "doctor", "--data", tmp_path / "none", "--port", "1"]

    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert "✓ Käännökset: " in done.stdout
