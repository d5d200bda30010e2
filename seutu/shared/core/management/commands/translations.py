"""Catalogues of translations: extract, compile or check them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.core import catalogues


class Command(BaseCommand):
    help = "Extract, compile or check the translations of every app."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["extract", "compile", "check"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        pairs = [(app, language) for app in catalogues.apps() for language in catalogues.LANGUAGES]
        if what == "check":
            found = [fault for app, language in pairs for fault in catalogues.faults(app, language)]
            self._check([*found, *(fault for each in catalogues.LANGUAGES for fault in catalogues.clashes(each))])
        elif what == "extract":
            changed = sum(catalogues.update(app, language) for app, language in pairs)
            self.stdout.write(f"{changed} catalogues changed, {len(pairs) - changed} as they were.")
        else:
            done = sum(catalogues.compile_if_newer(catalogues.path_of(*pair), pair[1]) for pair in pairs)
            self.stdout.write(f"{done} catalogues compiled.")

    def _check(self, faults: list[catalogues.Fault]) -> None:
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            advice = "New texts are put into the catalogues by: bin/seutu manage translations extract"
            raise CommandError(f"{len(faults)} translations are missing or wrong. {advice}")
        self.stdout.write("Every translation is there.")
