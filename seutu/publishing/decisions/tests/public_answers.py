"""What every public address answers, in every language: read once for a whole world of records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client
from django.urls import resolve

from seutu.shared.core.registry import public_surfaces
from seutu.shared.documents.tests.opened import text_of

OTHER_LANGUAGES = ("/sv", "/en")
# A feed asks for its entries in the language of its address. How they are written, in RSS, Atom or JSON, knows no
# language, so the two other forms are read in one.
OTHER_FORMS_OF_A_FEED = ("_atom", "_json")


@dataclass(frozen=True)
class PublicAnswers:
    """What was answered, by address."""

    by_address: dict[str, bytes]

    def places_that_tell(self, word: str) -> list[str]:
        return [address for address, answer in self.by_address.items() if word.encode() in answer]


def everything(client: Client) -> PublicAnswers:
    """What every public address answers, in every language."""
    answers = {}
    for address in _addresses():
        response = client.get(address)
        assert response.status_code in {200, 404, 410}, address
        answers[address] = told_by(response)
    return PublicAnswers(answers)


def _addresses() -> Iterator[str]:
    addresses = [address for surface in public_surfaces.entries() for address in surface.addresses()]
    yield from addresses
    for address in addresses:
        if not _says_the_same_in_every_language(address):
            yield from (f"{prefix}{address}" for prefix in OTHER_LANGUAGES)


def _says_the_same_in_every_language(address: str) -> bool:
    path = address.partition("?")[0]
    # A document is in the language of its record, whatever the address says.
    return path.endswith(".pdf") or str(resolve(path).url_name).endswith(OTHER_FORMS_OF_A_FEED)


def told_by(response) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    # What a PDF says is compressed in it.
    return text_of(content).encode() if response.headers.get("Content-Type") == "application/pdf" else content
