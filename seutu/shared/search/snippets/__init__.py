"""What a hit shows of its text: the places where the typed words stand, marked in the form that they have there."""

from seutu.shared.search.snippets.fragments import Fragment, Snippet, marked_title, snippet
from seutu.shared.search.snippets.marker import Mark, Marker

__all__ = ["Fragment", "Mark", "Marker", "Snippet", "marked_title", "snippet"]
