"""How every form of Seutu is drawn: one template for a form, one for a field."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property

# What Django has by the same name is used instead where ours is not there. It lies apart from the templates of pages.
WIDGETS = Path(__file__).with_name("widgets")


class Renderer(DjangoTemplates):
    """The renderer that settings.FORM_RENDERER names: `{{ form }}` gives the error summary and all the fields.

    It looks into the apps' templates itself, so that `django.forms` need not be an installed app.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    @cached_property
    def engine(self) -> Any:
        """Ours before Django's own: an option of a list begins with a capital, as choices that are seen do."""
        folders = [WIDGETS, Path(forms.__file__).parent / "templates"]
        return self.backend({"APP_DIRS": True, "DIRS": folders, "NAME": "seutuforms", "OPTIONS": {}})
