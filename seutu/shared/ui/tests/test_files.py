"""What every template and style sheet of the project must and must not hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

import seutu
from seutu.shared.ui import drawings
from seutu.shared.ui.stylesheets import STYLESHEETS
from seutu.shared.ui.tests.markup import read

PACKAGE = Path(seutu.__file__).parent
UI = PACKAGE / "shared" / "ui"
CSS = UI / "static" / "ui" / "css"
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "an inline handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script in an attribute": re.compile(r"hx-on|javascript:|[\"']js:", re.IGNORECASE),
    "a trigger filter": re.compile(r"hx-trigger\s*=\s*[\"'][^\"']*\["),
}
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_nothing_that_the_policy_forbids(path):
    source = path.read_text(encoding="utf-8")

    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []
    for attributes, content in SCRIPT.findall(source):
        assert "src=" in attributes or "application/ld+json" in attributes
        assert not content.strip() or "application/ld+json" in attributes


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_the_static_files_that_a_template_names_exist(path):
    for name in re.findall(r"{% static [\"']([^\"']+)[\"'] %}", path.read_text(encoding="utf-8")):
        assert finders.find(name), name


def test_every_style_sheet_is_loaded():
    own = {"gallery", "print"}

    assert {Path(name).stem for name in STYLESHEETS} == {path.stem for path in CSS.glob("*.css")} - own


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_has_balanced_braces_and_knows_its_tokens(path):
    source = path.read_text(encoding="utf-8")
    declared = set(
        re.findall(r"(--[\w-]+)\s*:", "".join(file.read_text(encoding="utf-8") for file in CSS.glob("*.css")))
    )

    assert source.count("{") == source.count("}")
    assert set(re.findall(r"var\((--[\w-]+)", source)) <= declared


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CSS.glob("*.css")) if path.stem not in {"tokens", "print"}],
    ids=lambda path: path.name,
)
def test_colours_and_fonts_are_named_in_the_tokens_only(path):
    source = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(", source, re.IGNORECASE) == []
    assert re.findall(r"@font-face|font-family:(?!\s*var\()", source) == []


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_lengths_follow_the_direction_of_reading(path):
    source = path.read_text(encoding="utf-8")

    assert (
        re.findall(r"(?:margin|padding|border)-(?:left|right|top|bottom)|[{;\s](?:left|right|width|height)\s*:", source)
        == []
    )


def test_every_icon_can_be_drawn_and_has_no_colour_of_its_own():
    for name in drawings.icon_names():
        drawing = read(f"<svg>{drawings.icon_paths(name)}</svg>")

        assert drawing.one("svg").children
        assert {element.get("fill", "none") for element in drawing.all()} <= {"none", "currentColor"}


def test_a_font_has_its_licence_beside_it():
    fonts = UI / "static" / "ui" / "fonts"
    families = {path.name.split("-")[0] for path in fonts.glob("*.woff2")}

    assert families
    assert families == {path.name.split("-")[0] for path in fonts.glob("*-OFL.txt")}


def test_the_region_map_reads_its_shapes_and_points():
    region = drawings.region_map()

    assert region.view_box == "0 0 122 96"
    assert region.shapes["joensuu"].point == (70.0, 59.0)
    assert len(region.lakes) == 5


def test_a_region_brings_its_own_map(settings, tmp_path):
    own = tmp_path / "own.svg"
    own.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path id="kuusela" d="M0 0 10 0 10 10Z"/></svg>'
    )
    settings.REGION_MAP = own

    region = drawings.region_map()

    assert list(region.shapes) == ["kuusela"]
    assert region.shapes["kuusela"].point == (5.0, 5.0)


@pytest.mark.parametrize("content", ["no drawing", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'])
def test_a_bad_map_says_what_is_wrong(tmp_path, content):
    path = tmp_path / "bad.svg"
    path.write_text(content)

    with pytest.raises(drawings.BadRegionMap, match=r"bad\.svg"):
        drawings.read_region_map(path)


@pytest.mark.slow
def test_static_files_get_hashed_names_that_the_style_sheets_follow(settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }

    call_command("collectstatic", "--noinput", verbosity=0)

    tokens = next((tmp_path / "ui" / "css").glob("tokens.*.css")).read_text(encoding="utf-8")
    fonts = re.findall(r'url\("?\.\./fonts/([^")]+)', tokens)
    assert len(fonts) == 6
    assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", name) for name in fonts)
    assert all((tmp_path / "ui" / "fonts" / name).exists() for name in fonts)
