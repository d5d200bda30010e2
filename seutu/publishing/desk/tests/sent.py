"""What a browser sends from the forms of the desk, right as it stands."""

from __future__ import annotations

from seutu.publishing.decisions.models import AgendaItem


def rows(prefix: str, *given: dict[str, str]) -> dict[str, str]:
    """Rows of like fields."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(given)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


BACKGROUND = {"kind": "background", "html": "<p>Taustaa.</p>"}
PROPOSAL = {"kind": "proposal", "html": "<p>Ehdotus.</p>"}


def item(
    revision: int = 1, parts: tuple[dict[str, str], ...] = (BACKGROUND, PROPOSAL), **given: object
) -> dict[str, object]:
    return {
        "revision": str(revision),
        "title": "Talousarvion muutos",
        "language": "fi",
        "remedies": ["review_request"],
        **rows("parts", *parts),
        **given,
    }


def item_of(row: AgendaItem, **given: object) -> dict[str, object]:
    """The form of an item as it was opened."""
    return item(row.revision, **{"title": row.title, **given})


def meeting(body: int | str, **given: object) -> dict[str, object]:
    return {
        "revision": "0",
        "body": str(body),
        "day": "29.3.2026",
        "time": "16.00",
        "place": "Kaupungintalo",
        "kind": "ordinary",
        "language": "fi",
        **given,
    }
