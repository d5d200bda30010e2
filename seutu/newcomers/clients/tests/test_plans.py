from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from seutu.newcomers.clients.actions.path_documents import (
    AlreadyOpen,
    CannotFinalise,
    HandOver,
    ReadOnlyDocument,
    ServiceEnded,
    StaleRevision,
    hand_over,
)
from seutu.newcomers.clients.actions.plans import (
    Acceptance,
    AlreadyDirected,
    begin_plan,
    discard_plan,
    finalise_plan,
    note_directed,
    save_plan,
)
from seutu.newcomers.clients.models import IntegrationPlan, SystemOfRecord, scoped
from seutu.newcomers.clients.record_documents.plans import plan_document
from seutu.newcomers.clients.rules.finalising import Fault
from seutu.newcomers.clients.tests.path_rows import client_of, final_plan, ready_plan
from seutu.shared.audit.models import Entry
from seutu.shared.documents.rendering import render_pdf
from seutu.shared.documents.tests.opened import assert_accessible, text_of

pytestmark = pytest.mark.django_db
D = dt.date
ACCEPTED = Acceptance(D(2025, 5, 2), D(2025, 5, 2))


def stored(plan: IntegrationPlan) -> IntegrationPlan:
    return scoped(IntegrationPlan.objects.filter(pk=plan.pk)).get()


def address(plan: IntegrationPlan, name: str = "plan") -> str:
    return reverse(f"clients:{name}", args=[plan.client.reference, plan.number])


def faults(plan, accepted=ACCEPTED, *, by) -> list[Fault]:
    try:
        finalise_plan(plan, accepted, revision=plan.revision, by=by)
    except CannotFinalise as refused:
        return [each.fault for each in refused.refusals]
    return []


def test_a_plan_is_final_when_both_have_accepted_it(counsellor, unit):
    made = ready_plan(client_of(unit), counsellor)

    assert faults(made, Acceptance(None, D(2025, 5, 2)), by=counsellor) == [Fault.NOT_ACCEPTED_BY_CLIENT]
    assert faults(made, Acceptance(D(2025, 5, 2), None), by=counsellor) == [Fault.NOT_ACCEPTED_BY_WORKER]
    assert faults(made, by=counsellor) == []
    assert stored(made).finalised_by == counsellor


@pytest.mark.parametrize(("ends_on", "refused"), [(D(2026, 5, 2), []), (D(2026, 5, 3), [Fault.TOO_LONG])])
def test_the_first_plan_lasts_a_year_at_the_most(counsellor, unit, ends_on, refused):
    made = ready_plan(client_of(unit), counsellor, ends_on=ends_on)

    assert faults(made, by=counsellor) == refused


@pytest.mark.parametrize(
    ("ends_on", "ground", "refused"),
    [
        (D(2027, 5, 2), "", []),
        (D(2027, 5, 3), "", [Fault.OVER_TOTAL]),
        (D(2027, 5, 3), "illness", []),
        (D(2029, 5, 3), "illness", [Fault.OVER_EXTENSION]),
    ],
)
def test_all_plans_together_last_as_long_as_the_law_says(counsellor, unit, ends_on, ground, refused):
    client = client_of(unit)
    final_plan(client, counsellor)
    later = ready_plan(client, counsellor, number=2, starts_on=D(2026, 5, 2), ends_on=ends_on, extension_ground=ground)

    assert faults(later, by=counsellor) == refused


def test_a_client_of_2022_has_three_years(counsellor, unit):
    client = client_of(unit, began_on=D(2022, 3, 1))
    final_plan(client, counsellor, starts_on=D(2022, 5, 2), ends_on=D(2023, 5, 1))
    later = ready_plan(client, counsellor, number=2, starts_on=D(2023, 5, 2), ends_on=D(2025, 5, 2))

    assert faults(later, by=counsellor) == []


def test_a_revision_is_a_new_row_with_the_text_of_the_former_which_is_kept(counsellor, unit):
    client = client_of(unit)
    former = final_plan(client, counsellor)

    later = begin_plan(client, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1), by=counsellor)
    save_plan(
        later, {"sections": {"goals": {"text": "Uusi tavoite.", "not_applicable": False}}}, revision=1, by=counsellor
    )

    assert (later.number, later.sections) == (2, former.sections)
    assert stored(former).sections["goals"]["text"] == "Keksitty vastaus."


def test_one_version_is_in_the_making_at_a_time(counsellor, unit):
    client = client_of(unit)
    begin_plan(client, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1), by=counsellor)

    with pytest.raises(AlreadyOpen):
        begin_plan(client, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1), by=counsellor)
    with pytest.raises(IntegrityError), transaction.atomic():
        ready_plan(client, counsellor, number=7)


def test_no_plan_is_begun_for_who_is_no_client_any_more(counsellor, unit):
    ended = client_of(unit, ended_on=D(2026, 1, 1), closing_reason="moved")

    with pytest.raises(ServiceEnded):
        begin_plan(ended, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1), by=counsellor)


def test_a_final_version_is_not_saved_and_not_discarded(counsellor, unit):
    made = final_plan(client_of(unit), counsellor)

    with pytest.raises(ReadOnlyDocument):
        save_plan(made, {"ends_on": D(2030, 1, 1)}, revision=1, by=counsellor)
    with pytest.raises(ReadOnlyDocument):
        discard_plan(made, revision=1, by=counsellor)


def test_a_version_in_the_making_is_discarded_on_a_known_revision(counsellor, unit):
    client = client_of(unit)
    made = ready_plan(client, counsellor)
    with pytest.raises(StaleRevision):
        discard_plan(made, revision=7, by=counsellor)

    discard_plan(made, revision=1, by=counsellor)

    assert client.plans.count() == 0
    assert Entry.objects.filter(verb="plan.discarded").count() == 1


def test_directing_is_noted_once_also_on_a_final_plan(counsellor, unit):
    made = final_plan(client_of(unit), counsellor)

    note_directed(made, directed_on=D(2025, 6, 1), by=counsellor)

    with pytest.raises(AlreadyDirected):
        note_directed(made, directed_on=D(2025, 6, 2), by=counsellor)
    assert stored(made).directed_on == D(2025, 6, 1)


def test_nothing_is_noted_on_a_plan_that_another_system_keeps(counsellor, unit):
    made = final_plan(client_of(unit), counsellor)
    hand_over(made, HandOver(system=SystemOfRecord.A_TMT), what="suunnitelma", by=counsellor)

    with pytest.raises(ReadOnlyDocument):
        note_directed(made, directed_on=D(2025, 6, 1), by=counsellor)


# -- pages ------------------------------------------------------------------------------------


def test_a_plan_goes_from_its_beginning_to_its_end_by_the_pages(client, counsellor, unit):
    made = client_of(unit)
    client.force_login(counsellor)

    begun = client.post(
        reverse("clients:new_plan", args=[made.reference]), {"starts_on": "2.5.2025", "ends_on": "1.5.2026"}
    )
    plan = made.plans.get()
    assert begun["Location"] == address(plan)
    fields = {
        "revision": "1",
        "then": "finalise",
        "starts_on": "2.5.2025",
        "ends_on": "1.5.2026",
        "interviewer": str(counsellor.pk),
        "interviewer_title": "kotouttamisohjaaja",
        "language": "en",
        "interpreting": "none",
        "system_of_record": "koto_aj",
        **{f"section-{code}": "Keksitty vastaus." for code in ("goals", "languages", "training", "work")},
        **{f"section-{code}-na": "on" for code in ("orientation", "other_services", "follow_up")},
    }
    saved = client.post(address(plan), fields)
    assert saved["Location"] == address(plan, "finalise_plan")
    accepted = {"revision": "2", "accepted_by_client_on": "2.5.2025", "accepted_by_worker_on": "2.5.2025"}
    assert client.post(address(plan, "finalise_plan"), accepted)["Location"] == address(plan)
    client.post(address(plan, "plan_directed"), {"directed_on": "1.6.2025"})

    words = client.get(address(plan)).content.decode()
    assert "1.6.2025" in words
    assert "Keksitty vastaus." in words


def test_finalising_refuses_a_day_to_come_and_an_old_revision(client, counsellor, unit):
    made = ready_plan(client_of(unit), counsellor)
    client.force_login(counsellor)
    days = {"accepted_by_client_on": "1.1.2999", "accepted_by_worker_on": "2.5.2025"}

    assert client.post(address(made, "finalise_plan"), {"revision": "1", **days}).status_code == 409
    days["accepted_by_client_on"] = "2.5.2025"
    client.post(address(made, "finalise_plan"), {"revision": "7", **days})
    assert stored(made).finalised_at is None


def test_the_changes_between_two_versions_are_shown(client, counsellor, unit):
    made = client_of(unit)
    final_plan(made, counsellor)
    later = ready_plan(made, counsellor, number=2, starts_on=D(2026, 5, 2), ends_on=D(2027, 5, 1))
    later.sections = {**later.sections, "goals": {"text": "Opiskelupaikka syksyllä.", "not_applicable": False}}
    later.save()
    client.force_login(counsellor)

    words = client.get(address(later, "plan_changes")).content.decode()

    assert "Opiskelupaikka syksyllä." in words
    assert words.count("Keksitty vastaus.") == 1
    first = reverse("clients:plan_changes", args=[made.reference, 1])
    assert client.get(first).status_code == 404


def test_handing_over_by_the_page_closes_the_copy(client, counsellor, unit):
    made = final_plan(client_of(unit), counsellor)
    client.force_login(counsellor)

    client.post(
        address(made, "hand_over_plan"), {"system": "koto_aj", "reference": "KA-9", "provision": "KotoL 681/2023"}
    )

    assert "KA-9" in client.get(address(made)).content.decode()
    assert stored(made).handed_over_at is not None
    assert made.client.disclosures.count() == 1


def test_the_paper_is_in_two_languages_with_lines_for_signatures(counsellor, unit):
    made = ready_plan(
        client_of(unit, service_language="sv"), counsellor, interpreting="phone", interpreter_language="sv"
    )

    words = text_of(render_pdf(plan_document(made)))

    assert "Tavoitteet" in words
    assert "Mål" in words
    assert "Asiakkaan allekirjoitus" in words
    assert "Kundens underskrift" in words
    assert "Tulkin nimi" in words
    assert made.client.shown_name in words


def test_in_a_language_without_our_words_the_paper_says_so(counsellor, unit):
    made = ready_plan(client_of(unit, service_language="so"), counsellor)

    words = text_of(render_pdf(plan_document(made)))

    assert "somali" in words
    assert "Somali" in words
    assert "Goals" in words


def test_the_paper_names_nobody_in_its_title_and_its_file(client, counsellor, unit):
    made = ready_plan(client_of(unit), counsellor)
    client.force_login(counsellor)

    answer = client.get(address(made, "print_plan"))

    assert answer["Content-Type"] == "application/pdf"
    assert f"suunnitelma-{made.client.reference}-1.pdf" in answer["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert made.client.shown_name not in str(dict(pdf.docinfo.items()))
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(verb="plan.printed").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("language", ["fi", "sv", "ar"])
def test_the_paper_is_accessible(counsellor, unit, language, tmp_path):
    made = final_plan(client_of(unit, service_language=language), counsellor)

    assert_accessible(render_pdf(plan_document(made)), tmp_path)
