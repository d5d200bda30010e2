"""What search keeps of its own: requests to the writer of the index, and the words of everyday."""

from seutu.shared.search.models.everyday import EverydayWord
from seutu.shared.search.models.requests import IndexRequest

__all__ = ["EverydayWord", "IndexRequest"]
