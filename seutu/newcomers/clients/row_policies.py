"""The policy of `rules.access` once more, as row-level security of PostgreSQL: the second wall.

The actor of a transaction is told by `row_security`; nobody told, nothing shown. Functions say what follows from the
actor's roles, grants and substitutions, from the tables themselves and never from what the code has worked out. A
policy calls them as ``ARRAY(SELECT …)``, so that each runs once in a statement and an index can be used.

Trap: a policy does not bind the owner of a table, and that is wanted: the functions marked as ``definer`` run as the
owner, or a policy on grants would ask for the grants that it guards. So the service must sign in to the database as
another role than the one that owns the tables (docs/operations.md); `seutu doctor` says whether it does.

Trap: PostgreSQL changes no column's type while a policy names it. Such a migration begins with ``RunPython(remove)``
and ends with ``RunPython(install)``. Whenever anything here changes, a new migration installs it: a test demands it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from seutu.newcomers.clients.row_functions import FUNCTIONS, SCHEMA, any_of

SYSTEM = "(SELECT clients_is_system())"
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")

# Of the table of clients: as a range, since PostgreSQL can look that up in an index beside the other conditions.
_EVERY = "{c}.id BETWEEN (SELECT clients_first()) AND (SELECT clients_last())"


_OWN = (
    f"({any_of('{c}.keyworker_id', 'clients_acts_as()')} AND "
    f"({{c}}.keyworker_id = (SELECT clients_actor()) OR {any_of('{c}.controller_id', 'clients_controllers()')}))"
)


def _by_name(level: str) -> str:
    work = f"{_OWN} OR {any_of('{c}.controller_id', 'clients_led()')}"
    return f"{work} OR {any_of('{c}.id', f'clients_opened_to_person({level})')}"


_BY_PLACE = (
    f"{any_of('{c}.controller_id', 'clients_controllers()')} OR {any_of('{c}.id', 'clients_opened_to_unit(false)')}"
)
_OPENS = f"({_EVERY} OR ({{c}}.anonymised_at IS NULL AND ({_by_name('false')} OR {_BY_PLACE})))"
_READS = (
    f"({_EVERY} OR ({{c}}.anonymised_at IS NULL AND "
    f"({_by_name('false')} OR (NOT {{c}}.is_protected AND ({_BY_PLACE})))))"
)
_UNIT_WRITES = f"{any_of('{c}.unit_id', 'clients_units()')} OR {any_of('{c}.id', 'clients_opened_to_unit(true)')}"
_WORK_WRITES = (
    f"{_OWN} OR {any_of('{c}.id', 'clients_opened_to_person(true)')} OR (NOT {{c}}.is_protected AND ({_UNIT_WRITES}))"
)
_WRITES = (
    f"({_EVERY} OR ({{c}}.anonymised_at IS NULL AND "
    f"({any_of('{c}.controller_id', 'clients_led()')} OR (NOT {{c}}.processing_restricted AND ({_WORK_WRITES})))))"
)


def _client(rule: str, column: str) -> str:
    return f"EXISTS (SELECT 1 FROM clients_client c WHERE c.id = {column} AND {rule.format(c='c')})"


def _reads(column: str = "client_id") -> str:
    return f"{SYSTEM} OR {_client(_READS, column)}"


def _writes(column: str = "client_id") -> str:
    return f"{SYSTEM} OR {_client(_WRITES, column)}"


def _rules(*, reads: str, writes: str, inserts: str = "", updates: str = "", deletes: str = "") -> dict[str, str]:
    return {
        "SELECT": reads,
        "INSERT": inserts or writes,
        "UPDATE": updates or writes,
        "DELETE": deletes or writes,
    }


_OF_A_CLIENT = _rules(reads=_reads(), writes=_writes())
_NOBODY = _rules(reads=SYSTEM, writes=SYSTEM)
_ANSWERS_FOR = "clients_answers_for(client_id)"
_ACTOR = "(SELECT clients_actor())"

_HERE = f"{any_of('{place}', 'clients_controllers()')} OR {any_of('{place}', 'clients_led()')}"
_LOGS, _LEADS = (
    any_of("provider_municipality_id", "clients_logs_for()"),
    any_of("provider_municipality_id", "clients_led()"),
)
_MANAGES = any_of("provider_municipality_id", "clients_manages()")
_ANONYMOUS_WRITES = f"(client_id IS NULL AND ((logged_by_id = {_ACTOR} AND {_LOGS}) OR {_LEADS}))"
_PARTY = (
    f"asked_by_id = {_ACTOR} OR {any_of('to_unit_id', 'clients_units()')}"
    f" OR {any_of('to_unit_id', 'clients_units_led()')}"
)
_QUEUE = f"(client_id IS NULL AND ({_HERE.format(place='organization_id')}))"
_BOOKS = f"({_HERE.format(place='organization_id')})"
_CONTACT_WRITES = f"{_writes()} OR {_ANONYMOUS_WRITES}"

# By table: what one sees, adds, changes and deletes.
TABLES: Mapping[str, Mapping[str, str]] = {
    "clients_client": {
        "SELECT": _OPENS.format(c="clients_client"),
        "INSERT": _WRITES.format(c="clients_client"),
        "UPDATE": _WRITES.format(c="clients_client"),
        "DELETE": _WRITES.format(c="clients_client"),
    },
    **dict.fromkeys(
        (
            "clients_clientname",
            "clients_namekey",
            "clients_contactdetails",
            "clients_householdmember",
            "clients_assessment",
            "clients_integrationplan",
            "clients_checkliststep",
            "clients_statusrecord",
            "clients_clientmessage",
        ),
        _OF_A_CLIENT,
    ),
    "clients_clientlink": _rules(
        reads=f"{_reads('first_id')} OR {_client(_READS, 'second_id')}",
        writes=f"{_writes('first_id')} OR {_client(_WRITES, 'second_id')}",
    ),
    "clients_contact": _rules(
        reads=f"{_reads()} OR (client_id IS NULL AND ({_LOGS} OR {_MANAGES}))", writes=_CONTACT_WRITES
    ),
    "clients_contact_topics": _rules(
        reads="EXISTS (SELECT 1 FROM clients_contact k WHERE k.id = contact_id)",
        writes=f"EXISTS (SELECT 1 FROM clients_contact k WHERE k.id = contact_id AND ({_CONTACT_WRITES}))",
    ),
    # A correcting entry is written once; only the system takes the words out of it.
    "clients_correctingentry": _rules(
        reads=f"{_reads()} OR (client_id IS NULL AND ({_LOGS} OR {_MANAGES} OR {_LEADS}))",
        writes=SYSTEM,
        inserts=f"{_writes()} OR (client_id IS NULL AND ({_LOGS} OR {_LEADS}))",
    ),
    "clients_intake": _rules(reads=f"{_reads()} OR {_QUEUE}", writes=f"{_writes()} OR {_QUEUE}"),
    "clients_interpreterbooking": _rules(
        reads=f"{SYSTEM} OR ({_BOOKS} AND (client_id IS NULL OR {_client(_READS, 'client_id')}))",
        writes=f"{SYSTEM} OR ({_BOOKS} AND (client_id IS NULL OR {_client(_WRITES, 'client_id')}))",
    ),
    "clients_accessgrant": _rules(reads=f"{_reads()} OR user_id = {_ACTOR}", writes=_writes()),
    "clients_grantrequest": _rules(
        reads=f"{_reads()} OR asked_by_id = {_ACTOR}",
        writes=_writes(),
        inserts=f"{SYSTEM} OR asked_by_id = {_ACTOR}",
        updates=f"{_writes()} OR asked_by_id = {_ACTOR}",
    ),
    "clients_transfer": _rules(reads=f"{_reads()} OR {_PARTY}", writes=_writes(), updates=f"{_writes()} OR {_PARTY}"),
    "clients_emergencyaccess": _rules(
        reads=f"{_reads()} OR user_id = {_ACTOR} OR {_ANSWERS_FOR}",
        writes=f"{SYSTEM} OR {_ANSWERS_FOR}",
        inserts=f"{SYSTEM} OR (user_id = {_ACTOR} AND {_ACTOR} = ANY (ARRAY(SELECT clients_acts_as())))",
        deletes=SYSTEM,
    ),
    **dict.fromkeys(
        ("clients_owndatarequest", "clients_rectification", "clients_disclosure"),
        _rules(reads=f"{_reads()} OR {_ANSWERS_FOR}", writes=f"{_writes()} OR {_ANSWERS_FOR}"),
    ),
    "clients_registerdraft": _rules(reads=f"{SYSTEM} OR user_id = {_ACTOR}", writes=f"{SYSTEM} OR user_id = {_ACTOR}"),
    # Imports run as the system: what they made is told by counts.
    "clients_importedrow": _NOBODY,
}

# What a row may look like after a change, where that is less than who may change it: a client may leave the changer's
# own reach as far as the reference, for instance by being protected. What goes further is done as the system.
CHANGED_TO: Mapping[str, str] = {"clients_client": _OPENS.format(c="clients_client")}


def statements(tables: Iterable[str]) -> Iterator[str]:
    """Every statement that puts the wall before ``tables``."""
    for function in FUNCTIONS:
        yield function.created()
    for table in sorted(tables):
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for command in COMMANDS:
            yield _policy(table, command)


def _policy(table: str, command: str) -> str:
    rule = TABLES[table][command]
    using = "" if command == "INSERT" else f" USING ({rule})"
    after = {"INSERT": rule, "UPDATE": CHANGED_TO.get(table, rule)}.get(command)
    check = f" WITH CHECK ({after})" if after else ""
    return f"CREATE POLICY {_name(command)} ON {table} FOR {command}{using}{check}"


def _name(command: str) -> str:
    return f"seutu_{command.lower()}"


def digest() -> str:
    """What the wall is made of, as a short hash: a change of it is noticed."""
    whole = "\n".join(statements(TABLES))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the wall up, before the tables that are there; one that stands already is made anew. Only on PostgreSQL."""
    if connection.vendor != "postgresql":
        return
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        for statement in statements(_there(connection)):
            cursor.execute(statement.replace(SCHEMA, schema))
        cursor.execute(f"COMMENT ON FUNCTION clients_is_system() IS '{digest()}'")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the wall down: for undoing a migration, and for changing the type of a column."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in _there(connection):
            for command in COMMANDS:
                cursor.execute(f"DROP POLICY IF EXISTS {_name(command)} ON {table}")
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        for function in reversed(FUNCTIONS):
            cursor.execute(f"DROP FUNCTION IF EXISTS {function.signature}")


def _there(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables of ours that exist: an early migration knows fewer than the models do."""
    return sorted(set(TABLES) & set(connection.introspection.table_names()))


def installed_digest(connection: BaseDatabaseWrapper) -> str:
    """The hash of what stands in the database, "" for nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure('clients_is_system()'), 'pg_proc')")
        found = cursor.fetchone()
    return str(found[0] or "") if found else ""


def tables_without_wall(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose policies do not bind the role that asks: it owns them, is a superuser, or passes them by."""
    with connection.cursor() as cursor:
        open_tables = []
        for table in _there(connection):
            cursor.execute("SELECT row_security_active(%s::regclass)", [table])
            if not cursor.fetchone()[0]:
                open_tables.append(table)
    return open_tables
