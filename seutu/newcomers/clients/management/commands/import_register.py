"""Bring clients or contacts in from a spreadsheet: ``seutu import_register FILE --kind … --unit … --by …``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from seutu.newcomers.clients.actions import imports
from seutu.newcomers.clients.actions.import_steps import run
from seutu.newcomers.clients.models import RegisterImport
from seutu.newcomers.clients.presentation.imports import problem_lines
from seutu.newcomers.clients.presentation.unreadable_files import why_not_readable
from seutu.newcomers.clients.queries.imports import meanings_guessed, units_imported_to
from seutu.newcomers.clients.queries.workers import worker_of
from seutu.newcomers.clients.row_security import acting_as
from seutu.newcomers.clients.rules.access import Worker
from seutu.newcomers.clients.spreadsheets.sheet import NotReadable
from seutu.shared.accounts.models import User
from seutu.shared.organizations.models import Unit

State = RegisterImport.State


class Command(BaseCommand):
    help = "Bring clients or contacts into the register from a spreadsheet (.xlsx or CSV)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the spreadsheet")
        parser.add_argument("--kind", required=True, choices=RegisterImport.Kind.values, help="what the rows are")
        parser.add_argument("--unit", required=True, metavar="NAME", help="the unit whose they become")
        parser.add_argument(
            "--by", required=True, metavar="EMAIL", help="the account with whose rights rows are written"
        )
        parser.add_argument("--dry-run", action="store_true", help="try the rows, write nothing")
        parser.add_argument("--duplicates", action="store_true", help="bring in what seems to be there already, too")
        for name in ("funding-code", "channel", "service-language", "minutes"):
            parser.add_argument(f"--{name}", default="", metavar="VALUE", help="where the cell is empty (contacts)")

    def handle(self, *args: Any, **options: Any) -> None:
        user, worker = _who(options["by"])
        made = _started(options, user, worker)
        defaults = {name: options[name] for name in ("funding_code", "channel", "service_language", "minutes")}
        try:
            imports.try_import(
                made, meanings_guessed(made), {name: value for name, value in defaults.items() if value}, by=user
            )
        except imports.NothingChosen as error:
            imports.give_up(made, by=user)
            raise CommandError(_("No heading of the file is known."), returncode=2) from error
        _finish(made)
        with acting_as(worker):
            lines = list(_lines(made, worker))
        for line in lines:
            self.stdout.write(line)
        if options["dry_run"]:
            imports.give_up(made, by=user)
            self.stdout.write(_("A trial: nothing was written."))
        else:
            self._write(made, user, brings_duplicates=options["duplicates"])
        self._tell(made)
        if made.problem_count:
            sys.exit(1)

    def _write(self, made: RegisterImport, user: User, *, brings_duplicates: bool) -> None:
        try:
            imports.bring_in(made, brings_duplicates=brings_duplicates, by=user)
        except imports.NothingToBring:
            imports.give_up(made, by=user)
            self.stdout.write(_("There is no row that can be brought in."))
            return
        _finish(made)

    def _tell(self, made: RegisterImport) -> None:
        counts = {"new": made.new_count, "there": made.duplicate_count, "wrong": made.problem_count}
        self.stdout.write(_("New %(new)d, there already %(there)d, to be mended %(wrong)d.") % counts)


def _who(email: str) -> tuple[User, Worker]:
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    worker = worker_of(user) if user else None
    if user is None or worker is None:
        raise CommandError(_("No worker of the register has that address."), returncode=2)
    return user, worker


def _started(options: dict[str, Any], user: User, worker: Worker) -> RegisterImport:
    try:
        content = options["file"].read_bytes()
        return imports.start_import(options["kind"], _unit(options["unit"], worker), content, worker=worker, by=user)
    except OSError as error:
        raise CommandError(_("The file cannot be read."), returncode=2) from error
    except NotReadable as error:
        raise CommandError(why_not_readable(error), returncode=2) from error


def _unit(name: str, worker: Worker) -> Unit:
    found = [
        unit
        for unit in units_imported_to(worker)
        if name.casefold() in {unit.name_fi.casefold(), unit.name_sv.casefold()}
    ]
    if len(found) != 1:
        raise CommandError(
            _("There is no one unit of that name for which this account may bring anything in."), returncode=2
        )
    return found[0]


def _finish(made: RegisterImport) -> None:
    """Do here what a large import would wait for a worker to do: whichever is first does it, and neither twice."""
    run(made.pk)
    made.refresh_from_db()


def _lines(made: RegisterImport, worker: Worker) -> Iterator[str]:
    # Without the cells: what is printed ends in files.
    for line in problem_lines(made, worker):
        place = f", {line.column}" if line.column else ""
        yield _("Row %(number)d%(place)s: %(words)s") % {"number": line.number, "place": place, "words": line.words}
