"""The drawings of the interface: icons, and the map of the region with one shape per municipality."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

STATIC = Path(__file__).parent / "static" / "ui"
SVG = "{http://www.w3.org/2000/svg}"

# Arrows that point along the line of reading: they turn where text runs from right to left.
TURNING = frozenset({"next", "prev", "returned"})

# The sign of Seutu: neighbours that share borders, one of them lit.
SIGN = (
    "M4 24 27 13 38 30 31 46 9 43Z",
    "M9 43 31 46 50 52 48 75 26 86 5 67Z",
    "M27 13 57 4 73 22 62 42 50 52 31 46 38 30Z",
    "M50 52 62 42 73 22 86 31 82 52 93 71 79 91 48 75Z",
    "M73 22 97 9 117 34 114 66 93 71 82 52 86 31Z",
)
SIGN_VIEW_BOX = "0 0 122 96"
SIGN_LIT = 3


class UnknownIcon(Exception):
    """No file of this name is in ``static/ui/icons``."""


class BadRegionMap(Exception):
    """The region's map is not an SVG drawing with a viewBox and one ``path`` for each municipality."""


@dataclass(frozen=True)
class Shape:
    """A municipality on the map: its slug, its outline, and the point its name stands at."""

    slug: str
    outline: str
    point: tuple[float, float]

    @property
    def label_at(self) -> tuple[float, float]:
        x, y = self.point
        return x, y + 7


@dataclass(frozen=True)
class RegionMap:
    """The drawing of a region: what ``region.svg`` holds."""

    view_box: str
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    lakes: Sequence[str] = ()


@cache
def icon_paths(name: str) -> SafeString:
    """What is drawn inside the icon's ``svg`` element.

    :raises UnknownIcon: there is no such icon.
    """
    try:
        drawing = (STATIC / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnknownIcon(name) from error
    return mark_safe(re.sub(r"^\s*<svg[^>]*>|</svg>\s*$", "", drawing))


def icon_names() -> list[str]:
    """All icons, by name."""
    return sorted(path.stem for path in (STATIC / "icons").glob("*.svg"))


def region_map() -> RegionMap:
    """The map of this installation: the file that REGION_MAP names, else the one that comes with Seutu."""
    return read_region_map(Path(getattr(settings, "REGION_MAP", "") or STATIC / "region.svg"))


@cache
def read_region_map(path: Path) -> RegionMap:
    """The map in the file at ``path``.

    :raises BadRegionMap: the file cannot be read, or is no such drawing.
    """
    try:
        drawing = ElementTree.parse(path).getroot()  # noqa: S314  the operator's own file
    except (OSError, ElementTree.ParseError) as error:
        raise BadRegionMap(f"{path}: {error}") from error
    view_box = drawing.get("viewBox", "")
    if not view_box:
        raise BadRegionMap(f"{path}: the drawing has no viewBox")
    points = {circle.get("id", ""): _centre(circle) for circle in drawing.iter(f"{SVG}circle")}
    paths = list(drawing.iter(f"{SVG}path"))
    shapes = [_shape(path.get("id", ""), path.get("d", ""), points) for path in paths if path.get("id")]
    lakes = [path.get("d", "") for path in paths if path.get("class") == "lake"]
    return RegionMap(view_box, {shape.slug: shape for shape in shapes}, lakes)


def _centre(circle: ElementTree.Element) -> tuple[float, float]:
    return float(circle.get("cx", "0")), float(circle.get("cy", "0"))


def _shape(slug: str, outline: str, points: Mapping[str, tuple[float, float]]) -> Shape:
    return Shape(slug, outline, points.get(f"{slug}-point") or _middle(outline))


def _middle(outline: str) -> tuple[float, float]:
    # Right for outlines in absolute coordinates, which is what drawing programs write; others name a point.
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", outline)]
    across, down = numbers[0::2], numbers[1::2]
    if not across or not down:
        return 0.0, 0.0
    return round((min(across) + max(across)) / 2, 1), round((min(down) + max(down)) / 2, 1)
