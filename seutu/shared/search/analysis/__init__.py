"""Words to keys. A stand-in until the analysis of Finnish is merged: lower case, and compounds joined by a hyphen."""

from __future__ import annotations

import re

from seutu.shared.search.analysis.analyzers import FinnishAnalyzer, chosen_because, finnish
from seutu.shared.search.analysis.keys import Keys, Token
from seutu.shared.search.analysis.texts import identity, query_keys, query_tokens, tokens

__all__ = [
    "FinnishAnalyzer",
    "Keys",
    "Token",
    "chosen_because",
    "finnish",
    "identity",
    "query_keys",
    "query_tokens",
    "tokens",
]
