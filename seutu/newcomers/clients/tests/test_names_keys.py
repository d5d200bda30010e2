"""A name is found by keys that its spellings share and other names seldom do."""

from __future__ import annotations

import random
from collections import Counter
from statistics import mean

import pytest

from seutu.newcomers.clients.names import KEYS_VERSION, prefix_keys, search_keys
from seutu.newcomers.clients.tests.name_samples import pairs

CASES = [
    "Мохаммед Mohammed Muhammad محمد Maxamed Mehmet መሐመድ",
    "Oleksandr Alexander Олександр Александр Aleksandr",
    "Yuliia Julia Юлия Юлія Iuliia",
    "Tšaikovski Tsaikovski Чайковский Tchaikovsky Tschaikowski Chaikovskiy",
    "Jevgeni Evgeni Yevgeny Евгений Євген",
    "Ljudmila Liudmila Людмила Lyudmyla",
    "Иванович Ivanovich Ivanovitš Ivanovitsch",
    "Cabdi Abdi",
    "Xasan Hassan حسن Hasan",
    "حسین Hossein Hussein Husein Xuseen",
    "Åström Aastroem Astrom",
    "Şahin Sahin Shahin",
    "Çelik Celik Chelik",
    "Işıl Isil IŞIL",
    "Abdulrahman عبدالرحمن Cabdiraxmaan Abderrahmane",
    "Al-Husseini Alhusseini الحسيني",
    "O'Brien O’Brien OBrien",
    "Mar'yana Maryana Мар’яна Марʼяна",
    "Žukov Zukov Zhukov Жуков Joukov",
]


@pytest.mark.parametrize("spellings", CASES)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    keys = [search_keys(name) for name in spellings.split()]

    assert all(keys[0] & other for other in keys[1:])


def test_nearly_all_names_of_one_person_share_keys() -> None:
    same = pairs("one_person.tsv")

    found = [bool(search_keys(one) & search_keys(other)) for one, other in same]

    assert len(same) >= 200
    assert mean(found) >= 0.97


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Moh", "محمد علي"),
        ("Muha", "Мохаммед"),
        ("Олек", "Oleksandr Hrytsenko"),
        ("Alex", "Олександр"),
        ("Mik", "Михаил Жуков"),
        ("Mykola", "Nikolai Loboda"),
        ("Tš", "Чайковский"),
        ("Ts", "Chaikovsky"),
        ("Ahmed", "Ahmedov"),
        ("Nguyễn Li", "Linh Nguyễn"),
        ("مح", "Mohammed"),
        ("Xas", "Hassan"),
        ("สม", "Somchai"),
        ("الخ", "Al-Khatib"),
        ("Alhus", "Al-Husseini"),
        ("王", "Wang Xiaoming"),
    ],
)
def test_a_name_is_found_by_its_beginning(typed: str, name: str) -> None:
    begins = tuple(prefix_keys(typed))

    assert any(key.startswith(begins) for key in search_keys(name))


def test_one_letter_finds_nothing() -> None:
    assert prefix_keys("T") == frozenset()


@pytest.mark.slow
def test_every_beginning_of_a_word_finds_it() -> None:
    names = {name for pair in pairs("one_person.tsv") for name in pair}
    words = {word for name in names for word in name.split() if word.isascii() and word.isalpha() and len(word) > 3}

    found = [
        any(key.startswith(tuple(prefix_keys(word[:length]))) for key in search_keys(word))
        for word in words
        for length in range(3, len(word))
    ]

    assert mean(found) >= 0.97


def test_keys_are_short_and_plain() -> None:
    for pair in pairs("one_person.tsv") + pairs("several_people.tsv"):
        keys = search_keys(pair[0])
        assert 1 <= len(keys) <= 30
        assert all(2 <= len(key) <= 12 and key.isascii() and key.isalpha() and key.islower() for key in keys)


def test_keys_change_only_with_their_version() -> None:
    written = {
        "Олександр Гриценко": "alksndr hrsnku",
        "Maxamed Jaamac": "amk ams ama mhmt mksmt smk sms sma",
        "Nguyễn Thị Linh": "ln nhn nhnti ti tln",
    }

    assert KEYS_VERSION == 1
    assert {name: search_keys(name) for name in written} == {
        name: frozenset(keys.split()) for name, keys in written.items()
    }


def test_the_rarest_word_of_a_name_leads_to_few_others() -> None:
    names = _invented_names(2000)
    keys = {name: search_keys(name) for name in names}
    common = Counter(key for all_keys in keys.values() for key in all_keys)

    others = [min(common[key] for key in keys[name]) - 1 for name in names]

    assert mean(others) < 5


def _invented_names(count: int) -> list[str]:
    """Full names of several languages, made of parts; no two are the same."""
    chance = random.Random(5)
    begin, middle = "bar gor kal lem mir nov per rud sav tal ver zor dan hor kov".split(), "a e i o u".split()
    inner = "b d g k l m n r s t v z sh ch".split()
    ends = "ov enko chuk ski in aia nen la son zadeh i oğlu aat ez".split()
    given = [word for pair in pairs("several_people.tsv") for word in pair[0].split()[:1]]
    names: set[str] = set()
    while len(names) < count:
        stem = chance.choice(begin) + chance.choice(middle) + chance.choice(inner)
        names.add(f"{chance.choice(given)} {stem.capitalize()}{chance.choice(ends)}")
    return sorted(names)
