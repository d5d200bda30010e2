"""Forms and drafts for tests. The names in them are invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from factory.django import DjangoModelFactory

from seutu.shared.audit.actor import System
from seutu.shared.core import clock
from seutu.shared.eforms.actions import drafts
from seutu.shared.eforms.models import Draft, EForm, FormVersion
from seutu.shared.eforms.spec.codec import sha256_of, to_json
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.tests import specs
from seutu.shared.organizations.models import Organization
from seutu.shared.organizations.tests.factories import OrganizationFactory

BY = System("test")


class EFormFactory(DjangoModelFactory):
    class Meta:
        model = EForm

    organization = factory.SubFactory(OrganizationFactory)
    slug = factory.Sequence(lambda n: f"koelomake-{n}")
    draft_spec = factory.LazyFunction(lambda: to_json(specs.spec(specs.field("nimi"))))


def organization() -> Organization:
    """The municipality to which forms of tests belong."""
    found, _is_new = Organization.objects.get_or_create(
        slug="esimerkkila", defaults={"name_fi": "Esimerkkilä", "municipality_code": "167"}
    )
    return found


def published(spec: Spec, *, slug: str = "yhteydenotto", **more: Any) -> EForm:
    """A form that takes answers."""
    data = to_json(spec)
    form = EForm.objects.create(**{"organization": organization(), "slug": slug, "draft_spec": data, **more})
    form.current = FormVersion.objects.create(
        form=form, number=1, spec=data, sha256=sha256_of(spec), published_at=clock.now()
    )
    form.save()
    return form


def draft_of(form: EForm, **typed: str | list[str]) -> tuple[Draft, str]:
    """A draft with what was typed into it, and its key."""
    draft, key = drafts.begin(form, language="fi", by=BY)
    raw = {name.replace("__", "/"): [value] if isinstance(value, str) else value for name, value in typed.items()}
    drafts.save(draft, {**draft.answers, **raw}, page=0, language="fi", by=BY)
    return draft, key


def overdue(draft: Draft) -> None:
    """Let the time of a draft be over."""
    Draft.objects.filter(pk=draft.pk).update(expires_at=clock.now() - dt.timedelta(seconds=1))
