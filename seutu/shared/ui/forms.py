"""How every form of Seutu is drawn: one template for a form, one for a field."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """The renderer that settings.FORM_RENDERER names: `{{ form }}` gives the error summary and all the fields.

    It looks into the apps' templates itself, so that `django.forms` need not be an installed app.
    """

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
