"""How long what is kept, read from `retention.toml`, and what stands in the way of forgetting somebody."""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.shared.law.data_protection import log_retention_ends_on
from seutu.shared.law.integration import retention_ends_on
from seutu.shared.law.periods import Deadline
from seutu.shared.law.rules import NoRuleInForce

TABLE = Path(__file__).parent.parent / "retention.toml"


class Kind(enum.Enum):
    """What is kept for a time."""

    CLIENT = "client"
    ANONYMOUS_CONTACT = "anonymous_contact"
    DRAFT = "draft"
    DECLINED_INTAKE = "declined_intake"
    UNANSWERED_INTAKE = "unanswered_intake"
    IMPORT_ROWS = "import_rows"
    EMERGENCY_REASON = "emergency_reason"


class Obstacle(enum.Enum):
    """Why somebody cannot be forgotten now. Their clock runs on, and they go once it is out of the way."""

    STATUTORY_RECORD = "statutory_record"
    RESTRICTED = "restricted"
    OPEN_REQUEST = "open_request"
    OPEN_TRANSFER = "open_transfer"
    NEWER_ENTRY = "newer_entry"


NAMES: dict[Kind, Promise] = {
    Kind.CLIENT: _("A client's record"),
    Kind.ANONYMOUS_CONTACT: _("Time of day of an anonymous contact"),
    Kind.DRAFT: _("Unsaved draft"),
    Kind.DECLINED_INTAKE: _("Person of a declined intake"),
    Kind.UNANSWERED_INTAKE: _("Person of an intake that nobody decided"),
    Kind.IMPORT_ROWS: _("Rows of a spreadsheet"),
    Kind.EMERGENCY_REASON: _("Reason of an emergency access"),
}
SINCE: dict[str, Promise] = {
    "last_entry": _("from the last entry"),
    "day_of_contact": _("from the day of the contact"),
    "own_time": _("until the time that each has of its own"),
    "decision": _("from the decision"),
    "arrival": _("from the arrival"),
    "opening": _("from the opening"),
}
THEN: dict[str, Promise] = {
    "anonymise": _("The person is taken out of the record. Contacts and figures stay."),
    "clear_time": _("The time of day goes. The contact stays."),
    "delete": _("It is deleted."),
    "clear_person": _("Who it was goes. That it happened stays."),
    "clear_reason": _("The words of the reason go. That it happened stays."),
}
WHY_NOT: dict[Obstacle, Promise] = {
    Obstacle.STATUTORY_RECORD: _(
        "The law requires the record: it has an assessment, a plan or a decision to assess. It is kept for its time."
    ),
    Obstacle.RESTRICTED: _("Processing is restricted. The data is stored until the restriction is lifted."),
    Obstacle.OPEN_REQUEST: _("A request for own data is open. Answer it first."),
    Obstacle.OPEN_TRANSFER: _("A transfer of the client waits for an answer."),
    Obstacle.NEWER_ENTRY: _("The record has an entry that is newer than its clock."),
}
_BY_LAW: dict[str, Callable[[dt.date], Deadline]] = {
    "register.retention": retention_ends_on,
    "data.log_retention": log_retention_ends_on,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Where a rule comes from, and whether that has been confirmed."""

    provision: str
    source: str
    confirmed: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFor(Provision):
    """How long one kind is kept, from when, and what happens then."""

    kind: Kind
    since: str
    then: str
    law: str = ""
    days: int = 0

    def ends_on(self, since: dt.date) -> dt.date | None:
        """The last day on which something is kept whose time began on a day; None when no rule knows that day."""
        if not self.law:
            return since + dt.timedelta(days=self.days)
        try:
            return _BY_LAW[self.law](since).day
        except NoRuleInForce:
            return None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def kept_for() -> dict[Kind, KeptFor]:
    """The rule of every kind, in the order of the table."""
    rows = [KeptFor(kind=Kind(row["key"]), **_without_key(row)) for row in _table()["kind"]]
    return {row.kind: row for row in rows}


@cache
def refusals() -> dict[Obstacle, Provision]:
    """On what ground in law each refusal of an erasure stands."""
    return {Obstacle(row["key"]): Provision(**_without_key(row)) for row in _table()["refusal"]}


def _without_key(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "key"}
