"""Work of a locked day: nobody changes, removes or adds it; a correcting entry puts it right, and keeps what was."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from seutu.newcomers.clients.actions import corrections as actions
from seutu.newcomers.clients.actions.contacts import change_contact, log_contact, remove_contact
from seutu.newcomers.clients.actions.entries import DayLocked, StaleEntry
from seutu.newcomers.clients.actions.erasure import anonymise
from seutu.newcomers.clients.actions.group_sessions import GroupSessionEntry, log_group_session
from seutu.newcomers.clients.actions.other_work import OtherWorkEntry, change_other_work, log_other_work
from seutu.newcomers.clients.models import (
    Contact,
    CorrectingEntry,
    GroupSession,
    OtherWork,
    OtherWorkKind,
    WhyRemoved,
    scoped,
)
from seutu.newcomers.clients.queries.corrections import correcting_entries_visible_to, corrections_since
from seutu.newcomers.clients.rules.entries import Reason, Refused
from seutu.newcomers.clients.tests.entries import acting, contact_entry, payer, sent, topic
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.newcomers.clients.tests.locks import locked
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db

FIRST, DAY, LAST = dt.date(2026, 1, 1), dt.date(2026, 3, 2), dt.date(2026, 3, 31)


@pytest.fixture
def quarter(municipality):
    with locked(municipality, FIRST, LAST) as lock:
        yield lock


@pytest.fixture
def contact(unit, counsellor):
    return ContactFactory(unit=unit, logged_by=counsellor, occurred_on=DAY, funding_code=payer())


@pytest.fixture
def browser(client, counsellor):
    client.force_login(counsellor)
    return client


def entries() -> list[CorrectingEntry]:
    return list(scoped(CorrectingEntry.objects.all()).order_by("pk"))


def said_by(contact, **changes):
    """The entry of a contact as it stands, with changes."""
    entry = contact_entry(contact.unit, occurred_on=contact.occurred_on, funding_code=contact.funding_code)
    return dataclasses.replace(
        entry, minutes=contact.minutes, service_language=contact.service_language, client=contact.client, **changes
    )


def refused(call) -> set[tuple[str, Reason]]:
    with pytest.raises(Refused) as caught:
        call()
    return {(each.field, each.reason) for each in caught.value.refusals}


LOCKED = {("occurred_on", Reason.DAY_LOCKED)}


def test_no_contact_is_added_to_a_locked_day(quarter, unit, counsellor):
    entry = contact_entry(unit, occurred_on=DAY)

    assert refused(lambda: log_contact(entry, by=acting(counsellor))) == LOCKED


def test_a_contact_of_a_locked_day_neither_changes_nor_leaves_it(quarter, contact, counsellor):
    worker = acting(counsellor)

    same_day, other_day = said_by(contact, referred_to="Kela"), said_by(contact)
    other_day = dataclasses.replace(other_day, occurred_on=LAST + dt.timedelta(days=1))

    assert refused(lambda: change_contact(contact, same_day, revision=1, by=worker)) == LOCKED
    assert refused(lambda: change_contact(contact, other_day, revision=1, by=worker)) == LOCKED


def test_a_contact_of_another_day_is_not_moved_into_a_locked_one(quarter, unit, counsellor):
    later = ContactFactory(unit=unit, logged_by=counsellor, occurred_on=LAST + dt.timedelta(days=1))

    entry = dataclasses.replace(said_by(later), occurred_on=LAST)

    assert refused(lambda: change_contact(later, entry, revision=1, by=acting(counsellor))) == LOCKED


def test_a_contact_of_a_locked_day_is_not_removed_by_who_just_logged_it(quarter, contact, counsellor):
    with pytest.raises(DayLocked):
        remove_contact(contact, why=WhyRemoved.MISTAKE, by=acting(counsellor))


def test_the_days_around_and_of_other_municipalities_stay_open(quarter, unit, counsellor, foreign_unit):
    foreign = ContactFactory(unit=foreign_unit, occurred_on=DAY)

    log_contact(contact_entry(unit, occurred_on=LAST + dt.timedelta(days=1)), by=acting(counsellor))
    log_contact(contact_entry(unit, occurred_on=FIRST - dt.timedelta(days=1)), by=acting(counsellor))

    assert foreign.occurred_on == DAY


def test_group_sessions_and_other_work_are_locked_likewise(quarter, unit, counsellor):
    worker, work = acting(counsellor), {"occurred_on": DAY, "minutes": 30, "unit": unit, "funding_code": payer()}
    session = GroupSessionEntry(title="Neuvonta", service_language="fi", participants=5, **work)
    other = OtherWorkEntry(kind=OtherWorkKind.REPORTING, **work)

    assert refused(lambda: log_group_session(session, by=worker)) == LOCKED
    assert refused(lambda: log_other_work(other, by=worker)) == LOCKED
    for model, entry in ((GroupSession, session), (OtherWork, other)):
        kept = actions.log_forgotten(model, entry, reason="Unohtui", by=worker)
        made = scoped(model.objects.filter(pk=kept.work_id)).get()
        longer = dataclasses.replace(entry, minutes=45)
        changed = actions.correct(made, longer, revision=1, reason="Kesto oli väärin", by=worker)
        assert (kept.kind, changed.kind, changed.changed_fields) == ("added", "changed", ["minutes"])
        assert changed.former["minutes"] == 30
        made.refresh_from_db()
        assert made.minutes == 45


def test_other_work_of_a_locked_day_does_not_change(quarter, unit, counsellor):
    values = {"occurred_on": DAY, "minutes": 30, "unit": unit, "funding_code": payer()}
    work = OtherWork.objects.create(
        kind="reporting", logged_at=clock.now(), logged_by=counsellor, provider_municipality=unit.organization, **values
    )
    entry = OtherWorkEntry(kind=OtherWorkKind.TRAINING, **values)

    assert refused(lambda: change_other_work(work, entry, revision=1, by=acting(counsellor))) == LOCKED


def test_a_correction_changes_the_contact_and_keeps_what_was(quarter, contact, counsellor):
    contact.topics.set([topic("Asuminen")])
    entry = said_by(contact, topics=[topic("Työ")], referred_to="TE-palvelut")

    kept = actions.correct(contact, entry, revision=1, reason="Aihe oli väärin", by=acting(counsellor))

    contact.refresh_from_db()
    assert [each.name_fi for each in contact.topics.all()] == ["Työ"]
    assert (contact.referred_to, contact.revision) == ("TE-palvelut", 2)
    assert kept.former["topics"] == [topic("Asuminen").pk]
    assert kept.changed_fields == ["referred_to", "topics"]
    assert (kept.reason, kept.corrected_by, kept.work_id) == ("Aihe oli väärin", counsellor, contact.pk)
    assert Entry.objects.filter(verb="work.corrected", details__kind="changed").count() == 1


def test_what_did_not_happen_goes_and_the_entry_keeps_what_it_said(quarter, unit, counsellor):
    known = ClientFactory(unit=unit, keyworker=counsellor)
    contact = ContactFactory(
        unit=unit, logged_by=counsellor, occurred_on=DAY, client=known, note="Keksitty", minutes=25
    )

    kept = actions.correct_away(contact, revision=1, reason="Kirjattu väärälle päivälle", by=acting(counsellor))

    assert not scoped(Contact.objects.all()).exists()
    assert (kept.former["minutes"], kept.former_texts, kept.client) == (25, {"note": "Keksitty"}, known)
    assert (kept.former_occurred_on, kept.kind) == (DAY, "removed")


def test_a_forgotten_contact_is_logged_as_a_correcting_entry(quarter, unit, counsellor):
    kept = actions.log_forgotten(
        Contact, contact_entry(unit, occurred_on=DAY), reason="Unohtui lomalla", by=acting(counsellor)
    )

    assert scoped(Contact.objects.filter(pk=kept.work_id)).get().occurred_on == DAY
    assert (kept.kind, kept.former, kept.former_occurred_on) == ("added", {}, None)


def test_an_open_day_takes_no_correcting_entry(contact, unit, counsellor):
    worker = acting(counsellor)

    for call in (
        lambda: actions.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="x", by=worker),
        lambda: actions.correct(contact, said_by(contact), revision=1, reason="x", by=worker),
        lambda: actions.correct_away(contact, revision=1, reason="x", by=worker),
    ):
        with pytest.raises(actions.NotLocked):
            call()
    assert entries() == []


def test_a_correction_that_says_the_same_is_none(quarter, contact, counsellor):
    with pytest.raises(actions.NothingCorrected):
        actions.correct(contact, said_by(contact), revision=1, reason="x", by=acting(counsellor))

    contact.refresh_from_db()
    assert (contact.revision, entries()) == (1, [])


def test_of_two_corrections_at_once_the_second_is_stale(quarter, contact, counsellor):
    worker = acting(counsellor)
    actions.correct(contact, said_by(contact, referred_to="Kela"), revision=1, reason="x", by=worker)

    with pytest.raises(StaleEntry):
        actions.correct(contact, said_by(contact, referred_to="DVV"), revision=1, reason="x", by=worker)
    with pytest.raises(StaleEntry):
        actions.correct_away(contact, revision=1, reason="x", by=worker)


def test_a_reason_holds_no_identity_code(quarter, contact, counsellor):
    entry = said_by(contact, referred_to="Kela")

    found = refused(lambda: actions.correct(contact, entry, revision=1, reason="131052-308T", by=acting(counsellor)))

    assert found == {("reason", Reason.IDENTITY_CODE)}


def test_nobody_corrects_what_they_may_not_change(quarter, contact, foreign_counsellor):
    with pytest.raises(Contact.DoesNotExist):
        actions.correct_away(contact, revision=1, reason="x", by=acting(foreign_counsellor))


def test_a_person_is_forgotten_though_the_day_is_locked(quarter, unit, counsellor):
    known = ClientFactory(unit=unit, keyworker=counsellor)
    contact = ContactFactory(unit=unit, logged_by=counsellor, occurred_on=DAY, client=known, note="Keksitty")
    kept = actions.correct(contact, said_by(contact, note="Muu"), revision=1, reason="Virhe", by=acting(counsellor))

    assert anonymise(known, by=counsellor, why="request")

    contact.refresh_from_db()
    kept.refresh_from_db()
    assert (contact.note, kept.reason, kept.former_texts) == (None, None, None)
    assert (contact.minutes, kept.former["minutes"]) == (10, 10)


def test_corrections_are_seen_by_those_who_see_the_work(quarter, unit, counsellor, colleague, foreign_counsellor):
    protected = ClientFactory(unit=unit, keyworker=counsellor, is_protected=True)
    contact = ContactFactory(unit=unit, logged_by=counsellor, occurred_on=DAY, client=protected)
    actions.correct_away(contact, revision=1, reason="x", by=acting(counsellor))
    actions.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="y", by=acting(counsellor))

    seen = {
        user.display_name: [each.reason for each in correcting_entries_visible_to(acting(user))]
        for user in (counsellor, colleague, foreign_counsellor)
    }

    assert seen == {"Katri Kotouttaja": ["y", "x"], "Kalle Kollega": ["y"], "Vieno Vieras": []}


def test_corrections_are_counted_by_where_the_work_was_and_is(quarter, contact, counsellor, municipality):
    since = clock.now() - dt.timedelta(minutes=1)
    moved = dataclasses.replace(said_by(contact), occurred_on=LAST + dt.timedelta(days=1))
    actions.correct(contact, moved, revision=1, reason="x", by=acting(counsellor))

    assert corrections_since([municipality.pk], FIRST, LAST, since) == {"changed": 1}
    assert corrections_since([municipality.pk], DAY, DAY, since) == {"changed": 1}
    assert corrections_since([municipality.pk], FIRST, FIRST, since) == {}
    assert corrections_since([municipality.pk], FIRST, LAST, clock.now()) == {}


def test_the_database_refuses_an_entry_that_does_not_say_where_the_work_was(municipality, counsellor):
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectingEntry.objects.create(
            kind="changed",
            work_kind="contact",
            work_id=1,
            provider_municipality=municipality,
            occurred_on=DAY,
            corrected_at=clock.now(),
            corrected_by=counsellor,
        )


# -- pages ------------------------------------------------------------------------------------------


def test_the_page_of_a_locked_contact_says_so_and_leads_to_the_correction(quarter, browser, contact):
    page = browser.get(contact.get_absolute_url()).content.decode()

    assert quarter.name in page
    assert "10.4.2026" in page
    assert f"/tyo/kontaktit/{contact.pk}/oikaisu/" in page
    assert f"/tyo/kontaktit/{contact.pk}/muokkaa/" not in page


@pytest.mark.parametrize(("word", "to"), [("muokkaa", "oikaisu"), ("poista", "oikaisu/ei-tapahtunut")])
def test_a_locked_contact_has_no_other_way_than_a_correction(quarter, browser, contact, word, to):
    answer = browser.get(f"/tyo/kontaktit/{contact.pk}/{word}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/tyo/kontaktit/{contact.pk}/{to}/")


def test_an_open_contact_is_changed_as_ever(browser, contact):
    answer = browser.get(f"/tyo/kontaktit/{contact.pk}/oikaisu/")

    assert (answer.status_code, answer["Location"]) == (302, f"/tyo/kontaktit/{contact.pk}/muokkaa/")


def test_a_form_opened_before_the_day_was_locked_goes_on_as_a_correction(quarter, browser, unit, contact):
    typed = sent(unit, occurred_on="2.3.2026", minutes="40", revision="1")
    answer = browser.post(f"/tyo/kontaktit/{contact.pk}/muokkaa/", typed)
    assert "occurred_on" in answer.context["form"].errors
    assert f'formaction="/tyo/kontaktit/{contact.pk}/oikaisu/"' in answer.content.decode()

    form = browser.post(f"/tyo/kontaktit/{contact.pk}/oikaisu/", typed).context["form"]
    assert (form["minutes"].value(), form.errors) == ("40", {})
    done = browser.post(f"/tyo/kontaktit/{contact.pk}/oikaisu/", {**typed, "reason": "Kesto oli väärin"})

    assert done["Location"] == contact.get_absolute_url()
    assert [(each.kind, each.former["minutes"]) for each in entries()] == [("changed", 10)]
    assert "Kesto oli väärin" in browser.get(contact.get_absolute_url()).content.decode()


def test_a_new_contact_of_a_locked_day_goes_on_as_a_forgotten_one(quarter, browser, unit):
    typed = sent(unit, occurred_on="2.3.2026")
    answer = browser.post("/tyo/kontaktit/uusi/", typed)
    assert 'formaction="/tyo/kontaktit/unohtunut/"' in answer.content.decode()

    for _twice in range(2):
        browser.post("/tyo/kontaktit/unohtunut/", {**typed, "reason": "Unohtui"})

    assert [each.kind for each in entries()] == ["added"]


def test_a_correction_without_a_reason_is_refused(quarter, browser, unit, contact):
    typed = sent(unit, occurred_on="2.3.2026", minutes="40", revision="1", reason="")

    answer = browser.post(f"/tyo/kontaktit/{contact.pk}/oikaisu/", typed)

    assert list(answer.context["form"].errors) == ["reason"]


def test_two_who_correct_at_once_see_both_versions(quarter, browser, unit, contact, counsellor):
    actions.correct(contact, said_by(contact, referred_to="Kela"), revision=1, reason="x", by=acting(counsellor))

    typed = sent(unit, occurred_on="2.3.2026", minutes="40", revision="1", reason="y")
    answer = browser.post(f"/tyo/kontaktit/{contact.pk}/oikaisu/", typed)

    assert answer.status_code == 409
    assert {each.label for each in answer.context["differences"]}


def test_a_contact_is_corrected_away_from_its_page(quarter, browser, contact):
    address = f"/tyo/kontaktit/{contact.pk}/oikaisu/ei-tapahtunut/"
    assert browser.get(address).status_code == 200

    answer = browser.post(address, {"revision": "1", "reason": "Kahteen kertaan"}, follow=True)

    assert "Kahteen kertaan" in answer.content.decode()
    assert not scoped(Contact.objects.all()).exists()


def test_a_draft_of_a_correction_is_kept_and_gone_on_with(quarter, browser, unit, contact):
    typed = sent(unit, occurred_on="2.3.2026", minutes="41", revision="1", reason="Kes")
    browser.post(f"/tyo/kontaktit/{contact.pk}/oikaisu/", {**typed, "op": "draft"})

    page = browser.get("/tyo/kontaktit/").content.decode()
    address = page.split(f"/tyo/kontaktit/{contact.pk}/oikaisu/?luonnos=")[1].split('"')[0]
    form = browser.get(f"/tyo/kontaktit/{contact.pk}/oikaisu/?luonnos={address}").context["form"]

    assert (form["minutes"].value(), form["reason"].value()) == ("41", "Kes")


def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    quarter, browser, unit, counsellor, django_assert_max_num_queries
):
    worker = acting(counsellor)

    def queries() -> int:
        with django_assert_max_num_queries(40) as asked:
            assert browser.get("/tyo/kontaktit/oikaisut/").status_code == 200
        return len(asked)

    actions.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="y", by=worker)
    queries()
    one = queries()
    for _more in range(2):
        actions.log_forgotten(Contact, contact_entry(unit, occurred_on=DAY), reason="y", by=worker)

    assert queries() == one
