"""Following a field whose name changes."""

from __future__ import annotations

import re

from seutu.shared.eforms.expressions.lexing import INVISIBLE

_TEXT_OR_NAME = re.compile(r"'[^']*'|\"[^\"]*\"|\$\{(?P<name>[^{}'\"]*)\}")


def rename(source: str, old: str, new: str) -> str:
    """``source`` with ``${new}`` for ``${old}``, but not inside texts. It works on half-written sources too."""

    def written(match: re.Match[str]) -> str:
        is_meant = INVISIBLE.sub("", match["name"] or "").strip() == old
        return f"${{{new}}}" if is_meant else match[0]

    return _TEXT_OR_NAME.sub(written, source)
