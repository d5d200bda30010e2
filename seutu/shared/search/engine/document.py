"""A document in the form in which the index takes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from seutu.shared.core import clock
from seutu.shared.search import analysis
from seutu.shared.search.engine import schema
from seutu.shared.search.searchables import Document

# Pks have room in the lower bits. Seconds need more of the 63 than days do: of a larger pk its end is taken.
DAY_SHIFT, SECOND_SHIFT = 40, 30


def written(kind: str, pk: int, document: Document) -> str:
    """The JSON of a document."""
    zones = (document.title, document.names, document.decision, document.text, document.context)
    title, names, decision, text, context = (_Zone.of(zone, document.language) for zone in zones)
    weighed = (title, names, decision, text)
    day = document.day.toordinal()
    return json.dumps(
        {
            schema.KEY: schema.key_of(kind, pk),
            schema.ANY: " ".join(zone.any for zone in (*weighed, context)),
            schema.WORD: " ".join(zone.words for zone in weighed),
            schema.TITLE_ANY: title.any,
            schema.TITLE_WORD: title.words,
            schema.DECISION_WORD: decision.words,
            schema.NAME_WORD: names.words,
            # Values of their own: no phrase reaches from one into the next.
            schema.FORM: [zone.forms for zone in (*weighed, context) if zone.forms],
            schema.KIND: kind,
            schema.MUNICIPALITY: document.municipality,
            schema.BODY: document.body,
            schema.LANGUAGE: document.language,
            schema.KIND_CODE: schema.code_of(kind),
            schema.RECORD: pk,
            schema.GROUP_CODE: _group_code(document.group),
            schema.DAY: day,
            schema.YEAR: document.day.year,
            schema.NEWEST: (day << DAY_SHIFT) + pk,
            schema.PUBLISHED: (_published(document) << SECOND_SHIFT) + pk % (1 << SECOND_SHIFT),
        },
        ensure_ascii=False,
    )


@dataclass(frozen=True, slots=True)
class _Zone:
    """The terms of a zone: the keys of whole words, those of parts as well, and the forms as they stand."""

    words: str
    any: str
    forms: str

    @classmethod
    def of(cls, text: str, language: str) -> _Zone:
        tokens = analysis.tokens(text, language) if text else []
        words = schema.terms([key for token in tokens for key in token.keys.base])
        parts = schema.terms([key for token in tokens for key in token.keys.parts])
        forms = schema.terms([token.form for token in tokens])
        return cls(words, f"{words} {parts}" if parts else words, forms)


def _published(document: Document) -> int:
    """The second in which a document became public."""
    return int((document.published_at or clock.start_of(document.day)).timestamp())


def _group_code(group: str) -> int:
    """A group as a number that can be read from a hit; 0 is none."""
    if not group:
        return 0
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest()) >> 1 or 1
