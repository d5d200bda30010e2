"""Writing to a generation of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from seutu.shared.search.engine import schema
from seutu.shared.search.engine.reader import describe, is_of_the_index
from seutu.shared.search.engine.records import Written

# Of memory, for what is not yet on the disk. One thread: the other processor is for the pages.
SMALL, LARGE = 30_000_000, 150_000_000


class NotWritten(Exception):
    """The index could not be written to: the disk is full, or the index is damaged."""


class GenerationWriter:
    """Writes to one generation. What was not committed when it is closed is not there."""

    def __init__(self, folder: Path, *, heap_size: int = SMALL) -> None:
        """
        :raises NotWritten: the generation cannot be opened, or another process writes to it.
        """
        self.folder = folder
        with _told_apart():
            is_new = not tantivy.Index.exists(str(folder))
            index = tantivy.Index(schema.build(), str(folder)) if is_new else tantivy.Index.open(str(folder))
            self._writer: tantivy.IndexWriter = index.writer(heap_size, 1)

    def __enter__(self) -> GenerationWriter:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End its threads, so that none of them writes another file, and let others write."""
        if hasattr(self, "_writer"):
            del self._writer

    def add(self, documents: Iterable[str]) -> None:
        """Take documents into an index that holds none of these records yet."""
        with _told_apart():
            for document in documents:
                self._writer.add_json(document)

    def replace(self, kind: str, records: Iterable[Written]) -> None:
        """Take records in anew, or out when the public may find nothing of them."""
        with _told_apart():
            for record in records:
                self._writer.delete_documents_by_term(schema.KEY, schema.key_of(kind, record.pk))
                if record.document is not None:
                    self._writer.add_json(record.document)

    def commit(self) -> None:
        """Put everything on the disk, and let readers see it."""
        with _told_apart():
            self._writer.commit()

    def finish(self) -> None:
        """Commit, and wait until small pieces have been merged. Nothing can be written after that."""
        with _told_apart():
            self._writer.commit()
            self._writer.wait_merging_threads()
        self.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    """What goes wrong inside tantivy, told as one error of ours."""
    try:
        yield
    except BaseException as error:
        if not is_of_the_index(error):
            raise
        raise NotWritten(describe(error)) from error
