"""Write a form as an XLSForm: ``seutu eforms export SLUG --out FILE.xlsx``."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.xlsforms.writing import write_xlsform


class Command(BaseCommand):
    help = "Write a form as an XLSForm (.xlsx): its published version, or the working one where nothing is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG", help="the form's address word")
        parser.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx", help="where to write it")
        parser.add_argument("--working", action="store_true", help="write the working version")

    def handle(self, *args: Any, **options: Any) -> None:
        form = EForm.objects.filter(slug=options["slug"]).select_related("current").first()
        if form is None:
            raise CommandError(_("There is no form %(slug)s.") % {"slug": options["slug"]}, returncode=2)
        version = None if options["working"] else form.current
        spec = from_json(version.spec if version else form.draft_spec)
        try:
            options["out"].write_bytes(write_xlsform(spec, slug=form.slug))
        except OSError as error:
            path = options["out"]
            raise CommandError(_("The file %(path)s cannot be written.") % {"path": path}, returncode=2) from error
        if version:
            told = _("Version %(number)d of %(slug)s is in %(path)s.")
            self.stdout.write(told % {"number": version.number, "slug": form.slug, "path": options["out"]})
        else:
            told = _("The working version of %(slug)s is in %(path)s.")
            self.stdout.write(told % {"slug": form.slug, "path": options["out"]})
