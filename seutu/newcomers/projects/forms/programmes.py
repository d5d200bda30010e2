"""The form of an integration programme: who approved it and when, and its text in each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from seutu.newcomers.projects.actions.programmes import TextInput
from seutu.newcomers.projects.forms.fields import field_after
from seutu.newcomers.projects.forms.rows import RowForm
from seutu.newcomers.projects.models import IntegrationProgramme, ProgrammeText

LANGUAGES = [code for code, _name in settings.LANGUAGES]
PARTS = ("title", "text", "services", "file")


class ProgrammeForm(RowForm):
    """A new version, or the draft in ``row``."""

    MODEL = IntegrationProgramme
    FIELDS = ("approved_by", "approved_on", "approval_address", "valid_from", "valid_to")
    PERIODS: ClassVar[tuple[tuple[str, str], ...]] = (("valid_from", "valid_to"),)

    def __init__(self, data: Any = None, files: Any = None, *, row: IntegrationProgramme | None = None) -> None:
        super().__init__(data, row=row)
        self.files = files or MultiValueDict()
        kept = {text.language: text for text in row.texts.select_related("file")} if row else {}
        self.has_file = {code for code, text in kept.items() if text.file_id}
        for code, name in settings.LANGUAGES:
            self._add_language(code, str(_(name)), kept.get(code))

    def _add_language(self, code: str, name: str, kept: ProgrammeText | None) -> None:
        labels = {
            "title": _("Title (%(language)s)"),
            "text": _("Text (%(language)s)"),
            "services": _("Services, each on a line of its own (%(language)s)"),
        }
        for part, label in labels.items():
            field = field_after(ProgrammeText, part)
            field.label, field.required = label % {"language": name}, part == "title" and code == "fi"
            field.initial = getattr(kept, part, "")
            self.fields[f"{part}_{code}"] = field
        self.fields[f"text_{code}"].help_text = _(
            "Write a text, or choose a document below, or both. ## begins a heading."
        )
        self.fields[f"file_{code}"] = forms.FileField(
            label=_("Document (%(language)s)") % {"language": name},
            required=False,
            help_text=_("Kept: %(name)s") % {"name": kept.file.name} if kept and kept.file else "",
            error_messages={"empty": _("The file is empty.")},
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for code in LANGUAGES:
            if not self._is_written(code):
                continue
            if not given.get(f"title_{code}") and f"title_{code}" not in self.errors:
                self.add_error(f"title_{code}", _("Write a title."))
            has_file = given.get(f"file_{code}") or code in self.has_file
            if not given.get(f"text_{code}") and not has_file and f"file_{code}" not in self.errors:
                self.add_error(f"text_{code}", _("Write the text, or choose a document."))
        return given

    def _is_written(self, code: str) -> bool:
        return code == "fi" or any(self.cleaned_data.get(f"{part}_{code}") for part in PARTS)

    def texts(self) -> list[TextInput]:
        """The programme in each language in which something was written."""
        return [self._text(code) for code in LANGUAGES if self._is_written(code)]

    def _text(self, code: str) -> TextInput:
        given = self.cleaned_data
        upload = given.get(f"file_{code}")
        return TextInput(
            language=code,
            title=given[f"title_{code}"],
            text=given[f"text_{code}"],
            services=given[f"services_{code}"],
            upload=(upload.file or upload) if upload else None,
            upload_name=(upload.name or "") if upload else "",
        )
