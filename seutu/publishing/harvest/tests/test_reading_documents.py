"""Bytes of many kinds as text, and the refusals."""

from __future__ import annotations

import io
import zipfile

import pytest

from seutu.publishing.harvest.sources.minutes import Unreadable, read_text, reading

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>"""
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body, **more):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", DOCUMENT.format(body))
        for name, content in more.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(lines):
    """A PDF of one page with these lines, made by hand."""
    text = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
    ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def texts(data, name="a.md"):
    return [line.text for line in read_text(data, name).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_text_is_read_in_the_encodings_that_occur(encoding):
    assert texts("Päätös – hyvä".encode(encoding)) == ["Päätös – hyvä"]


def test_control_characters_are_taken_out():
    assert texts(b"Hyv\xc3\xa4\x07ksyttiin\x0b.\r\nToinen") == ["Hyväksyttiin.", "Toinen"]


def test_a_word_document_is_read_with_its_table():
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(paragraph("§ 1"), paragraph("Avaus"))

    lines = read_text(docx(paragraph("Käsitellyt asiat") + table), "a.docx").lines

    assert [line.flat for line in lines] == ["Käsitellyt asiat", "§ 1 Avaus"]
    assert lines[1].is_row


def test_a_pdf_is_read_whatever_its_name():
    assert texts(pdf(["Kokous", "Avattiin"]), "a.txt") == ["Kokous", "Avattiin"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 20, "binary"),
        (b"%PDF-1.7 torn", "broken"),
        (b"PK\x03\x04 torn", "broken"),
        (b"<!-- image -->", "no_text"),
    ],
    ids=["empty", "blank", "binary", "picture", "torn pdf", "torn archive", "no text"],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data, reason):
    with pytest.raises(Unreadable) as refusal:
        read_text(data, "a.md")

    assert refusal.value.reason == reason
    assert reason in Unreadable.REASONS


def test_another_kind_of_archive_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "teksti")

    with pytest.raises(Unreadable, match="binary"):
        read_text(buffer.getvalue(), "a.docx")


def test_a_word_document_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(reading, "MAX_XML", 10_000)

    with pytest.raises(Unreadable, match="too_large"):
        read_text(docx(paragraph("a" * 20_000)), "a.docx")


def test_a_word_document_of_torn_xml_is_refused():
    with pytest.raises(Unreadable, match="broken"):
        read_text(docx("<w:p>"), "a.docx")


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_CHARACTERS", "MAX_LINES"])
def test_a_document_that_is_too_large_is_refused(monkeypatch, limit):
    monkeypatch.setattr(reading, limit, 5)

    with pytest.raises(Unreadable, match="too_large"):
        read_text(b"a\n" * 20, "a.md")
