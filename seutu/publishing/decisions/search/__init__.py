"""What of the public record can be found, and how it is shown among the hits."""

from seutu.publishing.decisions.search import attachments, items, published_alone
from seutu.shared.search.searchables import searchables


def register() -> None:
    """Offer every kind of record to the search."""
    for kind in (*items.KINDS, *published_alone.KINDS, *attachments.KINDS):
        searchables.register(kind)
