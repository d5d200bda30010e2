"""Seal all encrypted fields under the first key: `seutu manage rotate_keys`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from seutu.shared.core.encryption import rotation
from seutu.shared.core.encryption.blind_indexes import IndexKeyMissing
from seutu.shared.core.encryption.rotation import DAMAGED, Rotated, SealedTable
from seutu.shared.core.encryption.sealing import KeyMissing, first_key_id
from seutu.shared.core.registry import whole_database


class Command(BaseCommand):
    help = (
        "Seal every encrypted field under the first key, and make the blind indexes anew. Can be killed and run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many values are under which key")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        tables = rotation.sealed_tables()
        if not tables:
            self.stdout.write("Nothing is encrypted in this installation.")
            return
        try:
            with whole_database():
                unreadable = 0 if options["dry_run"] else sum(self._rotate(table).unreadable for table in tables)
                self._tell_keys(tables, unreadable, is_dry=options["dry_run"])
        except KeyMissing as error:
            raise CommandError(f"{error}.") from error
        except IndexKeyMissing as error:
            raise CommandError("SEUTU_INDEX_KEY is not set.") from error

    def _rotate(self, table: SealedTable) -> Rotated:
        def tell(done: Rotated) -> None:
            self.stdout.write(f"{table.label}: {done.rows} rows, {done.values} values sealed anew")

        done = rotation.rotate(table, tell=tell)
        self.stdout.write(
            f"{table.label}: done. {done.values} values sealed anew, {done.indexes} blind indexes made anew, "
            f"{done.overtaken} rows saved meanwhile, {done.unreadable} values that cannot be opened"
        )
        return done

    def _tell_keys(self, tables: list[SealedTable], unreadable: int, *, is_dry: bool) -> None:
        first, counted = first_key_id(), Counter[str]()
        for table in tables:
            found = rotation.values_by_key(table)
            counted += found
            for key_id, number in sorted(found.items()):
                name = "no key that can be told" if key_id == DAMAGED else key_id
                self.stdout.write(f"{table.label}: {number} values under {name}")
        for key_id in rotation.keys_not_needed(counted):
            self.stdout.write(f"The key {key_id} is no longer needed here. Backups may need it.")
        remaining = counted.total() - counted[first]
        if not is_dry and (unreadable or remaining):
            raise CommandError(
                f"{remaining} values are not under the key {first}, {unreadable} cannot be opened. "
                "Bring back the keys that are missing, restart the site where it has older ones, and run this again."
            )
