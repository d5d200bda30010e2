from __future__ import annotations

import pytest
from django.core.cache import cache

from seutu.shared.organizations.models import Organization
from seutu.shared.search.expression import understood

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("toimielin:HETYJ", {"joensuu/hetyj"}),
        ("toimielin:hetyj", {"joensuu/hetyj"}),
        ('toimielin:"Henkilöstö- ja työllisyysjaosto"', {"joensuu/hetyj"}),
        ("toimielin:joensuu/hetyj", {"joensuu/hetyj"}),
        ("toimielin:kunnanhallitus", {"joensuu/kh", "liperi/kh", "ilomantsi/kh"}),
        ("organ:kommunstyrelsen", {"joensuu/kh", "liperi/kh", "ilomantsi/kh"}),
        ("toimielin:henkilöstö", {"joensuu/hetyj"}),
        ("toimielin:jaosto", {"joensuu/hetyj"}),
    ],
)
def test_a_body_is_known_by_what_people_call_it(records, text, bodies):
    found = understood(text)

    assert (found.bodies, found.mendings) == (bodies, ())


@pytest.mark.parametrize("name", ["Liperi", "liperi", "LIPERI"])
def test_a_municipality_is_known_by_its_name(records, name):
    assert understood(f"kunta:{name}").municipalities == {"liperi"}


@pytest.mark.parametrize("name", ["liite", "liitteet", "Liitteet"])
def test_a_kind_is_known_by_its_word_and_its_label(records, name):
    assert understood(f"laji:{name}").kinds == {"liite"}


def test_an_unknown_name_is_left_out_and_told(records):
    found = understood("koulu kunta:Helsinki toimielin:xx laji:huhu kunta:Liperi")

    assert (found.municipalities, found.bodies, found.kinds) == ({"liperi"}, frozenset(), frozenset())
    assert [str(mending) for mending in found.mendings] == [
        "Kuntaa ”Helsinki” ei ole täällä. Rajaus jätettiin pois.",
        "Toimielintä ”xx” ei ole täällä. Rajaus jätettiin pois.",
        "Lajia ”huhu” ei ole täällä. Rajaus jätettiin pois.",
    ]


def test_the_names_cost_two_queries_once(records, django_assert_num_queries):
    with django_assert_num_queries(2):
        understood("kunta:liperi toimielin:kh")
        understood("kunta:joensuu toimielin:hetyj")


def test_a_query_without_names_costs_none(records, django_assert_num_queries):
    with django_assert_num_queries(0):
        understood("koulu vuosi:2022")


def test_a_new_municipality_is_known_after_a_while(records):
    assert understood("kunta:lapua").municipalities == frozenset()
    Organization.objects.create(slug="lapua", name_fi="Lapua")
    cache.clear()

    assert understood("kunta:lapua").municipalities == {"lapua"}
