"""The fields of the index. It holds words and what they can be narrowed by, never a text."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

from tantivy import Schema, SchemaBuilder

# Goes up with every change of the fields, or of what is written into them: an index of another number is made anew.
VERSION = 3

# Keys of words. ANY holds base and part keys of everything, WORD the base keys of all but the context; the others
# hold the same of one zone, for the score. FORM holds the words as they stand, for phrases and beginnings of words.
ANY, WORD, TITLE_ANY, TITLE_WORD = "any", "word", "title_any", "title_word"
DECISION_WORD, NAME_WORD, FORM = "decision_word", "name_word", "form"
KEY_FIELDS = (ANY, WORD, TITLE_ANY, TITLE_WORD, DECISION_WORD, NAME_WORD)

# What a document is known by, for deleting. A raw text: by an unsigned number tantivy deletes nothing, silently.
KEY = "key"

# What hits are narrowed and counted by.
KIND, MUNICIPALITY, BODY, LANGUAGE, YEAR = "kind", "municipality", "body", "language", "year"
WORDS_TO_NARROW_BY = (KIND, MUNICIPALITY, BODY, LANGUAGE)

# Numbers that are read from hits. Hits are ordered by NEWEST or by PUBLISHED: no two records of a kind share one.
KIND_CODE, RECORD, GROUP_CODE, DAY = "kind_code", "record", "group_code", "day"
NEWEST, PUBLISHED = "newest", "published"

_BETWEEN = "\0"
_SPACE = re.compile("[ \t\n\f\r]")
_HARD = str.maketrans(dict.fromkeys(" \t\n\f\r", "\u00a0"))


def build() -> Schema:
    """The schema of an index."""
    builder = SchemaBuilder()
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    for name in KEY_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field(FORM, tokenizer_name="whitespace", index_option="position")
    for name in WORDS_TO_NARROW_BY:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (KIND_CODE, RECORD, NEWEST, PUBLISHED):
        builder.add_integer_field(name, fast=True)
    for name in (GROUP_CODE, DAY, YEAR):
        builder.add_integer_field(name, fast=True, indexed=True)
    return builder.build()


def term(key: str) -> str:
    """A key as a term: the index parts terms at plain spaces, so such a space in one is written as a hard one."""
    return key if key.isalnum() else key.translate(_HARD)


def terms(keys: Iterable[str]) -> str:
    """Keys as terms, in a row."""
    # Joined before spaces are looked for: a document has a thousand keys, and hardly one with a space.
    row = _BETWEEN.join(keys)
    return (row.translate(_HARD) if _SPACE.search(row) else row).replace(_BETWEEN, " ")


def key_of(kind: str, pk: int) -> str:
    """What the document of a record is known by."""
    return f"{kind}:{pk}"


def code_of(kind: str) -> int:
    """A kind as a number that can be read from a hit."""
    return zlib.crc32(kind.encode())
