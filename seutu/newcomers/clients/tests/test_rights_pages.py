from __future__ import annotations

import datetime as dt
import json

import pytest
from django.urls import reverse

from seutu.newcomers.clients.actions import own_data as actions
from seutu.newcomers.clients.models import Client, Disclosure, OwnDataRequest, PrivacyNotice, scoped
from seutu.newcomers.clients.tests.factories import ClientFactory, ContactFactory
from seutu.newcomers.clients.tests.full_client import (
    FAMILY,
    GIVEN,
    IDENTITY_CODE,
    NOTE,
    PLANTED,
    SECTION,
    full_client,
)
from seutu.shared.audit.actions import record
from seutu.shared.audit.models import Entry
from seutu.shared.core import clock

TODAY = clock.today()


@pytest.fixture(autouse=True)
def _journal(tmp_path, settings):
    settings.JOURNAL_DIR = tmp_path / "journal"


@pytest.fixture
def officer(client, data_protection_officer):
    """A browser in which the data protection officer has signed in."""
    client.force_login(data_protection_officer)
    return client


@pytest.fixture
def asked(unit, data_protection_officer):
    """A request of an ordinary client."""
    return ask(ClientFactory(unit=unit), data_protection_officer)


def ask(of, by, kind="access", received_on=TODAY):
    return actions.receive_request(of, kind=kind, received_on=received_on, by=by)


def looked(at, by, purpose="service"):
    return record("client.viewed", target=at, by=by, details={"purpose": purpose}, organization_id=at.controller_id)


def pages(of: Client, request: OwnDataRequest, worker) -> list[str]:
    return [
        reverse("clients:data_protection"),
        reverse("clients:rights", args=[of.reference]),
        reverse("clients:traces_of_client", args=[of.reference]),
        reverse("clients:own_data_pdf", args=[of.reference]),
        reverse("clients:own_data_json", args=[of.reference]),
        reverse("clients:restrict_client", args=[of.reference]),
        reverse("clients:traces_of_worker", args=[worker.pk]),
        reverse("clients:own_data_requests"),
        reverse("clients:new_own_data_request"),
        reverse("clients:own_data_request", args=[request.pk]),
        reverse("clients:refuse_own_data_request", args=[request.pk]),
        reverse("clients:extend_own_data_request", args=[request.pk]),
        reverse("clients:disclosures"),
        reverse("clients:privacy_notices"),
        reverse("clients:write_privacy_notice", args=[of.controller.slug, "ar"]),
    ]


# -- who may open what --------------------------------------------------------------------------------------------


@pytest.mark.slow  # every page for everybody
@pytest.mark.parametrize("who", ["data_protection_officer", "supervisor"])
def test_who_answers_data_requests_opens_every_page_and_nothing_is_kept(request, client, asked, counsellor, who):
    client.force_login(request.getfixturevalue(who))

    for address in pages(asked.client, asked, counsellor):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "no-store" in answer.headers["Cache-Control"], address


@pytest.mark.slow  # every page for everybody
@pytest.mark.parametrize("who", ["counsellor", "colleague", "adviser", "foreign_counsellor", "outsider", "clerk"])
def test_others_find_no_such_page(request, client, asked, counsellor, who):
    client.force_login(request.getfixturevalue(who))

    assert {client.get(address).status_code for address in pages(asked.client, asked, counsellor)} == {404}


def test_who_has_not_signed_in_is_asked_to(client, asked, counsellor):
    answers = [client.get(address) for address in pages(asked.client, asked, counsellor)]

    assert {answer.status_code for answer in answers} == {302}


def test_an_officer_of_another_municipality_finds_no_client_or_request_of_ours(
    client, asked, counsellor, other_municipality
):
    from seutu.shared.accounts.tests.factories import UserFactory
    from seutu.shared.organizations.roles import Role
    from seutu.shared.organizations.tests.factories import MembershipFactory

    other = UserFactory()
    MembershipFactory(user=other, organization=other_municipality, role=Role.DATA_PROTECTION_OFFICER)
    client.force_login(other)
    open_to_all = {reverse(f"clients:{name}") for name in LISTS}

    for address in set(pages(asked.client, asked, counsellor)) - open_to_all:
        assert client.get(address).status_code == 404, address
    assert asked.client.reference not in client.get(reverse("clients:own_data_requests")).content.decode()
    assert client.post(reverse("clients:answer_own_data_request", args=[asked.pk])).status_code == 404


LISTS = ("data_protection", "own_data_requests", "new_own_data_request", "disclosures", "privacy_notices")


# -- finding a person ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["reference", IDENTITY_CODE, IDENTITY_CODE.lower()])
def test_a_client_is_found_by_reference_or_exact_code_and_the_address_holds_no_code(officer, unit, written):
    someone = ClientFactory(unit=unit, identity_code=IDENTITY_CODE)
    given = someone.reference.lower() if written == "reference" else written

    answer = officer.post(reverse("clients:data_protection"), {"ask": "client", "client": given})

    assert answer.headers["Location"] == reverse("clients:rights", args=[someone.reference])


def test_a_client_of_another_controller_is_not_found(officer, foreign_unit):
    elsewhere = ClientFactory(unit=foreign_unit)

    answer = officer.post(reverse("clients:data_protection"), {"ask": "client", "client": elsewhere.reference})

    assert answer.status_code == 200
    assert "client" in answer.context["client_form"].errors


def test_the_pages_show_the_reference_and_no_name(officer, unit):
    someone = full_client(unit)

    for name in ("rights", "traces_of_client"):
        body = officer.get(reverse(f"clients:{name}", args=[someone.reference])).content.decode()
        assert someone.reference in body
        assert not any(word in body for word in (FAMILY, GIVEN, IDENTITY_CODE))


# -- the trail ----------------------------------------------------------------------------------------------------


def test_the_officer_sees_who_looked_why_and_in_what_role(officer, unit, counsellor):
    someone = ClientFactory(unit=unit)
    looked(someone, counsellor, purpose="service")

    body = officer.get(reverse("clients:traces_of_client", args=[someone.reference])).content.decode()

    for words in (counsellor.display_name, unit.name, "kotouttamisohjaaja", "asiakkaan palveleminen"):
        assert words in body


def test_a_look_at_a_contact_is_a_look_at_the_client(officer, unit, counsellor):
    contact = ContactFactory(client=ClientFactory(unit=unit), unit=unit)
    record("contact.viewed", target=contact, by=counsellor, organization_id=unit.organization_id)

    answer = officer.get(reverse("clients:traces_of_client", args=[contact.client.reference]))

    assert [row["actor"].name for row in answer.context["rows"]] == [counsellor.display_name]


def test_looking_at_the_trail_leaves_a_trace(officer, unit, counsellor, data_protection_officer):
    someone = ClientFactory(unit=unit)

    officer.get(reverse("clients:traces_of_client", args=[someone.reference]))
    officer.get(reverse("clients:traces_of_worker", args=[counsellor.pk]))

    verbs = Entry.objects.filter(actor=data_protection_officer.audit_id).values_list("verb", flat=True)
    assert {"client.traces_viewed", "worker.traces_viewed"} <= set(verbs)


def test_what_a_worker_looked_at_is_shown_of_own_controllers_only(officer, unit, foreign_unit, counsellor):
    ours, theirs = ClientFactory(unit=unit), ClientFactory(unit=foreign_unit)
    looked(ours, counsellor)
    looked(theirs, counsellor)

    body = officer.get(reverse("clients:traces_of_worker", args=[counsellor.pk])).content.decode()

    assert ours.reference in body
    assert theirs.reference not in body


@pytest.mark.slow  # many lines of the trail
def test_a_page_of_the_trail_asks_the_same_questions_for_one_line_and_for_many(
    officer, unit, counsellor, colleague, django_assert_max_num_queries, django_assert_num_queries
):
    someone = ClientFactory(unit=unit)
    address = reverse("clients:traces_of_client", args=[someone.reference])
    looked(someone, counsellor)
    officer.get(address)
    with django_assert_max_num_queries(60) as few:
        officer.get(address)

    for each in (counsellor, colleague) * 20:
        looked(someone, each)
    with django_assert_num_queries(len(few)):
        officer.get(address)


# -- requests -----------------------------------------------------------------------------------------------------


def test_a_request_is_due_in_a_month_and_can_be_done(officer, unit, data_protection_officer):
    someone = ClientFactory(unit=unit)
    given = {"client": someone.reference, "kind": "access", "received_on": "2.11.2026", "details": NOTE}

    officer.post(reverse("clients:new_own_data_request"), given)
    made = scoped(OwnDataRequest.objects.all()).get()
    officer.post(reverse("clients:answer_own_data_request", args=[made.pk]))

    made = scoped(OwnDataRequest.objects.all()).get()
    assert (made.client_id, made.due_on, made.details) == (someone.pk, dt.date(2026, 12, 2), NOTE)
    assert (made.outcome, made.handled_by) == ("done", data_protection_officer)
    verbs = list(Entry.objects.filter(target_id=str(made.pk)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["own_data_request.received", "own_data_request.done"]


def test_a_request_is_not_taken_down_before_it_comes(officer, unit):
    someone, tomorrow = ClientFactory(unit=unit), TODAY + dt.timedelta(days=1)
    day = f"{tomorrow.day}.{tomorrow.month}.{tomorrow.year}"

    answer = officer.post(
        reverse("clients:new_own_data_request"), {"client": someone.reference, "kind": "access", "received_on": day}
    )

    assert "received_on" in answer.context["form"].errors


def test_a_request_whose_time_is_over_stands_first_and_is_marked(officer, unit, data_protection_officer):
    fresh = ask(ClientFactory(unit=unit), data_protection_officer)
    late = ask(
        ClientFactory(unit=unit), data_protection_officer, received_on=TODAY - dt.timedelta(days=60), kind="rectify"
    )

    answer = officer.get(reverse("clients:own_data_requests"))

    assert [row.pk for row, _state in answer.context["waiting"]] == [late.pk, fresh.pk]
    assert "myöhässä" in answer.content.decode()


def test_a_request_is_refused_with_a_reason_only(officer, asked):
    address = reverse("clients:refuse_own_data_request", args=[asked.pk])

    empty = officer.post(address, {"reason": " "})
    officer.post(address, {"reason": "Perusteeton pyyntö"})

    assert "reason" in empty.context["form"].errors
    row = scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get()
    assert (row.outcome, row.reason) == ("refused", "Perusteeton pyyntö")


def test_a_complex_request_gets_two_months_more_once(asked, data_protection_officer):
    actions.extend_request(asked, "Paljon tietoja", by=data_protection_officer)

    row = scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get()
    assert (row.due_on - row.received_on).days > 85
    with pytest.raises(actions.TooLateToExtend):
        actions.extend_request(row, "Vielä", by=data_protection_officer)


def test_nobody_answers_twice(asked, data_protection_officer):
    actions.answer_request(asked, by=data_protection_officer)

    with pytest.raises(actions.AlreadyAnswered):
        actions.refuse_request(asked, "Ei", by=data_protection_officer)


# -- the copy -----------------------------------------------------------------------------------------------------


def test_the_copy_for_programs_holds_what_is_kept_and_who_looked_without_names(officer, unit, counsellor):
    someone = full_client(unit)
    looked(someone, counsellor)

    answer = officer.get(reverse("clients:own_data_json", args=[someone.reference]))

    copy, text = json.loads(answer.content), answer.content.decode()
    assert (copy["format"], copy["version"], copy["reference"]) == ("seutu.own-data", 1, someone.reference)
    assert [word for word in PLANTED if word not in text and word != "5550199"] == []
    assert counsellor.display_name not in text
    assert f"kotouttamisohjaaja, {unit.name}" in {line["who"] for line in copy["handled"]}
    assert FAMILY not in answer.headers["Content-Disposition"]
    assert someone.reference in answer.headers["Content-Disposition"]


def test_a_setting_lets_the_copy_name_who_looked(officer, unit, counsellor, settings):
    settings.NAMES_OF_VIEWERS = True
    someone = ClientFactory(unit=unit)
    looked(someone, counsellor)

    text = officer.get(reverse("clients:own_data_json", args=[someone.reference])).content.decode()

    assert counsellor.display_name in text


@pytest.mark.slow  # makes a document
def test_the_copy_to_read_is_a_document_with_the_same_words(officer, unit):
    from seutu.shared.documents.tests.opened import text_of

    someone = full_client(unit)

    answer = officer.get(reverse("clients:own_data_pdf", args=[someone.reference]))

    assert answer.headers["Content-Type"] == "application/pdf"
    words = " ".join(text_of(answer.content).split())
    for word in (FAMILY, GIVEN, IDENTITY_CODE, NOTE, SECTION):
        assert word in words


def test_each_copy_leaves_a_trace(officer, unit):
    someone = ClientFactory(unit=unit)

    officer.get(reverse("clients:own_data_json", args=[someone.reference]))

    assert Entry.objects.filter(verb="client.copied", target_id=str(someone.pk), details__form="json").count() == 1


# -- restriction, erasure -----------------------------------------------------------------------------------------


def test_processing_is_restricted_with_a_ground_and_the_restriction_is_lifted(officer, unit):
    someone = ClientFactory(unit=unit)

    officer.post(reverse("clients:restrict_client", args=[someone.reference]), {"ground": "accuracy"})
    someone.refresh_from_db()
    assert (someone.processing_restricted, someone.revision) == (True, 2)

    officer.post(reverse("clients:lift_client_restriction", args=[someone.reference]))
    someone.refresh_from_db()
    assert not someone.processing_restricted
    verbs = set(Entry.objects.filter(target_id=str(someone.pk)).values_list("verb", flat=True))
    assert {"client.restricted", "client.restriction_lifted"} <= verbs


def test_who_asks_to_be_erased_is_erased_when_no_law_requires_the_record(officer, unit, data_protection_officer):
    asked = ask(ClientFactory(unit=unit), data_protection_officer, kind="erase")

    officer.post(reverse("clients:answer_own_data_request", args=[asked.pk]))

    someone = scoped(Client.objects.filter(pk=asked.client_id)).get()
    assert someone.anonymised_at is not None
    assert scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get().outcome == "done"


@pytest.mark.parametrize("why", ["statutory_record", "restricted", "open_request"])
def test_who_cannot_be_erased_is_refused_with_the_ground_in_law(officer, unit, data_protection_officer, why):
    someone = full_client(unit) if why == "statutory_record" else ClientFactory(unit=unit)
    asked = ask(someone, data_protection_officer, kind="erase")
    if why == "restricted":
        scoped(Client.objects.filter(pk=someone.pk)).update(processing_restricted=True)
    if why == "open_request":
        ask(someone, data_protection_officer)

    officer.post(reverse("clients:answer_own_data_request", args=[asked.pk]))
    suggested = officer.get(reverse("clients:refuse_own_data_request", args=[asked.pk])).content.decode()

    assert scoped(Client.objects.filter(pk=someone.pk)).get().anonymised_at is None
    assert scoped(OwnDataRequest.objects.filter(pk=asked.pk)).get().outcome == "open"
    assert "TSA" in suggested


# -- disclosures --------------------------------------------------------------------------------------------------


GIVEN_AWAY = {"recipient": "Kela", "what": "Suunnitelma", "provision": "KotoL", "disclosed_on": "2.11.2026"}


def test_who_serves_a_client_notes_a_disclosure_and_the_officer_lists_it(
    client, unit, counsellor, data_protection_officer
):
    someone = ClientFactory(unit=unit)
    client.force_login(counsellor)

    client.post(reverse("clients:new_disclosure", args=[someone.reference]), GIVEN_AWAY)

    assert scoped(Disclosure.objects.all()).get().disclosed_by == counsellor
    client.force_login(data_protection_officer)
    assert "Kela" in client.get(reverse("clients:disclosures")).content.decode()


@pytest.mark.parametrize("who", ["colleague", "foreign_counsellor", "data_protection_officer", "outsider", "adviser"])
def test_who_may_not_change_the_client_notes_no_disclosure(request, client, unit, who):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(reverse("clients:new_disclosure", args=[ClientFactory(unit=unit).reference]), GIVEN_AWAY)

    assert answer.status_code == 404
    assert not scoped(Disclosure.objects.all()).exists()


# -- retention ----------------------------------------------------------------------------------------------------


def test_the_coordinator_sees_numbers_and_nobody(client, unit, coordinator):
    someone = full_client(unit)
    client.force_login(coordinator)

    answer = client.get(reverse("clients:retention"))

    assert next(row["goes"] for row in answer.context["rows"]) == 1
    body = answer.content.decode()
    assert not any(word in body for word in (*PLANTED, someone.reference))


@pytest.mark.parametrize("who", ["counsellor", "supervisor", "data_protection_officer", "adviser", "outsider"])
def test_others_see_no_retention(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("clients:retention")).status_code == 404


# -- privacy notices ----------------------------------------------------------------------------------------------


def test_a_notice_is_published_in_versions_and_read_by_everyone(client, municipality, coordinator):
    client.force_login(coordinator)
    address = reverse("clients:write_privacy_notice", args=[municipality.slug, "ar"])
    for text in ("<p>أول</p>", "<p>ثان</p><script>x</script>"):
        client.post(address, {"text_html": text})
    client.logout()

    body = client.get(reverse("privacy:notice_in", args=[municipality.slug, "ar"])).content.decode()

    assert PrivacyNotice.objects.count() == 2
    assert 'lang="ar" dir="rtl"' in body
    assert "ثان" in body
    assert "أول" not in body
    assert "<script>x" not in body


def test_the_public_page_sets_no_cookie_and_may_be_kept(client, municipality):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    for address in (reverse("privacy:notices"), reverse("privacy:notice", args=[municipality.slug])):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "public" in answer.headers["Cache-Control"]


def test_a_language_without_a_notice_falls_back_and_says_so(client, municipality):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    body = client.get(reverse("privacy:notice_in", args=[municipality.slug, "so"])).content.decode()

    assert "somali" in body
    assert "<p>Näin</p>" in body


def test_a_machines_translation_is_marked(client, municipality):
    PrivacyNotice.objects.create(
        organization=municipality, language="so", text_html="<p>Sida</p>", published_on=TODAY, is_machine_made=True
    )

    assert "Kone käänsi" in client.get(reverse("privacy:notice_in", args=[municipality.slug, "so"])).content.decode()


@pytest.mark.parametrize("slug_and_language", [("mantyla", "fi"), ("kuusela", "xx"), ("olematon", "fi")])
def test_what_is_no_notice_is_no_page(client, municipality, other_municipality, slug_and_language):
    PrivacyNotice.objects.create(organization=municipality, language="fi", text_html="<p>Näin</p>", published_on=TODAY)

    assert client.get(reverse("privacy:notice_in", args=slug_and_language)).status_code == 404
