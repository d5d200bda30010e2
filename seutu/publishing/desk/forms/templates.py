from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.models import Remedy
from seutu.publishing.decisions.rules.refusals import is_provision
from seutu.publishing.desk.actions.templates import StandingItem
from seutu.publishing.desk.forms.fields import LANGUAGES, choices_with_none
from seutu.publishing.desk.forms.items import RichTextField
from seutu.publishing.desk.forms.typed import RowForm
from seutu.publishing.desk.models import AgendaTemplate, TemplateItem
from seutu.shared.organizations.models import Body


class TemplateForm(forms.Form):
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Body"),
        empty_label=_("Choose a body"),
        error_messages={"required": _("Choose whose template this is.")},
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Write a name for the template.")}
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES[:2], widget=forms.RadioSelect, initial="fi")
    is_default = forms.BooleanField(label=_("Every new meeting of the body begins with this"), required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]
        field.queryset = bodies
        field.label_from_instance = lambda body: f"{body.organization.name}, {body.name}"


class StandingItemForm(RowForm):
    FOLDED = ("background_html", "remedy", "provision")

    title = forms.CharField(label=_("Title"), required=False, max_length=500)
    background_html = RichTextField(label=_("Background"))
    proposal_html = RichTextField(label=_("Proposed decision"))
    remedy = forms.ChoiceField(
        label=_("Review and appeal"),
        required=False,
        choices=choices_with_none(_("Chosen for each meeting"), Remedy.choices),
        widget=forms.Select(attrs={"class": "w-m"}),
    )
    provision = forms.CharField(
        label=_("Provision that denies appeal"),
        required=False,
        max_length=200,
        help_text=_("For example KuntaL 136 §"),
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("background_html") or given.get("proposal_html")) and not given.get("title"):
            self.add_error("title", _("Write a title, or empty the texts of the item."))
        if given.get("remedy") == Remedy.BAN and not is_provision(given.get("provision", "")):
            self.add_error("provision", _("Write the provision, for example KuntaL 136 §."))
        return given


NAMES = ("title", "background_html", "proposal_html", "remedy", "provision")


def standing_items(rows: Iterable[Mapping[str, Any]]) -> list[StandingItem]:
    """The rows that have a title, for the action."""
    return [StandingItem(**{name: row[name] for name in NAMES}) for row in rows if row.get("title")]


def standing_rows(template: AgendaTemplate) -> list[dict[str, Any]]:
    """What the rows of a template are filled with."""
    return [item_row(row) for row in template.items.order_by("position")]


def item_row(item: StandingItem | TemplateItem) -> dict[str, Any]:
    return {name: getattr(item, name) for name in NAMES}


# What a body's first template offers: what every meeting of a body begins with (KuntaL 103 §, 107 §).
USUAL_ITEMS = (
    StandingItem(
        title="Kokouksen laillisuus ja päätösvaltaisuus",
        proposal_html="<p>Todetaan kokous lailliseksi ja päätösvaltaiseksi.</p>",
        remedy=Remedy.BAN,
        provision="KuntaL 136 §",
    ),
    StandingItem(
        title="Pöytäkirjantarkastajien valinta",
        proposal_html="<p>Valitaan kaksi pöytäkirjantarkastajaa.</p>",
        remedy=Remedy.BAN,
        provision="KuntaL 136 §",
    ),
    StandingItem(
        title="Työjärjestyksen hyväksyminen",
        proposal_html="<p>Hyväksytään esityslista kokouksen työjärjestykseksi.</p>",
        remedy=Remedy.BAN,
        provision="KuntaL 136 §",
    ),
)
