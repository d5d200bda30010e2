"""How alike two names are tells one person from two."""

from __future__ import annotations

from statistics import mean

import pytest

from seutu.newcomers.clients.names import NEAR, similarity, similarity_so_far
from seutu.newcomers.clients.tests.name_samples import pairs


def test_nearly_all_names_of_one_person_are_near() -> None:
    same = pairs("one_person.tsv")

    assert mean(similarity(one, other) >= NEAR for one, other in same) >= 0.97


def test_few_names_of_different_people_are_near() -> None:
    different = pairs("several_people.tsv")

    assert len(different) >= 200
    assert mean(similarity(one, other) >= NEAR for one, other in different) <= 0.05


def test_likeness_knows_no_order_and_no_side() -> None:
    for one, other in pairs("one_person.tsv"):
        turned = " ".join(reversed(one.split()))
        assert similarity(one, other) == pytest.approx(similarity(other, one))
        assert 0 <= similarity(one, turned) <= 1

    assert similarity("Linh Nguyen", "Nguyen Linh") == 1


def test_a_missing_patronymic_costs_little() -> None:
    with_it, without = "Иван Петрович Чайкин", "Ivan Tšaikin"

    assert similarity(with_it, without) >= NEAR
    assert similarity(with_it, without) > similarity("Иван Сергеевич Чайкин", with_it)


def test_one_word_is_less_than_a_whole_name() -> None:
    assert similarity("Chaikin", "Ivan Chaikin") < NEAR


def test_names_with_one_root_are_told_apart() -> None:
    assert similarity("Hassan Ali", "Hussein Ali") < NEAR
    assert similarity("Marina Petrova", "Maria Petrova") < NEAR


def test_what_is_typed_so_far_is_like_what_begins_so() -> None:
    names = ["Mahdi Karimi", "Maria Koskela", "Mohammed Ali", "Hassan Omar"]

    assert max(names, key=lambda name: similarity_so_far("Moh", name)) == "Mohammed Ali"
    assert similarity_so_far("Moh", "Mohammed Ali") == 1
    assert similarity_so_far("Ali Moh", "Mohammed Ali") > similarity_so_far("Ali Moh", "Mohammed Omar")
    assert similarity_so_far("Олек", "Oleksandr Hrytsenko") == 1
    assert similarity_so_far("", "Anna") == similarity_so_far("Anna", "") == 0
