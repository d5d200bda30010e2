"""Small files made by hand, one of each kind."""

from __future__ import annotations

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
TEXT = "Pöytäkirja § 16\r\nPäätös: hyväksyttiin.".encode()


def archive(*names: str, **contents: bytes) -> bytes:
    """A ZIP with empty files called ``names`` and those of ``contents``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, b"")
        for name, content in contents.items():
            file.writestr(name, content)
    return buffer.getvalue()
