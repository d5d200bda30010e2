"""What can happen to an office holder's decision: drafted, refused, numbered, taken over, withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from seutu.publishing.decisions.actions import officer_decisions as actions
from seutu.publishing.decisions.actions.holding import EditConflict
from seutu.publishing.decisions.actions.officer_decisions import OfficerDecisionText
from seutu.publishing.decisions.actions.put_meeting import SecretTextGiven, WithheldWithoutGround
from seutu.publishing.decisions.actions.record_holding import ReasonMissing, WrongRecordState
from seutu.publishing.decisions.models import Case, OfficerDecision, RecordState
from seutu.publishing.decisions.rules.refusals import NotPublishable
from seutu.publishing.decisions.rules.takeover import TakeoverState
from seutu.publishing.decisions.tests.record_factories import OfficeFactory
from seutu.shared.audit.actor import System
from seutu.shared.audit.models import Entry
from seutu.shared.files.actions import store
from seutu.shared.organizations.tests.factories import BodyFactory

pytestmark = pytest.mark.django_db

BY = System("tests")
TODAY = dt.date(2026, 11, 2)
CODE = "131052-308T"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 0, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def office():
    return OfficeFactory(name_fi="Rehtori")


def text(office, **given) -> OfficerDecisionText:
    known = {
        "office": office,
        "decided_on": TODAY,
        "title": "Määräaikaisen opettajan valinta",
        "officer_name": "Reija Rehtori",
        "decision_html": "<p>Valitaan.</p>",
        "remedy": "review_request",
    }
    return OfficerDecisionText(**(known | given))


def draft(office, **given) -> OfficerDecision:
    return actions.draft_officer_decision(text(office, **given), by=BY)


def reasons(decision) -> set[tuple[str, str]]:
    with pytest.raises(NotPublishable) as refused:
        actions.publish_officer_decision(decision, by=BY)
    decision.refresh_from_db()
    assert decision.state == RecordState.DRAFT
    assert decision.number is None
    return {(refusal.reason.value, refusal.place) for refusal in refused.value.refusals}


def test_a_draft_has_no_number_and_is_sanitized(office):
    decision = draft(office, decision_html="<p onclick='x'>Valitaan.</p><script>1</script>")

    assert decision.number is None
    assert decision.state == RecordState.DRAFT
    assert decision.decision_html == "<p>Valitaan.</p>"


def test_publishing_gives_the_next_number_of_the_office_in_its_year(office):
    other = OfficeFactory(organization=office.organization)
    first, second, elsewhere = draft(office), draft(office), draft(other)
    last_year = draft(office, decided_on=dt.date(2025, 12, 30))

    numbers = [actions.publish_officer_decision(each, by=BY).number for each in (second, first, elsewhere, last_year)]

    assert numbers == [1, 2, 1, 1]
    first.refresh_from_db()
    assert first.displayed_on == TODAY
    assert first.published_at is not None


def test_a_withdrawn_decision_keeps_its_number(office):
    first = actions.publish_officer_decision(draft(office), by=BY)
    actions.withdraw_officer_decision(first, reason="Väärä liite", by=BY)

    second = actions.publish_officer_decision(draft(office), by=BY)

    assert second.number == 2


def test_a_discarded_draft_leaves_no_gap(office):
    actions.discard_officer_decision(draft(office), by=BY)

    assert actions.publish_officer_decision(draft(office), by=BY).number == 1


def test_a_decision_is_published_once(office):
    decision = actions.publish_officer_decision(draft(office), by=BY)

    with pytest.raises(WrongRecordState):
        actions.publish_officer_decision(decision, by=BY)


def test_publishing_refuses_what_is_missing_all_at_once(office):
    decision = draft(office, officer_name="", decision_html="", remedy="")

    assert reasons(decision) == {
        ("officer_missing", "officer_name"),
        ("text_missing", "decision_html"),
        ("remedy_missing", "remedy"),
    }


def test_a_ban_needs_its_provision(office):
    assert reasons(draft(office, remedy="ban")) == {("ban_without_provision", "remedy_provision")}
    actions.publish_officer_decision(draft(office, remedy="ban", remedy_provision="KuntaL 136 §"), by=BY)


def test_a_decision_of_a_day_to_come_is_refused(office):
    assert reasons(draft(office, decided_on=dt.date(2026, 11, 3))) == {("decided_later", "decided_on")}


@pytest.mark.parametrize("field", ["title", "officer_name", "background_html", "decision_html", "case_number"])
def test_an_identity_code_is_refused_wherever_it_stands(office, field):
    value = f"<p>Hakija {CODE}</p>" if field.endswith("html") else f"Hakija {CODE}"

    assert reasons(draft(office, **{field: value})) == {("identity_code", field)}


def test_a_secret_decision_needs_a_title_that_tells_and_a_provision(office):
    secret = {"is_withheld": True, "background_html": "", "decision_html": ""}
    vague = draft(office, title="Salassa pidettävä asia", secrecy_ground="laki", **secret)

    assert reasons(vague) == {("withheld_without_title", "title"), ("withheld_without_ground", "secrecy_ground")}

    told = draft(office, title="Avustushakemus", secrecy_ground="JulkL 24 § 1 mom. 23 k.", **secret)
    assert actions.publish_officer_decision(told, by=BY).number == 1


def test_the_text_of_a_secret_decision_is_never_stored(office):
    with pytest.raises(SecretTextGiven):
        draft(office, is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 23 k.")
    with pytest.raises(WithheldWithoutGround):
        draft(office, is_withheld=True, decision_html="")


def test_a_body_of_another_organization_is_refused(office):
    with pytest.raises(actions.OfficeOfAnother):
        draft(office, takeover_body=BodyFactory())


def test_an_excluded_takeover_needs_its_provision(office):
    with pytest.raises(actions.ExclusionWithoutProvision):
        draft(office, is_takeover_excluded=True)


def test_a_decision_needs_a_title(office):
    with pytest.raises(actions.DecisionWithoutTitle):
        draft(office, title=" \n ")


def test_a_change_on_an_old_revision_is_refused_and_changes_nothing(office):
    decision = draft(office)
    actions.change_officer_decision(decision, text(office, title="Toinen"), revision=1, by=BY)

    with pytest.raises(EditConflict) as conflict:
        actions.change_officer_decision(decision, text(office, title="Kolmas"), revision=1, by=BY)

    assert conflict.value.row.title == "Toinen"
    decision.refresh_from_db()
    assert decision.title == "Toinen"


def test_a_published_decision_is_not_changed(office):
    decision = actions.publish_officer_decision(draft(office), by=BY)

    with pytest.raises(WrongRecordState):
        actions.change_officer_decision(decision, text(office), revision=decision.revision, by=BY)


def test_a_case_gets_its_title_when_the_decision_is_out(office):
    decision = draft(office, case_number="12/01.01.01/2026")
    assert Case.objects.get().title == "12/01.01.01/2026"

    actions.publish_officer_decision(decision, by=BY)

    assert Case.objects.get().title == "Määräaikaisen opettajan valinta"


def test_a_withdrawal_needs_a_reason(office):
    decision = actions.publish_officer_decision(draft(office), by=BY)

    with pytest.raises(ReasonMissing):
        actions.withdraw_officer_decision(decision, reason="  ", by=BY)
    actions.withdraw_officer_decision(decision, reason="Väärä liite", by=BY)

    decision.refresh_from_db()
    assert decision.state == RecordState.WITHDRAWN
    with pytest.raises(WrongRecordState):
        actions.withdraw_officer_decision(decision, reason="Uudestaan", by=BY)


def test_a_decision_is_taken_over_while_the_time_runs(office):
    board = BodyFactory(organization=office.organization)
    decision = actions.publish_officer_decision(draft(office, takeover_body=board), by=BY)

    with time_machine.travel(dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC), tick=False):
        actions.take_over_officer_decision(decision, on=dt.date(2026, 11, 23), by=BY)

    decision.refresh_from_db()
    assert decision.taken_over_on == dt.date(2026, 11, 23)


@pytest.mark.parametrize("day", [dt.date(2026, 11, 1), dt.date(2026, 11, 24), dt.date(2026, 11, 26)])
def test_a_decision_is_not_taken_over_before_it_is_out_nor_too_late_nor_ahead(office, day):
    board = BodyFactory(organization=office.organization)
    decision = actions.publish_officer_decision(draft(office, takeover_body=board), by=BY)

    with (
        time_machine.travel(dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC), tick=False),
        pytest.raises(actions.TakeoverNotOpen),
    ):
        actions.take_over_officer_decision(decision, on=day, by=BY)


def test_an_excluded_decision_is_not_taken_over(office):
    board = BodyFactory(organization=office.organization)
    given = {"takeover_body": board, "is_takeover_excluded": True, "takeover_exclusion": "KuntaL 92 § 5 mom."}
    decision = actions.publish_officer_decision(draft(office, **given), by=BY)

    with pytest.raises(actions.TakeoverNotOpen) as refused:
        actions.take_over_officer_decision(decision, on=TODAY, by=BY)
    assert refused.value.state is TakeoverState.EXCLUDED


@pytest.mark.slow  # a file is read in a process of its own
def test_files_are_attached_to_a_draft_and_stay_when_it_is_out(office, stored_file):
    decision = draft(office)
    attachment = actions.attach_to_officer_decision(decision, stored_file, title="Kartta", by=BY)
    spare = actions.attach_to_officer_decision(decision, stored_file, title="", by=BY)
    assert (attachment.position, spare.position, spare.title) == (1, 2, "kartta.txt")

    actions.detach_from_officer_decision(spare, by=BY)
    actions.publish_officer_decision(decision, by=BY)

    with pytest.raises(WrongRecordState):
        actions.detach_from_officer_decision(attachment, by=BY)
    with pytest.raises(WrongRecordState):
        actions.attach_to_officer_decision(decision, stored_file, title="Kartta", by=BY)


@pytest.mark.slow  # a file is read in a process of its own
def test_an_identity_code_in_a_file_is_refused(office, stored_file):
    decision = draft(office)
    file = store(f"Hakija {CODE}\n".encode(), name="hakemus.txt", by=BY)
    actions.attach_to_officer_decision(decision, file, title="Hakemus", by=BY)

    assert reasons(decision) == {("identity_code", "attachment:1")}


@pytest.mark.slow  # a file is read in a process of its own
def test_a_file_that_no_machine_can_read_needs_the_word_of_a_person(office, stored_file):
    decision = draft(office)
    file = store(b"\x89PNG\r\n\x1a\n" + bytes(40), name="kuva.png", by=BY)
    attachment = actions.attach_to_officer_decision(decision, file, title="Kuva", by=BY)
    assert reasons(decision) == {("unreadable_attachment", "attachment:1")}

    actions.confirm_unreadable_of_officer_decision(attachment, by=BY)

    assert actions.publish_officer_decision(decision, by=BY).number == 1
    assert attachment.unreadable_confirmed_by == "system:tests"


def test_a_secret_decision_takes_no_file(office, stored_file):
    decision = draft(office)
    actions.attach_to_officer_decision(decision, stored_file, title="Kartta", by=BY)
    secret = text(office, is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 23 k.", decision_html="")
    decision = actions.change_officer_decision(decision, secret, revision=decision.revision, by=BY)

    assert not decision.attachments.exists()
    with pytest.raises(SecretTextGiven):
        actions.attach_to_officer_decision(decision, stored_file, title="Kartta", by=BY)


def test_the_trail_tells_what_was_done_and_no_names(office):
    decision = actions.publish_officer_decision(draft(office), by=BY)
    actions.withdraw_officer_decision(decision, reason="Väärä nimi", by=BY)

    verbs = [entry.verb for entry in Entry.objects.order_by("pk")]
    assert verbs == ["officer_decision.new", "officer_decision.published", "officer_decision.withdrawn"]
    assert not Entry.objects.filter(details__icontains="nimi").exists()
