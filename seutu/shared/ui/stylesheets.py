"""The style sheets every page loads, in the order in which they build on each other."""

from __future__ import annotations

STYLESHEETS = tuple(
    f"ui/css/{name}.css"
    for name in (
        "tokens",
        "ground",
        "shell",
        "layout",
        "prose",
        "section",
        "status",
        "buttons",
        "facts",
        "lists",
        "timeline",
        "notice",
        "table",
        "charts",
        "slides",
        "forms",
        "pagination",
        "map",
        "search",
        "work",
        "making",
        "editor",
    )
)
