"""What the parts of a form are called for its maker."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from seutu.shared.eforms.answers import places
from seutu.shared.eforms.spec.items import FieldKind, GroupKind, Privacy

FIELD_KINDS: dict[FieldKind, Any] = {
    FieldKind.TEXT: _("Short text"),
    FieldKind.LONG_TEXT: _("Long text"),
    FieldKind.CHOICE: _("One of a list"),
    FieldKind.MANY: _("Several of a list"),
    FieldKind.INTEGER: _("Whole number"),
    FieldKind.NUMBER: _("Number with decimals"),
    FieldKind.DATE: pgettext_lazy("kind of field", "Day"),
    FieldKind.YEAR: pgettext_lazy("kind of field", "Year"),
    FieldKind.PHONE: _("Phone number"),
    FieldKind.EMAIL: _("E-mail address"),
    FieldKind.MUNICIPALITY: pgettext_lazy("kind of field", "Municipality"),
    FieldKind.LANGUAGE: pgettext_lazy("kind of field", "Language"),
    FieldKind.COUNTRY: pgettext_lazy("kind of field", "Country"),
    FieldKind.IDENTITY_CODE: _("Personal identity code"),
    FieldKind.FILE: pgettext_lazy("kind of field", "File"),
    FieldKind.CONSENT: pgettext_lazy("kind of field", "Consent"),
    FieldKind.SIGNATURE: _("Name as a signature"),
    FieldKind.NOTE: _("Text to read"),
    FieldKind.COMPUTED: _("Computed value"),
}
GROUP_KINDS: dict[GroupKind, Any] = {
    GroupKind.PAGE: pgettext_lazy("kind of group", "Page"),
    GroupKind.GROUP: pgettext_lazy("kind of group", "Group"),
    GroupKind.REPEAT: pgettext_lazy("kind of group", "Repeat"),
}
PRIVACY: dict[Privacy, Any] = {
    Privacy.NONE: _("Tells nothing of a person"),
    Privacy.PERSONAL: _("Personal data"),
    Privacy.SENSITIVE: _("Sensitive: health, belief, origin, identity code"),
}
TEXT_PARTS: dict[str, Any] = {
    "title": _("Name of the form"),
    "intro": pgettext_lazy("form", "Beginning"),
    "notice": _("How personal data are used"),
    "thanks": _("What is said after sending"),
    "label": _("Question or heading"),
    "hint": pgettext_lazy("form", "Hint"),
    "required_message": _("What is said when it is not answered"),
    "constraint_message": _("What is said when the answer will not do"),
}
OTHER_PARTS: dict[str, Any] = {
    "name": _("Name in answers and expressions"),
    "kind": pgettext_lazy("form", "Kind"),
    "required": _("Must it be answered?"),
    "relevant": _("When it is asked"),
    "constraint": _("What the answer must be like"),
    "calculation": _("How it is computed"),
    "default": _("Answer to begin with"),
    "choices": _("List of choices"),
    "appearance": _("Look"),
    "privacy": _("How much it tells of a person"),
    "least": _("At least this many rounds"),
    "most": pgettext_lazy("form", "At most"),
}


def kind_name(kind: FieldKind | GroupKind) -> Any:
    """What a kind of item is called."""
    return FIELD_KINDS[kind] if isinstance(kind, FieldKind) else GROUP_KINDS[kind]


def part_name(part: str) -> str:
    """What a part of an item or of the form is called; a part that we have no words for by its own name."""
    found = TEXT_PARTS.get(part) or OTHER_PARTS.get(part)
    return str(found) if found else part


def language_name(code: str) -> str:
    """A language in the reader's own, with a capital letter."""
    name = places.languages(get_language() or "fi").get(code, code)
    return name[:1].upper() + name[1:]
