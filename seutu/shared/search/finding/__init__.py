"""A search query, answered: the hits of a page, how many there are in all, and what they could be narrowed to."""

from seutu.shared.search.engine.reader import Unreadable
from seutu.shared.search.finding.answering import PER_PAGE, find, find_ids, words_near
from seutu.shared.search.finding.found import Expanded, Facets, Found, Hit

__all__ = ["PER_PAGE", "Expanded", "Facets", "Found", "Hit", "Unreadable", "find", "find_ids", "words_near"]
