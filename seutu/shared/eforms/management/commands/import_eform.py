"""Bring in a form from an XLSForm: ``seutu eforms import FILE.xlsx --slug S [--organization SLUG] [--publish]``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seutu.shared.audit.actor import System
from seutu.shared.eforms.actions import forms
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.items import fields_of
from seutu.shared.eforms.spec.problems import Code, Problem, Severity, problems_of
from seutu.shared.eforms.xlsforms.columns import code_of
from seutu.shared.eforms.xlsforms.reading import Read, read_xlsform
from seutu.shared.eforms.xlsforms.refusals import NotAForm
from seutu.shared.organizations.models import Organization

BY = System("import_eform")


class Command(BaseCommand):
    help = "Bring in a form from an XLSForm (.xlsx): a new one, or a new working version of one that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="the XLSForm")
        parser.add_argument("--slug", required=True, metavar="SLUG", help="the address word: /lomakkeet/SLUG/")
        parser.add_argument("--organization", default="", metavar="SLUG", help="whose form it is, when it is new")
        parser.add_argument("--publish", action="store_true", help="publish it at once, if nothing is wrong with it")
        parser.add_argument("--language", default="fi", metavar="CODE", help="of texts that name none (fi)")

    def handle(self, *args: Any, **options: Any) -> None:
        form = EForm.objects.filter(slug=options["slug"]).select_related("organization").first()
        organization = _organization(options["organization"], form)
        read = self._read(options["file"], options["language"])
        form = _saved(form, organization, options["slug"], read)
        self._tell(form, read)
        if options["publish"]:
            self._publish(form)

    def _read(self, path: Path, language: str) -> Read:
        if code_of(language) != language:
            raise CommandError(_("“%(code)s” is not the code of a language.") % {"code": language}, returncode=2)
        try:
            return read_xlsform(path.read_bytes(), language=language)
        except OSError as error:
            raise CommandError(_("The file %(path)s cannot be read.") % {"path": path}, returncode=2) from error
        except NotAForm as error:
            for refusal in error.refusals:
                self.stderr.write(str(refusal))
            count = len(error.refusals)
            told = ngettext(
                "Nothing was saved: %(count)d thing is to be mended.",
                "Nothing was saved: %(count)d things are to be mended.",
                count,
            )
            raise CommandError(told % {"count": count}, returncode=1) from error

    def _tell(self, form: EForm, read: Read) -> None:
        for problem in forms.errors_before_publishing(read.spec):
            self.stdout.write(_line(problem, read))
        for line in _of_translations(read):
            self.stdout.write(line)
        for note in read.notes:
            self.stdout.write(f"pyxform: {note}")
        for sheet in read.passed_over:
            self.stdout.write(_("The sheet %(name)s was not read.") % {"name": sheet})
        count = sum(placed.item.kind.takes_answers for placed in fields_of(read.spec))  # type: ignore[union-attr]
        told = ngettext(
            "The working version of %(slug)s is saved: %(count)d question, languages %(languages)s.",
            "The working version of %(slug)s is saved: %(count)d questions, languages %(languages)s.",
            count,
        )
        self.stdout.write(told % {"slug": form.slug, "count": count, "languages": ", ".join(read.spec.languages)})

    def _publish(self, form: EForm) -> None:
        before = form.current_id
        try:
            version = forms.publish(form, by=BY)
        except forms.NotPublishable:
            self.stderr.write(_("It was not published: mend first what is told above."))
            sys.exit(1)
        if version.pk == before:
            self.stdout.write(_("Version %(number)d is the same, and stays published.") % {"number": version.number})
            return
        self.stdout.write(_("Version %(number)d is published.") % {"number": version.number})


def _organization(slug: str, form: EForm | None) -> Organization:
    """Whose form it is: what is told, else the form's own, else the only one there is."""
    if slug:
        found = Organization.objects.filter(slug=slug).first()
        if found is None:
            raise CommandError(_("There is no organization %(slug)s.") % {"slug": slug}, returncode=2)
        if form is not None and form.organization != found:
            told = _("The form %(form)s belongs to another organization: %(slug)s.")
            raise CommandError(told % {"form": form.slug, "slug": form.organization.slug}, returncode=2)
        return found
    if form is not None:
        return form.organization
    known = list(Organization.objects.order_by("slug")[:20])
    if len(known) == 1:
        return known[0]
    slugs = ", ".join(each.slug for each in known)
    if not known:
        raise CommandError(_("There is no organization yet that could have forms."), returncode=2)
    raise CommandError(_("Say whose form it is: --organization %(slugs)s") % {"slugs": slugs}, returncode=2)


def _saved(form: EForm | None, organization: Organization, slug: str, read: Read) -> EForm:
    if form is not None:
        return forms.save_draft_spec(form, read.spec, revision=form.revision, by=BY)
    try:
        return forms.add_form(organization, slug, read.spec, by=BY)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages), returncode=2) from error


def _line(problem: Problem, read: Read) -> str:
    row = read.rows.get(problem.name)
    place = _("row %(number)d") % {"number": row} if row else ""
    parts = filter(None, (place, problem.name, problem.part, problem.language))
    return f"{', '.join(parts)}: {problem.message}"


def _of_translations(read: Read) -> list[str]:
    """How much is missing or unreviewed in each language, rather than a line for each text."""
    warnings = [problem for problem in problems_of(read.spec) if problem.severity is Severity.WARNING]
    lines = []
    for language in read.spec.languages:
        missing, unreviewed = (
            sum(problem.language == language and problem.code is code for problem in warnings)
            for code in (Code.MISSING_TRANSLATION, Code.UNREVIEWED_TRANSLATION)
        )
        if missing or unreviewed:
            counts = {"language": language, "missing": missing, "unreviewed": unreviewed}
            lines.append(_("%(language)s: translations missing %(missing)d, unreviewed %(unreviewed)d.") % counts)
    return lines
