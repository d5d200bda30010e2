"""A generated register for measuring figures: ten years of invented work, made by the database itself from a seed."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Sequence
from typing import Any

from _bulk import loading

SEED = 681_2023
BEGAN, ENDS = dt.date(2016, 11, 1), dt.date(2026, 10, 31)
DAYS = (ENDS - BEGAN).days + 1
# A value stands as many times as it is likely.
PLACES = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5)
LANGUAGES = "ru ru ru uk uk uk ar ar fa fa so so en en vi th ti zh ku ckb es fr tr et".split()
CHANNELS = "phone phone phone visit visit visit booked_visit booked_visit email email chat teams outreach".split()
BASES = "work work studies family family international_protection temporary_protection return other not_asked".split()
AGES = "0_17 18_29 18_29 30_54 30_54 30_54 55_60 61 not_asked no_answer".split()
CITIZENS = "finland eu_efta ukraine ukraine russia russia other_europe africa west_asia west_asia east_asia".split()
YEARS = "under_1 1_to_3 1_to_3 3_to_5 over_5 not_asked no_answer".split()
OUTCOMES = "advised advised advised form_filled booking_made referred question_raised nothing".split()
REACHES = [*["reached"] * 17, "no_show", "no_show", "not_reached"]
# As long as a sealed note; nothing opens it here.
NOTE = bytes(range(180))


def fill(contacts: int) -> None:
    """Write so many contacts, a client for each fifteen of them, and group sessions and other work beside."""
    from seutu.newcomers.clients import models

    _region()
    made = _Maker(random.Random(SEED), contacts)
    with loading([models.Client, models.Contact, models.Contact.topics.through, models.GroupSession, models.OtherWork]):
        made.clients()
        made.contacts()
        made.topics()
        made.sessions()
        made.other_work()


def _region() -> None:
    """Five municipalities with two units each, all with ids from 1 on, a worker, and two funding codes."""
    from seutu.newcomers.clients.models import FundingCode
    from seutu.shared.accounts.models import User
    from seutu.shared.organizations.models import Membership, Organization, Unit
    from seutu.shared.organizations.roles import Role

    for place in range(1, 6):
        owner = Organization.objects.create(pk=place, name_fi=f"Mittala {place}", slug=f"mittala-{place}")
        for number in (0, 1):
            Unit.objects.create(pk=place + 5 * number, organization=owner, name_fi=f"Piste {number + 1}")
    user = User.objects.create(pk=1, email="mittari@mittala.example", display_name="Mittari", password="!")
    unit = Unit.objects.get(pk=1)
    Membership.objects.create(
        user=user, organization=unit.organization, unit=unit, role=Role.COUNSELLOR, starts_on=BEGAN
    )
    FundingCode.objects.all().delete()
    for place in (1, 2):
        FundingCode.objects.create(pk=place, code=f"mitta-{place}", name_fi=f"Mittaus {place}", starts_on=BEGAN)


def log_a_contact() -> None:
    """Write an anonymous contact of today down, as a worker does."""
    from seutu.newcomers.clients.actions.contacts import ContactEntry, log_contact
    from seutu.newcomers.clients.models import Channel, FundingCode, Topic
    from seutu.newcomers.clients.queries.workers import worker_of
    from seutu.newcomers.clients.row_security import acting_as
    from seutu.shared.accounts.models import User
    from seutu.shared.core import clock
    from seutu.shared.organizations.models import Unit

    worker = worker_of(User.objects.get(pk=1))
    assert worker is not None
    entry = ContactEntry(
        occurred_on=clock.today(),
        minutes=7,
        unit=Unit.objects.get(pk=1),
        funding_code=FundingCode.objects.get(pk=1),
        channel=Channel.PHONE,
        service_language="ar",
        topics=list(Topic.objects.all()[:2]),
    )
    with acting_as(worker):
        log_contact(entry, by=worker)


class _Maker:
    """Writes the rows of each table by one statement."""

    def __init__(self, chance: random.Random, contacts: int) -> None:
        self._chance, self._contacts, self._clients = chance, contacts, contacts // 15

    def clients(self) -> None:
        from seutu.newcomers.clients.models import Client, Household

        self._write(Household, self._clients // 2, {})
        place = self.one_of(PLACES)
        columns = {
            "reference": self.reference(),
            "controller_id": place,
            "unit_id": place,
            "household_id": f"CASE WHEN {self.drawn(10)} < 6 THEN {self.drawn(self._clients // 2)} + 1 END",
            "municipality_id": place,
            "municipality_kind": "'named'",
            "is_protected": self.truth(f"{self.drawn(100)} = 0"),
            "processing_restricted": self.truth(f"{self.drawn(1000)} = 0"),
            "began_on": _text(BEGAN.isoformat()),
            "last_entry_on": _text(ENDS.isoformat()),
        }
        self._write(Client, self._clients, columns)

    def contacts(self) -> None:
        from seutu.newcomers.clients.models import Contact

        who, day = "COALESCE(client_id, i + 5000000)", self._day(self._contacts)
        home, is_named = self.one_of(PLACES, "client_id"), "client_id IS NOT NULL"
        provider = f"CASE WHEN {is_named} AND {self.drawn(10)} > 0 THEN {home} ELSE {self.one_of(PLACES)} END"
        kind = f"CASE WHEN {self.drawn(10)} = 0 AND client_id IS NULL THEN 'none' ELSE 'named' END"
        columns = {
            "client_id": "client_id",
            "is_anonymous": self.truth("client_id IS NULL"),
            "unit_id": f"{provider} + 5 * {self.drawn(2)}",
            "provider_municipality_id": provider,
            "client_municipality_kind": kind,
            "client_municipality_id": f"CASE WHEN {kind} = 'none' THEN NULL ELSE {self.one_of(PLACES, who)} END",
            "gender": self.one_of(("woman", "woman", "man", "man", "not_asked", "no_answer", "other"), who),
            "age_band": self.one_of(AGES, who),
            "language": self.one_of(LANGUAGES, who),
            "citizenship_group": self.one_of(CITIZENS, who),
            "years_band": self.one_of(YEARS, who),
            "basis_group": self.one_of(BASES, who),
            "visit_kind": self.one_of(("first", "returning", "returning", "not_asked")),
            "channel": self.one_of(CHANNELS),
            "service_language": self.one_of(("fi", "en", "ru", "ar", "uk", "so")),
            "interpreting": self.one_of((*["none"] * 8, "phone", "on_site")),
            "reach": self.one_of(REACHES),
            "outcome": self.one_of(OUTCOMES),
            "note": f"CASE WHEN {is_named} AND {self.drawn(2)} = 0 THEN {self.bytes(NOTE)} END",
            **self._work(day),
        }
        of_known = f"CASE WHEN {self.drawn(10)} < 4 THEN 1 + {self.drawn(self._clients)} END AS client_id"
        self._write(Contact, self._contacts, columns, drawn=of_known)

    def topics(self) -> None:
        """One topic of each contact, and a second one, always another, of every third."""
        from seutu.newcomers.clients.models import Contact, Topic

        known = list(Topic.objects.values_list("pk", flat=True))
        halves = (known[::2], known[1::2])
        for every, topics in zip((1, 3), halves, strict=True):
            columns = {"contact_id": f"i * {every}", "topic_id": self.one_of(topics)}
            self._write(Contact.topics.through, self._contacts // every, columns, own_id=False)

    def sessions(self) -> None:
        from seutu.newcomers.clients.models import GroupSession

        number, place = self._contacts // 100, self.one_of(PLACES)
        columns = {
            "unit_id": place,
            "provider_municipality_id": place,
            "title": "'Keskusteluryhmä'",
            "service_language": self.one_of(("fi", "en", "ru", "ar")),
            "participants": f"3 + {self.drawn(20)}",
            **self._work(self._day(number)),
        }
        self._write(GroupSession, number, columns)

    def other_work(self) -> None:
        from seutu.newcomers.clients.models import OtherWork

        number, place = self._contacts // 50, self.one_of(PLACES)
        columns = {
            "unit_id": place,
            "provider_municipality_id": place,
            "kind": self.one_of(("reporting", "networking", "training", "planning")),
            **self._work(self._day(number)),
        }
        self._write(OtherWork, number, columns)

    def _work(self, day: str) -> dict[str, str]:
        noon = f"{day} || ' 12:00:00'" if _is_sqlite() else f"{day} + TIME '12:00:00'"
        return {
            "occurred_on": day,
            "logged_at": noon,
            "logged_by_id": "1",
            "funding_code_id": f"1 + {self.drawn(2)}",
            "minutes": f"5 + {self.drawn(55)}",
        }

    def _day(self, rows: int) -> str:
        """In the order of time, as work is written down."""
        number = f"((i - 1) * {DAYS} / {rows})"
        return f"date('{BEGAN}', {number} || ' day')" if _is_sqlite() else f"(DATE '{BEGAN}' + ({number})::int)"

    def drawn(self, below: int, of: str = "i") -> str:
        """A number from 0 up to ``below`` that looks like chance and is always the same for the same ``of``."""
        a, b, c = (self._chance.randrange(100_000, 999_999) for _ in range(3))
        return f"((({of}) * {a} + {b}) % 1000003 * {c} % 1000033 % {below})"

    def one_of(self, values: Sequence[Any], of: str = "i") -> str:
        """One of some values, each as often as it stands among them."""
        whens = " ".join(f"WHEN {place} THEN {_text(value)}" for place, value in enumerate(values))
        return f"(CASE {self.drawn(len(values), of)} {whens} END)"

    def _write(
        self, model: Any, number: int, columns: dict[str, str], *, drawn: str = "1 AS undrawn", own_id: bool = True
    ) -> None:
        from django.db import connection, transaction

        everything = {"id": "i"} | columns if own_id else columns
        others = {name: value for name, value in _defaults(model).items() if name not in columns}
        numbers = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) SELECT i FROM n"
            if _is_sqlite()
            else f"SELECT i FROM generate_series(1::bigint, {number}) AS n(i)"
        )
        wanted = everything | others
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(wanted)}) SELECT {', '.join(wanted.values())}"
                f" FROM (SELECT i, {drawn} FROM ({numbers}) AS m) AS d"
            )
        print(f"  {time.strftime('%H:%M:%S')} {model._meta.label}: {number:,}", file=sys.stderr, flush=True)

    def truth(self, condition: str) -> str:
        return f"({condition})"

    def bytes(self, value: bytes) -> str:
        return f"X'{value.hex()}'" if _is_sqlite() else f"'\\x{value.hex()}'::bytea"

    def reference(self) -> str:
        """Eight digits: unlike a real one, but as long."""
        return "printf('%08d', i)" if _is_sqlite() else "lpad(i::text, 8, '0')"


def _is_sqlite() -> bool:
    from django.db import connection

    return connection.vendor == "sqlite"


def _text(value: Any) -> str:
    return str(value) if isinstance(value, int) else f"'{value}'"


def _defaults(model: Any) -> dict[str, str]:
    """By column, the default of each field as SQL."""
    from django.db import connection
    from django.utils import timezone

    found = {}
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            is_clock = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
            value = timezone.now() if is_clock else field.get_default()
            ready = field.get_db_prep_save(str(value) if isinstance(value, str) else value, connection)
            found[field.column] = _literal(ready)
    return found


def _literal(value: Any) -> str:
    from django.db import connection

    if _is_sqlite():
        return str(connection.connection.execute("SELECT quote(?)", [value]).fetchone()[0])
    from psycopg import sql

    return sql.Literal(value).as_string(connection.connection)
