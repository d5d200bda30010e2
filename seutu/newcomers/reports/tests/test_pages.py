from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from seutu.newcomers.clients.tests.factories import ContactFactory, TopicFactory
from seutu.newcomers.reports import urls
from seutu.newcomers.reports.actions.saved_views import CannotShareThere, NotTheirs, change_view, remove_view, save_view
from seutu.newcomers.reports.models import SavedView
from seutu.newcomers.reports.queries.saved_views import saved_views_visible_to
from seutu.newcomers.reports.queries.scope import FigureScope, figure_scopes, organizations_of
from seutu.shared.audit.models import Entry

ADDRESSES = {
    "luvut/": "start",
    "luvut/maaritelmat/": "definitions",
    "luvut/nakymat/<int:view_id>/muokkaa/": "change_view",
    "luvut/nakymat/<int:view_id>/poista/": "remove_view",
    "luvut/nakymat/uusi/": "save_view",
    "luvut/taulukko/": "pivot",
}
QUESTION = "luku=contacts&kausi=2021&rivit=channel"


@pytest.fixture
def view(coordinator):
    return save_view("Kanavat", QUESTION, by=coordinator)


@pytest.fixture
def pages(view):
    views = {"change_view", "remove_view"}
    return [reverse(f"reports:{name}", args=[view.pk] if name in views else []) for name in ADDRESSES.values()]


def contacts(municipality, unit, count=1, **values):
    for _each in range(count):
        ContactFactory(provider_municipality=municipality, unit=unit, **values)


def test_addresses_never_change():
    assert ADDRESSES.items() <= {str(each.pattern): each.name for each in urls.urlpatterns}.items()


def test_who_has_not_signed_in_is_asked_to(client, pages):
    for page in pages:
        assert client.get(page).headers["Location"].startswith("/tyo/kirjaudu/")


def test_for_who_reads_no_figures_the_pages_are_not_there(client, pages, outsider, counsellor, adviser, clerk):
    for person in (outsider, counsellor, adviser, clerk):
        client.force_login(person)
        assert {client.get(page).status_code for page in pages} == {404}
        assert 'href="/tyo/luvut/"' not in client.get("/tyo/").content.decode()


def test_coordinators_and_supervisors_read_figures(client, coordinator, supervisor):
    for person in (coordinator, supervisor):
        client.force_login(person)
        for name in ("start", "pivot", "definitions"):
            answer = client.get(reverse(f"reports:{name}"))
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"
        assert "/tyo/luvut/" in client.get("/tyo/").content.decode()


def test_every_ready_question_opens(client, coordinator, unit, municipality):
    contacts(municipality, unit, 6, occurred_on="2021-03-04")
    client.force_login(coordinator)
    start = client.get(reverse("reports:start"))
    ready = [each for _words, group in start.context["groups"] for each in group]

    assert len(ready) == 18
    for each in ready:
        answer = client.get(f"{reverse('reports:pivot')}?{each.question}")
        assert answer.context["form"].errors == {}
        assert "table" in answer.context


@pytest.fixture
def of_topics(municipality, unit):
    """Contacts of residents about two topics, 2021 and the year before."""
    topics = {code: TopicFactory(code=code, name_fi=code.title()) for code in ("asuminen", "kela")}
    for year, code, count in (("2021", "asuminen", 9), ("2021", "kela", 7), ("2020", "kela", 6)):
        for _each in range(count):
            contact = ContactFactory(
                provider_municipality=municipality,
                unit=unit,
                occurred_on=f"{year}-05-04",
                client_municipality=municipality,
                client_municipality_kind="named",
            )
            contact.topics.set([topics[code]])


def test_what_residents_asked_about_and_a_year_before(client, coordinator, of_topics):
    client.force_login(coordinator)
    asked = "luku=topics&kausi=2021&rivit=topic&vain=client_municipality:kuusela&vertaa=on"
    answer = client.get(f"{reverse('reports:pivot')}?{asked}")
    rows = {row.label: (row.total.words, row.before.words, row.change) for row in answer.context["rows"]}
    html = answer.content.decode()

    assert rows == {"Asuminen": ("9", "0", "+9"), "Kela": ("7", "6", "+1")}
    assert answer.context["whole"].total.words == "16"
    assert "Kuusela" in html
    assert html.count("/tyo/luvut/maaritelmat/#topics") == 2


def test_a_row_leads_one_step_deeper_and_a_filter_can_be_taken_away(client, coordinator, of_topics):
    client.force_login(coordinator)
    page = reverse("reports:pivot")
    first = client.get(f"{page}?luku=topics&kausi=2021&rivit=topic")
    deeper = client.get(page + first.context["rows"][0].url)

    assert deeper.context["form"].question.rows == "month"
    assert [(label, value) for label, value, _url in deeper.context["filters"]] == [("Aihe", "Asuminen")]
    assert deeper.context["table"].whole.total.number == 9
    assert "filters" in client.get(page + deeper.context["filters"][0][2]).context


def test_narrowing_offers_the_values_that_occur_then_uses_the_one_chosen(client, coordinator, of_topics):
    client.force_login(coordinator)
    page = f"{reverse('reports:pivot')}?luku=topics&kausi=2021&rivit=month"
    offered = client.get(f"{page}&rajaa=topic").context["form"].fields["rajaa"].widget.choices

    assert ("topic:kela", "Aihe: Kela") in list(offered)
    assert client.get(f"{page}&rajaa=topic:kela").context["table"].whole.total.number == 7


@pytest.mark.parametrize(
    "asked",
    [
        "luku=contacts&kausi=oma&rivit=channel",
        "luku=contacts&kausi=oma&alku=2022-01&loppu=2021-01",
        "luku=contacts&kausi=2021&rivit=channel&sarakkeet=channel",
        "luku=contacts&kausi=2021&rivit=topic",
        "luku=nothing&kausi=2021",
        "luku=contacts&kausi=yesterday",
        "luku=contacts&kausi=2021&vain=no_such:1",
    ],
)
def test_what_cannot_be_answered_is_said_beside_the_form(client, coordinator, asked):
    client.force_login(coordinator)
    answer = client.get(f"{reverse('reports:pivot')}?{asked}")

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "table" not in answer.context


def test_only_the_work_of_ones_own_municipality_is_counted(client, coordinator, other_municipality):
    ContactFactory.create_batch(8, provider_municipality=other_municipality, occurred_on="2021-02-02")
    client.force_login(coordinator)
    answer = client.get(f"{reverse('reports:pivot')}?luku=contacts&kausi=2021")

    assert answer.context["table"].whole.total.number == 0
    assert answer.context["scope"] == "Kuusela"


def test_a_project_can_widen_whose_figures_somebody_reads(coordinator, counsellor, municipality, other_municipality):
    scope = FigureScope(key="tests", organizations=lambda user: [other_municipality.pk])
    figure_scopes.register(scope)
    try:
        assert organizations_of(coordinator) == {municipality.pk, other_municipality.pk}
        assert organizations_of(counsellor) == frozenset()
    finally:
        del figure_scopes._entries["tests"]


def test_a_supervisor_is_led_to_the_contacts_of_a_unit_and_a_coordinator_is_not(
    client, supervisor, coordinator, unit, municipality
):
    contacts(municipality, unit, 6, occurred_on="2021-03-04")
    asked = f"{reverse('reports:pivot')}?luku=contacts&kausi=2021&rivit=month&vain=unit:{unit.pk}"
    client.force_login(supervisor)
    listed = client.get(asked).context["contacts"]

    assert client.get(listed).status_code == 200
    assert f"yksikko={unit.pk}" in listed
    client.force_login(coordinator)
    assert client.get(asked).context["contacts"] == ""


def test_reading_figures_leaves_no_trace_and_saving_a_view_does(client, coordinator, of_topics):
    client.force_login(coordinator)
    before = Entry.objects.count()
    client.get(f"{reverse('reports:pivot')}?{QUESTION}")

    assert Entry.objects.count() == before
    save_view("Kanavat", QUESTION, by=coordinator)
    assert Entry.objects.latest("pk").verb == "figure_view.saved"


def test_a_view_is_saved_with_its_question_and_opened_again(client, coordinator, municipality):
    client.force_login(coordinator)
    form = f"{reverse('reports:save_view')}?{QUESTION}&vain=own_language:ar"
    refused = client.post(form, {"name": ""})
    answer = client.post(form, {"name": "Kanavat", "shared_in": municipality.pk})
    view = SavedView.objects.get()

    assert "name" in refused.context["form"].errors
    assert answer.headers["Location"] == view.get_absolute_url()
    assert view.question == f"{QUESTION}&vain=own_language%3Aar"
    assert view.organization == municipality


def test_what_cannot_be_asked_cannot_be_saved(client, coordinator):
    client.force_login(coordinator)
    client.post(f"{reverse('reports:save_view')}?luku=nothing", {"name": "Tyhjä"})

    assert not SavedView.objects.exists()


def test_a_shared_view_is_seen_by_who_reads_figures_there_and_changed_by_its_owner(
    client, view, coordinator, supervisor, municipality, other_municipality
):
    assert list(saved_views_visible_to(supervisor)) == []
    change_view(view, "Asiointitavat", by=coordinator, shared_in=municipality)

    assert [each.name for each in saved_views_visible_to(supervisor)] == ["Asiointitavat"]
    with pytest.raises(NotTheirs):
        remove_view(view, by=supervisor)
    with pytest.raises(NotTheirs):
        change_view(view, "Minun", by=supervisor, shared_in=None)
    with pytest.raises(CannotShareThere):
        change_view(view, "Muualle", by=coordinator, shared_in=other_municipality)
    client.force_login(supervisor)
    assert client.post(reverse("reports:remove_view", args=[view.pk])).status_code == 404


def test_a_view_is_renamed_and_removed_on_its_pages(client, view, coordinator):
    client.force_login(coordinator)
    client.post(reverse("reports:change_view", args=[view.pk]), {"name": "Toinen nimi", "shared_in": ""})
    assert "Toinen nimi" in client.get(reverse("reports:start")).content.decode()

    assert client.get(reverse("reports:remove_view", args=[view.pk])).status_code == 200
    client.post(reverse("reports:remove_view", args=[view.pk]))
    assert not SavedView.objects.exists()


def test_the_first_page_asks_the_database_as_often_whatever_is_saved(client, coordinator):
    client.force_login(coordinator)
    counts = []
    for name in ("yksi", "kaksi", "kolme"):
        save_view(name, QUESTION, by=coordinator)
        client.get(reverse("reports:start"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse("reports:start"))
        counts.append(len(asked))

    assert len(set(counts)) == 1


def test_the_definitions_tell_every_figure_and_what_funders_ask(client, coordinator):
    client.force_login(coordinator)
    html = client.get(reverse("reports:definitions")).content.decode()

    assert 'id="contacts"' in html
    assert 'id="work_minutes"' in html
    assert "EECO01" in html
