"""Drafts: kept by a key, continued by a link that works once, and gone in time."""

from __future__ import annotations

import datetime as dt

import pytest

from seutu.shared.core import clock
from seutu.shared.eforms.actions import drafts
from seutu.shared.eforms.answers.tests.specs import asked, spec
from seutu.shared.eforms.models import Draft, EForm, OneTimeLink
from seutu.shared.eforms.queries import answering
from seutu.shared.eforms.tests.factories import BY, draft_of, organization, overdue, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    return published(spec(asked("name", default="Aino")))


def test_a_draft_is_found_by_its_key_and_only_a_hash_of_it_is_kept(form):
    draft, key = draft_of(form)

    assert answering.draft_by(key, form) == draft
    assert key not in str(Draft.objects.values())
    assert answering.draft_by("another", form) is None
    assert answering.draft_by("", form) is None
    assert answering.draft_by(key, published(spec(asked("x")), slug="another")) is None


def test_a_draft_begins_with_the_form_s_defaults(form):
    assert draft_of(form)[0].answers == {"name": ["Aino"]}


def test_a_form_without_a_published_version_cannot_be_begun():
    form = EForm.objects.create(organization=organization(), slug="raw", draft_spec={})

    with pytest.raises(drafts.NotOpen):
        drafts.begin(form, language="fi", by=BY)


def test_a_draft_whose_time_is_over_is_not_found_and_is_deleted_with_its_links(form):
    draft, key = draft_of(form)
    drafts.make_link(draft, by=BY)
    draft_of(form)
    overdue(draft)

    assert answering.draft_by(key, form) is None
    assert drafts.prune(by=BY) == 1
    assert Draft.objects.count() == 1
    assert not OneTimeLink.objects.exists()


def test_saving_gives_a_draft_its_whole_time_again(form):
    draft, _key = draft_of(form)
    overdue(draft)

    drafts.save(draft, {"name": ["Veera"]}, page=1, language="sv", by=BY)

    draft.refresh_from_db()
    assert draft.expires_at > clock.now() + dt.timedelta(days=13)
    assert (draft.answers, draft.page, draft.language) == ({"name": ["Veera"]}, 1, "sv")


def test_a_link_continues_a_draft_once_and_the_old_key_opens_nothing_more(form):
    draft, old_key = draft_of(form)
    secret = drafts.make_link(draft, by=BY)
    link = answering.link_by(secret, form)
    assert link is not None

    _draft, new_key = drafts.use_link(link, by=BY)

    assert answering.draft_by(new_key, form) == draft
    assert answering.draft_by(old_key, form) is None
    assert answering.link_by(secret, form) is None
    with pytest.raises(drafts.DeadLink):
        drafts.use_link(link, by=BY)
    assert secret not in str(OneTimeLink.objects.values())
