"""What follows from who acts, as functions of PostgreSQL: the ground on which `row_policies` stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from seutu.newcomers.clients.queries.workers import REGISTER_PERMISSIONS
from seutu.shared.organizations.roles import Permission, Role, roles_with

SCHEMA = "@schema@"


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlFunction:
    """A function in SQL. With ``is_definer`` it runs as the owner of the tables, whom no policy binds."""

    signature: str
    returns: str
    body: str
    is_definer: bool = False

    def created(self) -> str:
        """The statement that makes it; `SCHEMA` stands for that of the tables, before which no caller may put one."""
        definer = f" SECURITY DEFINER SET search_path TO {SCHEMA}, pg_temp" if self.is_definer else ""
        return (
            f"CREATE OR REPLACE FUNCTION {self.signature} RETURNS {self.returns} "
            f"LANGUAGE sql STABLE{definer} AS $$ {self.body} $$"
        )


def any_of(column: str, function: str) -> str:
    """A condition: ``column`` is one of what ``function`` gives, which runs once in a statement."""
    return f"{column} = ANY (ARRAY(SELECT {function}))"


def _roles(roles: Iterable[Role]) -> str:
    return ", ".join(f"'{role.value}'" for role in sorted(roles))


def _held(permission: Permission, column: str) -> str:
    return f"SELECT {column} FROM clients_memberships() WHERE role IN ({_roles(roles_with(permission))})"


def _ids(signature: str, body: str, *, is_definer: bool = False) -> SqlFunction:
    return SqlFunction(signature=signature, returns="SETOF bigint", body=body, is_definer=is_definer)


_ROLES_OF_REGISTER = {role for permission in REGISTER_PERMISSIONS for role in roles_with(permission)}
_IS_WORKER = f"EXISTS (SELECT 1 FROM clients_memberships() WHERE role IN ({_roles(_ROLES_OF_REGISTER)}))"
_SERVES = f"EXISTS ({_held(Permission.SERVE_CLIENTS, '1')})"
_LEADS = f"EXISTS ({_held(Permission.LEAD_SERVICE, '1')})"
_IN_FORCE = "starts_on <= clients_today() AND (ends_on IS NULL OR ends_on >= clients_today())"
_GRANTED = (
    f"SELECT client_id FROM clients_accessgrant WHERE withdrawn_at IS NULL AND {_IN_FORCE} "
    "AND (NOT writing OR level = 'write')"
)
_UNITS = (
    f"SELECT unit_id FROM clients_memberships() WHERE unit_id IS NOT NULL "
    f"AND role IN ({_roles(roles_with(Permission.SERVE_CLIENTS))}) "
    "UNION SELECT u.id FROM organizations_unit u JOIN clients_memberships() m ON m.organization_id = u.organization_id "
    f"WHERE m.unit_id IS NULL AND m.role IN ({_roles(roles_with(Permission.SERVE_CLIENTS))})"
)
_TEXT = "current_setting('seutu.{name}', true)"

# In an order in which each knows those it calls.
FUNCTIONS: tuple[SqlFunction, ...] = (
    SqlFunction(
        signature="clients_is_system()",
        returns="boolean",
        body=f"SELECT COALESCE({_TEXT.format(name='actor')}, '') = 'system'",
    ),
    SqlFunction(
        signature="clients_actor()",
        returns="bigint",
        body=(
            f"SELECT CASE WHEN {_TEXT.format(name='actor')} ~ '^[0-9]{{1,18}}$' "
            f"THEN {_TEXT.format(name='actor')}::bigint END"
        ),
    ),
    # The range of ids that the actor sees without further question: all of them for the system, none for a person.
    SqlFunction(
        signature="clients_first()",
        returns="bigint",
        body="SELECT CASE WHEN clients_is_system() THEN 0 ELSE 1 END::bigint",
    ),
    SqlFunction(
        signature="clients_last()",
        returns="bigint",
        body="SELECT CASE WHEN clients_is_system() THEN 9223372036854775807 ELSE 0 END::bigint",
    ),
    # The instant comes from core.clock, so that the database and the code agree also when time is given.
    SqlFunction(
        signature="clients_now()",
        returns="timestamp with time zone",
        body=f"SELECT COALESCE(NULLIF({_TEXT.format(name='now')}, '')::timestamptz, now())",
    ),
    SqlFunction(
        signature="clients_today()",
        returns="date",
        body="SELECT (clients_now() AT TIME ZONE 'Europe/Helsinki')::date",
    ),
    SqlFunction(
        signature="clients_memberships()",
        returns="TABLE (organization_id bigint, unit_id bigint, role text)",
        body=(
            "SELECT m.organization_id, m.unit_id, m.role::text FROM organizations_membership m "
            "JOIN accounts_user p ON p.id = m.user_id WHERE m.user_id = clients_actor() AND p.is_active "
            "AND m.starts_on <= clients_today() AND (m.ends_on IS NULL OR m.ends_on >= clients_today())"
        ),
        is_definer=True,
    ),
    _ids("clients_controllers()", _held(Permission.SERVE_CLIENTS, "organization_id")),
    _ids("clients_led()", _held(Permission.LEAD_SERVICE, "organization_id")),
    _ids("clients_logs_for()", _held(Permission.LOG_CONTACTS, "organization_id")),
    _ids("clients_manages()", _held(Permission.MANAGE_REGISTER, "organization_id")),
    _ids("clients_units()", _UNITS),
    _ids(
        "clients_units_led()",
        "SELECT u.id FROM organizations_unit u WHERE u.organization_id IN (SELECT clients_led())",
    ),
    _ids(
        "clients_acts_as()",
        f"SELECT clients_actor() WHERE {_SERVES} OR {_LEADS} UNION ALL "
        "SELECT s.absent_id FROM clients_substitution s WHERE s.substitute_id = clients_actor() "
        f"AND s.starts_on <= clients_today() AND s.ends_on >= clients_today() AND {_SERVES}",
    ),
    _ids(
        "clients_opened_to_person(writing boolean)",
        f"{_GRANTED} AND user_id = clients_actor() AND {_IS_WORKER} UNION "
        "SELECT client_id FROM clients_emergencyaccess WHERE NOT writing AND user_id = clients_actor() "
        f"AND opened_at <= clients_now() AND ends_at > clients_now() AND {_IS_WORKER}",
        is_definer=True,
    ),
    _ids(
        "clients_opened_to_unit(writing boolean)",
        f"{_GRANTED} AND unit_id IN (SELECT clients_units())",
        is_definer=True,
    ),
    # The officer of the controller sees no client, and yet what was done with the record.
    SqlFunction(
        signature="clients_answers_for(client bigint)",
        returns="boolean",
        body=(
            "SELECT EXISTS (SELECT 1 FROM clients_client c WHERE c.id = client AND c.controller_id IN "
            f"({_held(Permission.ANSWER_DATA_REQUESTS, 'organization_id')}))"
        ),
        is_definer=True,
    ),
)
