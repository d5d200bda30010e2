"""Documents made on the fly: PDF, Word, Excel and LibreOffice, whole ones and ill-meant ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import pikepdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Nobody's: numbers from 900 are never given for life.
CODE = "131052-923M"

CONTENT_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word(body: str = "", **parts: str) -> bytes:
    """A Word document with ``body`` in it; ``parts`` are further parts of ``word/`` by their names."""
    document = f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>'
    others = {f"word/{name}.xml": f"<w:part {W}>{content}</w:part>" for name, content in parts.items()}
    return zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document, **others})


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def open_document(body: str, *, kind: str = "text", **parts: str) -> bytes:
    names = 'xmlns:office="o" xmlns:text="t" xmlns:dc="d" xmlns:table="a" xmlns:meta="m"'
    content = f"<office:document-content {names}>{body}</office:document-content>"
    others = {f"{name}.xml": f"<office:part {names}>{text}</office:part>" for name, text in parts.items()}
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return zipped({"mimetype": mimetype, "content.xml": content, **others})


def pdf(*pages: str, info: Mapping[str, str] | None = None, password: str = "", comments: Sequence[str] = ()) -> bytes:
    """A PDF whose pages have a line of text each; "" makes a page without any, as a scanner does."""
    document = pikepdf.Pdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for text in pages:
        page = document.add_blank_page(page_size=(300, 200))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET" if text else ""
        page.Contents = document.make_stream(shown.encode("latin-1"))
        page.Annots = pikepdf.Array(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=pikepdf.String(comment)
            )
            for comment in comments
        )
    for name, value in (info or {}).items():
        document.docinfo[pikepdf.Name(f"/{name}")] = value
    buffer = io.BytesIO()
    document.save(buffer, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return buffer.getvalue()
