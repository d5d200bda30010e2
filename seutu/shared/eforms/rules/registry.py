"""How a registry gets what arrives for it: as a link behind signing in, or with the answers in the mail."""

from __future__ import annotations

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.ready_forms import is_for_registry
from seutu.shared.eforms.spec.items import Field, Privacy, Spec, fields_of

Way = EForm.RegistryWay


def is_sensitive(spec: Spec) -> bool:
    """Whether the form asks something whose privacy category is sensitive."""
    items = (placed.item for placed in fields_of(spec))
    return any(isinstance(item, Field) and item.privacy is Privacy.SENSITIVE for item in items)


def usual_way(spec: Spec) -> Way:
    """The way where nobody chose one: a mail passes servers that nobody here keeps, so nothing sensitive is in it."""
    return Way.LINK if is_sensitive(spec) else Way.DOCUMENT


def way_of(form: EForm, spec: Spec) -> Way:
    """How the registry gets what is answered by ``spec``, a version of ``form``."""
    return Way(form.registry_way) if form.registry_way else usual_way(spec)


def goes_to_registry(form: EForm) -> bool:
    """Whether the registry is told of what arrives by the form, once it has an address."""
    return is_for_registry(form.ready_made)
