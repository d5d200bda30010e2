"""What search keeps of its own: requests to the writer of the index."""

from seutu.shared.search.models.requests import IndexRequest

__all__ = ["IndexRequest"]
