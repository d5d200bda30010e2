from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.publishing.decisions.actions.notices import erase_expired_notices
from seutu.shared.audit.actor import System


class Command(BaseCommand):
    help = "Empties the notices whose time on display is over, and erases their documents. Run it every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say which, by id, and erase nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = erase_expired_notices(by=System("clock"), is_dry_run=options["dry_run"])
        if not ids:
            self.stdout.write(_("No notice is waiting to be erased."))
            return
        words = (
            ngettext("%(n)s notice would be erased: %(ids)s", "%(n)s notices would be erased: %(ids)s", len(ids))
            if options["dry_run"]
            else ngettext("%(n)s notice was erased: %(ids)s", "%(n)s notices were erased: %(ids)s", len(ids))
        )
        self.stdout.write(words % {"n": len(ids), "ids": ", ".join(map(str, ids))})
