"""What a maker does to a form beside saving its spec: names that the mapping follows, settings, new forms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.eforms.actions.forms import ChangedMeanwhile, add_form, publish, save_draft_spec
from seutu.shared.eforms.building import naming
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.organizations.models import Organization, Unit


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What holds of a form whatever its version: who gets its answers, and until when it takes them."""

    unit: Unit | None
    is_open: bool
    is_listed: bool
    closes_on: dt.date | None
    answer_within_days: int | None


@transaction.atomic
def save_with_name(form: EForm, spec: Spec, old: str, new: str, *, revision: int, by: Actor) -> EForm:
    """Save ``spec`` with its item ``old`` called ``new``; expressions and what answers become follow.

    :raises ChangedMeanwhile: the revision is another by now.
    :raises NoSuchItem: there is no ``old``.
    :raises NotAName: no item may be called so.
    :raises NameTaken: another item is.
    """
    saved = save_draft_spec(form, naming.rename(spec, old, new), revision=revision, by=by)
    if old in saved.mapping and old != new:
        saved.mapping = {new if name == old else name: target for name, target in saved.mapping.items()}
        saved.save(update_fields=["mapping", "updated_at"])
    return saved


@transaction.atomic
def save_settings(form: EForm, spec: Spec, settings: Settings, *, revision: int, by: Actor) -> EForm:
    """Save what holds of the whole form: the texts in ``spec``, and who gets the answers, until when.

    :raises ChangedMeanwhile: the revision is another by now.
    """
    saved = save_draft_spec(form, spec, revision=revision, by=by)
    changed = [name for name in Settings.__dataclass_fields__ if getattr(saved, name) != getattr(settings, name)]
    if changed:
        for name in changed:
            setattr(saved, name, getattr(settings, name))
        if saved.revision == revision:
            saved.revision += 1
        saved.full_clean(exclude=["draft_spec", "mapping", "organization", "current"])
        saved.save(update_fields=[*changed, "revision", "updated_at"])
        record("eform.settings_saved", target=saved, by=by, details={"changed": "/".join(changed)})
    return saved


@transaction.atomic
def publish_seen(form: EForm, *, revision: int, by: Actor) -> FormVersion:
    """Publish the working version that was read at ``revision``: nobody publishes what they have not seen.

    :raises ChangedMeanwhile: the revision is another by now.
    :raises NotPublishable: the working version has errors.
    """
    if EForm.objects.select_for_update().get(pk=form.pk).revision != revision:
        raise ChangedMeanwhile
    return publish(form, by=by)


def copy_form(original: EForm, organization: Organization, slug: str, *, by: Actor) -> EForm:
    """A new form with the working version of another.

    :raises ValidationError: the address word is reserved or taken.
    """
    return add_form(
        organization,
        slug,
        from_json(original.draft_spec),
        by=by,
        meaning=original.meaning,
        mapping=original.mapping,
        answer_within_days=original.answer_within_days,
    )
