from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from seutu.shared.accounts.tests.factories import UserFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.eforms.actions.forms import ChangedMeanwhile, NotPublishable, add_form, publish, save_draft_spec
from seutu.shared.eforms.models import EForm, FormVersion
from seutu.shared.eforms.spec.codec import from_json, sha256_of
from seutu.shared.eforms.spec.problems import Code
from seutu.shared.eforms.tests.factories import EFormFactory
from seutu.shared.eforms.tests.specs import field, spec
from seutu.shared.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
MAKER = System("test")


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="eform.").order_by("pk").values_list("verb", flat=True))


def test_a_form_is_made_with_its_first_working_version():
    form = add_form(OrganizationFactory(), "koelomake", spec(field("nimi")), by=MAKER)

    assert from_json(form.draft_spec) == spec(field("nimi"))
    assert (form.revision, form.current) == (1, None)
    assert verbs() == ["eform.added"]


def test_an_address_that_is_taken_or_reserved_is_refused():
    EFormFactory(slug="koelomake")
    for slug in ("koelomake", "lomakkeet", "Koe Lomake"):
        with pytest.raises(ValidationError):
            add_form(OrganizationFactory(), slug, spec(field("nimi")), by=MAKER)

    assert EForm.objects.count() == 1


def test_a_working_version_is_saved_with_a_new_revision():
    form = save_draft_spec(EFormFactory(), spec(field("toinen")), revision=1, by=MAKER)

    form.refresh_from_db()
    assert from_json(form.draft_spec) == spec(field("toinen"))
    assert form.revision == 2
    assert verbs() == ["eform.saved"]


def test_what_somebody_else_saved_meanwhile_is_not_written_over():
    form = EFormFactory()
    save_draft_spec(form, spec(field("toinen")), revision=1, by=MAKER)

    with pytest.raises(ChangedMeanwhile):
        save_draft_spec(form, spec(field("kolmas")), revision=1, by=MAKER)

    form.refresh_from_db()
    assert from_json(form.draft_spec) == spec(field("toinen"))


def test_the_same_spec_is_not_saved_again():
    form = save_draft_spec(EFormFactory(), spec(field("nimi")), revision=1, by=MAKER)

    assert form.revision == 1
    assert verbs() == []


def test_publishing_makes_the_next_version():
    form, maker = EFormFactory(), UserFactory()

    first = publish(form, by=maker)
    form = save_draft_spec(form, spec(field("toinen")), revision=1, by=maker)
    second = publish(form, by=maker)

    form.refresh_from_db()
    assert (first.number, second.number, form.current) == (1, 2, second)
    assert second.sha256 == sha256_of(spec(field("toinen")))
    assert second.published_by == maker
    assert verbs() == ["eform.published", "eform.saved", "eform.published"]


def test_the_same_spec_is_not_published_again():
    form = EFormFactory()

    first = publish(form, by=MAKER)

    assert publish(form, by=MAKER) == first
    assert FormVersion.objects.count() == 1
    assert verbs() == ["eform.published"]


def test_an_older_spec_can_be_published_again_as_a_new_version():
    form = EFormFactory()
    publish(form, by=MAKER)
    save_draft_spec(form, spec(field("toinen")), revision=1, by=MAKER)
    publish(form, by=MAKER)
    save_draft_spec(form, spec(field("nimi")), revision=2, by=MAKER)

    assert publish(form, by=MAKER).number == 3


def test_a_spec_with_errors_is_not_published():
    form = save_draft_spec(EFormFactory(), spec(field("1")), revision=1, by=MAKER)

    with pytest.raises(NotPublishable) as refused:
        publish(form, by=MAKER)

    assert [problem.code for problem in refused.value.problems] == [Code.BAD_NAME]
    assert not FormVersion.objects.exists()


def test_a_time_of_keeping_that_nobody_knows_is_not_published():
    form = save_draft_spec(EFormFactory(), spec(field("nimi"), retention="ikuisesti"), revision=1, by=MAKER)

    with pytest.raises(NotPublishable) as refused:
        publish(form, by=MAKER)

    assert [problem.code for problem in refused.value.problems] == [Code.UNKNOWN_RETENTION]
    assert "ikuisesti" in refused.value.problems[0].message


def test_a_language_that_nobody_knows_is_not_published():
    form = save_draft_spec(EFormFactory(), spec(field("nimi"), languages=("fi", "xx")), revision=1, by=MAKER)

    with pytest.raises(NotPublishable) as refused:
        publish(form, by=MAKER)

    assert [(each.code, each.language) for each in refused.value.problems] == [(Code.UNKNOWN_LANGUAGE, "xx")]


def test_warnings_do_not_keep_from_publishing():
    form = save_draft_spec(EFormFactory(), spec(field("nimi"), languages=("fi", "ar")), revision=1, by=MAKER)

    assert publish(form, by=MAKER).number == 1


CHANGES = {
    "saved": lambda version: version.save(),
    "updated": lambda version: FormVersion.objects.filter(pk=version.pk).update(spec={"seutu_form": 1}),
    "deleted": lambda version: FormVersion.objects.filter(pk=version.pk).delete(),
    "deleted without asking": lambda version: FormVersion.objects.filter(pk=version.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_published_version_never_changes(change):
    version = publish(EFormFactory(), by=MAKER)
    EForm.objects.update(current=None)

    version.spec = {"seutu_form": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        CHANGES[change](version)

    assert from_json(FormVersion.objects.get().spec) == spec(field("nimi"))
