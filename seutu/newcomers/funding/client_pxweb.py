"""Statistics over the PxWeb API (Statistics Finland and others): a table's metadata, and its numbers as JSON-stat 2."""

from __future__ import annotations

import datetime as dt
import enum
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

TIMEOUT = 15
MOST_OCTETS = 10 * 1024 * 1024
TRIES = 3
SPACING = 1.0
LONGEST_WAIT = 10.0
AGENT = "Seutu (split of joint costs)"
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})

# One process asks one thing at a time, and not faster than this.
_turn = threading.Lock()
_last_asked = 0.0


class Why(enum.Enum):
    """Why there is no answer."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    REFUSED = "refused"
    NOT_JSON = "not_json"
    TOO_LARGE = "too_large"
    NO_SUCH_VARIABLE = "no_such_variable"
    NO_SUCH_TIME = "no_such_time"
    NO_MUNICIPALITIES = "no_municipalities"


class PxWebError(Exception):
    """The service of statistics gave no answer that can be used; ``why`` says so, ``about`` what it is about."""

    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(f"{why.value} {about}".strip())
        self.why = why
        self.about = about


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the service: its address, and which variables and values to ask for."""

    address: str
    area: str = "Alue"
    time: str = "Vuosi"
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service answered, octet by octet."""

    content: bytes
    media_type: str


class _NoRedirect(HTTPRedirectHandler):
    # A question that was sent elsewhere would arrive there as another one.
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class PxWeb:
    """A client; ``sleep`` waits, so that tests need not."""

    timeout: float = TIMEOUT
    spacing: float = SPACING
    sleep: Callable[[float], None] = time.sleep

    def query_for(self, table: Table, codes: Sequence[str], period: str) -> tuple[str, list[str]]:
        """What to ask ``table`` for these municipalities, and the codes that it does not have.

        :raises PxWebError: it cannot be reached, or has not what is asked.
        """
        variables = self._variables(table)
        for name, value in ((table.time, period), *table.values.items()):
            if value not in variables.get(name, ()):
                raise PxWebError(Why.NO_SUCH_TIME if name == table.time else Why.NO_SUCH_VARIABLE, f"{name}: {value}")
        areas = variables.get(table.area)
        if areas is None:
            raise PxWebError(Why.NO_SUCH_VARIABLE, table.area)
        known = {code: _area_code(code, areas) for code in codes}
        asked = [each for each in known.values() if each]
        if not asked:
            raise PxWebError(Why.NO_MUNICIPALITIES)
        chosen = {table.area: asked, table.time: [period], **{name: [value] for name, value in table.values.items()}}
        query = [{"code": name, "selection": {"filter": "item", "values": each}} for name, each in chosen.items()]
        text = json.dumps({"query": query, "response": {"format": "json-stat2"}}, ensure_ascii=False)
        return text, [code for code, area in known.items() if not area]

    def numbers(self, table: Table, query: str) -> Answer:
        """The answer to a question that `query_for` made.

        :raises PxWebError: there is none that can be used.
        """
        headers = {"Content-Type": "application/json"}
        answer = self._asked(Request(table.address, data=query.encode(), headers=headers))  # noqa: S310 (see settings)
        if answer.content.lstrip()[:1] != b"{":
            raise PxWebError(Why.NOT_JSON)
        return answer

    def _variables(self, table: Table) -> dict[str, list[str]]:
        """The variables of a table with their values."""
        answer = self._asked(Request(table.address))  # noqa: S310 (see settings)
        try:
            found = json.loads(answer.content.decode("utf-8-sig"))["variables"]
            return {str(each["code"]): [str(value) for value in each["values"]] for each in found}
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise PxWebError(Why.NOT_JSON) from error

    def _asked(self, request: Request) -> Answer:
        request.add_header("User-Agent", AGENT)
        request.add_header("Accept", "application/json")
        waited = 0.0
        for tries_left in reversed(range(TRIES)):
            try:
                return self._once(request)
            except HTTPError as error:
                pause = _pause(error)
                error.close()
                if error.code not in _BUSY:
                    raise PxWebError(Why.REFUSED, str(error.code)) from error
                waited += pause
                if not tries_left or waited > LONGEST_WAIT:
                    break
                self.sleep(pause)
            except (URLError, HTTPException, OSError, ValueError) as error:
                raise PxWebError(Why.UNREACHABLE) from error
        raise PxWebError(Why.BUSY)

    def _once(self, request: Request) -> Answer:
        with _turn:
            self._keep_distance()
            with _opener().open(request, timeout=self.timeout) as response:
                content = response.read(MOST_OCTETS + 1)
                media_type = response.headers.get_content_type()
        if len(content) > MOST_OCTETS:
            raise PxWebError(Why.TOO_LARGE)
        return Answer(content, media_type)

    def _keep_distance(self) -> None:
        global _last_asked
        pause = _last_asked + self.spacing - time.monotonic()
        if pause > 0:
            self.sleep(pause)
        _last_asked = time.monotonic()


def _opener() -> OpenerDirector:
    return build_opener(_NoRedirect)


def _area_code(code: str, areas: Sequence[str]) -> str:
    """How the table writes a municipality code: KU167, or 167; "" when it has none."""
    return next((each for each in (f"KU{code}", code) if each in areas), "")


def _pause(error: HTTPError) -> float:
    """How long the service asks to wait, in seconds: a number, or an instant."""
    wanted = error.headers.get("Retry-After", "")
    if wanted.isdecimal():
        return float(wanted)
    try:
        until = parsedate_to_datetime(wanted)
    except ValueError:
        return SPACING
    return max((until - dt.datetime.now(dt.UTC)).total_seconds(), SPACING)
