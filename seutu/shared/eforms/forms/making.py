"""What a maker types of a whole form: a new one, a new item of it, and its settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from seutu.shared.core.slugs import refuse_reserved, slugify
from seutu.shared.eforms.actions.editing import Settings
from seutu.shared.eforms.building.texts import FORM_TEXTS
from seutu.shared.eforms.building.words import FIELD_KINDS, GROUP_KINDS, TEXT_PARTS
from seutu.shared.eforms.forms.building import WordsInLanguages
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.retention import classes
from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Spec
from seutu.shared.organizations.models import SLUG, Organization, Unit

EMPTY, COPY, READY, FILE = "empty", "copy", "ready", "file"
LARGEST_FILE = 5 * 1024 * 1024
Offered = Sequence[tuple[str, Any]]


class NewForm(forms.Form):
    """A new form, begun in one of four ways."""

    title = forms.CharField(
        label=TEXT_PARTS["title"],
        max_length=200,
        required=False,
        help_text=_("Only an empty form needs it. The others bring their own name."),
    )
    begins = forms.ChoiceField(label=_("What it begins with"), widget=forms.RadioSelect, initial=EMPTY)
    ready = forms.ChoiceField(label=_("Ready-made form"), required=False)
    copied = forms.ChoiceField(label=_("Form to copy"), required=False)
    file = forms.FileField(label=_("XLSForm (.xlsx)"), required=False)
    slug = forms.SlugField(
        label=_("Word of its address"),
        max_length=60,
        required=False,
        validators=[SLUG],
        help_text=_("For example yhteydenotto: the form is at /lomakkeet/yhteydenotto/. It never changes later."),
    )
    organization = forms.ModelChoiceField(
        label=_("Whose form it is"), queryset=Organization.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, data: Any, files: Any, *, organizations: Any, copied: Offered, ready: Offered) -> None:
        super().__init__(data, files)
        begins = [(EMPTY, _("An empty page"))]
        begins += [(READY, _("A ready-made form"))] if ready else []
        begins += [(COPY, _("A copy of another form"))] if copied else []
        self.fields["begins"].choices = [*begins, (FILE, _("A spreadsheet (XLSForm)"))]  # type: ignore[attr-defined]
        self.fields["copied"].choices = [("", _("Choose a form")), *copied]  # type: ignore[attr-defined]
        self.fields["ready"].choices = [("", _("Choose a form")), *ready]  # type: ignore[attr-defined]
        self.fields["organization"].queryset = organizations  # type: ignore[attr-defined]
        self.only = organizations.first() if organizations.count() == 1 else None
        for name, is_gone in (("organization", self.only), ("copied", not copied), ("ready", not ready)):
            if is_gone:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        needed = {EMPTY: "title", COPY: "copied", READY: "ready", FILE: "file"}.get(given.get("begins", ""), "")
        if needed and not given.get(needed) and needed not in self.errors:
            self.add_error(needed, ValidationError(_("This is needed."), code="required"))
        self._clean_slug(given)
        return given

    def _clean_slug(self, given: dict[str, Any]) -> None:
        if "slug" in self.errors or given.get("begins") == READY:
            return
        slug = given["slug"] = given.get("slug") or slugify(given.get("title", ""))[:60].strip("-")
        if not slug and "title" in self.errors:
            return  # it is made of the title, which is asked for already
        if not slug:
            self.add_error("slug", _("Write a word for the address."))
            return
        try:
            refuse_reserved(slug)
        except ValidationError as error:
            self.add_error("slug", error)
        if EForm.objects.filter(slug=slug).exists():
            self.add_error("slug", _("Another form has this address. Choose another word."))

    @property
    def whose(self) -> Organization:
        """The organization of the new form; only after `is_valid`."""
        found: Organization = self.only or self.cleaned_data["organization"]
        return found


class NewItemForm(forms.Form):
    """A new item: its kind, and its words in the first language; the rest is asked on its own page."""

    kind = forms.ChoiceField(label=_("What is added"))
    label = forms.CharField(label=_("Question or heading"), max_length=1000)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, *, spec: Spec, revision: int, may_be_page: bool, kind: str = "") -> None:
        super().__init__(data, initial={"revision": revision, "kind": kind or FieldKind.TEXT.value})
        groups = [(key.value, words) for key, words in GROUP_KINDS.items() if may_be_page or key is not GroupKind.PAGE]
        fields = [(key.value, words) for key, words in FIELD_KINDS.items()]
        self.fields["kind"].choices = [(_("Fields"), fields), (_("Pages and groups"), groups)]  # type: ignore[attr-defined]
        self.fields["label"].widget.attrs["lang"] = spec.default_language

    @property
    def chosen(self) -> FieldKind | GroupKind:
        """The kind of the new item; only after `is_valid`."""
        value = self.cleaned_data["kind"]
        return GroupKind(value) if value in {kind.value for kind in GroupKind} else FieldKind(value)


class SettingsForm(forms.Form):
    """What holds of the whole form, its texts in every language."""

    is_paged = forms.BooleanField(label=_("One page at a time"), required=False)
    retention = forms.ChoiceField(label=_("How long answers are kept once they are closed"))
    unit = forms.ModelChoiceField(
        label=_("Who gets the answers"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("The whole organization"),
    )
    answer_within_days = forms.IntegerField(
        label=_("Days in which it is answered"),
        required=False,
        min_value=1,
        max_value=365,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-s"}),
    )
    is_open = forms.BooleanField(label=_("Takes answers"), required=False)
    closes_on = forms.DateField(
        label=_("Last day for answers"),
        required=False,
        input_formats=["%d.%m.%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%-d.%-m.%Y", attrs={"class": "w-s", "inputmode": "numeric"}),
        error_messages={"invalid": _("Write the day in the form 29.3.2026.")},
    )
    is_listed = forms.BooleanField(label=_("Is on the list of forms"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, *, form: EForm, spec: Spec) -> None:
        super().__init__(data, initial=_settings_of(form, spec))
        kept: list[tuple[str, Any]] = [(key, each.name) for key, each in classes().items()]
        if spec.retention not in classes():
            kept.insert(0, (spec.retention, spec.retention))
        self.fields["retention"].choices = kept  # type: ignore[attr-defined]
        units = Unit.objects.filter(organization=form.organization, closed_on__isnull=True)
        if form.unit_id is not None:
            units |= Unit.objects.filter(pk=form.unit_id)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.texts = [WordsInLanguages(self, part, getattr(spec, part), spec.languages) for part in FORM_TEXTS]

    def rest(self) -> Iterator[forms.BoundField]:
        """The inputs beside the texts."""
        return (self[name] for name in self.base_fields if name != "revision")

    def is_of(self, revision: int) -> None:
        """Let what is sent next be judged by the form as it is now."""
        sent = cast(QueryDict, self.data).copy()
        sent["revision"] = str(revision)
        self.data = sent

    def changed(self) -> tuple[dict[str, Any], Settings]:
        """What changes of the spec, and the settings beside it; only after `is_valid`."""
        given = self.cleaned_data
        parts: dict[str, Any] = {texts.part: texts.written() for texts in self.texts}
        closes_on: dt.date | None = given["closes_on"]
        names = ("unit", "is_open", "is_listed", "answer_within_days")
        settings = Settings(closes_on=closes_on, **{name: given[name] for name in names})
        return parts | {"is_paged": given["is_paged"], "retention": given["retention"]}, settings


def _settings_of(form: EForm, spec: Spec) -> dict[str, Any]:
    names = ("unit", "is_open", "is_listed", "closes_on", "answer_within_days", "revision")
    given = {name: getattr(form, name) for name in names}
    return given | {"is_paged": spec.is_paged, "retention": spec.retention}
