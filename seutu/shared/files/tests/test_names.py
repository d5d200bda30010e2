from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.files.names import LONGEST, safe_name, with_extension


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Pöytäkirja 29.3.2022.pdf", "Pöytäkirja 29.3.2022.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\liite.docx", "liite.docx"),
        ("/srv/a/", "file"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("   ", "file"),
        ("a\x00b\r\nX-Header: 1.pdf", "a b X-Header 1.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\u200fliite\u2066.pdf", "liite.pdf"),
        ('liite "1"; a=b.pdf', "liite 1 a=b.pdf"),
        ("liite. . ", "liite"),
        ("a\u0308iti.txt", "äiti.txt"),
        ("liite\ud800.pdf", "liite.pdf"),
        ("\u202e\u200b", "file"),
    ],
)
def test_a_name_is_words_and_never_a_path(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_is_cut_before_its_ending():
    name = safe_name("ä" * 300 + ".pdf")

    assert len(name) == LONGEST
    assert name.endswith("ä.pdf")


def test_a_long_name_without_an_ending_is_cut():
    assert safe_name("ä" * 300) == "ä" * LONGEST
    assert len(safe_name("a." + "b" * 300)) == LONGEST


@given(st.text(max_size=300))
def test_whatever_somebody_calls_a_file_its_name_is_harmless_and_stays_as_it_is(name):
    safe = safe_name(name)

    assert 0 < len(safe) <= LONGEST
    assert not set(safe) & set('/\\:*?"<>|;')
    assert not {unicodedata.category(sign) for sign in safe} & {"Cc", "Cf", "Cs"}
    assert not safe.startswith(".")
    assert safe == safe.strip()
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("liite.txt", "application/pdf", "liite.txt.pdf"),
        ("liite.PDF", "application/pdf", "liite.PDF"),
        ("liite", "text/html", "liite.html"),
        ("liite.exe", "application/octet-stream", "liite.exe"),
    ],
)
def test_a_file_is_sent_under_the_ending_of_its_real_kind(name, kind, ending):
    assert with_extension(name, kind) == ending


def test_a_long_name_keeps_room_for_its_real_ending():
    name = with_extension("ä" * LONGEST, "application/pdf")

    assert len(name) == LONGEST
    assert name.endswith(".pdf")
