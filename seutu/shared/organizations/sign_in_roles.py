"""Which roles a municipality's own groups give in this service."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from seutu.shared.organizations.roles import Role


class UnknownRole(Exception):
    """The settings give groups to a role that there is not; the message says which."""


def roles_of(groups: Collection[str], table: Mapping[str, Sequence[str]]) -> frozenset[Role]:
    """The roles for which ``table`` (role → groups) names one of ``groups``, letter for letter."""
    return frozenset(Role(role) for role, wanted in table.items() if set(wanted) & set(groups))


def check_table(slug: str, table: Mapping[str, Sequence[str]]) -> None:
    """Refuse a table with a role that there is not.

    :raises UnknownRole: there is one.
    """
    if unknown := table.keys() - set(Role.values):
        known = ", ".join(Role.values)
        raise UnknownRole(f"SEUTU_OIDC, [{slug}.roles]: {', '.join(sorted(unknown))} is no role. Roles are: {known}.")
