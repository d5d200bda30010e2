"""Engines as they come, on the same records and queries as ours: tantivy and PostgreSQL with their Finnish stemmers,
SQLite FTS5 without one. Each looks for all words (AND) or for any of them (OR), the title weighing more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import _postgres

if TYPE_CHECKING:
    from _known_item_queries import Record

TITLE_WEIGHT = 3.0
# So many hits are asked for, so that a hundred are left when those of one case are folded.
MOST = 500

# The words of a query to the pks of records, the best first.
Ask = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True)
class Stock:
    """An engine that asks for all words or for any."""

    name: str
    wants_all: bool
    ask: Ask

    def __str__(self) -> str:
        return f"{self.name}, {'AND' if self.wants_all else 'OR'}"


def stock_engines(records: Sequence[Record], stack: ExitStack) -> Iterator[Stock]:
    """Every engine at hand, with each way to ask; of one that is not at hand, says why."""
    yield from _tantivy(records)
    yield from _sqlite(records, stack)
    try:
        base = stack.enter_context(_postgres.running())
    except _postgres.CANNOT_START as reason:
        print(f"PostgreSQL is not at hand: {reason}")
        return
    yield from _of_postgres(base, records)


def _tantivy(records: Sequence[Record]) -> Iterator[Stock]:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", stored=True)
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name="stock_finnish")
    index = tantivy.Index(builder.build())
    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    index.register_tokenizer("stock_finnish", words.filter(tantivy.Filter.stemmer("finnish")).build())
    writer = index.writer()
    for it in records:
        writer.add_document(tantivy.Document(pk=it.pk, title=it.title, text=f"{it.decision}\n{it.text}"))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def asking(wants_all: bool) -> Ask:
        def ask(words: Sequence[str]) -> list[int]:
            query = index.parse_query(
                " ".join(words), ["title", "text"], {"title": TITLE_WEIGHT}, conjunction_by_default=wants_all
            )
            return [searcher.doc(address)["pk"][0] for _score, address in searcher.search(query, MOST).hits]

        return ask

    yield from (Stock("tantivy, Finnish stemmer", wants_all, asking(wants_all)) for wants_all in (True, False))


def _sqlite(records: Sequence[Record], stack: ExitStack) -> Iterator[Stock]:
    base = stack.enter_context(closing(sqlite3.connect(":memory:")))
    base.execute("CREATE VIRTUAL TABLE records USING fts5(title, text, tokenize='unicode61')")
    rows = [(it.pk, it.title, f"{it.decision}\n{it.text}") for it in records]
    base.executemany("INSERT INTO records (rowid, title, text) VALUES (?, ?, ?)", rows)
    source = "SELECT rowid FROM records WHERE records MATCH ? ORDER BY bm25(records, ?, 1.0), rowid LIMIT ?"

    def asking(operator: str) -> Ask:
        def ask(words: Sequence[str]) -> list[int]:
            match = operator.join(f'"{word}"' for word in words)
            return [pk for (pk,) in base.execute(source, [match, TITLE_WEIGHT, MOST])]

        return ask

    yield Stock("SQLite FTS5", wants_all=True, ask=asking(" AND "))
    yield Stock("SQLite FTS5", wants_all=False, ask=asking(" OR "))


def _of_postgres(base: Any, records: Sequence[Record]) -> Iterator[Stock]:
    base.execute("CREATE TABLE records (pk int PRIMARY KEY, words tsvector)")
    zones = ((it.pk, it.title, it.decision, it.text) for it in records)
    weighed = " || ".join(f"setweight(to_tsvector('finnish', %s), '{weight}')" for weight in "ABD")
    with base.cursor() as cursor:
        cursor.executemany(f"INSERT INTO records VALUES (%s, {weighed})", list(zones))
    base.execute("CREATE INDEX ON records USING gin (words)")
    source = "SELECT pk FROM records, query WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, pk LIMIT %s"

    def asking(operator: str) -> Ask:
        query = (
            f"WITH query AS (SELECT replace(plainto_tsquery('finnish', %s)::text, '&', '{operator}')::tsquery asked)"
        )

        def ask(words: Sequence[str]) -> list[int]:
            return [pk for (pk,) in base.execute(f"{query} {source}", [" ".join(words), MOST]).fetchall()]

        return ask

    yield Stock("PostgreSQL 'finnish'", wants_all=True, ask=asking("&"))
    yield Stock("PostgreSQL 'finnish'", wants_all=False, ask=asking("|"))
