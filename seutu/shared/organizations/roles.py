"""Roles as sets of permissions, each told in plain words."""

from __future__ import annotations

import enum
from collections.abc import Collection

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(enum.Enum):
    """One thing a person may do in an organization."""

    PREPARE_MEETINGS = "prepare_meetings"
    IMPORT_DOCUMENTS = "import_documents"
    EDIT_SITE_TEXTS = "edit_site_texts"
    EDIT_SEARCH_WORDS = "edit_search_words"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_ACCESS_LOG = "read_access_log"
    LOG_CONTACTS = "log_contacts"
    SERVE_CLIENTS = "serve_clients"
    LEAD_SERVICE = "lead_service"
    MANAGE_REGISTER = "manage_register"
    ANSWER_DATA_REQUESTS = "answer_data_requests"
    MAKE_FORMS = "make_forms"
    ANSWER_FORMS = "answer_forms"
    READ_FIGURES = "read_figures"
    MANAGE_PROJECTS = "manage_projects"


class Role(models.TextChoices):
    """What a person is in an organization."""

    CLERK = "clerk", _("clerk")
    OPERATOR = "operator", _("operator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("data protection officer")
    ADVISER = "adviser", _("adviser")
    COUNSELLOR = "counsellor", _("integration counsellor")
    SUPERVISOR = "supervisor", _("supervisor")
    COORDINATOR = "coordinator", _("integration manager")


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset(
        {
            Permission.PREPARE_MEETINGS,
            Permission.IMPORT_DOCUMENTS,
            Permission.EDIT_SEARCH_WORDS,
            Permission.ANSWER_FORMS,
        }
    ),
    Role.OPERATOR: frozenset(
        {
            Permission.IMPORT_DOCUMENTS,
            Permission.EDIT_SITE_TEXTS,
            Permission.EDIT_SEARCH_WORDS,
            Permission.MANAGE_ACCOUNTS,
        }
    ),
    Role.DATA_PROTECTION_OFFICER: frozenset({Permission.READ_ACCESS_LOG, Permission.ANSWER_DATA_REQUESTS}),
    Role.ADVISER: frozenset({Permission.LOG_CONTACTS}),
    Role.COUNSELLOR: frozenset({Permission.LOG_CONTACTS, Permission.SERVE_CLIENTS, Permission.ANSWER_FORMS}),
    Role.SUPERVISOR: frozenset(
        {
            Permission.LOG_CONTACTS,
            Permission.SERVE_CLIENTS,
            Permission.LEAD_SERVICE,
            Permission.ANSWER_DATA_REQUESTS,
            Permission.ANSWER_FORMS,
            Permission.READ_FIGURES,
        }
    ),
    Role.COORDINATOR: frozenset(
        {
            Permission.LOG_CONTACTS,
            Permission.MANAGE_REGISTER,
            Permission.MAKE_FORMS,
            Permission.ANSWER_FORMS,
            Permission.READ_FIGURES,
            Permission.MANAGE_PROJECTS,
        }
    ),
}

# Who holds one of these sees what a stolen password must not open: they sign in with a code besides it.
NEEDS_SECOND_FACTOR: frozenset[Permission] = frozenset(
    {
        Permission.READ_ACCESS_LOG,
        Permission.LOG_CONTACTS,
        Permission.SERVE_CLIENTS,
        Permission.LEAD_SERVICE,
        Permission.MANAGE_REGISTER,
        Permission.ANSWER_DATA_REQUESTS,
        Permission.MAKE_FORMS,
        Permission.ANSWER_FORMS,
        Permission.READ_FIGURES,
        Permission.MANAGE_PROJECTS,
    }
)

DESCRIPTIONS: dict[Role, Promise] = {
    Role.CLERK: _("Prepares meetings, sees drafts, publishes agendas and minutes, and answers forms."),
    Role.OPERATOR: _("Keeps the service running: accounts, documents brought in, and the texts of the site."),
    Role.DATA_PROTECTION_OFFICER: _(
        "Sees who has looked at what and when, and answers people who ask for their own data."
    ),
    Role.ADVISER: _("Logs anonymous contacts at a guidance point, and opens no client's data."),
    Role.COUNSELLOR: _("Serves the clients of a unit, reads those of the municipality, and answers forms."),
    Role.SUPERVISOR: _(
        "Leads the service of a municipality: sees its clients, protected ones too, hands them on, answers forms, "
        "and reads figures."
    ),
    Role.COORDINATOR: _(
        "Keeps the register of the region: code lists, figures and imports, without clients' data. "
        "Makes forms and answers them. Manages joint projects and their cost shares."
    ),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that carry ``permission``."""
    return [role for role, permissions in PERMISSIONS.items() if permission in permissions]


def roles_with_any(permissions: Collection[Permission]) -> list[Role]:
    """The roles that carry at least one of ``permissions``."""
    return [role for role, held in PERMISSIONS.items() if not held.isdisjoint(permissions)]
