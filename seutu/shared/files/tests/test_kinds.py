from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutu.shared.files import kinds
from seutu.shared.files.tests import samples

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."


def kind_of(data: bytes) -> str:
    return kinds.sniff(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.PDF, "application/pdf"),
        (b"junk before it\n" + samples.PDF, "application/pdf"),
        (samples.PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20), "image/jpeg"),
        (b"GIF89a" + bytes(20), "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (samples.archive("a.txt"), "application/zip"),
        (samples.archive("[Content_Types].xml", "word/document.xml"), f"{OFFICE}wordprocessingml.document"),
        (samples.archive("[Content_Types].xml", "xl/workbook.xml"), f"{OFFICE}spreadsheetml.sheet"),
        (samples.archive("[Content_Types].xml", "ppt/presentation.xml"), f"{OFFICE}presentationml.presentation"),
        (samples.archive(mimetype=f"{OPEN}text".encode()), f"{OPEN}text"),
    ],
)
def test_a_kind_is_known_by_its_bytes(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        samples.SVG,
        b'<?xml version="1.0"?>\n<!-- x --><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]><svg/>',
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
        b"\xef\xbb\xbf  <SVG />",
        samples.SVG.decode().encode("utf-16"),
    ],
)
def test_an_svg_is_seen_through_whatever_stands_before_it(data):
    assert kind_of(data) == "image/svg+xml"


@pytest.mark.parametrize(
    "data",
    [
        samples.HTML,
        b"\n\n<!-- comment --><html>",
        b"<script>alert(1)</script>",
        b"<p>Teksti",
        b"<IFRAME src=x>",
        b"\xef\xbb\xbf<!doctype html>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<?xml version="1.0"?><x:html xmlns:x="http://www.w3.org/1999/xhtml"/>',
        samples.HTML.decode().encode("utf-16"),
    ],
)
def test_a_page_is_seen_through_whatever_stands_before_it(data):
    assert kind_of(data) == "text/html"


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (samples.TEXT, "utf-8"),
        ("Pöytäkirja § 16 – päätös".encode("windows-1252"), "windows-1252"),
        ("Pöytäkirja".encode("utf-16"), "utf-16"),
        (b"a < b and c > d", "utf-8"),
        (b"# <b>Markdown</b>", "utf-8"),
        (b"1", "utf-8"),
        (b"\xe4", "windows-1252"),
    ],
)
def test_text_is_text_in_the_character_sets_that_towns_use(data, charset):
    assert kind_of(data) == "text/plain"
    assert kinds.text_charset(data) == charset


@pytest.mark.parametrize("cut", range(4))
def test_a_letter_cut_in_two_at_the_end_of_what_is_read_does_not_change_the_character_set(cut):
    data = b"a" * (kinds.HEAD - cut) + "€öä".encode() * 10

    assert kinds.text_charset(data[: kinds.HEAD]) == "utf-8"


def test_xml_is_neither_text_nor_a_page():
    assert kind_of(b'<?xml version="1.0"?><rss/>') == "application/xml"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(30),
        samples.archive("[Content_Types].xml", "word/document.xml")[:60],
        bytes(range(256)),
        b"\x00",
        b"MZ\x90\x00\x03" + bytes(60),
    ],
)
def test_what_is_broken_or_unknown_is_never_shown(data):
    assert kind_of(data) not in kinds.SHOWN_INLINE | {kinds.SVG, kinds.HTML}


@pytest.mark.parametrize("declared", [b"text/html", b"image/png", b"x" * 200, b"\xff\xfe"])
def test_an_archive_may_not_call_itself_something_else(declared):
    assert kind_of(samples.archive(mimetype=declared)) == "application/zip"


def test_a_document_with_macros_is_only_an_archive():
    names = ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

    assert kind_of(samples.archive(*names)) == "application/zip"


@given(st.binary(min_size=1, max_size=300))
def test_whatever_comes_in_a_kind_is_a_plain_media_type(data):
    kind = kind_of(data)

    assert kind.count("/") == 1
    assert kind.isascii()
    assert kind.islower()
    assert not set(kind) & set(" ;\r\n\"'")


@given(st.sampled_from(["\n", " ", "<!-- a -->", "<?xml?>", "\ufeff"]), st.sampled_from([samples.HTML, samples.SVG]))
def test_nothing_that_a_browser_skips_hides_what_it_would_run(before, data):
    assert kind_of(before.encode() * 3 + data) not in kinds.SHOWN_INLINE
