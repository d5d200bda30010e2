"""Words to keys: the Finnish that people type and the Finnish that stands in the record, brought together."""

from seutu.shared.search.analysis.analyzers import FinnishAnalyzer, chosen_because, finnish
from seutu.shared.search.analysis.keys import Keys, Token
from seutu.shared.search.analysis.texts import base_forms, identity, query_keys, query_tokens, tokens

__all__ = [
    "FinnishAnalyzer",
    "Keys",
    "Token",
    "base_forms",
    "chosen_because",
    "finnish",
    "identity",
    "query_keys",
    "query_tokens",
    "tokens",
]
