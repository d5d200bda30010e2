"""What the readers find, in this process: the process of their own has tests of its own."""

from __future__ import annotations

import io

import pytest

from seutu.shared.core import personal_id
from seutu.shared.files import kinds
from seutu.shared.files.extraction import archives, outcome
from seutu.shared.files.extraction.dispatch import outcome_of
from seutu.shared.files.tests import papers
from seutu.shared.files.tests.papers import CODE, open_document, paragraph, pdf, word, zipped


def read(data: bytes) -> outcome.Outcome:
    file = io.BytesIO(data)
    kind = kinds.sniff(file)
    file.seek(0)
    return outcome_of(file, kind)


def test_a_pdf_is_read_page_by_page():
    seen = read(pdf("Kokouskutsu", "P\xf6yt\xe4kirja", "Liite"))

    assert (seen.state, seen.reason) == ("read", "")
    assert seen.text == "Kokouskutsu\nPöytäkirja\nLiite"
    assert [seen.text[place:].split("\n")[0] for place in seen.pages] == ["Kokouskutsu", "Pöytäkirja", "Liite"]


def test_a_scanned_paper_has_no_text_but_what_it_says_of_itself_is_known():
    seen = read(pdf("", "", info={"Title": f"Hakemus {CODE}", "Author": "Veikko Vieras", "Keywords": "avustus"}))

    assert seen.state == "empty"
    assert "Veikko Vieras" in seen.text
    assert "avustus" in seen.text
    assert personal_id.contains(seen.text)


def test_what_a_pdf_says_of_itself_stands_after_its_pages():
    seen = read(pdf("Sivu", info={"Title": "Otsikko"}))

    assert (seen.state, seen.text, seen.pages) == ("read", "Sivu\n\nOtsikko", [0])


def test_comments_of_a_pdf_are_read():
    assert personal_id.contains(read(pdf("Sivu", comments=[f"tarkista {CODE}"])).text)


@pytest.mark.parametrize("cut", [200, 60, 30])
def test_a_pdf_that_was_cut_is_a_broken_file(cut):
    seen = read(pdf("Sivu", "Toinen")[:cut])

    assert (seen.state, seen.reason, seen.text) == ("unreadable", "broken", "")


def test_a_pdf_with_a_password_says_so():
    assert read(pdf("Salainen", password="avain")) == outcome.Outcome("unreadable", "password")


def test_a_word_document_is_read_in_order_with_all_that_hides_in_it():
    body = paragraph("Pää", "tös") + "<w:p><w:r><w:t>rivi</w:t><w:br/><w:t>toinen</w:t><w:tab/></w:r></w:p>"
    seen = read(word(body, header1=paragraph("Ylä"), footnotes=paragraph("Viite"), comments=paragraph("Huomio")))

    assert seen.text.split("\n") == ["Päätös", "rivi", "toinen", "", "Ylä", "", "Huomio", "", "Viite"]


@pytest.mark.parametrize(
    "body",
    [
        paragraph("131052", "-923M"),
        f"<w:p><w:del><w:r><w:delText>{CODE}</w:delText></w:r></w:del></w:p>",
        f'<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> {CODE}</w:t></w:r></w:p>',
        "<w:p><w:r><w:t>131052</w:t><w:noBreakHyphen/><w:t>923M</w:t></w:r></w:p>",
        f"<w:p><w:r><w:instrText>HYPERLINK {CODE}</w:instrText></w:r></w:p>",
        f'<w:p><w:drawing><wp:docPr xmlns:wp="wp" id="1" name="Kuva" descr="{CODE}"/></w:drawing></w:p>',
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(CODE)}</w:txbxContent></w:pict></w:r></w:p>",
        f"<w:tbl><w:tr><w:tc>{paragraph('Hetu')}</w:tc><w:tc>{paragraph(CODE)}</w:tc></w:tr></w:tbl>",
    ],
)
def test_an_identity_code_is_found_wherever_a_word_document_hides_it(body):
    assert personal_id.contains(read(word(body)).text)


@pytest.mark.parametrize("part", ["header3", "footer1", "footnotes", "endnotes", "comments", "commentsExtended"])
def test_an_identity_code_is_found_in_every_part_of_a_word_document(part):
    assert personal_id.contains(read(word(paragraph("Teksti"), **{part: paragraph(CODE)})).text)


@pytest.mark.parametrize("part", ["docProps/core.xml", "docProps/custom.xml", "customXml/item1.xml"])
def test_an_identity_code_is_found_in_what_a_document_says_of_itself(part):
    body = f"<?xml version='1.0'?><w:document {papers.W}>{paragraph('Teksti')}</w:document>"
    parts = {
        "[Content_Types].xml": papers.CONTENT_TYPES,
        "word/document.xml": body,
        part: f"<p><a>x</a><title>{CODE}</title></p>",
    }
    seen = read(zipped(parts))

    assert personal_id.contains(seen.text)
    assert seen.text.startswith("Teksti\n\n")


def test_a_text_box_that_word_writes_twice_is_read_once():
    box = f"<mc:Choice>{paragraph('Laatikko')}</mc:Choice><mc:Fallback>{paragraph('Laatikko')}</mc:Fallback>"
    body = f'<mc:AlternateContent xmlns:mc="mc">{box}</mc:AlternateContent>'

    assert read(word(body)).text == "Laatikko"


def test_a_sheet_is_read_without_the_numbers_of_shared_texts():
    sheet = '<s><row><c t="s"><v>7</v></c><c><v>12.5</v></c><c t="inlineStr"><is><t>oma</t></is></c></row></s>'
    shared = "<sst><si><t>Nimi</t></si><si><r><t>Hetu </t></r><r><t>131052-923M</t></r></si></sst>"
    parts = {"xl/workbook.xml": "<w/>", "xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet}
    seen = read(zipped({"[Content_Types].xml": papers.CONTENT_TYPES, **parts}))

    assert seen.text.split() == ["Nimi", "Hetu", CODE, "12.5", "oma"]


def test_slides_are_read_in_their_order_with_their_notes():
    slides = {f"ppt/slides/slide{number}.xml": f"<a:p xmlns:a='a'><a:t>dia {number}</a:t></a:p>" for number in (10, 2)}
    notes = {"ppt/notesSlides/notesSlide1.xml": "<a:p xmlns:a='a'><a:t>muistiinpano</a:t></a:p>"}
    parts = {"[Content_Types].xml": papers.CONTENT_TYPES, "ppt/presentation.xml": "<p/>", **slides, **notes}

    assert read(zipped(parts)).text.split("\n\n") == ["dia 2", "dia 10", "muistiinpano"]


def test_a_libreoffice_text_is_read_with_headers_and_deleted_text():
    body = "<text:h>Otsikko</text:h><text:p>Yksi<text:s/>kaksi</text:p>"
    body += "<text:tracked-changes><text:p>poistettu</text:p></text:tracked-changes>"
    seen = read(open_document(body, styles="<text:p>Ylätunniste</text:p>", meta=f"<dc:title>{CODE}</dc:title>"))

    assert seen.text.split("\n") == ["Otsikko", "Yksi kaksi", "poistettu", "", "Ylätunniste", "", CODE]


def test_an_encrypted_libreoffice_text_says_so():
    data = open_document("<text:p>x</text:p>")
    with_manifest = io.BytesIO(data)
    import zipfile

    with zipfile.ZipFile(with_manifest, "a") as file:
        file.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")

    assert read(with_manifest.getvalue()) == outcome.Outcome("unreadable", "password")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_text_is_read_in_its_letters_and_without_control_characters(charset):
    data = f"Päätös{chr(10) if charset == 'utf-16' else chr(13)}{CODE}".encode(charset)

    assert read(data) == outcome.Outcome("read", "", f"Päätös\n{CODE}")


def test_broken_utf_8_is_read_as_well_as_can_be():
    assert read("Päätös".encode() + b"\xff\xfe\xc3 loppu").text.endswith("loppu")


def test_a_page_is_read_without_its_scripts():
    page = f"<!DOCTYPE html><html><script>var a = 1</script><p>Yk<b>si</b></p><!-- {CODE} --><img alt='kuva'>&auml;"

    assert read(page.encode()).text.split() == ["Yksi", CODE, "kuva", "ä"]


@pytest.mark.parametrize(
    "data", [b"\x00" * 1000, b"\x89PNG\r\n\x1a\n" + bytes(30), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_file_without_text_of_a_known_kind_says_so(data):
    assert read(data) == outcome.Outcome("unreadable", "kind")


def test_an_encrypted_word_document_says_so():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")

    assert read(data) == outcome.Outcome("unreadable", "password")


def test_only_spaces_are_no_text():
    assert read(b" \n\t ").state == "empty"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://evil.example/a.dtd">',
    ],
)
def test_a_document_type_in_a_word_document_is_refused(doctype):
    document = f"<?xml version='1.0'?>{doctype}<w:document {papers.W}>{paragraph('x')}</w:document>"
    seen = read(zipped({"[Content_Types].xml": papers.CONTENT_TYPES, "word/document.xml": document}))

    assert seen == outcome.Outcome("refused", "entities")


@pytest.mark.parametrize("body", [paragraph("x") + "<w:p>", "&undefined;", "\x01"])
def test_broken_xml_in_a_word_document_is_a_broken_file(body):
    assert read(word(body)) == outcome.Outcome("unreadable", "broken")


def test_a_word_document_that_was_cut_is_a_broken_file():
    data = word(paragraph("Teksti" * 1000))

    assert outcome_of(io.BytesIO(data[: len(data) // 2]), kinds.sniff(io.BytesIO(data))).reason == "broken"


def test_a_document_that_says_it_grows_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10_000)

    assert read(word(paragraph("a" * 20_000))) == outcome.Outcome("refused", "expands")


def test_a_document_that_lies_about_its_size_is_broken(monkeypatch):
    data = bytearray(word(paragraph("a" * 20_000)))
    # The size in the table of contents, which is all that is believed beforehand.
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (500).to_bytes(4, "little")

    assert read(bytes(data)) == outcome.Outcome("unreadable", "broken")


def test_many_parts_that_are_small_each_are_refused_together(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 30_000)
    parts = {f"header{number}": paragraph("a" * 10_000) for number in range(1, 5)}

    assert read(word("", **parts)) == outcome.Outcome("refused", "expands")


def test_an_archive_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_PARTS", 3)

    assert read(word("", header1="", header2="")) == outcome.Outcome("refused", "expands")


def test_too_much_text_is_refused(monkeypatch):
    from seutu.shared.files.extraction import plain, words

    monkeypatch.setattr(words, "LONGEST_TEXT", 100)
    monkeypatch.setattr(plain, "LONGEST_TEXT", 100)

    assert read(b"a" * 101) == outcome.Outcome("refused", "too_long")
    assert read(b"a" * 500) == outcome.Outcome("refused", "too_long")
    assert read(word(paragraph("a" * 101))) == outcome.Outcome("refused", "too_long")
