"""Names of files, made harmless: a name is words for people, never a path."""

from __future__ import annotations

import re
import unicodedata

from seutu.shared.files.kinds import EXTENSIONS

LONGEST = 200
_UNWANTED = re.compile(r'[\\/:*?"<>|;\x00-\x1f\x7f-\x9f]')


def safe_name(name: str) -> str:
    """The last part of ``name`` without signs that some system reads as more than a letter; never empty.

    Direction marks go too: with one of them ``fdp.exe`` can be made to look like ``exe.pdf``.
    """
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign) not in {"Cf", "Cs"}
    )
    plain = " ".join(_UNWANTED.sub(" ", shown).split()).strip(". ")
    return _shortened(plain).rstrip(". ") or "file"


def with_extension(name: str, kind: str) -> str:
    """``name`` ending as its real kind ends, so that no program is told otherwise by it."""
    extension = EXTENSIONS.get(kind, "")
    return name if name.lower().endswith(extension) else _shortened(name[: LONGEST - len(extension)] + extension)


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        return name[:LONGEST]
    return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"
