"""Make a decision-making body: `seutu manage add_body NAME --organization SLUG --kind KIND`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from seutu.shared.accounts.management.password_input import in_words
from seutu.shared.audit.actor import System
from seutu.shared.organizations.actions import add_body
from seutu.shared.organizations.models import Body, Organization


class Command(BaseCommand):
    help = "Make a decision-making body, of which no minutes were brought in before."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the name in Finnish: Kaupunginhallitus")
        parser.add_argument(
            "--organization", required=True, metavar="SLUG", help="the address word of its organization"
        )
        parser.add_argument("--kind", required=True, choices=Body.Kind.values)
        parser.add_argument("--name-sv", default="", metavar="NAME", help="the name in Swedish")
        parser.add_argument("--abbreviation", default="", metavar="WORD", help="as in citations: KH")
        parser.add_argument("--slug", default="", help="the address word, when it is not made of the name")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["organization"]).first()
        if organization is None:
            known = ", ".join(Organization.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no organization “{options['organization']}”. Known are: {known}.")
        given = {name: options[name] for name in ("name_sv", "abbreviation", "slug")}
        try:
            made = add_body(organization, options["name"], options["kind"], by=System("command"), **given)
        except ValidationError as error:
            raise CommandError(in_words(error)) from error
        self.stdout.write(f"The body {made.name_fi} of {organization.slug} was made. Its address word is {made.slug}.")
