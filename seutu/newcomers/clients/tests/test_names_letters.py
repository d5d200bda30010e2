"""Any text is folded, in whatever script and however hostile."""

from __future__ import annotations

import pytest

from seutu.newcomers.clients.names import fold, prefix_keys, search_keys, similarity


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "'",
        "-–—.,;:!?",
        "'''' ''",
        "😀😀 👩‍👩‍👧",
        "\u200f\u202e\u2066",
        "\x00\x01\x07",
        "\u0301" * 50,
        "1234 5678",
        "\ud800",
    ],
)
def test_what_is_no_name_has_no_keys(name: str) -> None:
    assert search_keys(name) == prefix_keys(name) == frozenset()
    assert fold(name) == ""
    assert similarity(name, "Anna") == similarity(name, name) == 0


@pytest.mark.parametrize(
    "letter", ["a", "x", "c", "j", "م", "و", "ш", "王", "김", "ส", "เ", "ﷺ", "a ", "x-", "a\u0301", "abd ", "𝕬"]
)
def test_an_endless_name_is_cut(letter: str) -> None:
    name = letter * 10_000

    keys = search_keys(name)

    assert len(fold(name)) < 5000
    assert len(keys) <= 60
    assert all(2 <= len(key) <= 12 for key in keys)
    assert 0 <= similarity(name, name[:-1]) <= 1


def test_marks_of_direction_and_control_do_not_part_a_word() -> None:
    assert search_keys("Moha\u200bmmed\u200f") == search_keys("\u202bMohammed\x00") == search_keys("Mohammed")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Мохаммед Хасан", "mokhammed khasan"),
        ("Щербакова", "shcherbakova"),
        ("محمد", "muhammad"),
        ("Nguyễn Thị Linh", "nguyen thi linh"),
        ("İbrahim Işıl", "ibrahim isil"),
        ("Åke Sjöholm", "ake sjoholm"),
        ("王小明", "wang xiaoming"),
        ("欧阳慧", "ouyang hui"),
        ("김민수", "kim minsu"),
        ("O’Brien-Smith", "obrien smith"),
        ("Đức", "duc"),
    ],
)
def test_a_name_is_folded_to_plain_letters(name: str, folded: str) -> None:
    assert fold(name) == folded
