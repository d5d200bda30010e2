"""A document in the form in which the index takes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from seutu.shared.search import analysis
from seutu.shared.search.analysis import Token
from seutu.shared.search.engine import schema
from seutu.shared.search.searchables import Document

DAY_SHIFT = 40  # pks have room in the lower bits


def written(kind: str, pk: int, document: Document) -> str:
    """The JSON of a document."""
    title, names, decision, text, context = (
        analysis.tokens(zone, document.language)
        for zone in (document.title, document.names, document.decision, document.text, document.context)
    )
    weighed = [*title, *names, *decision, *text]
    day = document.day.toordinal()
    return json.dumps(
        {
            schema.KEY: schema.key_of(kind, pk),
            schema.ANY: _any_of([*weighed, *context]),
            schema.WORD: _words_of(weighed),
            schema.TITLE_ANY: _any_of(title),
            schema.TITLE_WORD: _words_of(title),
            schema.DECISION_WORD: _words_of(decision),
            schema.NAME_WORD: _words_of(names),
            # Values of their own: no phrase reaches from one into the next.
            schema.FORM: [_forms_of(zone) for zone in (title, names, decision, text, context) if zone],
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
        },
        ensure_ascii=False,
    )


def _any_of(tokens: Iterable[Token]) -> str:
    return " ".join(schema.term(key) for token in tokens for key in (*token.keys.base, *token.keys.parts))


def _words_of(tokens: Iterable[Token]) -> str:
    return " ".join(schema.term(key) for token in tokens for key in token.keys.base)


def _forms_of(tokens: Iterable[Token]) -> str:
    return " ".join(schema.term(token.form) for token in tokens)


def _group_code(group: str) -> int:
    """A group as a number that can be read from a hit; 0 is none."""
    if not group:
        return 0
    return int.from_bytes(hashlib.blake2b(group.encode(), digest_size=8).digest()) >> 1 or 1
