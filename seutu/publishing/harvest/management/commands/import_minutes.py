"""Bring in minutes and agendas that are documents: ``seutu import minutes PATH… --organization NAME``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from seutu.publishing.harvest import actions, documents, queries
from seutu.publishing.harvest.item_json import items_as_json
from seutu.shared.audit.actor import System

REASONS = {
    "empty": gettext_noop("the file is empty"),
    "too_large": gettext_noop("the file is too large"),
    "binary": gettext_noop("the file is not a document of text"),
    "broken": gettext_noop("the file is broken"),
    "no_text": gettext_noop("there is no text in the file"),
    "encrypted": gettext_noop("the file is locked with a password"),
    "no_permission": gettext_noop("there is no permission to read the file"),
    "not_a_file": gettext_noop("it is not a file that can be read"),
    "storage": gettext_noop("it could not be stored"),
    "unexpected": gettext_noop("an unexpected error, see the log"),
}
SHORT = 3


class Command(BaseCommand):
    help = "Bring in minutes and agendas from documents: Markdown, Word, PDF or plain text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a document, or a folder of them")
        parser.add_argument("--organization", required=True, metavar="NAME", help="whose minutes they are")
        parser.add_argument("--dry-run", action="store_true", help="read the documents, store nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON array with an object for each item")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write there all that was not understood")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            paths = documents.collect(options["paths"])
            report = actions.import_documents(
                paths,
                organization=options["organization"],
                by=System("import"),
                is_dry=options["dry_run"],
                on_document=_Progress(len(paths)),
            )
        except documents.NoSuchPath as error:
            raise CommandError(_("There is no file or folder %(path)s.") % {"path": error}, returncode=2) from error
        except queries.AmbiguousOrganization as error:
            message = _("Several organizations are called %(name)s.") % {"name": error}
            raise CommandError(message, returncode=2) from error
        _Progress.end()
        if options["json"]:
            self.stdout.write(_as_json(report, options["organization"]))
        self._tell(report, self.stderr if options["json"] else self.stdout, options)
        if options["report"]:
            _write_report(options["report"], report)
        if report.count("failed"):
            sys.exit(1)

    def _tell(self, report: actions.Report, to: Any, options: dict[str, Any]) -> None:
        lines = [line for outcome in report.outcomes for line in _lines_of(outcome, is_full=options["verbosity"] > 1)]
        if options["dry_run"]:
            lines.append(_("A trial: nothing was stored."))
        lines.append(
            _(
                "New %(new)d, changed %(changed)d, unchanged %(unchanged)d, failed %(failed)d, "
                "not minutes %(not_minutes)d."
            )
            % {result: report.count(result) for result in actions.RESULTS}
        )
        named, filled = report.decision_figures
        share = f"{filled / named:.4f}" if named else "–"
        lines.append(
            _("Items with a line “Päätös”: N = %(named)d; with a decision: M = %(filled)d; M/N = %(share)s.")
            % {"named": named, "filled": filled, "share": share}
        )
        for line in lines:
            to.write(line, style_func=str)  # a report is no error, also on the channel of errors


class _Progress:
    """A line on the terminal that is written over; nothing when the output is not a terminal."""

    def __init__(self, total: int) -> None:
        self.total = total

    def __call__(self, position: int, path: Path) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\033[K[{position}/{self.total}] {_shown(path)[:60]}")
            sys.stderr.flush()

    @staticmethod
    def end() -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")


def _lines_of(outcome: actions.Outcome, *, is_full: bool) -> list[str]:
    """What is worth telling of one document."""
    name = _shown(outcome.path)
    if outcome.result == "not_minutes":
        return [f"{name}: {_('not minutes')}"]
    if outcome.result == "failed":
        return [f"{name}: {_('failed')}: {_(REASONS[outcome.reason])}"]
    unread = outcome.meeting.unread if outcome.meeting else ()
    if not unread:
        return []
    count = ngettext(
        "%(count)d place not understood, kept as text", "%(count)d places not understood, kept as text", len(unread)
    ) % {"count": len(unread)}
    told = [f"    {place.place}: {place.text if is_full else place.text[:80]}" for place in unread]
    return [f"{name}: {count}", *(told if is_full else told[:SHORT])]


def _shown(path: Path) -> str:
    """The name of a document as text, also when its bytes are not."""
    return path.name.encode("utf-8", "replace").decode()


def _as_json(report: actions.Report, organization: str) -> str:
    items = [
        item
        for outcome in report.outcomes
        if outcome.meeting
        for item in items_as_json(_shown(outcome.path), organization, outcome.meeting)
    ]
    return json.dumps(items, ensure_ascii=False, indent=1)


def _write_report(path: Path, report: actions.Report) -> None:
    try:
        lines = [line for outcome in report.outcomes for line in _lines_of(outcome, is_full=True)]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        message = _("The report could not be written: %(why)s") % {"why": error.strerror}
        raise CommandError(message, returncode=2) from error
