"""Words to keys: the Finnish that people type and the Finnish that stands in the record, brought together."""

from seutu.shared.search.analysis.keys import Keys, Token

__all__ = ["Keys", "Token"]
