"""The demo's forms: every municipality offers those that come with the product, and invented people have answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from seutu.home.demo.region import BY, demo_file
from seutu.shared.core import clock
from seutu.shared.eforms.actions import drafts
from seutu.shared.eforms.actions.ready_forms import offer_ready_forms
from seutu.shared.eforms.actions.sending import submit
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.ready_forms import ready_forms
from seutu.shared.eforms.subjects import Subject, subject_of
from seutu.shared.organizations.actions import set_registry_email
from seutu.shared.organizations.models import Organization


def fill_forms(site: str) -> Iterator[str]:
    """Offer the forms and send the answers, and say how many; nothing when there are forms.

    ``site`` is the origin of the addresses in the mails to registries.
    """
    if EForm.objects.exists():
        return
    owners = Organization.objects.filter(kind=Organization.Kind.MUNICIPALITY)
    for owner in owners:
        set_registry_email(owner, f"kirjaamo@{owner.slug}.example", by=BY)
        offer_ready_forms(owner, by=BY, is_published=True)
    installed = {form.key for form in ready_forms.entries()}
    entries = [entry for entry in demo_file("forms.toml")["submission"] if entry["form"] in installed]
    sent = sum(_sent(entry, site) for entry in entries)
    yield f"{EForm.objects.count()} forms, {sent} answers"


def _sent(entry: dict[str, Any], site: str) -> bool:
    """Send one; a part of the demo may lack its municipality."""
    rows = EForm.objects.filter(organization__slug=entry["organization"], ready_made=entry["form"])
    form = rows.select_related("current", "organization").first()
    if form is None:
        return False
    about = _about(form) if entry.get("about") else None
    draft, _key = drafts.begin(form, language=entry["language"], subject=about, by=BY)
    typed = {name: [said] if isinstance(said, str) else said for name, said in entry["typed"].items()}
    if entry.get("about") and about is None:
        typed["decision"] = ["Keksitty päätös"]
    drafts.save(draft, {**draft.answers, **typed}, page=0, language=entry["language"], by=BY)
    submit(draft, last_day=about.last_day if about else None, site=site, by=BY)
    return True


def _about(form: EForm) -> Subject | None:
    """The newest decision of the form's municipality that can still be reviewed, else the newest one of all."""
    if not apps.is_installed("seutu.publishing.decisions"):
        return None
    # Only here: a site of the other half alone has no such app.
    from seutu.publishing.decisions.models import AgendaItem, Remedy

    rows = AgendaItem.objects.filter(
        meeting__organization=form.organization,
        remedies__remedy=Remedy.REVIEW_REQUEST,
        meeting__displayed_on__isnull=False,
    )
    newest = rows.order_by("-meeting__displayed_on", "position").values_list("pk", flat=True)[:20]
    found = [subject for pk in newest if (subject := subject_of(f"decisions.item:{pk}", form))]
    open_ones = [each for each in found if each.last_day and each.last_day >= clock.today()]
    return next(iter([*open_ones, *found]), None)
