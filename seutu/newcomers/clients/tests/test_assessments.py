from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.newcomers.clients.actions.assessments import ask_for_assessment, finalise_assessment, save_assessment
from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    HandOver,
    NotHandedOver,
    ReadOnlyDocument,
    ServiceEnded,
    StaleRevision,
    hand_over,
)
from seutu.newcomers.clients.models import Assessment, Disclosure, RegisterDraft, SystemOfRecord, scoped
from seutu.newcomers.clients.rules.finalising import Fault
from seutu.newcomers.clients.tests.path_rows import client_of, final_assessment, opened_assessment, ready_assessment
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

pytestmark = pytest.mark.django_db
KOTO = HandOver(system=SystemOfRecord.KOTO_AJ, reference="KA-1", provision="KotoL 681/2023")


def stored(assessment: Assessment) -> Assessment:
    return scoped(Assessment.objects.filter(pk=assessment.pk)).get()


def sent(assessment: Assessment, **more: str) -> dict[str, str]:
    """What a browser sends of the form."""
    return {
        "revision": str(assessment.revision),
        "asked_on": "3.3.2025",
        "started_on": "10.3.2025",
        "interviewer_title": "kotouttamisohjaaja",
        "language": "en",
        "interpreting": "none",
        "system_of_record": "koto_aj",
        "section-literacy": "Lukee ja kirjoittaa latinalaisin kirjaimin.",
        **more,
    }


def address(assessment: Assessment, name: str = "assessment") -> str:
    return reverse(f"clients:{name}", args=[assessment.client.reference, assessment.pk])


def test_an_assessment_is_opened_once_and_noted_as_the_last_entry(counsellor, unit):
    client = client_of(unit)

    ask_for_assessment(client, asked_on=dt.date(2026, 11, 2), by=counsellor)

    with pytest.raises(AlreadyOpen):
        ask_for_assessment(client, asked_on=dt.date(2026, 11, 3), by=counsellor)
    assert client.assessments.count() == 1
    client.refresh_from_db(from_queryset=scoped(type(client).objects.all()))
    assert client.last_entry_on == clock.today()


def test_who_is_no_client_any_more_is_not_assessed(counsellor, unit):
    ended = client_of(unit, ended_on=dt.date(2026, 1, 1), closing_reason="moved")

    with pytest.raises(ServiceEnded):
        ask_for_assessment(ended, asked_on=dt.date(2026, 11, 2), by=counsellor)


def test_a_save_counts_the_revision_and_one_on_an_old_revision_is_refused(counsellor, unit):
    made = opened_assessment(client_of(unit))

    save_assessment(made, {"interviewer_title": "ohjaaja"}, revision=1, by=counsellor)

    with pytest.raises(StaleRevision):
        save_assessment(made, {"interviewer_title": "toinen"}, revision=1, by=counsellor)
    assert (stored(made).interviewer_title, stored(made).revision) == ("ohjaaja", 2)


def test_what_is_missing_is_named_and_nothing_is_finalised(counsellor, unit):
    made = opened_assessment(client_of(unit), interpreting="phone")

    with pytest.raises(CannotFinalise) as refused:
        finalise_assessment(made, revision=1, by=counsellor)

    faults = [each.fault for each in refused.value.refusals]
    assert faults[:6] == [
        Fault.NOT_STARTED,
        Fault.NO_INTERVIEWER,
        Fault.NO_TITLE,
        Fault.NO_LANGUAGE,
        Fault.NO_INTERPRETER_LANGUAGE,
        Fault.NOT_AN_OFFICIAL,
    ]
    assert faults.count(Fault.SECTION) == 9
    assert stored(made).finalised_at is None


def test_a_section_that_does_not_apply_needs_its_tick(counsellor, unit):
    made = ready_assessment(client_of(unit), counsellor)
    made.sections = {**made.sections, "literacy": {"text": "  ", "not_applicable": False}}
    made.save()
    with pytest.raises(CannotFinalise) as refused:
        finalise_assessment(made, revision=1, by=counsellor)
    assert [(each.fault, each.section) for each in refused.value.refusals] == [(Fault.SECTION, "literacy")]

    made.sections = {**made.sections, "literacy": {"text": "", "not_applicable": True}}
    made.save()
    assert finalise_assessment(made, revision=1, by=counsellor).finalised_at


def test_an_assessment_of_2022_has_the_sections_of_2022(counsellor, unit):
    client = client_of(unit, began_on=dt.date(2022, 3, 1))
    made = ready_assessment(client, counsellor, asked_on=dt.date(2022, 3, 1), started_on=dt.date(2022, 3, 2))

    assert "other_needs" not in made.sections
    assert finalise_assessment(made, revision=1, by=counsellor).finalised_at


def test_what_is_final_does_not_change(counsellor, unit):
    made = final_assessment(client_of(unit), counsellor)

    with pytest.raises(ReadOnlyDocument):
        save_assessment(made, {"interviewer_title": "toinen"}, revision=made.revision, by=counsellor)
    with pytest.raises(ReadOnlyDocument):
        finalise_assessment(made, revision=made.revision, by=counsellor)


def test_handing_over_makes_a_disclosure_and_closes_the_copy(counsellor, unit):
    made = opened_assessment(client_of(unit))

    hand_over(made, KOTO, what="arviointi", by=counsellor)

    given = stored(made)
    assert (given.system_of_record, given.external_reference, given.is_read_only) == ("koto_aj", "KA-1", True)
    (disclosed,) = scoped(Disclosure.objects.filter(client=made.client))
    assert (disclosed.provision, disclosed.disclosed_by) == ("KotoL 681/2023", counsellor)
    assert Entry.objects.filter(verb="assessment.handed_over", details__system="koto_aj").count() == 1


def test_handing_over_twice_discloses_once(counsellor, unit):
    made = opened_assessment(client_of(unit))
    hand_over(made, KOTO, what="arviointi", by=counsellor)

    with pytest.raises(ReadOnlyDocument):
        hand_over(made, KOTO, what="arviointi", by=counsellor)
    assert scoped(Disclosure.objects.filter(client=made.client)).count() == 1


def test_nothing_is_handed_over_to_this_register(counsellor, unit):
    made = opened_assessment(client_of(unit))

    with pytest.raises(NotHandedOver):
        hand_over(made, HandOver(system=SystemOfRecord.LOCAL), what="arviointi", by=counsellor)


def test_after_a_hand_over_another_assessment_can_be_asked_for(counsellor, unit):
    made = opened_assessment(client_of(unit))
    hand_over(made, KOTO, what="arviointi", by=counsellor)

    assert ask_for_assessment(made.client, asked_on=dt.date(2026, 11, 2), by=counsellor).is_read_only is False


def test_the_database_refuses_two_open_assessments(unit):
    client = client_of(unit)
    opened_assessment(client)

    with pytest.raises(IntegrityError), transaction.atomic():
        opened_assessment(client)


# -- pages ------------------------------------------------------------------------------------


def test_the_form_saves_and_the_system_follows_from_who_is_responsible(client, counsellor, unit):
    client.force_login(counsellor)
    job_seeker = client_of(unit, is_job_seeker=True)

    client.post(reverse("clients:new_assessment", args=[job_seeker.reference]), {"asked_on": "3.3.2025"})

    made = job_seeker.assessments.get()
    assert made.system_of_record == SystemOfRecord.A_TMT
    answer = client.post(address(made), sent(made, interviewer=str(counsellor.pk), system_of_record="a_tmt"))
    assert answer.status_code == 302
    assert stored(made).sections["literacy"]["text"].startswith("Lukee")


def test_sending_the_same_form_twice_saves_it_once(client, counsellor, unit):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)
    form = sent(made)

    answers = [client.post(address(made), form).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert stored(made).revision == 2


def test_an_old_revision_shows_both_versions_and_keeps_what_was_typed(client, counsellor, unit):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)
    client.post(address(made), sent(made))

    answer = client.post(address(made), sent(made, **{"section-literacy": "Oma versio."}))

    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Oma versio." in words
    assert "Lukee ja kirjoittaa" in words
    assert 'name="revision" value="2"' in words
    assert stored(made).sections["literacy"]["text"].startswith("Lukee")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("started_on", "31.2.2025"),
        ("started_on", "1.1.2025"),
        ("language", "xx"),
        ("interviewer", "99999999"),
        ("interviewer", "1; drop table"),
        ("system_of_record", "toinen"),
        ("section-literacy", "x" * 10_001),
        ("section-literacy", "Henkilötunnus 131052-308T."),
        ("asked_on", "1.1.2999"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_saved(client, counsellor, unit, field, value):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)

    answer = client.post(address(made), sent(made, **{field: value}))

    assert (answer.status_code, 'class="error"' in answer.content.decode()) == (200, True)
    assert stored(made).revision == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", "1" * 12, "²"])
def test_a_form_that_was_not_made_here_is_not_there(client, counsellor, unit, revision):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)

    assert client.post(address(made), sent(made) | {"revision": revision}).status_code == 404


def test_hostile_text_is_shown_as_text(client, counsellor, unit):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)
    client.post(address(made), sent(made, **{"section-literacy": "<script>alert(1)</script>"}))

    assert "<script>alert(1)" not in client.get(address(made)).content.decode()


def test_finalising_says_what_is_missing_with_a_link_to_the_field(client, counsellor, unit):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)

    answer = client.post(address(made, "finalise_assessment"), {"revision": "1"})

    assert answer.status_code == 409
    assert f"{address(made)}#id_section-literacy" in answer.content.decode()


def test_finalising_leads_to_the_path_where_a_plan_is_due(client, counsellor, unit):
    made = ready_assessment(client_of(unit), counsellor)
    client.force_login(counsellor)

    answer = client.post(address(made, "finalise_assessment"), {"revision": "1"}, follow=True)

    assert reverse("clients:new_plan", args=[made.client.reference]) in answer.content.decode()
    assert stored(made).finalised_by == counsellor


def test_an_assessment_of_another_client_is_not_there(client, counsellor, unit):
    made, other = opened_assessment(client_of(unit)), client_of(unit)
    client.force_login(counsellor)

    assert client.get(reverse("clients:assessment", args=[other.reference, made.pk])).status_code == 404


# -- drafts -----------------------------------------------------------------------------------


def kept(client, made, text: str = "Kesken.") -> int:
    """Keep a text as the script of the form does."""
    fields = {f"field:{name}": value for name, value in sent(made, **{"section-literacy": text}).items()}
    target = {"target": f"assessment:{made.pk}", "opening": "abc"}
    return client.post(reverse("clients:save_draft"), {**target, **fields}).status_code


def test_what_is_typed_is_kept_as_a_draft_and_goes_when_it_is_saved(client, counsellor, unit):
    made = opened_assessment(client_of(unit))
    client.force_login(counsellor)

    assert kept(client, made) == 200
    draft = RegisterDraft.objects.get()
    assert draft.client_id == made.client_id
    to_it = client.get(reverse("clients:to_assessment", args=[made.pk]), {"luonnos": draft.pk})
    assert "Kesken." in client.get(to_it["Location"]).content.decode()
    client.post(address(made), sent(made) | {"opening": "abc"})
    assert RegisterDraft.objects.count() == 0


def test_nobody_keeps_a_draft_of_what_they_may_not_change(client, counsellor, colleague, foreign_counsellor, unit):
    made, final = opened_assessment(client_of(unit)), final_assessment(client_of(unit), counsellor)

    for person, document in ((colleague, made), (foreign_counsellor, made), (counsellor, final)):
        client.force_login(person)
        assert kept(client, document) == 404
        assert client.get(reverse("clients:to_assessment", args=[document.pk])).status_code == 404
