"""A person with a browser who answers a form, for tests of its pages."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.test import Client

from seutu.shared.eforms.bot_protection import BITS

START = "/lomakkeet/yhteydenotto/"
ARABIC = "/ar/lomakkeet/yhteydenotto/"
HIDDEN = re.compile(r'data-challenge="([0-9a-f]+)"')


class Answerer:
    """Walks through the pages of a form as a person does, without scripts but with a solved riddle."""

    def __init__(self, client: Client, start: str) -> None:
        self.client, self.start = client, start

    def get(self, name: str = "", **query: str) -> Any:
        return self.client.get(self.start + name, query)

    def begin(self, query: str = "") -> Any:
        return self.client.post(self.start + query)

    def fill(self) -> None:
        """Answer both pages of the form that asks to be contacted."""
        self.begin()
        self.send_page(0, name="Samir", phone="040 123 4567", channel="call")
        self.send_page(1, topics=["home"], municipality="167")

    def send_page(self, number: int = 0, do: str = "next", **typed: Any) -> Any:
        """Send a page; ``__`` in a name stands for ``/``."""
        data = {name.replace("__", "/"): value for name, value in typed.items()}
        return self.client.post(f"{self.start}vastaa/", {"page": number, "do": do, **data})

    def send(self, **more: str) -> Any:
        """Send the answers, with the riddle of the page solved."""
        return self.client.post(f"{self.start}tarkista/", {"proof": self.proof(), **more})

    def proof(self) -> str:
        found = HIDDEN.search(self.get("tarkista/").content.decode())
        return solved(found[1]) if found else ""


def solved(challenge: str, bits: int = BITS) -> str:
    """What a browser would find out."""
    number = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{number}".encode()).digest(), "big") >> (256 - bits):
        number += 1
    return str(number)
