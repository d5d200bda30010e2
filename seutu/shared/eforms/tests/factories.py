from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.spec.codec import to_json
from seutu.shared.eforms.tests.specs import field, spec
from seutu.shared.organizations.tests.factories import OrganizationFactory


class EFormFactory(DjangoModelFactory):
    class Meta:
        model = EForm

    organization = factory.SubFactory(OrganizationFactory)
    slug = factory.Sequence(lambda n: f"koelomake-{n}")
    draft_spec = factory.LazyFunction(lambda: to_json(spec(field("nimi"))))
