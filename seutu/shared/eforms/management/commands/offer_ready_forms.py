"""Take the forms that come with the product into use: ``seutu manage offer_ready_forms joensuu``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.ready_forms import ready_forms
from seutu.shared.organizations.actions import set_registry_email
from seutu.shared.organizations.models import Organization

BY = System("offer_ready_forms")


class Command(BaseCommand):
    help = "Make the ready-made forms that an organization does not have. What it has is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        keys = [form.key for form in ready_forms.entries()]
        parser.add_argument("organization", metavar="SLUG", help="address word of the organization")
        parser.add_argument("--only", nargs="+", default=[], choices=keys, metavar="KEY", help=", ".join(keys))
        parser.add_argument("--contact", default="", help="how to reach the controller, for the notices")
        parser.add_argument("--registry", default="", help="e-mail of the registry, kept with the organization")
        parser.add_argument("--publish", action="store_true", help="let people answer them at once")

    def handle(self, *args: Any, **options: Any) -> None:
        organization = Organization.objects.filter(slug=options["organization"]).first()
        if organization is None:
            raise CommandError(f"There is no organization “{options['organization']}”.", returncode=2)
        if options["registry"]:
            set_registry_email(organization, options["registry"], by=BY)
        offered = offer_ready_forms(
            organization,
            by=BY,
            keys=options["only"],
            contact=options["contact"],
            is_published=options["publish"],
        )
        for form in offered.made:
            self.stdout.write(f"made: {form.slug}")
        for key in offered.kept:
            self.stdout.write(f"already there: {key}")
