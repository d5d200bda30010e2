"""The same questions to other engines: SQLite FTS5 on our keys, PostgreSQL on the text by its own Finnish stemmer.

Each answers with the first 20 hits and the total count, as ours does.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import _corpus
import _postgres
from _questions import Question

Ask = Callable[[Question], int]
AT_ONCE = 1000


def ours() -> Ask:
    """Our engine alone: no facets."""
    from seutu.shared.search.engine.reader import reader
    from seutu.shared.search.finding import facets
    from seutu.shared.search.finding.answering import search_of
    from seutu.shared.search.query import Order, SearchQuery

    def ask(question: Question) -> int:
        bodies = frozenset({question.body} if question.body else ())
        order = Order.NEWEST if question.body else Order.RELEVANCE
        search = search_of(SearchQuery(question.text, bodies=bodies, order=order), reader().snapshot())
        matching, scored, by = search.queries()
        searcher = search.snapshot.searcher
        found = searcher.search(scored, 20, count=False, order_by_field=by).hits
        return facets.total(searcher, matching) if found else 0

    return ask


@contextmanager
def sqlite(count: int) -> Iterator[Ask]:
    with tempfile.TemporaryDirectory(prefix="seutu-fts5-") as folder, closing(_filled_sqlite(folder, count)) as base:

        def ask(question: Question) -> int:
            match = " AND ".join(f"({' OR '.join(_quoted(keys))})" for keys in _keys(question))
            if not match:
                return 0
            where, values = ("AND body = ?", [question.body]) if question.body else ("", [])
            order = "day DESC" if question.body else "rank"
            # CROSS JOIN: otherwise the planner begins with the body's index, which is slower.
            source = f"FROM words CROSS JOIN records ON records.id = words.rowid WHERE words MATCH ? {where}"
            base.execute(f"SELECT words.rowid {source} ORDER BY {order} LIMIT 20", [match, *values]).fetchall()
            return int(base.execute(f"SELECT count(*) {source}", [match, *values]).fetchone()[0])

        yield ask


def _quoted(keys: tuple[str, ...]) -> list[str]:
    return ['"' + key.replace('"', '""') + '"' for key in keys]


def _keys(question: Question) -> list[tuple[str, ...]]:
    from seutu.shared.search import analysis

    return [token.keys.base for token in analysis.query_tokens(question.text)]


def _filled_sqlite(folder: str, count: int) -> sqlite3.Connection:
    from seutu.shared.search.engine import document, schema

    base = sqlite3.connect(Path(folder) / "words.sqlite3")
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA cache_size=-262144; PRAGMA mmap_size=4294967296;"
        "CREATE TABLE records (id INTEGER PRIMARY KEY, body TEXT, day INTEGER);"
        "CREATE INDEX by_body ON records (body, day);"
        "CREATE VIRTUAL TABLE words USING fts5(keys, content='', tokenize=\"unicode61 tokenchars '#/.-:'\");"
    )
    for pk in range(1, count + 1):
        told = json.loads(document.written(_corpus.KIND, pk, _corpus.document(pk)))
        base.execute("INSERT INTO words (rowid, keys) VALUES (?, ?)", [pk, told[schema.ANY]])
        base.execute("INSERT INTO records VALUES (?, ?, ?)", [pk, told[schema.BODY], told[schema.DAY]])
    base.execute("INSERT INTO words (words) VALUES ('optimize')")
    base.commit()
    return base


@contextmanager
def postgres(count: int) -> Iterator[Ask]:
    """:raises ImportError: there is no PostgreSQL for this machine."""
    with _postgres.running() as base:
        _fill_postgres(base, count)

        def ask(question: Question) -> int:
            where, values = ("AND body = %s", [question.body]) if question.body else ("", [])
            order = "day DESC" if question.body else "ts_rank(words, query) DESC"
            source = f"FROM records, plainto_tsquery('finnish', %s) query WHERE words @@ query {where}"
            given = [question.text, *values]
            base.execute(f"SELECT id {source} ORDER BY {order} LIMIT 20", given).fetchall()
            row = base.execute(f"SELECT count(*) {source}", given).fetchone()
            return int(row[0]) if row else 0

        yield ask


def _fill_postgres(base: object, count: int) -> None:
    base.execute("CREATE TABLE records (id int PRIMARY KEY, body text, day date, words tsvector)")
    with base.cursor() as cursor:
        for start in range(1, count + 1, AT_ONCE):
            rows = []
            for pk in range(start, min(start + AT_ONCE, count + 1)):
                it = _corpus.document(pk)
                rows.append((pk, it.body, it.day, f"{it.title} {it.names} {it.text}"))
            cursor.executemany("INSERT INTO records VALUES (%s, %s, %s, to_tsvector('finnish', %s))", rows)
    base.execute("CREATE INDEX ON records USING gin (words)")
    base.execute("CREATE INDEX ON records (body, day)")
    base.execute("VACUUM ANALYZE records")
