from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.publishing.decisions.actions.people import erase_former_people
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Erases the people who no longer hold any seat or office. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who, by id, and erase nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = erase_former_people(by=System("clock"), is_dry_run=options["dry_run"])
        if not ids:
            self.stdout.write(_("Nobody is waiting to be erased."))
            return
        words = (
            ngettext("%(n)s person would be erased: %(ids)s", "%(n)s people would be erased: %(ids)s", len(ids))
            if options["dry_run"]
            else ngettext("%(n)s person was erased: %(ids)s", "%(n)s people were erased: %(ids)s", len(ids))
        )
        self.stdout.write(words % {"n": len(ids), "ids": ", ".join(map(str, ids))})
