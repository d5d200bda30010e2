"""Seal the files of answers to forms that lie in the clear."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions.sealing_files import seal_files


class Command(BaseCommand):
    help = "Encrypt the files of answers to forms that came before files were encrypted. Can be killed and run again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = seal_files(by=System("seal_form_files"))
        self.stdout.write(f"{done.sealed} files sealed, {done.missing} have no content in the store.")
