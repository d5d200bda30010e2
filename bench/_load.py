"""Load as people make it, through the product's own pages; what was acknowledged to them goes into a ledger."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
import string
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import requests
from _real_installation import FORM, PASSWORD, SECRET, Installation

SIGN_IN = "/tyo/kirjaudu/"
TIMEOUT = (5, 40)
PAUSE_AFTER_REFUSAL = 0.4
OK, FOUND = 200, 302
NUMBER = re.compile(r"<b>([0-9A-Z]{4}-[0-9A-Z]{4})</b>")
CHALLENGE = re.compile(r'data-challenge="([0-9a-f]+)"')
DOCUMENT = re.compile(r'href="/tyo/kuulutukset/asiakirjat/[0-9]+/"')
VOWELS, CONSONANTS = "aeiou", "klmnprstv"


class Refused(Exception):
    """A page did not give what was asked for; whoever asked was told so, or saw nothing."""


@dataclass(frozen=True)
class Acknowledged:
    """Something that a person was told is done. ``about`` says what must be there from now on."""

    what: str
    about: Mapping[str, Any]


@dataclass
class Ledger:
    """What was acknowledged and what was refused, as the people saw it."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, what: str, **about: Any) -> None:
        with self._lock:
            self.acknowledged.append(Acknowledged(what, about))

    def refuse(self, why: str) -> None:
        with self._lock:
            self.refused[why] += 1

    def count(self) -> int:
        return len(self.acknowledged)


class Browser:
    """A person's browser, in a network of its own."""

    def __init__(self, installation: Installation, network: str) -> None:
        self.address = installation.address
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["X-Forwarded-For"] = network
        self.session.cookies.set("seutu_csrf", "a" * 32, domain="127.0.0.1", path="/")

    def get(self, path: str) -> requests.Response:
        """A page; :raises Refused: there is none."""
        return self._seen(self.session.get(self.address + path, timeout=TIMEOUT, allow_redirects=False), OK)

    def send(self, path: str, data: Mapping[str, Any], files: Any = None, expected: int = FOUND) -> requests.Response:
        """Send a form; :raises Refused: it was not taken."""
        token = self.session.cookies.get("seutu_csrf", domain="127.0.0.1", path="/")
        answer = self.session.post(
            self.address + path,
            {"csrfmiddlewaretoken": token, **data},
            files=files,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        return self._seen(answer, expected)

    @staticmethod
    def _seen(answer: requests.Response, expected: int) -> requests.Response:
        where = answer.headers.get("Location", "")
        if answer.status_code != expected or SIGN_IN in where:
            raise Refused(f"{answer.status_code}{' to sign in' if SIGN_IN in where else ''}")
        return answer


class Person(threading.Thread):
    """Somebody who does the same over and over, and is not put off by a page that does not come."""

    def __init__(self, installation: Installation, ledger: Ledger, number: int, seed: int) -> None:
        super().__init__(daemon=True, name=f"{type(self).__name__} {number}")
        self.installation, self.ledger = installation, ledger
        self.chance = random.Random(f"{seed}-{self.name}")
        self.network = f"10.{number}.0.{self.chance.randrange(1, 250)}"
        self.browser = Browser(installation, self.network)
        self.over = threading.Event()
        self.paused = threading.Event()
        self.number, self.turns = number, 0

    def run(self) -> None:
        while not self.over.is_set():
            if self.paused.is_set():
                time.sleep(0.05)
                continue
            began = time.monotonic()
            try:
                self.turn()
                self.turns += 1
                self.ledger.seconds.append(time.monotonic() - began)
            except Refused as refusal:
                self.ledger.refuse(f"{type(self).__name__.lower()}: {refusal}")
                self.over.wait(PAUSE_AFTER_REFUSAL)
            except requests.RequestException as error:
                self.ledger.refuse(type(error).__name__)
                self.over.wait(PAUSE_AFTER_REFUSAL)

    def turn(self) -> None:
        raise NotImplementedError

    def word(self) -> str:
        """A word that nobody has written before and that search takes as it is."""
        return "x" + "".join(self.chance.choice(CONSONANTS) + self.chance.choice(VOWELS) for _ in range(7)) + "q"

    def paper(self) -> bytes:
        lines = ["Tämä on keksitty asiakirja."] + [
            "".join(self.chance.choices(string.ascii_lowercase + " ", k=70)) for _ in range(20)
        ]
        return "\n".join(lines).encode()


class Worker(Person):
    """Somebody with an account, who signs in when they have to."""

    email = ""
    wants_code = False

    def sign_in(self) -> None:
        from seutu.shared.accounts import totp

        self.browser = Browser(self.installation, self.network)
        answer = self.browser.session.post(
            self.browser.address + SIGN_IN,
            {"csrfmiddlewaretoken": "a" * 32, "login": self.email, "password": PASSWORD},
            timeout=TIMEOUT,
            allow_redirects=False,
        )
        if answer.status_code != FOUND:
            raise Refused(f"{answer.status_code} at signing in")
        where = answer.headers["Location"].split("?")[0]
        if "vahvistuskoodi" in where:
            step = totp.step_at(dt.datetime.now(dt.UTC))
            # A code is good once: whoever signs in again meanwhile takes the one beside it.
            code = totp.code_at(SECRET, step + self.chance.choice((-1, 0, 1)))
            self.browser.send(where, {"code": code})

    def turn(self) -> None:
        try:
            self.work()
        except Refused as refusal:
            if "sign in" not in str(refusal):
                raise
            self.sign_in()

    def work(self) -> None:
        raise NotImplementedError


class Clerk(Worker):
    """Writes a notice, attaches a document, and publishes it."""

    def work(self) -> None:
        word, today = self.word(), dt.datetime.now(dt.UTC).date()
        text = {
            "organization": self.installation.cast.organization,
            "kind": "municipal",
            "title": f"Mittausilmoitus {word}",
            "html": f"<p>Asiakirja {word} on nähtävillä.</p>",
            "displayed_on": f"{today.day}.{today.month}.{today.year}",
            "language": "fi",
        }
        place = self.browser.send("/tyo/kuulutukset/uusi/", text).headers["Location"]
        notice = int(place.rstrip("/").rpartition("/")[2])
        self.ledger.acknowledge("notice drafted", notice=notice, title=text["title"])
        name, paper = str(self.chance.randrange(10**9, 10**10)), self.paper()
        self.browser.send(f"{place}asiakirjat/", {}, files={"uploads": (f"{name}.txt", paper)})
        # Not by its name: what says that there is no room for it names it too.
        if not DOCUMENT.search(self.browser.get(place).text):
            raise Refused("the document is not on its page")
        self.ledger.acknowledge("document attached", notice=notice, sha256=hashlib.sha256(paper).hexdigest())
        self.browser.send(f"{place}julkaise/", {})
        if "/poista-verkosta/" not in self.browser.get(place).text:
            raise Refused("the notice is not published")
        self.ledger.acknowledge("notice published", notice=notice, word=word)


class Counsellor(Worker):
    """Logs contacts without a name; a button that brought no answer is pressed again."""

    def work(self) -> None:
        cast, opening, today = self.installation.cast, self.word()[:20], dt.datetime.now(dt.UTC).date()
        entry = dict.fromkeys(("visit_kind", "gender", "age_band", "citizenship_group", "years_band"), "not_asked")
        entry |= {
            "who": "anonymous",
            "channel": "phone",
            "municipality": "unknown",
            "service_language": "ar",
            "minutes": str(self.chance.randrange(5, 60)),
            "occurred_on": f"{today.day}.{today.month}.{today.year}",
            "topics": [cast.topic],
            "outcome": "advised",
            "funding_code": cast.funding_code,
            "unit": cast.unit,
            "reach": "reached",
            "on_behalf": "client",
            "interpreting": "none",
            "basis_group": "not_asked",
            "opening": opening,
        }
        pressed_again(lambda: self.browser.send("/tyo/kontaktit/uusi/", entry))
        self.ledger.acknowledge("contact logged", opening=opening, minutes=int(entry["minutes"]))


class Respondent(Person):
    """Answers an electronic form with a file, and waits for the receipt."""

    def turn(self) -> None:
        start, paper = f"/lomakkeet/{FORM}/", b"%PDF-1.7\n" + self.paper()
        self.browser = Browser(self.installation, f"10.{self.number}.{self.turns // 200}.{self.turns % 200 + 1}")
        self.browser.send(start, {})
        typed = {"page": "0", "do": "next", "asia": self.word()}
        self.browser.send(f"{start}vastaa/", typed, files={"liite": ("liite.pdf", paper)})
        challenge = CHALLENGE.search(self.browser.get(f"{start}tarkista/").text)
        if challenge is None:
            raise Refused("there is no riddle")
        proof = {"proof": solved(challenge[1])}
        pressed_again(lambda: self.browser.send(f"{start}tarkista/", proof))
        number = NUMBER.search(pressed_again(lambda: self.browser.get(f"{start}kuitti/")).text)
        if number is None:
            raise Refused("there is no number on the receipt")
        self.ledger.acknowledge("answers received", number=number[1], sha256=hashlib.sha256(paper).hexdigest())


def pressed_again(press: Any, times: int = 4) -> Any:
    """Do as people do when nothing comes: press once more, after a moment."""
    for left in reversed(range(times)):
        try:
            return press()
        except requests.RequestException:
            if not left:
                raise
            time.sleep(0.4)
    raise AssertionError


def solved(challenge: str, bits: int = 13) -> str:
    """What a browser would find out."""
    number = 0
    while int.from_bytes(hashlib.sha256(f"{challenge}:{number}".encode()).digest(), "big") >> (256 - bits):
        number += 1
    return str(number)


def people(installation: Installation, ledger: Ledger, seed: int) -> list[Person]:
    """The load: two clerks, two counsellors and two who answer the form."""
    cast = installation.cast
    found: list[Person] = []
    for kind, emails in ((Clerk, cast.clerks), (Counsellor, cast.counsellors), (Respondent, ("", ""))):
        for email in emails:
            person = kind(installation, ledger, len(found) + 1, seed)
            if isinstance(person, Worker):
                person.email = email
            found.append(person)
    return found
