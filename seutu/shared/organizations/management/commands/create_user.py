"""Make an account, and give it a role: `seutu create_user EMAIL --name NAME --role ROLE --organization SLUG`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction

from seutu.shared.accounts.actions import add_user
from seutu.shared.accounts.management.password_input import add_password_argument, in_words, read_password
from seutu.shared.accounts.models import User
from seutu.shared.audit.actor import System
from seutu.shared.organizations.actions import add_membership
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.roles import Role


class Command(BaseCommand):
    help = "Make an account for a person who signs in, and give it a role in an organization."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="with which the person signs in")
        parser.add_argument("--name", required=True, help="the person's name, as colleagues see it")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="fi")
        parser.add_argument("--role", metavar="ROLE", help=f"one of: {', '.join(Role.values)}")
        parser.add_argument("--organization", metavar="SLUG", help="the address word of the organization: joensuu")
        add_password_argument(parser)

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        role, organization = _place(options["role"], options["organization"])
        password = read_password(from_stdin=options["password_stdin"])
        try:
            user = _create(options, password, role, organization)
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        where = f" as {role.value} of {organization.slug}" if role and organization else ""
        self.stdout.write(f"The account {user.email} was made{where}.")


def _place(role: str | None, slug: str | None) -> tuple[Role | None, Organization | None]:
    if not role and not slug:
        return None, None
    if not role or not slug:
        raise CommandError("--role and --organization belong together: give both, or neither.")
    if role not in Role.values:
        raise CommandError(f"There is no role “{role}”. Write one of: {', '.join(Role.values)}.")
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        known = ", ".join(Organization.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no organization “{slug}”. Known are: {known}.")
    return Role(role), organization


@transaction.atomic
def _create(options: dict[str, Any], password: str, role: Role | None, organization: Organization | None) -> User:
    by = System("command")
    user = add_user(options["email"], options["name"], password=password, language=options["language"], by=by)
    if role and organization:
        add_membership(user, organization, role, by=by)
    return user
