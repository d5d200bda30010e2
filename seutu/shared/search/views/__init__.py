"""The pages of search."""

from seutu.shared.search.views.everyday import add_everyday_word, everyday_word, everyday_words, remove_everyday_word
from seutu.shared.search.views.offers import opensearch, suggest
from seutu.shared.search.views.page import search
from seutu.shared.search.views.twin import search_twin

__all__ = [
    "add_everyday_word",
    "everyday_word",
    "everyday_words",
    "opensearch",
    "remove_everyday_word",
    "search",
    "search_twin",
    "suggest",
]
