"""Makes the search index anew."""

from __future__ import annotations

import logging
import signal
import sys
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from seutu.shared.search import reindexing
from seutu.shared.search.engine.writing import NotWritten

log = logging.getLogger("seutu.search")

TELL_EVERY_SECONDS = 0.2
TELL_A_LOG_EVERY_SECONDS = 10.0


class Command(BaseCommand):
    help = "Make the search index anew. The old one serves until the new one is ready."

    def handle(self, *args: Any, **options: Any) -> None:
        before = signal.signal(signal.SIGTERM, _stop)
        level = log.level
        # What is done is said here in plain words: the same as a line of the log would only be in the way.
        log.setLevel(logging.WARNING)
        began = time.monotonic()
        try:
            count = reindexing.reindex(self._tell())
        except reindexing.AlreadyRunning as error:
            raise CommandError("The index is being made already, by the worker or another command.") from error
        except reindexing.DiskFull as error:
            raise CommandError("The disk is full. The old index stays. Make room, then run this again.") from error
        except NotWritten as error:
            raise CommandError(f"The index could not be written, the old one stays: {error}") from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. The old index stays.", returncode=130) from error
        finally:
            signal.signal(signal.SIGTERM, before)
            log.setLevel(level)
        self.stdout.write(f"{count} records looked at in {time.monotonic() - began:.0f} s. The new index is in use.")

    def _tell(self) -> reindexing.Tell:
        """On a terminal one line that grows, in a log a line now and then."""
        is_terminal = sys.stderr.isatty()
        every = TELL_EVERY_SECONDS if is_terminal else TELL_A_LOG_EVERY_SECONDS
        last = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last < every and not (is_terminal and done == total):
                return
            last = now
            share = f" ({100 * done // total} %)" if total else ""
            line = f"{done} of {total} records{share}"
            self.stderr.write(f"\r{line}" if is_terminal else line, ending="" if is_terminal and done < total else "\n")
            self.stderr.flush()

        return tell


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
